"""Two hidden neurons: ReLUs fold the plane, and then one line is enough."""

from dataclasses import replace

import numpy as np
import streamlit as st

from components.address import Switch, escaped
from components.edited_network import EditedNetwork
from components.guide import tell_facts
from components.network_graph import Picture, SecondPicture
from components.shell.frame import few_need
from core.notation import vector_text
from core.numbers import number_text, text_beside
from core.presets import XOR_NETWORK
from core.xor import CORNER_NAMES, break_one_weight, one_line_sentence, require_two_two_one, score_network
from scenes.xor.gate_plane import FIRST_INPUT, XOR, graph_look

FOLDS = Switch("folds", "Creases", True, help="The lines along which the hidden neurons fold the plane")
HIDDEN = EditedNetwork("hidden", "hidden_input", require_two_two_one)
CONTROLS = (FOLDS, HIDDEN.control, HIDDEN.inputs_control)


def two_relus(palette) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with few_need():
            network, inputs = HIDDEN.current(XOR_NETWORK, FIRST_INPUT)
        st.button("Break one weight", icon=":material/build:", on_click=break_weight, args=(network,))
        st.button("Mend", icon=":material/healing:", on_click=HIDDEN.reset)
        is_folded = FOLDS.toggle()
    result = score_network(network, XOR)
    tell_facts(right=result.n_correct)
    # The line stands where the answer changes: an output above ½ counts as 1.
    look = replace(
        graph_look(XOR, palette, Picture(level=0.5, creases=1.0 if is_folded else None)),
        second=SecondPicture(
            "hidden", "Hidden space", f"The corners in the hidden space: {where_they_land(result)}."
        ),
        picture_width=0.31,
        height=0.42,
    )
    HIDDEN.draw(network, inputs, XOR_NETWORK, FIRST_INPUT, look)
    st.markdown(intermediate_table(network, result))
    hidden_name, output_name = (layer.activation.name for layer in network.layers)
    behind = "" if network.layers[1].activation.key == "identity" else f", {output_name} on the output"
    st.caption(
        f"{result.n_correct} of 4 right. {hidden_name} on both hidden neurons{behind}. "
        "An output above ½ counts as 1. " + escaped(one_line_sentence(result, XOR))
    )


def where_they_land(result) -> str:
    return ", ".join(
        f"{name} at {vector_text(point)}, {'right' if right else 'wrong'}"
        for name, point, right in zip(CORNER_NAMES, result.trace.outputs[0], result.correct, strict=True)
    )


def break_weight(network) -> None:
    broken = break_one_weight(network, XOR, rng=np.random.default_rng())
    HIDDEN.put(broken)


def intermediate_table(network, result) -> str:
    trace = result.trace
    name = network.layers[0].activation.name
    rows = [f"| input | z₁ | z₂ | h₁ = {name}(z₁) | h₂ = {name}(z₂) | output y | XOR | |", f"{'|---' * 8}|"]
    for index, corner in enumerate(CORNER_NAMES):
        numbers = (*trace.preactivations[0][index], *trace.outputs[0][index])
        cells = " | ".join((*map(number_text, numbers), text_beside(trace.outputs[1][index, 0], 0.5)))
        rows.append(f"| {corner} | {cells} | {XOR.outputs[index]} | {'✓' if result.correct[index] else '✗'} |")
    return "\n".join(rows)
