"""Functions of two inputs sampled over a window of the plane, and of one input over an interval."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Window = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Field:
    """Values over a window: `values[i, j]` belongs to (xs[j], ys[i])."""

    xs: np.ndarray
    ys: np.ndarray
    values: np.ndarray

    @property
    def largest(self) -> float:
        """The largest |value|, by which a colour scale centred on zero is chosen; never 0."""
        return float(np.abs(self.values).max()) or 1.0


def sample_plane(function: Callable[[np.ndarray], np.ndarray], window: Window, n: int = 81) -> Field:
    """The first output of `function`, (n_samples, 2) -> (n_samples, n_outputs), on an n × n grid."""
    xs, ys = (np.linspace(low, high, n) for low, high in window)
    values = np.asarray(function(grid_points(xs, ys)))
    return Field(xs, ys, values.reshape(n * n, -1)[:, 0].reshape(n, n))


def grid_points(xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Every point of a grid, row by row: (len(xs) · len(ys), 2)."""
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
