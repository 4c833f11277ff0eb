"""An activation behind one weight and one bias, f(w·x + b), as curves, shaded parts and tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import numpy as np

from core.activation import Activation, Interval
from core.frozen import FrozenArrays
from core.numbers import read_numbers, rounded, short_text, with_minus

MOST_SCORES, LARGEST_SCORE = 8, 1000.0
_N_SAMPLES = 481
# A probe that moves along the curves leaves them, and their shaded parts, as they are.
_remembered = lru_cache(maxsize=128)
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Curve(FrozenArrays):
    """f(w·x + b) and its derivative f′(w·x + b) with respect to the pre-activation, sampled at `xs`.

    At a jump there is a nan between the two sides, so that no line is drawn through it.  `kinks` are
    the inputs in the interval at which w·x + b meets a kink.
    """

    activation: Activation
    weight: float
    bias: float
    xs: np.ndarray
    values: np.ndarray
    derivatives: np.ndarray
    kinks: tuple[float, ...]

    @property
    def centre(self) -> float | None:
        """Where w·x + b is 0, for a curve that has no kink to mark; None too where w is 0."""
        return None if self.activation.kinks or self.weight == 0 else -self.bias / self.weight + 0.0


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


@_remembered
def sample(activation: Activation, interval: tuple[float, float], weight: float = 1.0, bias: float = 0.0) -> Curve:
    """An even grid over the interval and, exactly, every kink with a point close on either side."""
    low, high = interval
    kinks = tuple(x for x in preimages(activation, weight, bias) if low < x < high)
    beside = [np.array([x - 1e-9, x, x + 1e-9]) for x in kinks]
    xs = np.unique(np.concatenate([np.linspace(low, high, _N_SAMPLES), *beside]))
    preactivation = weight * xs + bias
    values, derivatives = activation(preactivation), activation.derivative(preactivation)
    return Curve(activation, weight, bias, xs, _opened(xs, values), _opened(xs, derivatives), kinks)


def _opened(xs: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The values with a nan at each jump, where two samples 1e-9 apart differ by more than rounding."""
    jumps = (np.diff(xs) < 1e-8) & (np.abs(np.diff(values)) > 1e-6)
    opened = values.copy()
    # The kink's own sample belongs to one of the sides; it is the other one that is opened.
    opened[1:][jumps] = np.nan
    return opened


def vertical_window(activations: Sequence[Activation]) -> tuple[float, float]:
    """Heights that show every finite end of the ranges.  No weight or bias moves them."""
    ends = [end for a in activations for end in (a.range.low, a.range.high) if np.isfinite(end)]
    return min([-2.2, *(end - 0.8 for end in ends)]), max([3.2, *(end + 2.0 for end in ends)])


@_remembered
def saturated_parts(
    activation: Activation, interval: tuple[float, float], weight: float, bias: float
) -> tuple[Part, ...]:
    """The stretches on which the activation saturates, without those that are filtered out."""

    def inside(xs: np.ndarray) -> np.ndarray:
        z = weight * xs + bias
        return activation.saturates(z) & ~_is_filtered(activation, z)

    return _stretches(inside, interval, preimages(activation, weight, bias))


@_remembered
def filtered_part(
    activation: Activation, interval: tuple[float, float], weight: float, bias: float
) -> tuple[Part, ...]:
    """The stretches on which the output is exactly 0 while the input changes: what a ReLU filters out."""
    if weight == 0:
        return ()
    return _stretches(
        lambda xs: _is_filtered(activation, weight * xs + bias), interval, preimages(activation, weight, bias)
    )


def _is_filtered(activation: Activation, preactivation: np.ndarray) -> np.ndarray:
    return (activation(preactivation) == 0) & (activation.derivative(preactivation) == 0)


def _stretches(
    is_inside: Callable[[np.ndarray], np.ndarray], interval: tuple[float, float], kinks: Sequence[float]
) -> tuple[Part, ...]:
    """The stretches of the interval that are inside, their ends found by halving; a point is no stretch."""
    low, high = interval
    xs = np.unique([*np.linspace(low, high, 4 * _N_SAMPLES), *(kink for kink in kinks if low < kink < high)])
    inside = is_inside(xs)
    (changes,) = np.nonzero(inside[1:] != inside[:-1])
    left, right = xs[changes], xs[changes + 1]
    for _ in range(40):
        middle = (left + right) / 2
        is_left = is_inside(middle) == inside[changes]
        left, right = np.where(is_left, middle, left), np.where(is_left, right, middle)
    ends = [low] * bool(inside[0]) + [float(end) for end in left] + [high] * bool(inside[-1])
    return tuple(Part(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True) if end - start > 1e-6)


def probe(activation: Activation, x: float, weight: float = 1.0, bias: float = 0.0) -> Probe:
    """f and f′ at w·x + b."""
    z = weight * x + bias
    return Probe(activation, z, float(activation(z)), float(activation.derivative(z)))


def exact_enough(value: float, decimals: int = 4, limits: Sequence[float] = (-1.0, 0.0, 1.0)) -> str:
    """A number with at least `decimals` decimals, and more where it would be rounded onto a limit.

    σ(10) is 0.99995, not 1.0000; only the limits themselves are written as such.
    """
    if 0 < abs(value) < 1e-7:
        mantissa, exponent = f"{value:.1e}".split("e")
        return with_minus(f"{mantissa} × 10{str(int(exponent)).translate(_SUPERSCRIPTS)}")
    for places in range(decimals, 17):
        shown = rounded(Decimal(repr(float(value))), places)
        if float(shown) == value or float(shown) not in limits:
            break
    return with_minus(f"{abs(shown) if shown == 0 else shown:f}")


def value_text(value: float, reach: Interval) -> str:
    """A value of a function with the range `reach`, as `exact_enough`.

    σ(40) in float64 is 1, which σ never reaches: rounded onto an open end, it is written as < 1.
    """
    if value == reach.high and not reach.high_closed:
        return f"< {_limit(reach.high)}"
    if value == reach.low and not reach.low_closed:
        return f"> {_limit(reach.low)}"
    return exact_enough(value)


def properties(activation: Activation) -> dict[str, str]:
    """What is measured on an activation, in words for a table."""
    return {
        "range": str(activation.range),
        "kinks": ", ".join(f"{short_text(kink)}{' (jump)' * (kink in activation.jumps)}" for kink in activation.kinks)
        or "none",
        "monotone": "yes" if activation.is_monotone else "no",
        "zero-centred": "yes" if activation.is_zero_centred else "no",
        "at −∞": _limit(activation.limits[0]),
        "at +∞": _limit(activation.limits[1]),
        "largest |f′|": _limit(activation.largest_slope),
    }


def _limit(value: float) -> str:
    if np.isnan(value):
        return "none"
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    return short_text(round(value, 4))


def table(curves: Sequence[Curve]) -> dict[str, np.ndarray]:
    """Columns x, z = w·x + b, f(z) and f′(z) of curves with one weight and bias, for a file.

    The rows are an even grid and every kink of every curve.
    """
    first = curves[0]
    grid = np.linspace(first.xs[0], first.xs[-1], _N_SAMPLES)
    xs = np.unique([*grid, *(kink for curve in curves for kink in curve.kinks)])
    z = first.weight * xs + first.bias
    columns = {"x": xs, "z": z}
    for curve in curves:
        columns[curve.activation.key] = curve.activation(z)
        columns[f"{curve.activation.key}_derivative"] = curve.activation.derivative(z)
    return columns


def vector_from_text(text: str) -> tuple[float, ...]:
    """A list of two to eight numbers, each within ±1000: "2, 1, 0.1".

    Raises ValueError with a sentence for anything else.
    """
    return read_numbers(text, "scores", (2, MOST_SCORES), "2, 1, 0.1", -LARGEST_SCORE, LARGEST_SCORE)
