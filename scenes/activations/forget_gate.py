"""A gate: a sigmoid says how much of a value is kept."""

import streamlit as st

from components.address import Number
from components.shell.frame import is_dark, show
from core.curves import exact_enough
from core.gating import gate
from core.numbers import number_text
from figures.curves import gate_figure
from figures.theme import palette_of

GATE_VALUE = Number("value", "Value", 4.0, -5.0, 5.0, 0.05)
GATE_Z = Number("z", "Gate's pre-activation z", 1.0, -12.0, 12.0, 0.05)
CONTROLS = (GATE_VALUE, GATE_Z)


def forget_gate(_) -> None:
    palette = palette_of(is_dark())
    controls, picture = st.columns([1, 2.2], gap="large")
    with controls:
        gating = gate(GATE_VALUE.slider(), GATE_Z.slider())
        z, share, rest = number_text(gating.z), exact_enough(gating.share), exact_enough(gating.lost_share)
        st.caption(
            "σ(z) lies between 0 and 1, so it says how much of a value is kept. "
            "The forget gate of an LSTM works like this. "
            f"What is let go is 1 − σ({z}) = σ({number_text(-gating.z)}) = {rest} of it."
        )
    with picture:
        show(
            gate_figure(gating, palette, limit=GATE_VALUE.maximum),
            f"The gate σ({z}) keeps {share} of {number_text(gating.value)}, "
            f"which is {exact_enough(gating.kept, limits=(0.0, gating.value))}, and lets the rest go.",
            key="gate-figure",
        )
