"""One neuron: warm up on gates that it can do, then try XOR."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.address import Choice, Text
from components.edited_network import EditedNetwork
from components.guide import tell_facts
from components.network_graph import Picture
from components.room import tell_try
from components.shell.frame import few_need
from core.gates import GATES, Gate, corners
from core.network import Network
from core.numbers import number_text
from core.separability import SeparatingLine, separate
from core.xor import (
    MOST_TRIES,
    Neuron2,
    neuron_network,
    require_neuron,
    score,
    tries_from_text,
    tries_to_text,
    with_try,
)
from core.xor_proof import inequalities
from scenes.xor.gate_plane import FIRST_INPUT, XOR, graph_look

_FIRST = ("and", "or", "nand")

GATE = Choice(
    "gate",
    "Gate",
    {key: GATES[key].name for key in (*_FIRST, *(key for key in GATES if key not in _FIRST))},
    "and",
)
NEURON = EditedNetwork("single", "single_input", require_neuron)
FIRST_NEURON = neuron_network(Neuron2(1.0, 1.0, -0.5))
TRIES = Text("tries", "Tries: w₁ w₂ b; w₁ w₂ b", tries_from_text)
CONTROLS = (GATE, NEURON.control, NEURON.inputs_control, TRIES)
_SEEN = "neurons-seen"
PICTURE = Picture(shows="preactivation", line=True)


def neuron_drawing(
    gate: Gate, palette, fields: DeltaGenerator, picture: Picture = PICTURE, on_settle=None, beside=(), **look
) -> Neuron2:
    """One neuron with its plane: its weights and its line can both be dragged.  `look` are options of GraphLook."""
    with fields:
        network, inputs = NEURON.current(FIRST_NEURON, FIRST_INPUT)
    NEURON.draw(
        network,
        inputs,
        FIRST_NEURON,
        FIRST_INPUT,
        graph_look(gate, palette, picture, **look),
        on_settle=on_settle,
        beside=beside,
    )
    return Neuron2.of(network)


def is_separable(gate: Gate) -> bool:
    return isinstance(separate(corners(2), gate.outputs), SeparatingLine)


def warm_up(palette) -> None:
    picture, words = st.columns([3, 1], gap="large")
    with words:
        gate = GATES[GATE.select()]
    with picture:
        neuron = neuron_drawing(gate, palette, few_need())
    result = score(neuron, gate)
    tell_facts(right=result.n_correct)
    with words:
        st.metric("Right answers", f"{result.n_correct} of 4")
        st.write(
            f"**{gate.name}** is {gate.about}. It is a gate: inputs and answer are 0 or 1. "
            "The neuron answers 1 where w₁x₁ + w₂x₂ + b > 0, the blue side; b, the bias, is added whatever comes in. "
            + (
                "Drag its numbers, or its line, until all four corners show ✓."
                if is_separable(gate)
                else "No line does it: at least one corner shows ✗ wherever you drag it, and step 3 says why."
            )
        )
        st.caption("Filled corners want 1, hollow corners want 0.")
        if result.n_correct == 4:
            st.success("Solved. Try another gate, then go on to XOR.", icon=":material/check:")


def try_xor(palette) -> None:
    picture, work = st.columns([2.1, 1], gap="large")
    with picture:
        more = few_need("more-of-tries")
        neuron = neuron_drawing(XOR, palette, more, on_settle=keep_try, beside=(TRIES,))
        with more:
            tries = TRIES.typed((), placeholder="1 1 -0.5; 2 1 -0.5")
            if more.open:
                table_of_tries(tries)
    if NEURON.is_held:
        tell_try(neuron)
    result = score(neuron, XOR)
    tell_facts(right=result.n_correct, tries=len(tries))
    with work:
        right, error = st.columns(2)
        right.metric("Right answers", f"{result.n_correct} of 4")
        error.metric(
            "Mean squared error",
            number_text(result.mean_squared_error, 3),
        )
        st.markdown("**What XOR asks of your weights**")
        st.markdown(inequality_table(neuron))
        failing = 4 - result.n_correct
        st.caption(
            f"{failing} of the four {'fails' if failing == 1 else 'fail'}. You need all four at once. "
            "The mean squared error is the mean of (w₁x₁ + w₂x₂ + b − wanted)² over the corners."
        )
        best_of_tries(tries)


def keep_try(network: Network) -> None:
    """An edit has ended.  Where undo, redo or reset have led back to a neuron that was there before, it is no try."""
    neuron, tries = Neuron2.of(network), TRIES.left(())
    seen = st.session_state.setdefault(_SEEN, {Neuron2.of(FIRST_NEURON), *tries})
    if neuron not in seen:
        seen.add(neuron)
        tell_try(neuron)
        TRIES.put(tries_to_text(with_try(tries, neuron, XOR)))


def inequality_table(neuron: Neuron2) -> str:
    rows = ["| input | must hold | yours | |", "|---|---|---|---|"]
    for row in inequalities(neuron, XOR):
        x1, x2 = row.corner
        rows.append(
            f"| {x1}{x2} → {int(row.wants_one)} | {row.lhs} {row.relation} 0 | "
            f"{number_text(row.value)} {row.relation} 0 | {'✓ holds' if row.holds else '✗ fails'} |"
        )
    return "\n".join(rows)


def said_of_tries(tries: Sequence[Neuron2]) -> str:
    """3 tries, best 3 of 4."""
    number = "1 try" if len(tries) == 1 else f"{'The last ' * (len(tries) == MOST_TRIES)}{len(tries)} tries"
    return f"{number}, best {max(score(neuron, XOR).n_correct for neuron in tries)} of 4"


def best_of_tries(tries: Sequence[Neuron2]) -> None:
    """How many there are, and the way back to the last of the best."""
    if not tries:
        st.caption("Your tries will be kept, here and in the address.")
        return
    st.caption("A move that changes no answer belongs to the same try.")
    best = max(reversed(tries), key=lambda neuron: score(neuron, XOR).n_correct)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{said_of_tries(tries)}**", width="content")
        st.button("Back to the best", on_click=NEURON.put, args=(neuron_network(best),), icon=":material/undo:")


def table_of_tries(tries: Sequence[Neuron2]) -> None:
    """All of them, for who wants to go back to one."""
    if not tries:
        return
    title, clear = st.columns([2, 1], vertical_alignment="center")
    title.markdown("**All tries**")
    clear.button("Clear", on_click=TRIES.put, args=("",), icon=":material/delete:")
    scores = [score(neuron, XOR) for neuron in tries]
    rows = [
        (index, neuron.w1, neuron.w2, neuron.b, result.n_correct, result.mean_squared_error)
        for index, (neuron, result) in enumerate(zip(tries, scores, strict=True), start=1)
    ]
    st.dataframe(
        pd.DataFrame(rows[::-1], columns=["try", "w₁", "w₂", "b", "right", "error"]),
        hide_index=True,
        height=170,
        column_config={name: st.column_config.NumberColumn(format="%.4g") for name in ("w₁", "w₂", "b")}
        | {"error": st.column_config.NumberColumn(format="%.3g")},
        alt=f"{said_of_tries(tries)}, newest first, each with its mean squared error",
        key="attempts-table",
        on_select=return_to_try,
        selection_mode="single-row",
    )
    st.caption("Mark a row to go back to it.")


def return_to_try() -> None:
    """The weights of the marked try become the present ones."""
    rows, tries = st.session_state["attempts-table"].selection.rows, TRIES.left(())
    if rows and rows[0] < len(tries):
        NEURON.put(neuron_network(tries[::-1][rows[0]]))
