"""Two ReLU neurons fold the plane, and then one line is enough."""

from dataclasses import replace

import numpy as np
import streamlit as st

from components.address import Switch
from components.crease_overlay import creases_over
from components.edited_network import EditedNetwork
from components.frame import show
from components.network_graph import Picture
from core.gates import corners
from core.notation import number_text, vector_text
from core.presets import XOR_NETWORK
from core.xor import break_one_weight, require_two_two_one, score_network
from figures.gates import hidden_space_figure
from scenes.xor.gate_plane import FIRST_INPUT, WINDOW, XOR, graph_look

FOLDS = Switch("folds", "Creases", True, help="The lines along which the two ReLUs fold the plane")
HIDDEN = EditedNetwork("hidden", "hidden_input", require_two_two_one)
CONTROLS = (FOLDS, HIDDEN.control, HIDDEN.inputs_control)


def two_relus(palette) -> None:
    drawing, hidden = st.columns([2.3, 1], gap="large")
    with drawing:
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.popover("As text", icon=":material/text_fields:"):
                network, inputs = HIDDEN.current(XOR_NETWORK, FIRST_INPUT)
            st.button("Break one weight", icon=":material/build:", on_click=break_weight, args=(network,))
            st.button("Mend", icon=":material/healing:", on_click=HIDDEN.reset)
            is_folded = FOLDS.toggle()
        # The line stands where the answer changes: an output above ½ counts as 1.
        picture = Picture(level=0.5)
        if is_folded:
            picture = replace(picture, creases=creases_over(network, WINDOW, (), is_held=HIDDEN.is_held))
        look = graph_look(XOR, palette, picture)
        HIDDEN.draw(network, inputs, XOR_NETWORK, FIRST_INPUT, replace(look, picture_width=0.46, height=0.42))
    result = score_network(network, XOR)
    with hidden:
        st.markdown(f"**Hidden space**: {result.n_correct} of 4 right")
        show(
            hidden_space_figure(network, XOR, result, palette, height=400),
            f"The corners in the plane of h1 and h2: {', '.join(map(vector_text, result.trace.outputs[0]))}.",
            key="hidden-space",
        )
    st.markdown(intermediate_table(result))
    st.caption("ReLU on both hidden neurons. An output above ½ counts as 1. In the hidden space one line is enough.")


def break_weight(network) -> None:
    broken = break_one_weight(network, XOR, rng=np.random.default_rng())
    HIDDEN.put(broken)


def intermediate_table(result) -> str:
    trace = result.trace
    rows = [
        "| input | z₁ | z₂ | h₁ = ReLU(z₁) | h₂ = ReLU(z₂) | output y | XOR | |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for index, (x1, x2) in enumerate(corners(2)):
        numbers = (*trace.preactivations[0][index], *trace.outputs[0][index], *trace.outputs[1][index])
        cells = " | ".join(number_text(number) for number in numbers)
        rows.append(
            f"| {int(x1)}{int(x2)} | {cells} | {XOR.outputs[index]} | {'✓' if result.correct[index] else '✗'} |"
        )
    return "\n".join(rows)
