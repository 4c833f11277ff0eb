"""Activation curves to overlay, probe and shift."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.address import Choice, Choices, Number, Switch
from components.curves import CurvesLook, DrawnCurve, Handle, activation_curves
from components.edited_numbers import EditedNumbers, by_key
from components.guide import tell_facts
from components.shell.frame import is_dark
from core.activation import Activation
from core.activations import ACTIVATIONS
from core.curves import (
    Curve,
    Part,
    filtered_part,
    preimages,
    probe,
    sample,
    saturated_parts,
    table,
    value_text,
    vertical_window,
)
from core.numbers import number_text, short_text
from figures.theme import Palette, activation_style, palette_of

INTERVAL = (-8.0, 8.0)
NAMES = {key: activation.name for key, activation in ACTIVATIONS.items()}

CURVES = Choices("curves", "Curves", NAMES, ("identity", "relu", "sigmoid", "tanh"))
DERIVATIVE = Switch("derivative", "Derivatives f′, thin", help="The slope at each place")
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
EDITED = EditedNumbers("activation-curves", by_key((X, WEIGHT, BIAS, *PARAMETERS.values())))
_SYMBOLS = {"s": "s", r"\alpha": "α", r"\beta": "β"}


# What a curve is like, for those that everything begins with.
_LIKE = {
    "identity": "Identity hands on what comes in: nothing that the product and the sum could not do.",
    "relu": "ReLU is like a nerve cell: it fires or it does not.",
    "sigmoid": "Sigmoid makes any number one between 0 and 1, which reads as a probability.",
    "tanh": "tanh turns any number towards −1 or +1.",
}


def _handle(control: Number, name: str, symbol: str = "") -> Handle:
    return Handle(name, control.minimum, control.maximum, control.step, symbol)


HANDLES = {
    X.key: _handle(X, "probe x"),
    WEIGHT.key: _handle(WEIGHT, "weight w"),
    BIAS.key: _handle(BIAS, "bias b"),
} | {
    PARAMETERS[key, parameter.name].key: _handle(
        PARAMETERS[key, parameter.name], f"{parameter.name} of {activation.name}", _SYMBOLS[parameter.symbol]
    )
    for key, activation in ACTIVATIONS.items()
    for parameter in activation.parameters
}


def curves_and_probe(more: DeltaGenerator) -> None:
    palette = palette_of(is_dark())
    controls, picture = st.columns([1, 4], gap="medium")
    with controls:
        chosen = CURVES.multiselect(wrap=True)
        if not chosen:
            st.info("Choose a curve. Until then you see ReLU.")
            chosen = ["relu"]
        close_key = CLOSE.select()
        for control in (X, WEIGHT, BIAS):
            control.slider()
        derivatives = DERIVATIVE.toggle()
    with more:
        for key in chosen:
            for parameter in ACTIVATIONS[key].parameters:
                PARAMETERS[key, parameter.name].slider()
    numbers = EDITED.current()
    x, weight, bias = (numbers[control.key] for control in (X, WEIGHT, BIAS))
    activations = [_with_parameters(key, numbers) for key in chosen]
    close = next((a for a in activations if a.key == close_key), activations[0])
    said = reading(
        sample(close, INTERVAL, weight, bias),
        filtered_part(close, INTERVAL, weight, bias),
        saturated_parts(close, INTERVAL, weight, bias),
    )
    if derivatives:
        said += " Thin: the derivatives f′, by how much the output changes for a small change of z."
    tell_facts(weight=weight, **({"kink": -bias / weight} if weight else {}))
    probes = [probe(activation, x, weight, bias) for activation in activations]
    alt = (
        f"{', '.join(a.name for a in activations)} of w·x + b with w = {number_text(weight)} and "
        f"b = {number_text(bias)}{', with their derivatives' * derivatives}, "
        f"for x from {number_text(INTERVAL[0], 0)} to {number_text(INTERVAL[1], 0)}. At x = {number_text(x)}: "
        + ", ".join(f"{p.activation.name} {value_text(p.value, p.activation.range)}" for p in probes)
        + f". {close.name}: {said}"
    )
    if close.key != close_key:
        said = f"{NAMES[close_key]} is not among your curves; shaded for {close.name}. {said}"
    with picture:
        activation_curves(
            EDITED.key,
            CurvesLook(
                palette,
                INTERVAL,
                vertical_window(activations),
                [_drawn(activation, palette) for activation in activations],
                close.key,
                derivatives,
                HANDLES,
                said,
                alt,
            ),
            on_edit=EDITED.take,
            **EDITED.told(numbers),
        )
    more.download_button(
        "Curves as CSV",
        lambda: pd.DataFrame(table([sample(a, INTERVAL, weight, bias) for a in activations])).to_csv(index=False),
        "crease-curves.csv",
        "text/csv",
        icon=":material/download:",
    )


def _with_parameters(key: str, numbers) -> Activation:
    activation = ACTIVATIONS[key]
    chosen = {parameter.name: numbers[PARAMETERS[key, parameter.name].key] for parameter in activation.parameters}
    return activation.with_parameters(**chosen)


def _drawn(activation: Activation, palette: Palette) -> DrawnCurve:
    style = activation_style(activation.key, palette)
    names = tuple(parameter.name for parameter in activation.parameters)
    return DrawnCurve(activation.key, activation.name, style.colour, style.dash, activation.breakpoints, names)


def reading(curve: Curve, filtered: tuple[Part, ...], saturated: tuple[Part, ...]) -> str:
    """What the curve under the lens is like, and what its marks and shaded parts say: one to four sentences."""
    if curve.weight == 0:
        return f"With w = 0 the input is ignored: {curve.activation.name} gives the same output everywhere."
    activation, low, high = curve.activation, curve.xs[0], curve.xs[-1]
    places = " and ".join(
        number_text(x) + " (outside the picture)" * (not low <= x <= high)
        for x in preimages(activation, curve.weight, curve.bias) or (curve.centre,)
    )
    if activation.kinks:
        verb = "jumps" if activation.jumps else "has a kink"
        kinks = " and ".join(short_text(kink) for kink in activation.kinks)
        marks = f"It {verb} where z is {kinks}: here at x = {places}."
    else:
        marks = f"Its centre, where z = 0, stands at x = −b/w = {places}."
    sentences = [*filter(None, [_LIKE.get(activation.key)]), marks]
    if filtered:
        sentences.append("Inputs in the orange part give 0: they are filtered out. Its edge is the threshold.")
    if saturated:
        sentences.append(
            "In the grey part it is saturated: it levels off, and a change of the input hardly reaches the output."
        )
    return " ".join(sentences)
