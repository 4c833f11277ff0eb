"""The grid of the input plane, carried through a network one step at a time."""

import itertools
from dataclasses import dataclass

import numpy as np

from core.frozen import FrozenArrays
from core.network import Network

HALF_WIDTH = 2.0
_N_LINES = 9
_N_SAMPLES = 81
# A letter that is its own in no mirror and no turn, so that reflections and shears can be seen.
_LETTER = np.array([[0.0, 0.0], [0.0, 1.5], [1.0, 1.5], [0.0, 1.5], [0.0, 0.8], [0.7, 0.8]])


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


def carried_grid(network: Network) -> tuple[Stage, ...]:
    """The grid at the input, then after each layer's product and sum, then after its activation.

    An activation that changes nothing makes no step of its own.  The network takes two inputs.
    """
    columns, rows, letter = _input_grid()
    points = np.concatenate([columns.reshape(-1, 2), rows.reshape(-1, 2), letter])
    trace = network.forward(points)
    vectors = [("input", trace.inputs)]
    for number, layer in enumerate(network.layers, start=1):
        vectors.append((f"layer {number}", trace.preactivations[number - 1]))
        if layer.activation.key != "identity":
            vectors.append((f"{layer.activation.name} {number}", trace.outputs[number - 1]))
    return tuple(_stage(name, values) for name, values in vectors)


def flattened(stage: Stage) -> Stage:
    """The stage in two dimensions, so that it can be drawn.

    Two dimensions stay as they are; one is laid along the horizontal; more are seen along the two
    directions in which the grid is widest (principal directions), which keeps straight lines straight.
    """
    if stage.width == 2:
        return stage
    if stage.width == 1:
        return _mapped(stage, lambda points: np.concatenate([points, np.zeros_like(points)], axis=-1))
    cloud = np.concatenate([stage.columns.reshape(-1, stage.width), stage.rows.reshape(-1, stage.width)])
    centre = cloud.mean(axis=0)
    _, _, directions = np.linalg.svd(cloud - centre, full_matrices=False)
    return _mapped(stage, lambda points: (points - centre) @ directions[:2].T)


def straightness(stage: Stage) -> float:
    """How far the grid lines are from straight: the largest distance of a point from its line's chord.

    In units of the grid's size, so 0 means straight.
    """
    lines = np.concatenate([stage.columns, stage.rows])
    start, end = lines[:, :1], lines[:, -1:]
    chord = end - start
    length = np.maximum(np.linalg.norm(chord, axis=-1, keepdims=True), 1e-300)
    offset = lines - start
    along = (offset * chord / length).sum(axis=-1, keepdims=True)
    # A line that was folded back onto a point has no chord; then every point's distance counts.
    away = np.linalg.norm(offset - along * chord / length, axis=-1)
    size = np.ptp(lines.reshape(-1, stage.width), axis=0).max()
    return float(away.max() / size) if size > 0 else 0.0


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


def _mapped(stage: Stage, function) -> Stage:
    return Stage(stage.name, function(stage.columns), function(stage.rows), function(stage.letter))
