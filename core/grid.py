"""The grid of the input plane, carried through a network one step at a time.

components/twin/grid.js carries it in the browser, and moves it between the steps.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.frozen import FrozenArrays
from core.network import Network, affine_values

HALF_WIDTH = 2.0
_N_LINES = 9
_N_SAMPLES = 81
# The samples of a line at which it meets the other family.
_CROSSINGS = slice(None, None, (_N_SAMPLES - 1) // (_N_LINES - 1))
# A letter that is its own in no mirror and no turn, so that reflections and shears can be seen.
_LETTER = np.array([[0.0, 0.0], [0.0, 1.5], [1.0, 1.5], [0.0, 1.5], [0.0, 0.8], [0.7, 0.8]])
# Of the largest possible determinant: below it a picture has but one dimension, and is never seen from behind.
_FLAT = 1e-9
# Of the largest variance: what is below it is rounding, and no direction in which a grid is wide.
_ROUNDING = 1e-13


@dataclass(frozen=True)
class Stage(FrozenArrays):
    """Where the grid is after a step.

    columns and rows (n_lines, n_samples, width): the images of the lines x₁ = const and x₂ = const;
    letter (n_samples, width): the image of a letter F.
    """

    name: str
    columns: np.ndarray
    rows: np.ndarray
    letter: np.ndarray

    @property
    def width(self) -> int:
        return self.letter.shape[-1]

    @property
    def crossings(self) -> np.ndarray:
        """Where the lines of both families meet: (n_lines², width)."""
        return self.columns[:, _CROSSINGS].reshape(-1, self.width)


@dataclass(frozen=True)
class View(FrozenArrays):
    """How vectors are drawn in two dimensions: directions (2, width) from a centre (width,).

    Points that lie on one line are drawn on one, and then the directions are not independent.
    """

    centre: np.ndarray
    directions: np.ndarray

    def __call__(self, vectors: np.ndarray) -> np.ndarray:
        """(…, width) -> (…, 2)."""
        return (vectors - self.centre) @ self.directions.T


def carried_grid(network: Network) -> tuple[Stage, ...]:
    """The grid at every step of `carried`.  The network takes two inputs."""
    columns, rows, letter = _input_grid()
    points = np.concatenate([columns.reshape(-1, 2), rows.reshape(-1, 2), letter])
    return tuple(_stage(name, values) for name, values in carried(network, points))


def carried(network: Network, points: np.ndarray) -> tuple[tuple[str, np.ndarray], ...]:
    """Points (n_samples, n_in) at the input, after each layer's matrix, its bias and its activation, with names.

    A "layer 1" is there when its bias is added.  An activation that changes nothing makes no step of its own.
    """
    values = np.asarray(points, dtype=np.float64)
    steps = [("input", values)]
    for number, layer in enumerate(network.layers, start=1):
        steps.append((f"matrix {number}", affine_values(values, layer.weights, np.zeros(layer.n_out))))
        values = layer.preactivation(values)
        steps.append((f"layer {number}", values))
        if layer.activation.key != "identity":
            values = layer.activation(values)
            steps.append((f"{layer.activation.name} {number}", values))
    return tuple(steps)


def views(stages: Sequence[Stage]) -> tuple[View, ...]:
    """How each stage is drawn.

    Two dimensions stay as they are; one is laid along the horizontal.  Of more, the plane is drawn in which the grid
    is widest: the one of its two principal directions, from the grid's middle.  Within that plane any turn and either
    side would do as well, so the picture is turned to where it agrees best with the stage before (orthogonal
    Procrustes).  So neither the sign of a principal direction nor which of the two is the wider one can be seen, and
    the pictures follow the weights without a jump, but for a folded grid: where its second and third widest
    directions trade places, and where no turn agrees better for a moment than its mirror image.
    """
    drawn, found = None, []
    for stage in stages:
        found.append(_view(stage.crossings, drawn))
        drawn = found[-1](stage.crossings)
    return tuple(found)


def flattened(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """The stages in two dimensions, as they are drawn; straight lines stay straight in such views."""
    return tuple(
        Stage(stage.name, view(stage.columns), view(stage.rows), view(stage.letter))
        for stage, view in zip(stages, views(stages), strict=True)
    )


def straightness(stage: Stage) -> float:
    """How far the grid lines are from straight: the largest distance of a point from where it would be on its chord.

    In units of the grid's size, so 0 means straight.  A line that is folded onto itself, or torn, is not straight.
    """
    lines = np.concatenate([stage.columns, stage.rows])
    start, end = lines[:, :1], lines[:, -1:]
    chord = start + np.linspace(0, 1, _N_SAMPLES)[:, None] * (end - start)
    size = np.ptp(lines.reshape(-1, stage.width), axis=0).max()
    return float(np.linalg.norm(lines - chord, axis=-1).max() / size) if size > 0 else 0.0


def describe_grid(stage: Stage) -> str:
    """What a picture of the grid shows, in a sentence."""
    where = "at the input" if stage.name == "input" else f"after {stage.name}"
    state = "every line is still straight" if straightness(stage) < 1e-9 else "lines are bent"
    plural = "" if stage.width == 1 else "s"
    return f"The grid of the plane {where}, in {stage.width} dimension{plural}: {state}."


def _input_grid() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    places, along = np.linspace(-HALF_WIDTH, HALF_WIDTH, _N_LINES), np.linspace(-HALF_WIDTH, HALF_WIDTH, _N_SAMPLES)
    fixed, moving = np.meshgrid(places, along, indexing="ij")
    columns, rows = np.stack([fixed, moving], axis=-1), np.stack([moving, fixed], axis=-1)
    pieces = [np.linspace(start, end, 12) for start, end in itertools.pairwise(_LETTER)]
    return columns, rows, np.concatenate(pieces)


def _stage(name: str, values: np.ndarray) -> Stage:
    n_grid, width = _N_LINES * _N_SAMPLES, values.shape[1]
    shape = (_N_LINES, _N_SAMPLES, width)
    return Stage(
        name,
        values[:n_grid].reshape(shape),
        values[n_grid : 2 * n_grid].reshape(shape),
        values[2 * n_grid :],
    )


def _view(cloud: np.ndarray, drawn_before: np.ndarray | None) -> View:
    """The view of points (n_samples, width) that were drawn at (n_samples, 2) in the stage before."""
    width = cloud.shape[1]
    if width <= 2:
        return View(np.zeros(width), np.eye(2, width))
    centre = cloud.mean(axis=0)
    centred = cloud - centre
    variances, vectors = np.linalg.eigh(centred.T @ centred)
    directions = vectors.T[:-3:-1]
    largest = np.take_along_axis(directions, np.abs(directions).argmax(axis=1)[:, None], axis=1)
    directions = directions * np.where(largest < 0, -1.0, 1.0)
    directions[variances[:-3:-1] <= _ROUNDING * variances[-1]] = 0
    return View(centre, _nearest_turn(drawn_before.T @ (centred @ directions.T)) @ directions)


def _nearest_turn(matrix: np.ndarray) -> np.ndarray:
    """The turn, or the turn and mirror, that a (2, 2) matrix is nearest to: its orthogonal polar factor."""
    (a, b), (c, d) = matrix
    if a * d - b * c < -_FLAT * (matrix**2).sum():
        x, y = a - d, b + c
        turn = np.array([[x, y], [y, -x]])
    else:
        x, y = a + d, b - c
        turn = np.array([[x, y], [-y, x]])
    length = np.hypot(x, y)
    return turn / length if length > 0 else np.eye(2)
