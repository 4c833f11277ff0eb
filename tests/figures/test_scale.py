"""Layers to scale, those that are too large for it with an ellipsis."""

from figures.scale import circle_rows, scale_figure
from figures.theme import LIGHT


def test_thirty_thousand_neurons_are_an_ellipsis():
    figure = scale_figure((30_000, 3), LIGHT)
    assert circle_rows(30_000) == ([0, 1, 2, 4, 5, 6], True)
    assert circle_rows(3) == ([0, 1, 2], False)
    assert [len(data.x) for data in figure.data if data.mode == "markers"] == [6, 3]
    assert "<b>30,000</b>" in [annotation.text for annotation in figure.layout.annotations]
