"""XOR: try, fail, see why, and then let two ReLU neurons do it."""

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from components.address import Choice, Switch, report_bad_link
from components.creases import creases_over
from components.edited_network import EditedNetwork
from components.frame import heading, is_dark, show
from components.lessons import next_lesson_link
from components.network_graph import GraphLook, Picture, Point
from core.gates import GATES, Gate, corners
from core.network import Network
from core.notation import number_text, vector_text
from core.presets import XOR_NETWORK
from core.separability import SeparatingLine, separate
from core.xor import (
    COSINE_NEURON,
    Neuron2,
    break_one_weight,
    diagonals,
    inequalities,
    least_squares,
    neuron_network,
    require_neuron,
    require_two_two_one,
    score,
    score_network,
)
from figures.gates import cosine_figure, diagonals_figure, hidden_space_figure
from figures.theme import palette_of

XOR = GATES["xor"]
_FIRST = ("and", "or", "nand")

STEP = Choice(
    "step",
    "Step",
    {
        "warm": "1 Warm up",
        "try": "2 Try XOR",
        "proof": "3 Why it fails",
        "hidden": "4 Two ReLUs",
        "cosine": "5 Footnote",
    },
    "try",
)
GATE = Choice(
    "gate",
    "Gate",
    {key: GATES[key].name for key in (*_FIRST, *(key for key in GATES if key not in _FIRST))},
    "and",
)
PROOF = Switch("proof", "Show the proof")
FOLDS = Switch("folds", "Creases", True, help="The lines along which the two ReLUs fold the plane")
NEURON = EditedNetwork("single", "single_input", require_neuron)
HIDDEN = EditedNetwork("hidden", "hidden_input", require_two_two_one)
FIRST_NEURON = neuron_network(Neuron2(1.0, 1.0, -0.5))
FIRST_INPUT = (1.0, 0.0)
WINDOW = ((-0.6, 1.6), (-0.6, 1.6))
# Colours of a plane that ranges wider than ±2 would all be pale around the corners.
REACH = 2.0

heading("XOR", "1 when exactly one input is 1. Find two weights and a bias that give it.")
report_bad_link(
    STEP, GATE, PROOF, FOLDS, NEURON.control, NEURON.inputs_control, HIDDEN.control, HIDDEN.inputs_control
)  # fmt: skip


def keep_attempt(network: Network) -> None:
    """Every newly tried set of weights goes into the log, with what it scored."""
    neuron = Neuron2.of(network)
    result = score(neuron, XOR)
    st.session_state.setdefault("attempts", []).append(
        (neuron.w1, neuron.w2, neuron.b, result.n_correct, result.mean_squared_error)
    )


def graph_look(gate: Gate, palette, picture: Picture) -> GraphLook:
    """The drawing of a network beside its plane, with the gate's corners on it."""
    points = tuple(
        Point((float(x1), float(x2)), wanted, f"{int(x1)}{int(x2)}")
        for (x1, x2), wanted in zip(corners(2), gate.outputs, strict=True)
    )
    return GraphLook(
        palette=palette,
        window=WINDOW,
        picture=replace(picture, points=points, reach=REACH, marker=False),
        split=0.6,
    )


def neuron_drawing(gate: Gate, palette, on_settle=None) -> Neuron2:
    """One neuron with its plane: its weights and its line can both be dragged."""
    with st.popover("As text", icon=":material/text_fields:"):
        network, inputs = NEURON.current(FIRST_NEURON, FIRST_INPUT)
    picture = Picture(of="preactivation", line=True)
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
    st.subheader(f"{count} of the {len(GATES)} gates need only one line", anchor=False)
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
    st.session_state[STEP.key] = "warm"


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
        HIDDEN.draw(network, inputs, XOR_NETWORK, FIRST_INPUT, replace(look, split=0.46, share=0.42))
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


def footnote(palette) -> None:
    words, picture = st.columns([1, 1.7], gap="large")
    outputs = COSINE_NEURON(corners(2))[:, 0]
    with words:
        st.markdown(
            "**One neuron can do XOR, if its activation is not monotone.** Take weights π, π, bias π and cos. "
            f"At 00, 01, 10, 11 it gives {vector_text(outputs, 0)}: above 0 exactly where XOR is 1."
        )
        st.markdown(
            "The proof does not forbid this. It says that no *affine* function is above 0 at just 01 and 10. "
            "Behind a step, a sigmoid or any other monotone activation, “above a threshold” still means that. "
            "The cosine rises and falls, so the two ends can be low while the middle is high."
        )
    sums = np.linspace(-0.4, 2.4, 281)
    values = COSINE_NEURON(np.column_stack([sums, np.zeros_like(sums)]))[:, 0]
    with picture:
        show(
            cosine_figure(sums, values, XOR, palette),
            "cos(π s + π) along s from −0.4 to 2.4: −1 at 0, 1 at 1, −1 at 2.",
            key="cosine",
        )


SCENES = {"warm": warm_up, "try": try_xor, "proof": why_it_fails, "hidden": two_relus, "cosine": footnote}


@st.fragment
def playground() -> None:
    step = STEP.segments(label_visibility="collapsed")
    SCENES[step](palette_of(is_dark()))


playground()
next_lesson_link("pages/xor.py")
