"""Truth is a shape, and the verdict is written."""

import numpy as np

from core.gates import GATES
from core.xor import Neuron2, diagonals
from figures.gates import cosine_figure, diagonals_figure
from figures.theme import LIGHT

XOR = GATES["xor"]


def texts(figure) -> str:
    return " ".join(annotation.text for annotation in figure.layout.annotations)


def test_the_diagonals_cross_at_one_value():
    figure = diagonals_figure(diagonals(Neuron2(1, 1, -0.5), XOR), XOR, LIGHT)
    assert "one value here: +0.50" in texts(figure)
    assert "01 wants 1" in texts(figure)


def test_the_cosine_is_right_at_every_corner():
    sums = np.linspace(-0.4, 2.4, 281)
    figure = cosine_figure(sums, np.cos(np.pi * sums + np.pi), XOR, LIGHT)
    assert texts(figure).count("✓") == 3
    assert "✗" not in texts(figure)
