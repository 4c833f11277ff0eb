"""Activation curves to overlay, probe and shift."""

import pandas as pd
import streamlit as st

from components.address import Choice, Choices, Number, Switch
from components.shell.frame import is_dark, show
from core.activations import ACTIVATIONS
from core.curves import exact_enough, filtered_part, probe, sample, saturated_parts, table, value_text
from core.numbers import number_text, short_text
from figures.curves import curves_figure
from figures.theme import palette_of

INTERVAL = (-8.0, 8.0)
NAMES = {key: activation.name for key, activation in ACTIVATIONS.items()}

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
CONTROLS = (CURVES, DERIVATIVE, X, WEIGHT, BIAS, *PARAMETERS.values(), CLOSE)


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
        kinks = ", ".join(short_text(kink) for kink in curve.activation.kinks)
        where = " and ".join(number_text(kink) for kink in curve.kinks) or "outside the window"
        verb = "jumps" if curve.activation.jumps else "has a kink"
        sentences.append(f"It {verb} where z is {kinks}: here at x = {where}.")
    else:
        sentences.append(f"Its centre, where z = 0, stands at x = −b/w = {number_text(curve.centre)}.")
    if filtered:
        sentences.append("Inputs in the orange part give 0: they are filtered out.")
    if saturated:
        sentences.append(
            "In the grey part it is saturated: it levels off, and a change of the input hardly reaches the output."
        )
    return " ".join(sentences)


def probe_table(probes) -> str:
    rows = ["| f | f(z) | f′(z) |", "|---|---|---|"]
    rows += [
        f"| {p.activation.name} | {value_text(p.value, p.activation.range)} | {exact_enough(p.derivative)} |"
        for p in probes
    ]
    return "\n".join(rows)
