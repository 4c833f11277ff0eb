"""Sampled curves, shaded parts and what the tables say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.curves import (
    exact_enough,
    filtered_part,
    preimages,
    probe,
    properties,
    sample,
    saturated_parts,
    table,
    value_text,
    vector_from_text,
    vertical_window,
)

WINDOW = (-8.0, 8.0)
each_row = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)


@each_row
def test_a_curve_is_sampled_exactly_at_its_kinks(activation):
    curve = sample(activation, WINDOW, weight=2.0, bias=1.0)
    expected = [(kink - 1) / 2 for kink in activation.kinks]
    np.testing.assert_allclose(curve.kinks, expected)
    assert set(curve.kinks) <= set(curve.xs)


@each_row
def test_a_curve_shows_the_function_behind_its_weight_and_bias(activation):
    curve = sample(activation, WINDOW, weight=-1.5, bias=0.5)
    shown = np.isfinite(curve.values)
    np.testing.assert_allclose(curve.values[shown], activation(-1.5 * curve.xs[shown] + 0.5))


def test_no_line_is_drawn_through_a_jump():
    curve = sample(ACTIVATIONS["step"], WINDOW)
    assert np.isnan(curve.values).sum() == 1
    shown = curve.values[np.isfinite(curve.values)]
    assert set(shown) == {0.0, 1.0}


def test_a_relu_with_bias_minus_b_filters_inputs_below_the_threshold_b():
    (part,) = filtered_part(ACTIVATIONS["relu"], WINDOW, 1.0, -2.0)
    assert part.start == -8
    assert part.end == pytest.approx(2, abs=1e-9)
    assert preimages(ACTIVATIONS["relu"], 1.0, -2.0) == (2.0,)


def test_sigmoid_saturates_where_its_slope_is_below_a_twentieth():
    low, high = saturated_parts(ACTIVATIONS["sigmoid"], WINDOW, 1.0, 0.0)
    # σ(1 − σ) = 0.05 at σ = (1 + √0.8)/2, which is x = ln(σ/(1 − σ)) = 2.887
    edge = np.log((1 + np.sqrt(0.8)) / (1 - np.sqrt(0.8)))
    assert low.end == pytest.approx(-edge, abs=1e-9)
    assert high.start == pytest.approx(edge, abs=1e-9)


@each_row
@pytest.mark.parametrize(("weight", "bias"), [(1.0, 0.0), (-2.0, 1.5), (0.3, -4.0)])
def test_every_input_lies_in_the_part_that_its_slope_and_value_say(activation, weight, bias):
    filtered = filtered_part(activation, WINDOW, weight, bias)
    saturated = saturated_parts(activation, WINDOW, weight, bias)
    # An odd step, so that no probe falls on an edge.
    for x in np.arange(-7.913, 8, 0.0371):
        z = weight * x + bias
        is_filtered = activation(z) == 0 and activation.derivative(z) == 0
        assert any(part.start <= x <= part.end for part in filtered) == is_filtered
        is_saturated = activation.saturates(z) and not is_filtered
        assert any(part.start <= x <= part.end for part in saturated) == is_saturated


@pytest.mark.parametrize("key", ["sin", "cos"])
def test_a_wave_has_no_saturated_part(key):
    assert saturated_parts(ACTIVATIONS[key], WINDOW, 4.0, 0.0) == ()


def test_nothing_is_filtered_out_by_a_weight_that_ignores_its_input():
    assert filtered_part(ACTIVATIONS["relu"], WINDOW, 0.0, -1.0) == ()


@each_row
def test_a_curve_without_a_kink_has_its_centre_at_minus_b_over_w(activation):
    assert sample(activation, WINDOW, 2.0, 3.0).centre == (None if activation.kinks else -1.5)
    assert sample(activation, WINDOW, 0.0, 3.0).centre is None


@each_row
def test_the_window_shows_every_finite_end_of_a_range(activation):
    low, high = vertical_window([activation])
    ends = [end for end in (activation.range.low, activation.range.high) if np.isfinite(end)]
    assert all(low < end < high for end in ends)


def test_a_weight_of_zero_has_no_kink_in_x():
    assert preimages(ACTIVATIONS["relu"], 0.0, 1.0) == ()
    assert sample(ACTIVATIONS["relu"], WINDOW, 0.0, 1.0).kinks == ()


@given(st.floats(-8, 8), st.floats(-4, 4), st.floats(-6, 6))
def test_a_probe_is_the_function_and_its_slope_at_w_x_plus_b(x, weight, bias):
    found = probe(ACTIVATIONS["tanh"], x, weight, bias)
    assert found.value == pytest.approx(np.tanh(weight * x + bias))
    assert found.derivative == pytest.approx(1 - found.value**2)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.9999546021312976, "0.99995"), (0.9525741, "0.9526"), (1.0, "1.0000"), (0.0, "0.0000"), (-0.5, "−0.5000")],
)
def test_a_value_near_a_limit_is_not_printed_as_the_limit(value, text):
    assert exact_enough(value) == text


def number(text: str) -> float:
    """What a person reads, back as a number."""
    mantissa, _, exponent = text.replace("−", "-").partition(" × 10")
    return float(mantissa) * 10.0 ** int(exponent.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)


@given(st.floats(1e-300, 1 - 1e-15))
def test_a_number_between_zero_and_one_is_never_printed_as_either(value):
    assert 0 < number(exact_enough(value)) < 1


@given(st.floats(-1e3, 1e3))
def test_a_printed_number_is_the_number_to_four_decimals(value):
    assert number(exact_enough(value)) == pytest.approx(value, abs=0.00005001)


@each_row
@pytest.mark.parametrize("z", [-800.0, -38.0, -10.0, 0.0, 3.0, 10.0, 38.0, 800.0])
def test_an_end_that_is_never_reached_is_never_printed(activation, z):
    reach, text = activation.range, value_text(float(activation(z)), activation.range)
    if text.startswith(("<", ">")):
        end, is_closed = (reach.high, reach.high_closed) if text[0] == "<" else (reach.low, reach.low_closed)
        assert float(activation(z)) == end
        assert not is_closed
    else:
        assert number(text) != reach.low or reach.low_closed
        assert number(text) != reach.high or reach.high_closed


def test_sigmoid_is_printed_as_the_facts_have_it():
    sigmoid = ACTIVATIONS["sigmoid"]
    texts = [value_text(float(sigmoid(z)), sigmoid.range) for z in (0, 3, 10, 40)]
    assert texts == ["0.5000", "0.9526", "0.99995", "< 1"]


@each_row
def test_the_property_table_has_a_word_for_everything(activation):
    assert all(properties(activation).values())


def test_the_file_has_a_column_for_each_curve_and_its_derivative():
    curves = [sample(ACTIVATIONS[key], WINDOW) for key in ("relu", "sigmoid")]
    columns = table(curves)
    assert list(columns) == ["x", "z", "relu", "relu_derivative", "sigmoid", "sigmoid_derivative"]


def test_the_file_has_exact_values_and_a_row_for_every_kink():
    curves = [sample(activation, WINDOW, 1.5, 0.7) for activation in ACTIVATIONS.values()]
    columns = table(curves)
    np.testing.assert_allclose(columns["z"], 1.5 * columns["x"] + 0.7)
    for curve in curves:
        key = curve.activation.key
        assert set(curve.kinks) <= set(columns["x"])
        np.testing.assert_array_equal(columns[key], curve.activation(columns["z"]))
        np.testing.assert_array_equal(columns[f"{key}_derivative"], curve.activation.derivative(columns["z"]))


def test_scores_are_read_from_commas_and_spaces():
    assert vector_from_text("2, 1 −0.5") == (2, 1, -0.5)
    assert vector_from_text("0,5 –1") == (0.5, -1)


@pytest.mark.parametrize("text", ["", "1", "1,x", "1,nan", "1,inf", "1 1e400", "1 " * 9, "1 1001", "2,1,3"])
def test_other_scores_get_a_sentence(text):
    with pytest.raises(ValueError, match=r"write 2 to 8|not a number|out of range"):
        vector_from_text(text)
