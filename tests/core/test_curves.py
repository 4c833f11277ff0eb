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
    vector_from_text,
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
    assert part.end == pytest.approx(2, abs=0.01)
    assert preimages(ACTIVATIONS["relu"], 1.0, -2.0) == (2.0,)


def test_sigmoid_saturates_where_its_slope_is_below_a_twentieth():
    low, high = saturated_parts(ACTIVATIONS["sigmoid"], WINDOW, 1.0, 0.0)
    # σ(1 − σ) = 0.05 at σ = (1 + √0.8)/2, which is x = ln(σ/(1 − σ)) = 2.887
    assert low.end == pytest.approx(-2.887, abs=0.01)
    assert high.start == pytest.approx(2.887, abs=0.01)


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
    [(0.9999546021312976, "0.99995"[:7]), (0.9525741, "0.9526"), (1.0, "1.0000"), (0.0, "0.0000"), (-0.5, "−0.5000")],
)
def test_a_value_near_a_limit_is_not_printed_as_the_limit(value, text):
    assert exact_enough(value).startswith(text)


@given(st.floats(1e-15, 1 - 1e-15))
def test_a_number_between_zero_and_one_is_never_printed_as_either(value):
    assert 0 < float(exact_enough(value)) < 1


@each_row
def test_the_property_table_has_a_word_for_everything(activation):
    assert all(properties(activation).values())


def test_the_file_has_a_column_for_each_curve_and_its_derivative():
    curves = [sample(ACTIVATIONS[key], WINDOW) for key in ("relu", "sigmoid")]
    columns = table(curves)
    assert list(columns) == ["x", "relu", "relu_derivative", "sigmoid", "sigmoid_derivative"]
    np.testing.assert_allclose(columns["sigmoid"], ACTIVATIONS["sigmoid"](columns["x"]), atol=1e-6)


def test_scores_are_read_from_commas_and_spaces():
    assert vector_from_text("2, 1 −0.5") == (2, 1, -0.5)


@pytest.mark.parametrize("text", ["", "1", "1,x", "1,nan", "1,inf", "1,1e400", "1 " * 9, "1,1001"])
def test_other_scores_get_a_sentence(text):
    with pytest.raises(ValueError, match=r"type 2 to 8|not a number|out of range"):
        vector_from_text(text)
