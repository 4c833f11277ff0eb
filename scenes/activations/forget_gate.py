"""A gate: a sigmoid says how much of a value is kept."""

import streamlit as st

from components.address import Number
from components.curves import BarsLook, Handle, gate_bars
from components.edited_numbers import EditedNumbers, by_key
from components.guide import tell_facts
from components.shell.frame import is_dark
from core.curves import exact_enough
from core.gating import arithmetic_text, gate
from core.numbers import is_written_in_full, number_text
from figures.theme import palette_of

GATE_VALUE = Number("value", "Value", 4.0, -5.0, 5.0, 0.05)
GATE_Z = Number("z", "Gate's pre-activation z", 1.0, -12.0, 12.0, 0.05)
CONTROLS = (GATE_VALUE, GATE_Z)
EDITED = EditedNumbers("gate-bars", by_key(CONTROLS))
HANDLES = {
    control.key: Handle(name, control.minimum, control.maximum, control.step)
    for control, name in ((GATE_VALUE, "value"), (GATE_Z, "gate z"))
}


def forget_gate(_) -> None:
    controls, picture = st.columns([1, 2.2], gap="large")
    with controls:
        for control in CONTROLS:
            control.slider()
        numbers = EDITED.current()
        gating = gate(numbers[GATE_VALUE.key], numbers[GATE_Z.key])
        z, rest = number_text(gating.z), exact_enough(gating.lost_share)
        sign = "=" if is_written_in_full(gating.lost_share, 4) else "≈"
        st.caption(
            "z is a pre-activation: what the product and the sum gave. "
            "σ(z) lies between 0 and 1, so it says how much of a value is kept. "
            "The forget gate of an LSTM works like this. "
            f"What is let go is 1 − σ({z}) = σ({number_text(-gating.z)}) {sign} {rest} of it."
        )
    tell_facts(kept=gating.share)
    alt = f"{' '.join(arithmetic_text(gating))}: so much the gate keeps, and it lets the rest go."
    with picture:
        gate_bars(
            EDITED.key,
            BarsLook(palette_of(is_dark()), HANDLES, alt, limit=GATE_VALUE.maximum, height=0.36),
            on_edit=EDITED.take,
            **EDITED.told(numbers),
        )
