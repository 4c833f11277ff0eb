"""One neuron: warm up on gates that it can do, then try XOR."""

import pandas as pd
import streamlit as st

from components.address import Choice
from components.edited_network import EditedNetwork
from components.network_graph import Picture
from core.gates import GATES, Gate
from core.network import Network
from core.numbers import number_text
from core.xor import Neuron2, inequalities, neuron_network, require_neuron, score
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
CONTROLS = (GATE, NEURON.control, NEURON.inputs_control)


def neuron_drawing(gate: Gate, palette, on_settle=None) -> Neuron2:
    """One neuron with its plane: its weights and its line can both be dragged."""
    with st.popover("As text", icon=":material/text_fields:"):
        network, inputs = NEURON.current(FIRST_NEURON, FIRST_INPUT)
    picture = Picture(shows="preactivation", line=True)
    NEURON.draw(
        network,
        inputs,
        FIRST_NEURON,
        FIRST_INPUT,
        graph_look(gate, palette, picture),
        on_settle=on_settle,
    )
    return Neuron2.of(network)


def warm_up(palette) -> None:
    picture, words = st.columns([3, 1], gap="large")
    with words:
        gate = GATES[GATE.select()]
    with picture:
        neuron = neuron_drawing(gate, palette)
    result = score(neuron, gate)
    with words:
        st.metric("Right answers", f"{result.n_correct} of 4")
        st.write(
            f"**{gate.name}** is {gate.about}. The neuron answers 1 where w₁x₁ + w₂x₂ + b > 0, the blue side. "
            "Drag its numbers, or its line, until all four corners show ✓."
        )
        st.caption("Filled corners want 1, hollow corners want 0.")
        if result.n_correct == 4:
            st.success("Solved. Try another gate, then go on to XOR.", icon=":material/check:")


def try_xor(palette) -> None:
    picture, work = st.columns([2.1, 1], gap="large")
    with picture:
        neuron = neuron_drawing(XOR, palette, on_settle=keep_attempt)
    result = score(neuron, XOR)
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
        attempts_table()


def keep_attempt(network: Network) -> None:
    """Every newly tried set of weights goes into the log, with what it scored."""
    neuron = Neuron2.of(network)
    result = score(neuron, XOR)
    st.session_state.setdefault("attempts", []).append(
        (neuron.w1, neuron.w2, neuron.b, result.n_correct, result.mean_squared_error)
    )


def inequality_table(neuron: Neuron2) -> str:
    rows = ["| input | must hold | yours | |", "|---|---|---|---|"]
    for row in inequalities(neuron, XOR):
        x1, x2 = row.corner
        rows.append(
            f"| {x1}{x2} → {int(row.wants_one)} | {row.lhs} {row.relation} 0 | "
            f"{number_text(row.value)} {row.relation} 0 | {'✓ holds' if row.holds else '✗ fails'} |"
        )
    return "\n".join(rows)


def attempts_table() -> None:
    attempts = st.session_state.get("attempts", [])
    if not attempts:
        st.caption("Your tries will be kept here.")
        return
    best = max(attempt[3] for attempt in attempts)
    tries = "1 try" if len(attempts) == 1 else f"{len(attempts)} tries"
    title, clear = st.columns([2, 1], vertical_alignment="center")
    title.markdown(f"**{tries}, best {best} of 4**")
    clear.button("Clear", on_click=attempts.clear, icon=":material/delete:")
    st.dataframe(
        pd.DataFrame(
            [(number, *attempt) for number, attempt in enumerate(attempts, start=1)][::-1],
            columns=["try", "w₁", "w₂", "b", "right", "mean squared error"],
        ),
        hide_index=True,
        height=170,
        column_config={name: st.column_config.NumberColumn(format="%.2f") for name in ("w₁", "w₂", "b")}
        | {"mean squared error": st.column_config.NumberColumn(format="%.3f")},
        alt=f"{tries} at XOR, newest first",
        key="attempts-table",
        on_select=return_to_attempt,
        selection_mode="single-row",
    )
    st.caption("Mark a row to go back to it.")


def return_to_attempt() -> None:
    """The weights of the marked try become the present ones."""
    rows = st.session_state["attempts-table"].selection.rows
    if rows:
        w1, w2, b, *_ = st.session_state["attempts"][::-1][rows[0]]
        NEURON.put(neuron_network(Neuron2(w1, w2, b)))
