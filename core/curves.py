"""An activation behind one weight and one bias, f(w·x + b), as curves, shaded parts and tables."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.activation import Activation

_N_SAMPLES = 481


@dataclass(frozen=True)
class Curve:
    """f(w·x + b) and its derivative f′(w·x + b) with respect to the pre-activation, sampled at `xs`.

    At a jump there is a nan between the two sides, so that no line is drawn through it.
    """

    activation: Activation
    xs: np.ndarray
    values: np.ndarray
    derivatives: np.ndarray
    kinks: tuple[float, ...]


@dataclass(frozen=True)
class Part:
    """A stretch of the x axis."""

    start: float
    end: float


@dataclass(frozen=True)
class Probe:
    """One activation at one input."""

    activation: Activation
    preactivation: float
    value: float
    derivative: float


def preimages(activation: Activation, weight: float, bias: float) -> tuple[float, ...]:
    """The inputs x at which w·x + b meets a kink: (kink - b)/w.  None where w is 0."""
    if weight == 0:
        return ()
    return tuple(sorted((kink - bias) / weight + 0.0 for kink in activation.kinks))


def sample(activation: Activation, interval: tuple[float, float], weight: float = 1.0, bias: float = 0.0) -> Curve:
    """An even grid over the interval and, exactly, every kink with a point close on either side."""
    low, high = interval
    kinks = tuple(x for x in preimages(activation, weight, bias) if low < x < high)
    beside = [np.array([x - 1e-9, x, x + 1e-9]) for x in kinks]
    xs = np.unique(np.concatenate([np.linspace(low, high, _N_SAMPLES), *beside]))
    preactivation = weight * xs + bias
    values, derivatives = activation(preactivation), activation.derivative(preactivation)
    return Curve(activation, xs, _opened(xs, values), _opened(xs, derivatives), kinks)


def _opened(xs: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The values with a nan at each jump, where two samples 1e-9 apart differ by more than rounding."""
    jumps = (np.diff(xs) < 1e-8) & (np.abs(np.diff(values)) > 1e-6)
    opened = values.copy()
    # The kink's own sample belongs to one of the sides; it is the other one that is opened.
    opened[1:][jumps] = np.nan
    return opened


def saturated_parts(
    activation: Activation, interval: tuple[float, float], weight: float, bias: float
) -> tuple[Part, ...]:
    """The stretches of the interval on which |f′(w·x + b)| < 0.05."""
    xs = np.linspace(*interval, 4 * _N_SAMPLES)
    return _stretches(xs, activation.saturates(weight * xs + bias))


def filtered_part(
    activation: Activation, interval: tuple[float, float], weight: float, bias: float
) -> tuple[Part, ...]:
    """The stretches on which the output is exactly 0 while the input changes: what a ReLU filters out."""
    xs = np.linspace(*interval, 4 * _N_SAMPLES)
    preactivation = weight * xs + bias
    return _stretches(xs, (activation(preactivation) == 0) & (activation.derivative(preactivation) == 0))


def _stretches(xs: np.ndarray, inside: np.ndarray) -> tuple[Part, ...]:
    """Runs of True as stretches; a single sample is no stretch."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
    return tuple(
        Part(float(xs[start]), float(xs[end - 1]))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        if end - start > 1
    )


def probe(activation: Activation, x: float, weight: float = 1.0, bias: float = 0.0) -> Probe:
    """f and f′ at w·x + b."""
    z = weight * x + bias
    return Probe(activation, z, float(activation(z)), float(activation.derivative(z)))


def exact_enough(value: float, decimals: int = 4) -> str:
    """A number with at least `decimals` decimals, and more where it would be rounded onto a limit.

    σ(10) is 0.99995, not 1.0000; only 0, 1 and -1 themselves are written as such.
    """
    for places in range(decimals, 17):
        text = f"{value:.{places}f}"
        if float(text) not in (-1.0, 0.0, 1.0) or float(text) == value:
            break
    else:
        text = f"{value:.3g}"
    return (text.removeprefix("-") if float(text) == 0 else text).replace("-", "−")


def properties(activation: Activation) -> dict[str, str]:
    """What is measured on an activation, in words for a table."""
    return {
        "range": str(activation.range),
        "kinks": ", ".join(f"{kink:g}".replace("-", "−") for kink in activation.kinks) or "none",
        "monotone": "yes" if activation.is_monotone else "no",
        "zero-centred": "yes" if activation.is_zero_centred else "no",
        "at −∞": _limit(activation.limits[0]),
        "at +∞": _limit(activation.limits[1]),
        "largest slope": _limit(activation.largest_slope),
    }


def _limit(value: float) -> str:
    if np.isnan(value):
        return "none"
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{round(value, 4) + 0.0:g}".replace("-", "−")


def table(curves: Sequence[Curve]) -> dict[str, np.ndarray]:
    """Columns x, f and f′ of several curves on their common even grid, for a file."""
    low, high = curves[0].xs[0], curves[0].xs[-1]
    xs = np.linspace(low, high, _N_SAMPLES)
    columns = {"x": xs}
    for curve in curves:
        key = curve.activation.key
        columns[key] = np.interp(xs, curve.xs, curve.values)
        columns[f"{key}_derivative"] = np.interp(xs, curve.xs, curve.derivatives)
    return columns


def vector_from_text(text: str) -> tuple[float, ...]:
    """Two to eight numbers between commas or spaces, each within ±1000: "2, 1, 0.1".

    Raises ValueError with a sentence for anything else.
    """
    parts = text.replace(",", " ").replace("−", "-").split()
    if not 2 <= len(parts) <= 8:
        raise ValueError(f"{len(parts)} numbers are given; type 2 to 8, as in 2, 1, 0.1.")
    values = []
    for part in parts:
        shown = part if len(part) <= 20 else f"{part[:16]}…"
        try:
            value = float(part)
        except ValueError:
            raise ValueError(f"“{shown}” is not a number; write it as in 0.5 or -2.") from None
        if not abs(value) <= 1000:
            raise ValueError(f"“{shown}” is out of range; every number lies between −1000 and 1000.")
        values.append(value)
    return tuple(values)
