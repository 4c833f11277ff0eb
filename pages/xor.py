"""XOR: try, fail, see why, and then let two ReLU neurons do it."""

import numpy as np
import pandas as pd
import streamlit as st

from components.address import Choice, Number, Switch, report_bad_link
from components.edited_network import EditedNetwork
from components.frame import heading, is_dark, show
from components.lessons import next_lesson_link
from core.gates import GATES, corners
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
    require_two_two_one,
    score,
    score_network,
)
from figures.gates import (
    cosine_figure,
    diagonals_figure,
    hidden_space_figure,
    network_plane_figure,
    neuron_plane_figure,
)
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
W1 = Number("w1", "w₁", 1.0, -3.0, 3.0)
W2 = Number("w2", "w₂", 1.0, -3.0, 3.0)
B = Number("b", "b", -0.5, -3.0, 3.0)
PROOF = Switch("proof", "Show the proof")
HIDDEN = EditedNetwork("hidden", require_two_two_one)

heading("XOR", "1 when exactly one input is 1. Find two weights and a bias that give it.")
report_bad_link(STEP, GATE, W1, W2, B, PROOF, HIDDEN.control)


def keep_attempt() -> None:
    """Every newly tried set of weights goes into the log, with what it scored."""
    neuron = Neuron2(*(st.session_state[control.key] for control in (W1, W2, B)))
    result = score(neuron, XOR)
    st.session_state.setdefault("attempts", []).append(
        (neuron.w1, neuron.w2, neuron.b, result.n_correct, result.mean_squared_error)
    )


def neuron_sliders(**options) -> Neuron2:
    return Neuron2(W1.slider(**options), W2.slider(**options), B.slider(**options))


def plane(neuron: Neuron2, gate, palette, key: str) -> None:
    result = score(neuron, gate)
    verdicts = ", ".join(
        f"{int(x1)}{int(x2)} {'right' if right else 'wrong'}"
        for (x1, x2), right in zip(corners(2), result.correct, strict=True)
    )
    show(
        neuron_plane_figure(neuron, gate, result, palette),
        f"The plane of both inputs with the line {number_text(neuron.w1)} x₁ + {number_text(neuron.w2)} x₂ "
        f"+ {number_text(neuron.b)} = 0. {gate.name}: {verdicts}; {result.n_correct} of 4 right.",
        key=key,
    )


def warm_up(palette) -> None:
    controls, picture = st.columns([1, 2.4], gap="large")
    with controls:
        gate = GATES[GATE.select()]
        neuron = neuron_sliders()
        result = score(neuron, gate)
        st.metric("Right answers", f"{result.n_correct} of 4")
        st.write(
            f"**{gate.name}** is {gate.about}. The neuron answers 1 where w₁x₁ + w₂x₂ + b > 0, the blue side. "
            "Move the line until all four corners show ✓."
        )
        if result.n_correct == 4:
            st.success("Solved. Try another gate, then go on to XOR.", icon=":material/check:")
    with picture:
        plane(neuron, gate, palette, "warm-plane")
        st.caption("Filled corners want 1, hollow corners want 0.")


def try_xor(palette) -> None:
    controls, picture, work = st.columns([1, 1.9, 1.7], gap="medium")
    with controls:
        neuron = neuron_sliders(on_change=keep_attempt)
        result = score(neuron, XOR)
        st.metric("Right answers", f"{result.n_correct} of 4")
        st.metric("Mean squared error", number_text(result.mean_squared_error, 3))
    with picture:
        plane(neuron, XOR, palette, "xor-plane")
    with work:
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
        newest_first = st.session_state["attempts"][::-1]
        for control, value in zip((W1, W2, B), newest_first[rows[0]], strict=False):
            st.session_state[control.key] = value


def why_it_fails(palette) -> None:
    neuron = Neuron2(*(st.session_state.get(control.key, control.default) for control in (W1, W2, B)))
    if not PROOF.toggle():
        st.write("Have you tried for a while? Nobody has ever found such weights, and here is why nobody will.")
    else:
        proof(neuron, palette)
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
        for control, value in zip((W1, W2, B), (*answer.weights, answer.bias), strict=True):
            st.session_state[control.key] = float(value)
    st.session_state[STEP.key] = "warm"


def two_relus(palette) -> None:
    controls, inputs, hidden = st.columns([1.25, 1.5, 1.5], gap="medium")
    with controls:
        with st.popover("As text", icon=":material/text_fields:", width="stretch"):
            network = HIDDEN.current(XOR_NETWORK)
        names = (("x₁", "x₂"), ("h₁", "h₂"), ("y",))
        for layer, row in ((0, 0), (0, 1), (1, 0)):
            for column, place in zip((0, 1, None), st.columns(3), strict=True):
                source = "bias" if column is None else names[layer][column]
                with place:
                    HIDDEN.weight_input(f"{source} → {names[layer + 1][row]}", network, layer, row, column)
        with st.container(horizontal=True):
            st.button("Break one weight", icon=":material/build:", on_click=break_weight, args=(network,))
            HIDDEN.undo_and_reset_buttons("Mend")
    result = score_network(network, XOR)
    with inputs:
        st.markdown(f"**Input plane**: {result.n_correct} of 4 right")
        show(
            network_plane_figure(network, XOR, result, palette),
            f"The network's output over the plane of both inputs; {result.n_correct} of 4 corners right.",
            key="hidden-input-plane",
        )
    with hidden:
        st.markdown("**Hidden space**: what the two ReLUs make of it")
        show(
            hidden_space_figure(network, XOR, result, palette),
            f"The corners in the plane of h1 and h2: {', '.join(map(vector_text, result.trace.outputs[0]))}.",
            key="hidden-space",
        )
    st.markdown(intermediate_table(result))
    st.caption("ReLU on both hidden neurons. An output above ½ counts as 1. In the hidden space one line is enough.")


def break_weight(network) -> None:
    broken = break_one_weight(network, XOR, rng=np.random.default_rng(len(st.session_state.get("hidden-past", []))))
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
