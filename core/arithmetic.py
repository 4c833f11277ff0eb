"""The three steps of a neuron as written arithmetic: multiply, add, activate.

Every line holds for the numbers as they are printed: products and sums are computed from the
printed operands in exact decimals, and where a result had to be rounded, its sign says so (≈).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from core.network import ForwardTrace, Network

_PLACES = Decimal("0.0001")
# Weights reach ±1e6 with 16 digits; 60 digits hold every product of two of them exactly.
_EXACT = Context(prec=60)


@dataclass(frozen=True)
class Written:
    """A number as printed, and whether printing rounded it."""

    text: str
    is_exact: bool

    @property
    def relation(self) -> str:
        return "=" if self.is_exact else "≈"


@dataclass(frozen=True)
class NeuronSteps:
    """One neuron's arithmetic for one input vector, ready to print."""

    weights: tuple[str, ...]
    inputs: tuple[str, ...]
    products: tuple[Written, ...]
    weighted_sum: Written
    bias: str
    preactivation: Written
    activation: str
    output: Written


def neuron_steps(network: Network, trace: ForwardTrace, layer: int, row: int) -> NeuronSteps:
    """The steps of neuron `row` of `layer` for the first sample of a trace."""
    here = network.layers[layer]
    weights = [_as_printed(value) for value in here.weights[row]]
    inputs = [_as_printed(value) for value in trace.vectors[layer][0]]
    products = [_EXACT.multiply(w, x) for w, x in zip(weights, inputs, strict=True)]
    weighted_sum = write(exact_sum(products))
    bias = _as_printed(here.bias[row])
    preactivation = write(_EXACT.add(Decimal(weighted_sum.text), bias))
    value = float(here.activation(float(preactivation.text)))
    return NeuronSteps(
        weights=tuple(map(_plain, weights)),
        inputs=tuple(map(_plain, inputs)),
        products=tuple(map(write, products)),
        weighted_sum=weighted_sum,
        bias=_plain(bias),
        preactivation=preactivation,
        activation=here.activation.name,
        output=write(Decimal(repr(value))),
    )


def exact_sum(terms: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for term in terms:
        total = _EXACT.add(total, term)
    return total


def write(number: Decimal) -> Written:
    """At least two decimals, at most four."""
    shown = number.quantize(_PLACES, context=_EXACT)
    return Written(_plain(shown), shown == number)


def _as_printed(value: float) -> Decimal:
    """The decimal that stands for a float64 on screen: its own shortest form, at most four places."""
    return Decimal(repr(float(value))).quantize(_PLACES, context=_EXACT)


def _plain(number: Decimal) -> str:
    text = f"{_EXACT.plus(number):f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0").ljust(2, "0")
    return f"{whole}.{fraction}" if float(text) else "0.00"
