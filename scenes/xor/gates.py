"""One step further: all 16 gates of two inputs, and which of them one line can do."""

import streamlit as st

from core.gates import GATES, corners
from core.notation import vector_text
from core.numbers import number_text
from core.separability import SeparatingLine, separate
from core.xor import Neuron2, neuron_network
from scenes.xor import STEP
from scenes.xor.one_neuron import GATE, NEURON


def all_gates(palette) -> None:
    table, count = gate_table()
    listing, load = st.columns([2.6, 1], gap="large")
    with load:
        st.markdown(
            f"**{count} of the {len(GATES)} gates need only one line.** A gate answers 0 or 1 to each of the four "
            f"corners, so there are 2⁴ = {len(GATES)}. One neuron does those that a line parts. For the other "
            f"{len(GATES) - count} there is a proof: the mean of two corners that want 0 is that of two that want 1."
        )
        gate = GATES[GATE.select()]
        st.write(f"{gate.name}: {gate.about}.")
        st.button("Load into the playground", icon=":material/play_arrow:", on_click=load_gate, args=(gate.key,))
    with listing, st.container(key="all-gates"):
        st.markdown(table)


@st.cache_data
def gate_table() -> tuple[str, int]:
    """All 16 gates, each with a line that does it or the certificate that none can; and how many have a line."""
    rows = ["| gate | at 00 01 10 11 | one line |", "|---|---|---|"]
    count = 0
    for gate in GATES.values():
        answer = separate(corners(2), gate.outputs)
        if isinstance(answer, SeparatingLine):
            count += 1
            how = f"✓ w = {vector_text(answer.weights, 1)}, b = {number_text(answer.bias, 1)}"
        else:
            how = f"✗ none: {answer.sentence()}"
        rows.append(f"| {gate.name} | {' '.join(map(str, gate.outputs))} | {how} |")
    return "\n".join(rows), count


def load_gate(key: str) -> None:
    """Open a gate in the playground, with the line that does it if there is one."""
    answer = separate(corners(2), GATES[key].outputs)
    if isinstance(answer, SeparatingLine):
        NEURON.put(neuron_network(Neuron2(*map(float, answer.weights), float(answer.bias))))
    STEP.put("warm")
