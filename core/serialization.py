"""Networks as readable text that fits in a link.

    2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0

First the layer sizes, input first; then for each layer its activation and, neuron by neuron, the
weights and the bias.  Numbers are the shortest decimals that give the same float64 back.  An
activation with parameters of its own writes them behind its name: `leaky_relu(slope=0.2)`.
"""

import itertools
import math
import re
from collections.abc import Sequence

import numpy as np

from core.activation import Activation
from core.activations import ACTIVATIONS
from core.network import Layer, Network
from core.numbers import format_number, read_number, read_numbers, shortened, split_list

LARGEST_WIDTH = 16
MOST_LAYERS = 6


def network_to_text(network: Network) -> str:
    tokens = ["-".join(map(str, network.sizes))]
    for layer in network.layers:
        tokens.append(activation_to_text(layer.activation))
        for row, bias in zip(layer.weights, layer.bias, strict=True):
            tokens.extend(map(format_number, (*row, bias)))
    return " ".join(tokens)


def network_from_text(text: str) -> Network:
    """The network that a text describes.

    Between the words and numbers stand spaces, or what separates numbers in a list (core/numbers.py).
    Raises ValueError with a sentence for anything else that is not a network of at most
    6 layers of at most 16 neurons with numbers between ±1,000,000.
    """
    tokens = split_list(text, brackets="[]")
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
        activation = activation_from_text(tokens.pop(0))
        expected = n_out * (n_in + 1)
        numbers = [read_number(token, place=f" in layer {index}") for token in tokens[:expected]]
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
            f"The text goes on after the last layer, with “{shortened(tokens[0])}”; "
            "remove the rest or add a layer to the sizes."
        )
    return Network(tuple(layers))


def inputs_to_text(inputs: Sequence[float]) -> str:
    return " ".join(map(format_number, inputs))


def inputs_from_text(text: str) -> tuple[float, ...]:
    """A list of 1 to 16 numbers, each within ±1,000,000: "0.5 -1".

    Raises ValueError with a sentence for anything else.
    """
    return read_numbers(text, "inputs", (1, LARGEST_WIDTH), "0.5 -1")


def _sizes_from_text(token: str) -> list[int]:
    parts = token.split("-")
    if len(parts) < 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(
            f"The network's text starts with “{shortened(token)}”; "
            "it starts with its layer sizes, input first, as in 2-2-1."
        )
    # Compared as text lengths first: a size of a million digits is too large without being read.
    if any(len(part) > 3 or not 1 <= int(part) <= LARGEST_WIDTH for part in parts):
        raise ValueError(f"The layer sizes are {shortened(token)}; each must be from 1 to {LARGEST_WIDTH}.")
    if len(parts) - 1 > MOST_LAYERS:
        raise ValueError(f"The network has {len(parts) - 1} layers; the most allowed is {MOST_LAYERS}.")
    return [int(part) for part in parts]


def activation_to_text(activation: Activation) -> str:
    """`relu`, or with parameters of its own `leaky_relu(slope=0.2)`."""
    if activation == ACTIVATIONS[activation.key]:
        return activation.key
    values = ":".join(f"{p.name}={format_number(p.value)}" for p in activation.parameters)
    return f"{activation.key}({values})"


def activation_from_text(token: str) -> Activation:
    """The activation that `relu` or `leaky_relu(slope=0.2)` names.  Raises ValueError with a sentence."""
    match = re.fullmatch(r"(\w+)(?:\(([\w.,=:+-]*)\))?", token)
    key = match.group(1) if match else token
    if not match or key not in ACTIVATIONS:
        raise ValueError(f"“{shortened(token)}” is not an activation; choose one of {', '.join(ACTIVATIONS)}.")
    values = {}
    for assignment in filter(None, (match.group(2) or "").split(":")):
        name, equals, number = assignment.partition("=")
        if not equals:
            raise ValueError(f"“{shortened(assignment)}” does not set a parameter; write it as in slope=0.2.")
        if name in values:
            raise ValueError(f"{ACTIVATIONS[key].name} is given {shortened(name)} twice; write it once.")
        values[name] = read_number(number, -math.inf, math.inf, f" for {shortened(name)}")
    return ACTIVATIONS[key].with_parameters(**values)
