"""Why no single line does XOR: by adding, by picture, and among all 16 gates."""

import pandas as pd
import streamlit as st

from components.address import Switch
from components.shell.frame import show
from core.gates import GATES, corners
from core.notation import vector_text
from core.numbers import number_text
from core.separability import SeparatingLine, separate
from core.xor import Neuron2, diagonals, least_squares, neuron_network
from figures.gates import diagonals_figure
from scenes.xor import STEP
from scenes.xor.gate_plane import XOR
from scenes.xor.one_neuron import FIRST_NEURON, GATE, NEURON

PROOF = Switch("proof", "Show the proof")
CONTROLS = (PROOF,)


def why_it_fails(palette) -> None:
    if not PROOF.toggle():
        st.write("Have you tried for a while? Nobody has ever found such weights, and here is why nobody will.")
    else:
        proof(Neuron2.of(NEURON.kept(FIRST_NEURON)), palette)
    all_gates(palette)


def proof(neuron: Neuron2, palette) -> None:
    words, picture = st.columns([1.25, 1], gap="large")
    one, two = diagonals(neuron, XOR)
    best, error = least_squares(XOR)
    with words:
        st.markdown("**By adding.** XOR asks for four things at once.")
        st.latex(r"(1)\; b \le 0 \qquad (2)\; w_2 + b > 0 \qquad (3)\; w_1 + b > 0 \qquad (4)\; w_1 + w_2 + b \le 0")
        st.latex(
            r"""\begin{aligned}(2) + (3):&\quad w_1 + w_2 + 2b > 0 \\
            (1) + (4):&\quad w_1 + w_2 + 2b \le 0\end{aligned}"""
        )
        st.markdown(
            "The same number cannot be above 0 and not above 0. With your weights it is "
            f"w₁ + w₂ + 2b = **{number_text(neuron.w1 + neuron.w2 + 2 * neuron.b)}**, "
            "so at least one of the four fails, whatever you choose."
        )
        st.markdown(
            "**The best a line can do.** Least squares gives "
            f"w = ({number_text(best.w1)}, {number_text(best.w2)}), b = {number_text(best.b)}: "
            f"the answer {number_text(best.b)} everywhere, mean squared error {number_text(error)}."
        )
    with picture:
        show(
            diagonals_figure((one, two), XOR, palette, height=380),
            f"The diagonals 00 to 11 and 01 to 10 cross at one half, one half, where your function is "
            f"{number_text(one.mean)}; XOR wants {one.wanted:g} along one and {two.wanted:g} along the other.",
            key="diagonals",
        )
        st.caption(
            "**By picture.** An affine function has one value where the diagonals cross, the mean along each: "
            f"yours {number_text(one.mean)} and {number_text(two.mean)}. "
            f"XOR wants {one.wanted:g} on one and {two.wanted:g} on the other."
        )


@st.cache_data
def gate_rows() -> tuple[pd.DataFrame, int]:
    """All 16 gates, each with a line that does it or the certificate that none can."""
    rows = []
    for gate in GATES.values():
        answer = separate(corners(2), gate.outputs)
        is_separable = isinstance(answer, SeparatingLine)
        how = (
            f"w = {vector_text(answer.weights, 1)}, b = {number_text(answer.bias, 1)}"
            if is_separable
            else answer.sentence()
        )
        rows.append((gate.name, "".join(map(str, gate.outputs)), "✓ yes" if is_separable else "✗ no", how))
    table = pd.DataFrame(rows, columns=["gate", "00 01 10 11", "one line", "a line, or the proof of none"])
    return table, sum(row[2].startswith("✓") for row in rows)


def all_gates(palette) -> None:
    table, count = gate_rows()
    st.header(f"{count} of the {len(GATES)} gates need only one line", anchor=False)
    listing, load = st.columns([2.4, 1], gap="large")
    with load:
        gate = GATES[GATE.select()]
        st.write(f"{gate.name}: {gate.about}.")
        st.button("Load into the playground", icon=":material/play_arrow:", on_click=load_gate, args=(gate.key,))
    with listing:
        st.dataframe(table, hide_index=True, height=598, row_height=35, alt="The 16 Boolean functions of two inputs")


def load_gate(key: str) -> None:
    """Open a gate in the playground, with the line that does it if there is one."""
    answer = separate(corners(2), GATES[key].outputs)
    if isinstance(answer, SeparatingLine):
        NEURON.put(neuron_network(Neuron2(*map(float, answer.weights), float(answer.bias))))
    STEP.put("warm")
