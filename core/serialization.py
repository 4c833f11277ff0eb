"""Networks as readable text that fits in a link.

    2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0

First the layer sizes, input first; then for each layer its activation and, neuron by neuron, the
weights and the bias.  Numbers are the shortest decimals that give the same float64 back.  An
activation with parameters of its own writes them behind its name: `leaky_relu(slope=0.2)`.
"""

import itertools
import re
from collections.abc import Sequence

import numpy as np

from core.activation import Activation
from core.activations import ACTIVATIONS
from core.network import Layer, Network

LARGEST_WIDTH = 16
MOST_LAYERS = 6
LARGEST_NUMBER = 1e6
_LONGEST_TEXT = 60_000


def format_number(value: float) -> str:
    """The shortest decimal that reads back as the same float64; 1.0 is written 1."""
    text = repr(float(value) + 0.0)
    return text.removesuffix(".0")


def network_to_text(network: Network) -> str:
    tokens = ["-".join(map(str, network.sizes))]
    for layer in network.layers:
        tokens.append(activation_to_text(layer.activation))
        for row, bias in zip(layer.weights, layer.bias, strict=True):
            tokens.extend(map(format_number, (*row, bias)))
    return " ".join(tokens)


def network_from_text(text: str) -> Network:
    """The network that a text describes.

    Line breaks, commas, semicolons and brackets between the numbers are read as spaces.
    Raises ValueError with a sentence for anything else that is not a network of at most
    6 layers of at most 16 neurons with numbers between ±1,000,000.
    """
    if len(text) > _LONGEST_TEXT:
        raise ValueError(
            f"The network's text has {len(text):,} characters; the longest allowed has {_LONGEST_TEXT:,}."
        )
    tokens = re.sub(r"[\s,;|\[\]]+", " ", text.replace("−", "-")).split()
    if not tokens:
        raise ValueError("The network's text is empty; it starts with its layer sizes, as in 2-2-1.")
    sizes = _sizes_from_text(tokens.pop(0))
    layers = []
    for index, (n_in, n_out) in enumerate(itertools.pairwise(sizes), start=1):
        if not tokens:
            raise ValueError(
                f"The text ends before layer {index}; the sizes {'-'.join(map(str, sizes))} "
                f"ask for {len(sizes) - 1} layers."
            )
        activation = _activation_from_text(tokens.pop(0))
        expected = n_out * (n_in + 1)
        numbers = [_number_from_text(token, f"layer {index}") for token in tokens[:expected]]
        if len(numbers) < expected:
            raise ValueError(
                f"Layer {index} has {len(numbers)} numbers; {n_out} neurons with {n_in} weights "
                f"and a bias each need {expected}."
            )
        del tokens[:expected]
        table = np.array(numbers).reshape(n_out, n_in + 1)
        layers.append(Layer(table[:, :-1], table[:, -1], activation))
    if tokens:
        raise ValueError(
            f"The text goes on after the last layer, with “{_shortened(tokens[0])}”; "
            "remove the rest or add a layer to the sizes."
        )
    return Network(tuple(layers))


def inputs_to_text(inputs: Sequence[float]) -> str:
    return " ".join(map(format_number, inputs))


def inputs_from_text(text: str) -> tuple[float, ...]:
    """1 to 16 numbers between spaces or commas, each within ±1,000,000: "0.5 -1".

    Raises ValueError with a sentence for anything else.
    """
    tokens = text.replace(",", " ").replace("−", "-").split() if len(text) <= _LONGEST_TEXT else ()
    if not 1 <= len(tokens) <= LARGEST_WIDTH:
        raise ValueError(f"The inputs are not 1 to {LARGEST_WIDTH} numbers; write them as in 0.5 -1.")
    return tuple(_number_from_text(token, "the inputs") for token in tokens)


def _sizes_from_text(token: str) -> list[int]:
    parts = token.split("-")
    if len(parts) < 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(
            f"The network's text starts with “{_shortened(token)}”; "
            "it starts with its layer sizes, input first, as in 2-2-1."
        )
    # Compared as text lengths first: a size of a million digits is too large without being read.
    if any(len(part) > 3 or not 1 <= int(part) <= LARGEST_WIDTH for part in parts):
        raise ValueError(f"The layer sizes are {_shortened(token)}; each must be from 1 to {LARGEST_WIDTH}.")
    if len(parts) - 1 > MOST_LAYERS:
        raise ValueError(f"The network has {len(parts) - 1} layers; the most allowed is {MOST_LAYERS}.")
    return [int(part) for part in parts]


def _number_from_text(token: str, place: str) -> float:
    try:
        value = float(token)
    except ValueError:
        raise ValueError(f"“{_shortened(token)}” in {place} is not a number; write it as in 0.5 or -2.") from None
    if not abs(value) <= LARGEST_NUMBER:
        raise ValueError(
            f"“{_shortened(token)}” in {place} is out of range; every number lies between −1,000,000 and 1,000,000."
        )
    return value


def activation_to_text(activation: Activation) -> str:
    """`relu`, or with parameters of its own `leaky_relu(slope=0.2)`."""
    if activation == ACTIVATIONS[activation.key]:
        return activation.key
    values = ":".join(f"{p.name}={format_number(p.value)}" for p in activation.parameters)
    return f"{activation.key}({values})"


def _activation_from_text(token: str) -> Activation:
    match = re.fullmatch(r"(\w+)(?:\(([\w.=:+-]*)\))?", token)
    key = match.group(1) if match else token
    if not match or key not in ACTIVATIONS:
        raise ValueError(f"“{_shortened(token)}” is not an activation; choose one of {', '.join(ACTIVATIONS)}.")
    values = {}
    for assignment in filter(None, (match.group(2) or "").split(":")):
        name, _, number = assignment.partition("=")
        try:
            values[name] = float(number)
        except ValueError:
            raise ValueError(
                f"“{_shortened(assignment)}” does not set a parameter; write it as in slope=0.2."
            ) from None
    return ACTIVATIONS[key].with_parameters(**values)


def _shortened(token: str) -> str:
    return token if len(token) <= 24 else f"{token[:20]}…"
