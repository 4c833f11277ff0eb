"""Truth is a shape, and the verdict is written."""

import numpy as np

from core.gates import GATES
from figures.gates import cosine_figure
from figures.theme import LIGHT

XOR = GATES["xor"]


def texts(figure) -> str:
    return " ".join(annotation.text for annotation in figure.layout.annotations)


def test_the_cosine_is_right_at_every_corner():
    sums = np.linspace(-0.4, 2.4, 281)
    figure = cosine_figure(sums, np.cos(np.pi * sums + np.pi), XOR, LIGHT)
    assert texts(figure).count("✓") == 3
    assert "✗" not in texts(figure)
