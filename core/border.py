"""Where an affine function changes its sign: a straight line, dots that it parts, and whether it is in sight."""

import numpy as np

from core.affine import AffineMap
from core.datasets import Dataset
from core.plane import Window
from core.xor import Neuron2

# Wanted on the positive side, and wanted on the other one.
_FILLED = ((-2.4, 0.3), (-1.6, 1.9), (-0.8, 0.8), (-0.2, 2.0), (0.9, 1.7), (2.3, 1.9))
_HOLLOW = ((-2.3, -1.9), (-0.9, -1.4), (0.9, -0.9), (1.9, -2.2), (1.8, -0.3), (2.5, 0.6))

DOTS = Dataset(np.array((*_FILLED, *_HOLLOW)), np.array((1,) * len(_FILLED) + (0,) * len(_HOLLOW)))
# Fewer than half of the dots are right with it.  Its border passes between the two kinds, so that a turn is enough.
FIRST_NEURON = Neuron2(1.0, 0.4, 0.0)


def count_right_dots(neuron: Neuron2) -> int:
    """How many of the dots a neuron has on the side where they are wanted: above 0 is 1."""
    return int(np.sum((neuron(DOTS.inputs) > 0) == DOTS.targets))


def is_in_sight(affine: AffineMap, window: Window) -> bool:
    """Whether the first output of a map of the plane has both signs in a window."""
    heights = affine([(x1, x2) for x1 in window[0] for x2 in window[1]])[:, 0]
    return bool(heights.min() < 0 < heights.max())
