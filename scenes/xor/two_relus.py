"""Two hidden neurons: ReLUs fold the plane, and then one line is enough."""

import numpy as np
import streamlit as st

from components.address import Switch, escaped
from components.edited_network import EditedNetwork
from components.guide import tell_facts
from components.network_graph import Picture, SecondPicture
from components.shell.frame import few_need
from core.network import Network
from core.notation import vector_text
from core.numbers import number_text, text_beside
from core.presets import XOR_NETWORK
from core.serialization import network_to_text
from core.xor import CORNER_NAMES
from core.xor_network import (
    BROKEN_NETWORK,
    NetworkScore,
    break_one_weight,
    one_line_sentence,
    require_two_two_one,
    score_network,
)
from scenes.xor.gate_plane import FIRST_INPUT, XOR, graph_look

FOLDS = Switch("folds", "Creases", True, help="The lines along which the hidden neurons fold the plane")
HIDDEN = EditedNetwork("hidden", "hidden_input", require_two_two_one)
CONTROLS = (FOLDS, HIDDEN.control, HIDDEN.inputs_control)
_WAS_BROKEN = "xor-was-broken"


def two_relus(palette) -> None:
    with few_need():
        network, inputs = HIDDEN.current(BROKEN_NETWORK, FIRST_INPUT)
        is_folded = FOLDS.toggle()
    result = score_network(network, XOR)
    st.markdown(what_to_do(result.n_correct))
    # The line stands where the answer changes: an output above ½ counts as 1.
    look = graph_look(
        XOR,
        palette,
        Picture(level=0.5, creases=1.0 if is_folded else None),
        second=SecondPicture(
            "hidden", "Hidden space", f"The corners in the hidden space: {where_they_land(result)}."
        ),
        picture_width=0.31,
        height=0.42,
    )
    HIDDEN.draw(network, inputs, BROKEN_NETWORK, FIRST_INPUT, look)
    with st.container(horizontal=True):
        st.button("Break another weight", icon=":material/build:", on_click=break_another, args=(network,))
        st.button("Mend it for me", icon=":material/healing:", on_click=HIDDEN.put, args=(XOR_NETWORK,))
    hidden_name, output_name = (layer.activation.name for layer in network.layers)
    behind = "" if network.layers[1].activation.key == "identity" else f", {output_name} on the output"
    st.caption(
        f"The hidden space has a place for each corner at (h₁, h₂), what the hidden neurons make of it. "
        f"{hidden_name} on both hidden neurons{behind}. An output above ½ counts as 1. "
        + escaped(one_line_sentence(result, XOR))
    )
    with st.container(key="intermediates"):
        st.markdown(intermediate_table(network, result))
    tell_facts(right=result.n_correct)


def what_to_do(n_correct: int) -> str:
    """A visitor who has had something to mend is told that it is mended."""
    if n_correct < 4:
        st.session_state[_WAS_BROKEN] = True
        return f"**{n_correct} of 4 right.** Mend it: drag or type a number."
    if st.session_state.get(_WAS_BROKEN):
        return "**4 of 4: mended.** Two hinges, and then one line is enough."
    return "**4 of 4 right.** Two hinges, and then one line is enough."


def where_they_land(result: NetworkScore) -> str:
    return ", ".join(
        f"{name} at {vector_text(point)}, {'right' if right else 'wrong'}"
        for name, point, right in zip(CORNER_NAMES, result.trace.outputs[0], result.correct, strict=True)
    )


def break_another(network: Network) -> None:
    """Break what is right; where it is wrong already, break the network that is known to be right in another way."""
    right = network if score_network(network, XOR).n_correct == 4 else XOR_NETWORK
    rng = np.random.default_rng()
    broken = break_one_weight(right, XOR, rng=rng)
    while network_to_text(broken) == network_to_text(network):
        broken = break_one_weight(right, XOR, rng=rng)
    HIDDEN.put(broken)


def intermediate_table(network: Network, result: NetworkScore) -> str:
    """Every number on the way, a column for each corner, so that it fits a phone."""
    trace = result.trace
    name = escaped(network.layers[0].activation.name)
    (z1, z2), (h1, h2) = trace.preactivations[0].T, trace.outputs[0].T
    rows = [("z₁", z1), ("z₂", z2), (f"h₁ = {name}(z₁)", h1), (f"h₂ = {name}(z₂)", h2)]
    written = [
        ("input", *CORNER_NAMES),
        ("---",) * 5,
        *((title, *map(number_text, values)) for title, values in rows),
        ("output y", *(text_beside(value, 0.5) for value in trace.outputs[1][:, 0])),
        (
            "XOR",
            *(f"{wanted} {'✓' if right else '✗'}" for wanted, right in zip(XOR.outputs, result.correct, strict=True)),
        ),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in written)
