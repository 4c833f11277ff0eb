"""The gradient's norms are drawn where they are, and what has no place on the axis is seen all the same."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.gradient_depth import WayBack
from figures.theme import DARK, LIGHT, activation_style
from figures.way_back import describe_way_back, way_back_figure

KEYS = ("sigmoid", "tanh", "relu", "identity")


def way(key: str, norms) -> WayBack:
    norms = np.array(norms, dtype=float)
    return WayBack(ACTIVATIONS[key], norms, np.zeros((len(norms), norms.shape[1] - 1)))


def ways(*rows) -> list[WayBack]:
    """One start of each activation."""
    return [way(key, [row]) for key, row in zip(KEYS, rows, strict=False)]


def traces(figure, name: str, mode: str):
    return [trace for trace in figure.data if trace.name == name and trace.mode == mode]


def names(figure) -> dict:
    """The names beside the lines, by what they say."""
    return {note.text: note for note in figure.layout.annotations if note.text.startswith("<b>")}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_medians_are_drawn_in_the_activations_own_colour_with_the_middle_half_around_them(palette):
    starts = [[0.1, 1.0], [0.2, 2.0], [0.4, 4.0]]
    figure = way_back_figure([way("tanh", starts)], palette)
    (line,), (dots,) = traces(figure, "tanh", "lines"), traces(figure, "tanh", "markers")
    assert list(line.y) == list(dots.y) == [0.2, 2.0]
    assert line.line.color == dots.marker.color == activation_style("tanh", palette).colour
    (band,) = traces(figure, "tanh, middle half", "lines")
    np.testing.assert_allclose(band.y, [0.15, 1.5, 3.0, 0.3])
    assert figure.layout.yaxis.type == "log"


def test_a_norm_of_nothing_is_a_ring_on_a_line_that_is_called_0():
    figure = way_back_figure(ways([0.0, 0.0, 1.0]), LIGHT)
    (line,), (dots,) = traces(figure, "Sigmoid", "lines"), traces(figure, "Sigmoid", "markers")
    assert line.y == (None, None, 1.0)
    assert list(dots.marker.symbol) == ["circle-open", "circle-open", "circle"]
    assert dots.y[0] == dots.y[1] > 0
    assert dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))[dots.y[0]] == "0"
    assert "0" not in way_back_figure(ways([1.0, 1.0, 1.0]), LIGHT).layout.yaxis.ticktext


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "rows",
    [
        [[1.0]] * 4,
        [[0.0]] * 4,
        [[0.0] * 10] * 4,
        [[1e-30] * 9 + [1.0], [1e9] * 10, [0.0] * 10, [1e-200] * 10],
    ],
    ids=["one layer", "one layer, nothing", "nothing", "all sizes"],
)
def test_whatever_arrives_stands_inside_the_picture(rows):
    figure = way_back_figure(ways(*rows), LIGHT)
    low, high = figure.layout.yaxis.range
    heights = [y for trace in figure.data for y in trace.y if y is not None]
    assert np.all(np.isfinite(heights))
    assert low <= min(np.log10(heights))
    assert max(np.log10(heights)) <= high
    assert len(figure.layout.yaxis.tickvals) <= 11
    assert "nan" not in describe_way_back(ways(*rows))


def test_the_axis_stands_still_while_the_depth_changes():
    ranges = {
        way_back_figure(ways([1.0] * n, [1e-5] + [1.0] * (n - 1)), LIGHT).layout.yaxis.range for n in range(2, 11)
    }
    assert len(ranges) == 1


@pytest.mark.parametrize("ends", [(1, 1, 1, 1), (1, 0.9, 0.8, 1e-6), (1e-6, 2e-6, 1, 1.1), (0, 0, 0, 0)], ids=str)
def test_no_two_names_lie_on_each_other(ends):
    figure = way_back_figure(ways(*([end, 1.0] for end in ends)), LIGHT)
    low, high = figure.layout.yaxis.range
    margin = figure.layout.margin
    per_decade = (figure.layout.height - margin.t - margin.b) / (high - low)
    heights = sorted(note.y * per_decade - note.ay for note in names(figure).values())
    assert len(heights) == 4
    assert min(np.diff(heights)) >= 24.9


def test_a_name_that_is_alone_stands_beside_its_line():
    figure = way_back_figure(ways([1e-6, 1.0], [1.0, 1.0]), LIGHT)
    assert [note.ay for note in names(figure).values()] == pytest.approx([0, 0], abs=1e-9)


def test_what_is_shown_is_told_in_words():
    said = describe_way_back(ways([0.00002, 0.5, 2.0], [0.4, 0.5, 2.0]))
    assert "at each of 3 layers" in said
    assert "Sigmoid from 2.00 to 2e−5; tanh from 2.00 to 0.40" in said
    assert "at the only layer" in describe_way_back(ways([1.0]))
