"""Activation curves to overlay, probe and shift; a gate; softmax; and all of them in a table."""

import pandas as pd
import streamlit as st

from components.address import Choice, Choices, Number, Switch, Text, report_bad_link
from components.frame import heading, is_dark, show
from components.lessons import next_lesson_link
from core.activations import ACTIVATIONS, softmax
from core.curves import (
    exact_enough,
    filtered_part,
    gate,
    probe,
    properties,
    sample,
    saturated_parts,
    share_text,
    table,
    value_text,
    vector_from_text,
)
from core.notation import number_text
from figures.curves import curves_figure, gate_figure, softmax_figure
from figures.theme import palette_of

INTERVAL = (-8.0, 8.0)
NAMES = {key: activation.name for key, activation in ACTIVATIONS.items()}

TOPIC = Choice(
    "topic", "Topic", {"curves": "1 Curves", "gate": "2 A gate", "softmax": "3 Softmax", "all": "4 Table"}, "curves"
)
CURVES = Choices("curves", "Curves", NAMES, ("relu", "sigmoid", "tanh"))
DERIVATIVE = Switch("derivative", "Derivatives f′, thin")
X = Number("x", "Probe x", 1.5, *INTERVAL, 0.05)
WEIGHT = Number("weight", "Weight w", 1.0, -4.0, 4.0, 0.05)
BIAS = Number("bias", "Bias b", 0.0, -6.0, 6.0, 0.05)
PARAMETERS = {
    (key, parameter.name): Number(
        f"{key}_{parameter.name}",
        f"{activation.name}: ${parameter.symbol}$",
        parameter.value,
        parameter.minimum,
        parameter.maximum,
        0.01,
    )
    for key, activation in ACTIVATIONS.items()
    for parameter in activation.parameters
}
CLOSE = Choice("close", "Look closely at", NAMES, "relu")
GATE_VALUE = Number("value", "Value", 4.0, -5.0, 5.0, 0.05)
GATE_Z = Number("z", "Gate's pre-activation z", 1.0, -12.0, 12.0, 0.05)
DEFAULT_SCORES = "2, 1, 0.1"
SCORES = Text("scores", "Scores, 2 to 8 numbers", vector_from_text, default=DEFAULT_SCORES)
TEMPERATURE = Number("temperature", "Temperature T", 1.0, 0.05, 10.0, 0.05)

heading("Activations", "The only part of a neuron that is not a product or a sum.")
report_bad_link(
    TOPIC, CURVES, DERIVATIVE, X, WEIGHT, BIAS, *PARAMETERS.values(), CLOSE, GATE_VALUE, GATE_Z, SCORES, TEMPERATURE
)


def with_chosen_parameters(key: str):
    """The activation with a slider for each parameter that it has."""
    activation = ACTIVATIONS[key]
    chosen = {parameter.name: PARAMETERS[key, parameter.name].slider() for parameter in activation.parameters}
    return activation.with_parameters(**chosen)


def curves_and_probe(beside) -> None:
    """What is chosen once stands apart from what a hand moves, so that a moving hand redraws less."""
    with beside:
        choices, closely = st.columns([2.4, 1], gap="medium")
    with choices:
        chosen = CURVES.multiselect(wrap=True)
        if not chosen:
            st.info("Choose a curve. Until then you see ReLU.")
            chosen = ["relu"]
    with closely:
        close_key = CLOSE.select()
    under_the_hand(chosen, close_key)


@st.fragment
def under_the_hand(chosen: list[str], close_key: str) -> None:
    palette = palette_of(is_dark())
    controls, picture, numbers = st.columns([1.1, 2.9, 1.35], gap="medium")
    with controls:
        x, weight, bias = X.slider(), WEIGHT.slider(), BIAS.slider()
        derivatives = DERIVATIVE.toggle()
        activations = [with_chosen_parameters(key) for key in chosen]
    close = next((a for a in activations if a.key == close_key), activations[0])
    curves = [sample(activation, INTERVAL, weight, bias) for activation in activations]
    close_up = next(curve for curve in curves if curve.activation == close)
    probes = [probe(activation, x, weight, bias) for activation in activations]
    filtered = filtered_part(close, INTERVAL, weight, bias)
    saturated = saturated_parts(close, INTERVAL, weight, bias)
    said = reading(close_up, filtered, saturated)
    with picture:
        show(
            curves_figure(
                curves, probes, x, palette,
                derivatives=derivatives, filtered=filtered, saturated=saturated, close_up=close_up,
            ),
            f"{', '.join(a.name for a in activations)} of w·x + b with w = {number_text(weight)} and "
            f"b = {number_text(bias)}{', with their derivatives' * derivatives}, "
            f"for x from {number_text(INTERVAL[0], 0)} to {number_text(INTERVAL[1], 0)}. At x = {number_text(x)}: "
            + ", ".join(f"{p.activation.name} {value_text(p.value, p.activation.range)}" for p in probes)
            + f". {close.name}: {said}",
            key="curves-figure",
        )  # fmt: skip
    with numbers:
        if close.key != close_key:
            st.caption(f"{ACTIVATIONS[close_key].name} is not among your curves; shaded for {close.name}.")
        st.caption(said)
        st.markdown(f"z = w·x + b = **{number_text(probes[0].preactivation)}**\n\n{probe_table(probes)}")
    numbers.download_button(
        "Curves as CSV",
        lambda: pd.DataFrame(table(curves)).to_csv(index=False),
        "crease-curves.csv",
        "text/csv",
        icon=":material/download:",
    )


def reading(curve, filtered, saturated) -> str:
    """What the marks and the shaded parts of the curve under the lens say, in one to three sentences."""
    if curve.weight == 0:
        return f"With w = 0 the input is ignored: {curve.activation.name} gives the same output everywhere."
    sentences = []
    if curve.activation.kinks:
        kinks = ", ".join(f"{kink:g}".replace("-", "−") for kink in curve.activation.kinks)
        where = " and ".join(number_text(kink) for kink in curve.kinks) or "outside the window"
        sentences.append(f"It has a kink where z is {kinks}: here at x = {where}.")
    else:
        sentences.append(f"Its centre, where z = 0, stands at x = −b/w = {number_text(curve.centre)}.")
    if filtered:
        sentences.append("Inputs in the orange part give 0: they are filtered out.")
    if saturated:
        sentences.append("In the grey part it is saturated: a change of the input hardly reaches the output.")
    return " ".join(sentences)


def probe_table(probes) -> str:
    rows = ["| f | f(z) | f′(z) |", "|---|---|---|"]
    rows += [
        f"| {p.activation.name} | {value_text(p.value, p.activation.range)} | {exact_enough(p.derivative)} |"
        for p in probes
    ]
    return "\n".join(rows)


def forget_gate(_) -> None:
    palette = palette_of(is_dark())
    controls, picture = st.columns([1, 2.2], gap="large")
    with controls:
        gating = gate(GATE_VALUE.slider(), GATE_Z.slider())
        z, share, rest = number_text(gating.z), exact_enough(gating.share), exact_enough(gating.lost_share)
        st.caption(
            "σ(z) lies between 0 and 1, so it says how much of a value is kept. "
            "The forget gate of an LSTM works like this. "
            f"What is let go is 1 − σ({z}) = σ({number_text(-gating.z)}) = {rest} of it."
        )
    with picture:
        show(
            gate_figure(gating, palette, limit=GATE_VALUE.maximum),
            f"The gate σ({z}) keeps {share} of {number_text(gating.value)}, "
            f"which is {exact_enough(gating.kept, limits=(0.0, gating.value))}, and lets the rest go.",
            key="gate-figure",
        )


def softmax_bars(_) -> None:
    palette = palette_of(is_dark())
    controls, picture = st.columns([1, 2.2], gap="large")
    with controls:
        text = SCORES.input()
        try:
            scores = vector_from_text(text or DEFAULT_SCORES)
        except ValueError as error:
            st.error(str(error), icon=":material/error:")
            scores = st.session_state.get("scores-shown", vector_from_text(DEFAULT_SCORES))
        st.session_state["scores-shown"] = scores
        temperature = TEMPERATURE.slider()
        st.caption(
            "It takes a whole vector, so it is no curve. The shares are positive and sum to 1. "
            "A low temperature gives nearly all to the largest score; a high one evens them out."
        )
    shares = softmax(scores, temperature)
    with picture:
        show(
            softmax_figure(scores, shares, palette),
            "Shares " + ", ".join(map(share_text, shares)) + f" at temperature {number_text(temperature)}; "
            f"together {number_text(shares.sum(), 3)}.",
            key="softmax-figure",
        )


def all_of_them(_) -> None:
    # As Markdown: a table of Streamlit's brings half a megabyte of script to a first visit.
    st.markdown(property_table())
    st.caption(
        "Measured on the functions themselves, with their default parameters. "
        "Zero-centred: f(−x) = −f(x), so inputs around 0 give outputs around 0."
    )
    formulas()


@st.cache_data
def property_table() -> str:
    rows = [{"activation": f"**{a.name}**", **properties(a)} for a in ACTIVATIONS.values()]
    lines = [rows[0].keys(), ["---"] * len(rows[0]), *(row.values() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@st.fragment
def formulas() -> None:
    with st.expander("Formulas and sources", icon=":material/function:", on_change="rerun") as shown:
        if shown.open:
            rows = ["| activation | f(x) | where it comes from |", "|---|---|---|"]
            rows += [
                f"| **{a.name}** | ${_in_table(a.latex)}$ | {'. '.join(filter(None, [a.convention, a.source]))}. |"
                for a in ACTIVATIONS.values()
            ]
            st.markdown("\n".join(rows))


def _in_table(latex: str) -> str:
    """A formula whose bars do not end a cell of a table."""
    return latex.replace("|x|", r"\lvert x \rvert")


SCENES = {"curves": curves_and_probe, "gate": forget_gate, "softmax": softmax_bars, "all": all_of_them}


@st.fragment
def page() -> None:
    topics, beside = st.columns([1, 2], gap="medium", vertical_alignment="bottom")
    with topics:
        topic = TOPIC.segments(label_visibility="collapsed")
    SCENES[topic](beside)


page()
next_lesson_link("pages/activations.py")
