"""One neuron at a gate of two inputs: what it answers, how many answers are right, and the tries that were made.

The convention throughout: a neuron answers 1 when its pre-activation w1·x1 + w2·x2 + b is > 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.activations import ACTIVATIONS
from core.gates import Gate, corners
from core.network import Layer, Network, affine_values
from core.numbers import format_number, read_numbers


@dataclass(frozen=True)
class Neuron2:
    """A linear neuron of two inputs: the pre-activation w1·x1 + w2·x2 + b."""

    w1: float
    w2: float
    b: float

    @classmethod
    def of(cls, network: Network) -> "Neuron2":
        """The pre-activation of a 2-1 network's only neuron."""
        layer = network.layers[0]
        return cls(*map(float, layer.weights[0]), float(layer.bias[0]))

    def __call__(self, points) -> np.ndarray:
        """(n, 2) -> (n,) pre-activations."""
        return affine_values(points, np.array([[self.w1, self.w2]]), self.b)[:, 0]


@dataclass(frozen=True)
class Score:
    """How a linear neuron does on a gate: per corner in the order 00, 01, 10, 11."""

    preactivations: tuple[float, ...]
    answers: tuple[int, ...]
    correct: tuple[bool, ...]
    mean_squared_error: float

    @property
    def n_correct(self) -> int:
        return sum(self.correct)


MOST_TRIES = 20
CORNER_NAMES = tuple(f"{int(x1)}{int(x2)}" for x1, x2 in corners(2))


# Of the tries that are shown all are asked for again whenever one more comes.
@lru_cache(maxsize=4096)
def score(neuron: Neuron2, gate: Gate) -> Score:
    """The mean squared error is that of the pre-activation against the wanted 0 or 1."""
    values = neuron(corners(2))
    answers = tuple(int(value > 0) for value in values)
    wanted = np.array(gate.outputs, dtype=np.float64)
    return Score(
        preactivations=tuple(map(float, values)),
        answers=answers,
        correct=tuple(a == w for a, w in zip(answers, gate.outputs, strict=True)),
        mean_squared_error=float(np.mean((values - wanted) ** 2)),
    )


def with_try(tries: Sequence[Neuron2], neuron: Neuron2, gate: Gate) -> tuple[Neuron2, ...]:
    """The tries and one more; one that changes no answer takes the last one's place.  The last 20 are kept."""
    is_same = bool(tries) and score(tries[-1], gate).answers == score(neuron, gate).answers
    return (*(tries[:-1] if is_same else tries), neuron)[-MOST_TRIES:]


def tries_to_text(tries: Sequence[Neuron2]) -> str:
    """1 1 -0.5; 2 1 -0.5: two weights and a bias each."""
    return "; ".join(" ".join(map(format_number, (one.w1, one.w2, one.b))) for one in tries)


def tries_from_text(text: str) -> tuple[Neuron2, ...]:
    """At most 20 tries.  Raises ValueError with a sentence for anything else."""
    parts = text.split(";")
    if len(parts) > MOST_TRIES:
        raise ValueError(f"There are {len(parts):,} tries; the most that are kept are {MOST_TRIES}.")
    return tuple(Neuron2(*read_numbers(part, "try", (3, 3), "1 1 -0.5")) for part in parts)


# cos(π(x1 + x2) + π) = -1, 1, 1, -1: above 0 exactly where XOR is 1.
COSINE_NEURON = Network((Layer([[np.pi, np.pi]], [np.pi], ACTIVATIONS["cos"]),))


def neuron_network(neuron: Neuron2) -> Network:
    """The neuron with a step behind it, which turns a pre-activation above 0 into the answer 1."""
    return Network((Layer([[neuron.w1, neuron.w2]], [neuron.b], ACTIVATIONS["step"]),))


def require_neuron(network: Network) -> Network:
    """The network; raises ValueError unless it is one neuron of two inputs with a step."""
    if network.sizes != (2, 1) or network.layers[0].activation.key != "step":
        raise ValueError(
            f"The network has sizes {'-'.join(map(str, network.sizes))} and ends with "
            f"{network.layers[-1].activation.key}; this page tries one neuron, as in 2-1 step 1 1 -0.5."
        )
    return network
