"""The one table of ways to draw a network's first weights, from its sizes and a generator alone.

No activation has a say in it, so two networks that differ in nothing but the activation start from the same weights.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from core.parameters import ParameterLayout
from core.seeds import generator


@dataclass(frozen=True)
class Initialisation:
    """`draw` takes a generator, n_in and n_out and gives [W b] of one layer: (n_out, n_in + 1)."""

    key: str
    name: str
    latex: str
    draw: Callable[[np.random.Generator, int, int], np.ndarray]
    source: str


def first_parameters(key: str, layout: ParameterLayout, seed: int) -> np.ndarray:
    """The first weights and biases of a seed: (layout.count,).  Layer after layer is drawn from one generator."""
    row, rng = np.empty(layout.count), generator(seed, "first weights")
    for matrix in layout.matrices(row):
        n_out, n_columns = matrix.shape
        matrix[:] = INITIALISATIONS[key].draw(rng, n_columns - 1, n_out)
    return row


def _normal(rng: np.random.Generator, n_in: int, n_out: int, variance: float) -> np.ndarray:
    """Normal weights and no bias."""
    return np.column_stack([rng.normal(scale=np.sqrt(variance), size=(n_out, n_in)), np.zeros(n_out)])


def _uniform(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
    bound = 1 / np.sqrt(n_in)
    return rng.uniform(-bound, bound, size=(n_out, n_in + 1))


_ROWS = (
    Initialisation(
        key="he",
        name="He",
        latex=r"w \sim \mathcal{N}(0,\, 2 / n_\text{in}),\; b = 0",
        draw=lambda rng, n_in, n_out: _normal(rng, n_in, n_out, 2 / n_in),
        source="torch.nn.init.kaiming_normal_; He et al. 2015",
    ),
    Initialisation(
        key="xavier",
        name="Xavier",
        latex=r"w \sim \mathcal{N}(0,\, 2 / (n_\text{in} + n_\text{out})),\; b = 0",
        draw=lambda rng, n_in, n_out: _normal(rng, n_in, n_out, 2 / (n_in + n_out)),
        source="torch.nn.init.xavier_normal_; Glorot and Bengio 2010",
    ),
    Initialisation(
        key="uniform",
        name="Uniform ±1/√n",
        latex=r"w,\, b \sim \mathcal{U}(-1 / \sqrt{n_\text{in}},\, 1 / \sqrt{n_\text{in}})",
        draw=_uniform,
        source="torch.nn.Linear's default; LeCun et al. 1998",
    ),
    Initialisation(
        key="zeros",
        name="Zeros",
        latex=r"w = b = 0",
        draw=lambda rng, n_in, n_out: np.zeros((n_out, n_in + 1)),
        source="all neurons of a layer stay the same for ever",
    ),
)

INITIALISATIONS: Mapping[str, Initialisation] = MappingProxyType({row.key: row for row in _ROWS})
