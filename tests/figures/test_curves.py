"""What the pictures of the activations page draw."""

import itertools

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.curves import filtered_part, probe, sample, saturated_parts
from core.gating import gate
from core.softmax import softmax
from figures.curves import curves_figure, gate_figure, softmax_figure
from figures.theme import DARK, LIGHT, activation_style

WINDOW = (-8.0, 8.0)
each_row = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)


def draw(keys, *, x=1.5, weight=1.0, bias=0.0, palette=LIGHT, derivatives=False):
    """The figure as the page asks for it, with the first curve looked at closely."""
    rows = [ACTIVATIONS[key] for key in keys]
    curves = [sample(row, WINDOW, weight, bias) for row in rows]
    return curves_figure(
        curves,
        [probe(row, x, weight, bias) for row in rows],
        x,
        palette,
        derivatives=derivatives,
        filtered=filtered_part(rows[0], WINDOW, weight, bias),
        saturated=saturated_parts(rows[0], WINDOW, weight, bias),
        close_up=curves[0],
    )


def trace(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def labels(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


@each_row
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_curve_is_drawn_as_the_function_in_its_own_style(activation, palette):
    drawn = trace(draw([activation.key], palette=palette), activation.name)
    shown = np.isfinite(drawn.y)
    np.testing.assert_allclose(drawn.y[shown], activation(drawn.x[shown]))
    style = activation_style(activation.key, palette)
    assert (drawn.line.color, drawn.line.dash) == (style.colour, style.dash)


@each_row
def test_the_derivative_has_the_colour_of_its_curve_and_a_thinner_line(activation):
    figure = draw([activation.key], derivatives=True)
    curve, derivative = trace(figure, activation.name), trace(figure, f"{activation.name} derivative")
    shown = np.isfinite(derivative.y)
    np.testing.assert_allclose(derivative.y[shown], activation.derivative(derivative.x[shown]))
    assert derivative.line.color == curve.line.color
    assert derivative.line.width < curve.line.width


def test_no_sample_is_left_out_of_a_line():
    lines = [t.line for t in draw(["relu", "tanh"], derivatives=True).data if t.mode == "lines"]
    assert [line.simplify for line in lines] == [False] * 4


def test_no_derivative_is_drawn_unasked():
    assert not [t for t in draw(["relu", "tanh"]).data if "derivative" in t.name]


def test_the_probe_is_a_dot_on_every_curve():
    dots = trace(draw(["relu", "sigmoid", "tanh"], x=2.0), "probe")
    np.testing.assert_allclose(dots.x, 2.0)
    np.testing.assert_allclose(dots.y, [2, 1 / (1 + np.exp(-2)), np.tanh(2)])


def test_the_kink_and_the_filtered_part_of_a_relu_move_to_minus_b_over_w():
    figure = draw(["relu"], weight=2.0, bias=-3.0)
    assert "kink at x = 1.50" in labels(figure)
    assert "filtered out<br>f = 0" in labels(figure)
    band = figure.layout.shapes[0]
    assert (band.x0, band.x1) == pytest.approx((-8, 1.5))


def test_a_negative_weight_filters_the_other_side():
    band = draw(["relu"], weight=-2.0, bias=-3.0).layout.shapes[0]
    assert (band.x0, band.x1) == pytest.approx((-1.5, 8))


def test_a_sigmoid_has_its_centre_and_both_saturated_parts_marked():
    figure = draw(["sigmoid"], weight=2.0, bias=-3.0)
    assert "centre at x = 1.50" in labels(figure)
    assert labels(figure).count("saturated<br>|f′| < 0.05") == 2


@pytest.mark.parametrize("key", ["relu", "sigmoid"])
@pytest.mark.parametrize(("weight", "bias"), [(0.2, 6.0), (0.0, 1.0)])
def test_nothing_is_marked_outside_the_window_or_for_a_weight_of_zero(key, weight, bias):
    assert not [text for text in labels(draw([key], weight=weight, bias=bias)) if " at x" in text]


@each_row
def test_every_finite_end_of_a_range_is_inside_the_picture(activation):
    low, high = draw([activation.key]).layout.yaxis.range
    for end in (activation.range.low, activation.range.high):
        assert np.isinf(end) or low < end < high


@pytest.mark.parametrize("x", [-8.0, 0.0, 3.0, 8.0])
@pytest.mark.parametrize("keys", [["relu", "sigmoid", "tanh"], ["relu", "gelu", "silu"], list(ACTIVATIONS)], ids=len)
def test_every_curve_is_named_once_and_no_two_names_overlap(keys, x):
    figure = draw(keys, x=x)
    names = {ACTIVATIONS[key].name for key in keys}
    named = [annotation for annotation in figure.layout.annotations if annotation.text in names]
    assert sorted(annotation.text for annotation in named) == sorted(names)
    low, high = figure.layout.yaxis.range
    heights = sorted(annotation.y for annotation in named if annotation.xref == "paper")
    assert all(low <= height <= high for height in heights)
    # A line of text is about a 25th of the picture.
    assert all(above - below > (high - low) / 25 for below, above in itertools.pairwise(heights))


def test_a_lone_curve_that_leaves_the_picture_is_named_where_it_leaves():
    name = next(a for a in draw(["relu", "tanh"]).layout.annotations if a.text == "ReLU")
    assert name.xref != "paper"
    assert name.x == pytest.approx(3.2, abs=0.04)


@pytest.mark.parametrize("value", [-5.0, -0.3, 0.0, 4.0])
@pytest.mark.parametrize("z", [-12.0, 0.0, 1.0, 12.0])
def test_the_gate_draws_the_value_and_inside_it_what_is_kept(value, z):
    gating = gate(value, z)
    figure = gate_figure(gating, LIGHT, limit=5.0)
    assert trace(figure, "value").x == (value,)
    assert trace(figure, "kept").x == (gating.kept,)
    assert abs(gating.kept) <= abs(value)
    assert trace(figure, "kept").marker.color == LIGHT.sign(value)


def test_the_gate_writes_its_arithmetic():
    assert "4.00 × σ(1.00) ≈ 4.00 × 0.7311 ≈ <b>2.924</b>" in labels(gate_figure(gate(4, 1), LIGHT, limit=5))
    assert "4.00 × σ(0.00) = 4.00 × 0.50 = <b>2.00</b>" in labels(gate_figure(gate(4, 0), LIGHT, limit=5))


@pytest.mark.parametrize("scores", [(2.0, 1.0, 0.1), (1000.0, -1000.0), (3.0,) * 8], ids=str)
def test_softmax_bars_are_the_shares_and_sum_to_one(scores):
    shares = softmax(scores, 0.5)
    bars = softmax_figure(scores, shares, LIGHT).data[0]
    np.testing.assert_array_equal(bars.y, shares)
    assert np.sum(bars.y) == pytest.approx(1)
    assert len(bars.text) == len(scores)
    assert not {"0.000", "1.000"} & set(bars.text)
