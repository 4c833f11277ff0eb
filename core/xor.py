"""Why no two weights and a bias give XOR, as values: the inequalities, the scores and the proof.

The convention throughout: a neuron answers 1 when its pre-activation w1·x1 + w2·x2 + b is > 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.activations import ACTIVATIONS
from core.gates import Gate, corners
from core.network import ForwardTrace, Layer, Network, affine_values
from core.numbers import LARGEST_NUMBER, format_number, read_numbers
from core.separability import SeparatingLine, separate


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
class Inequality:
    """What one corner demands of the weights: `lhs` > 0 or <= 0, with its value and whether it holds."""

    corner: tuple[int, int]
    lhs: str
    wants_one: bool
    value: float
    holds: bool

    @property
    def relation(self) -> str:
        return ">" if self.wants_one else "≤"


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


@dataclass(frozen=True)
class Diagonal:
    """Two opposite corners: an affine function's mean over them is its value where the diagonals cross."""

    corners: tuple[tuple[int, int], tuple[int, int]]
    mean: float
    wanted: float


MOST_TRIES = 20
CORNER_NAMES = tuple(f"{int(x1)}{int(x2)}" for x1, x2 in corners(2))
_LHS = {(0, 0): "b", (0, 1): "w₂ + b", (1, 0): "w₁ + b", (1, 1): "w₁ + w₂ + b"}


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


def inequalities(neuron: Neuron2, gate: Gate) -> tuple[Inequality, ...]:
    """One per corner, in the order 00, 01, 10, 11."""
    result = score(neuron, gate)
    return tuple(
        Inequality((int(x1), int(x2)), _LHS[int(x1), int(x2)], bool(wanted), value, holds)
        for (x1, x2), wanted, value, holds in zip(
            corners(2), gate.outputs, result.preactivations, result.correct, strict=True
        )
    )


def diagonals(neuron: Neuron2, gate: Gate) -> tuple[Diagonal, Diagonal]:
    """The diagonals 00-11 and 01-10, which cross at (½, ½)."""
    values = dict(zip(_LHS, score(neuron, gate).preactivations, strict=True))
    wanted = dict(zip(_LHS, gate.outputs, strict=True))
    return tuple(
        Diagonal(ends, (values[ends[0]] + values[ends[1]]) / 2, (wanted[ends[0]] + wanted[ends[1]]) / 2)
        for ends in (((0, 0), (1, 1)), ((0, 1), (1, 0)))
    )


def least_squares(gate: Gate) -> tuple[Neuron2, float]:
    """The weights with the smallest mean squared error on a gate, and that error."""
    columns = np.column_stack([corners(2), np.ones(4)])
    solution, *_ = np.linalg.lstsq(columns, np.array(gate.outputs, dtype=np.float64), rcond=None)
    # Least squares leaves 1e-17 where the answer is 0.
    neuron = Neuron2(*(float(value) + 0.0 for value in solution.round(12)))
    return neuron, score(neuron, gate).mean_squared_error


# cos(π(x1 + x2) + π) = -1, 1, 1, -1: above 0 exactly where XOR is 1.
COSINE_NEURON = Network((Layer([[np.pi, np.pi]], [np.pi], ACTIVATIONS["cos"]),))


@dataclass(frozen=True)
class NetworkScore:
    """A 2-2-1 network on the four corners: everything it computes, and which answers are right.

    An output > ½ counts as 1.
    """

    trace: ForwardTrace
    correct: tuple[bool, ...]

    @property
    def n_correct(self) -> int:
        return sum(self.correct)


def score_network(network: Network, gate: Gate) -> NetworkScore:
    trace = network.forward(corners(2))
    answers = trace.outputs[-1][:, 0] > 0.5
    return NetworkScore(trace, tuple(bool(a == w) for a, w in zip(answers, gate.outputs, strict=True)))


def merged_corners(trace: ForwardTrace) -> tuple[tuple[int, ...], ...]:
    """Groups of corners, by their place in the order 00, 01, 10, 11, that share one hidden point.

    They share it where nothing but rounding, measured by how far the corners lie apart at all, parts them.
    """
    hidden = trace.outputs[0]
    extent = float(np.ptp(hidden, axis=0).max())
    rounding = max(1e-9 * extent, 4 * np.finfo(np.float64).eps * float(np.abs(hidden).max()))
    groups: list[list[int]] = []
    for index, point in enumerate(hidden):
        near = (group for group in groups if np.abs(point - hidden[group[0]]).max() <= rounding)
        group = next(near, None)
        if group is None:
            groups.append([index])
        else:
            group.append(index)
    return tuple(tuple(group) for group in groups if len(group) > 1)


def one_line_sentence(result: NetworkScore, gate: Gate) -> str:
    """Whether one line parts the corners in the hidden space of a 2-2-1 network, and whether the output's does."""
    hidden = result.trace.outputs[0]
    is_right = result.n_correct == 4
    try:
        answer = separate(hidden, gate.outputs)
    except ValueError:
        return "In the hidden space the corners lie too near each other to tell whether one line is enough."
    if isinstance(answer, SeparatingLine):
        if is_right:
            return "In the hidden space one line is enough."
        return "In the hidden space one line would be enough, but the output does not draw it."
    if is_right:
        return "In the hidden space no line is enough; the output is right without one."
    for group in merged_corners(result.trace):
        if len({gate.outputs[index] for index in group}) > 1:
            names = " and ".join(CORNER_NAMES[index] for index in group)
            return f"In the hidden space no line is enough: {names} are one point there, and want different answers."
    return f"In the hidden space no line is enough: {answer.sentence()}."


def break_one_weight(network: Network, gate: Gate, *, rng: np.random.Generator) -> Network:
    """A 2-2-1 network with one weight or bias changed, so that at least one answer on XOR is wrong.

    It is changed by 1 if that breaks the network, else by the least of 2, 4, 8, … that does, within the range that
    a network's text has.  A network that is wrong already stays wrong.

    There always is such a change.  Where the output's activation is above ½ on one side of a number, w·h + b is to
    be larger at 01 than at 00.  If it is so without the first hidden neuron, without the second, and with either
    sign of either, then each of two numbers is the larger one.  And sin and cos are above ½ nowhere on both sides
    of 4.
    """
    for change in (*(2.0**power for power in range(22)), None):
        broken = [
            candidate for candidate in _changed(network, change) if score_network(candidate, gate).n_correct < 4
        ]
        if broken:
            return broken[rng.integers(len(broken))]
    raise ValueError(f"No single number breaks this network on {gate.name}; edit several by hand.")


def _changed(network: Network, change: float | None) -> list[Network]:
    """The networks with one number moved by `change`, up or down; for None, with one set to 0 or its negative."""
    changed = []
    for index, layer in enumerate(network.layers):
        for row, column in np.ndindex(layer.weights.shape):
            for value in _moved(layer.weights[row, column], change):
                changed.append(network.with_weight(index, row, column, value))
        for row in range(layer.n_out):
            for value in _moved(layer.bias[row], change):
                changed.append(network.with_bias(index, row, value))
    return changed


def _moved(value: float, change: float | None) -> list[float]:
    moved = (0.0, -value) if change is None else (value - change, value + change)
    return [float(to) + 0.0 for to in moved if abs(to) <= LARGEST_NUMBER and to != value]


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


def require_two_two_one(network: Network) -> Network:
    """The network; raises ValueError unless it has two inputs, two hidden neurons and one output."""
    if network.sizes != (2, 2, 1):
        raise ValueError(f"The network has sizes {'-'.join(map(str, network.sizes))}; this page works with 2-2-1.")
    return network
