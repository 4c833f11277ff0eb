"""Two hidden neurons at XOR: what they compute, which answers are right, and how one number breaks it."""

from dataclasses import dataclass

import numpy as np

from core.gates import GATES, Gate, corners
from core.network import ForwardTrace, Network
from core.numbers import LARGEST_NUMBER
from core.presets import XOR_NETWORK
from core.separability import SeparatingLine, separate
from core.xor import CORNER_NAMES


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


def require_two_two_one(network: Network) -> Network:
    """The network; raises ValueError unless it has two inputs, two hidden neurons and one output."""
    if network.sizes != (2, 2, 1):
        raise ValueError(f"The network has sizes {'-'.join(map(str, network.sizes))}; this page works with 2-2-1.")
    return network


# What a visitor is given to mend.
BROKEN_NETWORK = break_one_weight(XOR_NETWORK, GATES["xor"], rng=np.random.default_rng(3))
