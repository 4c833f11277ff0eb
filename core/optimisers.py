"""The one table of ways to turn a gradient into a step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

_MOMENTUM = 0.9
_BETA1, _BETA2, _EPSILON = 0.9, 0.999, 1e-8


@dataclass(frozen=True)
class Optimiser:
    """A rule for one step, elementwise, as in torch.optim with its defaults.

    `step(parameters, gradient, memories, rate, count)` changes the parameters and the memories in place; all are
    arrays of one shape.  There are `n_memories` of them, zero at first, and `count` is 1 for the first step.
    """

    key: str
    name: str
    latex: str
    step: Callable[[np.ndarray, np.ndarray, tuple[np.ndarray, ...], float, int], None]
    n_memories: int
    source: str


def _sgd(parameters, gradient, memories, rate, count):
    parameters -= rate * gradient


def _momentum(parameters, gradient, memories, rate, count):
    (velocity,) = memories
    velocity *= _MOMENTUM
    velocity += gradient
    parameters -= rate * velocity


def _adam(parameters, gradient, memories, rate, count):
    mean, square = memories
    mean *= _BETA1
    mean += (1 - _BETA1) * gradient
    square *= _BETA2
    square += (1 - _BETA2) * gradient * gradient
    # Both began at 0 and are too small by these factors.
    root = np.sqrt(square)
    root *= 1 / np.sqrt(1 - _BETA2**count)
    root += _EPSILON
    np.divide(mean, root, out=root)
    root *= rate / (1 - _BETA1**count)
    parameters -= root


_ROWS = (
    Optimiser(
        key="sgd",
        name="Gradient descent",
        latex=r"w \leftarrow w - \eta\, g",
        step=_sgd,
        n_memories=0,
        source="torch.optim.SGD; Cauchy 1847, Robbins and Monro 1951",
    ),
    Optimiser(
        key="momentum",
        name="Momentum",
        latex=r"v \leftarrow 0.9\, v + g,\quad w \leftarrow w - \eta\, v",
        step=_momentum,
        n_memories=1,
        source="torch.optim.SGD(momentum=0.9); Polyak 1964",
    ),
    Optimiser(
        key="adam",
        name="Adam",
        latex=r"w \leftarrow w - \eta\, \hat m / (\sqrt{\hat v} + 10^{-8})",
        step=_adam,
        n_memories=2,
        source="torch.optim.Adam; Kingma and Ba 2015",
    ),
)

OPTIMISERS: Mapping[str, Optimiser] = MappingProxyType({row.key: row for row in _ROWS})
