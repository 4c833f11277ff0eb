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
    inequalities,
    neuron_network,
    require_neuron,
    score,
    tries_from_text,
    tries_to_text,
    with_try,
)
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


def neuron_drawing(gate: Gate, palette, fields: DeltaGenerator, on_settle=None, beside=()) -> Neuron2:
    """One neuron with its plane: its weights and its line can both be dragged."""
    with fields:
        network, inputs = NEURON.current(FIRST_NEURON, FIRST_INPUT)
    picture = Picture(shows="preactivation", line=True)
    NEURON.draw(
        network,
        inputs,
        FIRST_NEURON,
        FIRST_INPUT,
        graph_look(gate, palette, picture),
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
            f"**{gate.name}** is {gate.about}. The neuron answers 1 where w₁x₁ + w₂x₂ + b > 0, the blue side. "
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
        fields = few_need()
        neuron = neuron_drawing(XOR, palette, fields, on_settle=keep_try, beside=(TRIES,))
        with fields:
            tries = TRIES.typed((), placeholder="1 1 -0.5; 2 1 -0.5")
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
            help="Of w₁x₁ + w₂x₂ + b, before the step, against the wanted 0 or 1",
        )
        st.markdown("**What XOR asks of your weights**")
        st.markdown(inequality_table(neuron))
        failing = 4 - result.n_correct
        st.caption(f"{failing} of the four {'fails' if failing == 1 else 'fail'}. You need all four at once.")
        table_of_tries(tries)


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


def table_of_tries(tries: Sequence[Neuron2]) -> None:
    if not tries:
        st.caption("Your tries will be kept here, and in the address.")
        return
    scores = [score(neuron, XOR) for neuron in tries]
    number = "1 try" if len(tries) == 1 else f"{'The last ' * (len(tries) == MOST_TRIES)}{len(tries)} tries"
    title, clear = st.columns([2, 1], vertical_alignment="center")
    title.markdown(f"**{number}, best {max(result.n_correct for result in scores)} of 4**")
    clear.button("Clear", on_click=TRIES.put, args=("",), icon=":material/delete:")
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
        alt=f"{number} at XOR, newest first, each with its mean squared error",
        key="attempts-table",
        on_select=return_to_try,
        selection_mode="single-row",
    )
    st.caption("A move that changes no answer belongs to the same try. Mark a row to go back to it.")


def return_to_try() -> None:
    """The weights of the marked try become the present ones."""
    rows, tries = st.session_state["attempts-table"].selection.rows, TRIES.left(())
    if rows and rows[0] < len(tries):
        NEURON.put(neuron_network(tries[::-1][rows[0]]))
