"""Networks worth knowing, as one table: what each is called, its weights and a telling input."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from core.activations import ACTIVATIONS
from core.network import Layer, Network

RANDOM_SIZES = (2, 4, 3, 1)
# A draw in which most neurons fire and the output takes both signs.
RANDOM_SEED = 20


@dataclass(frozen=True)
class Preset:
    """A named network with the input vector that it is first shown with."""

    key: str
    name: str
    about: str
    network: Network
    inputs: tuple[float, ...]


def random_network(seed: int, sizes: tuple[int, ...] = RANDOM_SIZES, activation: str = "relu") -> Network:
    """The network of a seed, with two decimals, so that its arithmetic can be followed by hand."""
    rng = np.random.default_rng(seed)
    return Network.random(sizes, ACTIVATIONS[activation], rng=rng).rounded(2)


def shallower(network: Network, hidden_layers: int) -> Network:
    """The first hidden layers, and the first neuron of the next layer as the output, without an activation."""
    *hidden, after = network.layers[: hidden_layers + 1]
    return Network((*hidden, Layer(after.weights[:1], after.bias[:1], ACTIVATIONS["identity"])))


def _neuron(weights, bias, activation="step") -> Network:
    return Network((Layer([weights], [bias], ACTIVATIONS[activation]),))


# Goodfellow, Bengio and Courville, Deep Learning, section 6.1.
XOR_NETWORK = Network(
    (
        Layer([[1, 1], [1, 1]], [0, -1], ACTIVATIONS["relu"]),
        Layer([[1, -2]], [0], ACTIVATIONS["identity"]),
    )
)

# relu(x + 1) - 2 relu(x) + relu(x - 1) would take three neurons; with two, the tent falls for ever.
TENT_NETWORK = Network(
    (
        Layer([[1], [1]], [1, 0], ACTIVATIONS["relu"]),
        Layer([[1, -2]], [0], ACTIVATIONS["identity"]),
    )
)

_ROWS = (
    Preset("neuron", "One neuron", "Multiply, add, activate.", _neuron([1.0, -2.0], 0.25, "relu"), (0.5, 1.0)),
    Preset("and", "AND", "Fires when both inputs are 1.", _neuron([1, 1], -1.5), (1, 1)),
    Preset("or", "OR", "Fires when at least one input is 1.", _neuron([1, 1], -0.5), (1, 0)),
    Preset("nand", "NAND", "Fires unless both inputs are 1.", _neuron([-1, -1], 1.5), (1, 1)),
    Preset("xor", "XOR", "Two ReLU neurons do what no single line can.", XOR_NETWORK, (1, 0)),
    Preset("tent", "Tent 1-2-1", "Two hinges make a tent over the line.", TENT_NETWORK, (0.5,)),
    Preset("random", "Random 2-4-3-1", "Drawn from a seed.", random_network(RANDOM_SEED), (0.5, -1.0)),
)

PRESETS: Mapping[str, Preset] = MappingProxyType({row.key: row for row in _ROWS})
