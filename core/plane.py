"""Functions of two inputs sampled over a window of the plane, and of one input over an interval."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.frozen import FrozenArrays

Window = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Field(FrozenArrays):
    """Values over a window: `values[i, j]` belongs to (xs[j], ys[i])."""

    xs: np.ndarray
    ys: np.ndarray
    values: np.ndarray

    @property
    def largest(self) -> float:
        """The largest |value|, by which a colour scale centred on zero is chosen; never 0."""
        return float(np.abs(self.values).max()) or 1.0


def sample_plane(function: Callable[[np.ndarray], np.ndarray], window: Window, n: int = 61) -> Field:
    """The first output of `function`, (n_samples, 2) -> (n_samples, n_outputs), on an n × n grid."""
    xs, ys = (np.linspace(low, high, n) for low, high in window)
    values = np.asarray(function(grid_points(xs, ys)))
    return Field(xs, ys, values.reshape(n * n, -1)[:, 0].reshape(n, n))


def grid_points(xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Every point of a grid, row by row: (len(xs) · len(ys), 2)."""
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)


_ALL_BUT_LAST, _ALL_BUT_FIRST = slice(None, -1), slice(1, None)
_CORNERS = [
    (rows, columns) for rows in (_ALL_BUT_LAST, _ALL_BUT_FIRST) for columns in (_ALL_BUT_LAST, _ALL_BUT_FIRST)
]


def level_lines(field: Field, level: float) -> np.ndarray:
    """The pieces of the line where a field has a level, one or two in each cell of its grid: (n_pieces, 2, 2).

    The field is taken as linear along the sides of its cells (marching squares).
    """
    is_below = field.values < level
    # Only the cells with corners on both sides are looked at; they are few.
    count_below = sum(is_below[rows, columns].astype(np.int8) for rows, columns in _CORNERS)
    row, column = np.nonzero((count_below > 0) & (count_below < 4))
    a, b = field.values[row, column], field.values[row, column + 1]
    d, c = field.values[row + 1, column], field.values[row + 1, column + 1]
    x0, x1, y0, y1 = field.xs[column], field.xs[column + 1], field.ys[row], field.ys[row + 1]
    sides = (
        (a, b, (x0, y0), (x1, y0)),
        (b, c, (x1, y0), (x1, y1)),
        (c, d, (x1, y1), (x0, y1)),
        (d, a, (x0, y1), (x0, y0)),
    )
    crossed, points = [], []
    for start, end, (start_x, start_y), (end_x, end_y) in sides:
        is_crossed = (start < level) != (end < level)
        share = np.where(is_crossed, (level - start) / np.where(is_crossed, end - start, 1.0), 0.0)
        crossed.append(is_crossed)
        points.append(np.stack([start_x + share * (end_x - start_x), start_y + share * (end_y - start_y)], axis=-1))
    crossed, points = np.stack(crossed, axis=-1), np.stack(points, axis=-2)
    # The crossed sides first, in their order around the cell: none, two, or all four of them.
    order = np.argsort(~crossed, axis=1, kind="stable")
    points = np.take_along_axis(points, order[:, :, None], axis=1)
    count = crossed.sum(axis=1)
    return np.concatenate([points[count >= 2, :2], points[count == 4, 2:]])
