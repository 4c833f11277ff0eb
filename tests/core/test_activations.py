"""The table of activations: every row is checked by what it claims, and against FACTS from outside."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import erf

from core.activations import ACTIVATIONS, softmax

ROWS = list(ACTIVATIONS.values())
PERIODIC = {"sin", "cos"}
each_row = pytest.mark.parametrize("activation", ROWS, ids=lambda row: row.key)

# Worked by hand or taken from PyTorch in double precision, not from this project.
EXPECTED_VALUES = [
    ("identity", -2.5, -2.5), ("step", 0.0, 0.0), ("step", 1e-12, 1.0), ("sigmoid", 0.0, 0.5),
    ("sigmoid", 3.0, 0.9525741268224334), ("sigmoid", 10.0, 0.9999546021312976),
    ("tanh", 1.0, 0.7615941559557649), ("relu", -1.0, 0.0), ("relu", 2.0, 2.0),
    ("leaky_relu", -2.0, -0.02), ("relu6", 7.0, 6.0), ("elu", -1.0, np.exp(-1) - 1),
    ("celu", -1.0, np.exp(-1) - 1), ("selu", 1.0, 1.0507009873554805), ("selu", -800.0, -1.7580993408473766),
    ("softplus", 0.0, np.log(2)), ("softsign", 3.0, 0.75), ("hard_tanh", -4.0, -1.0),
    ("hard_sigmoid", 1.5, 0.75), ("hard_swish", -1.5, -0.375), ("silu", -1.278464543, -0.278464543),
    ("gelu", -0.751792, -0.169971), ("mish", -1.192431, -0.308843), ("log_sigmoid", 0.0, -np.log(2)),
    ("sin", np.pi / 2, 1.0), ("cos", np.pi, -1.0),
]  # fmt: skip

EXPECTED_RANGES = {
    "identity": "(−∞, ∞)", "step": "[0, 1]", "sigmoid": "(0, 1)", "tanh": "(−1, 1)", "relu": "[0, ∞)",
    "leaky_relu": "(−∞, ∞)", "relu6": "[0, 6]", "elu": "(−1, ∞)", "celu": "(−1, ∞)", "selu": "(−1.7581, ∞)",
    "softplus": "(0, ∞)", "softsign": "(−1, 1)", "hard_tanh": "[−1, 1]", "hard_sigmoid": "[0, 1]",
    "hard_swish": "[−0.375, ∞)", "silu": "[−0.2785, ∞)", "gelu": "[−0.17, ∞)", "mish": "[−0.3088, ∞)",
    "log_sigmoid": "(−∞, 0)", "sin": "[−1, 1]", "cos": "[−1, 1]",
}  # fmt: skip

EXPECTED_KINKS = {
    "step": (0,), "relu": (0,), "leaky_relu": (0,), "relu6": (0, 6), "selu": (0,), "hard_tanh": (-1, 1),
    "hard_sigmoid": (-3, 3), "hard_swish": (-3, 3),
}  # fmt: skip

EXPECTED_SLOPES_AT_KINKS = {
    ("step", 0): 0, ("relu", 0): 0, ("leaky_relu", 0): 0.01, ("relu6", 0): 0, ("relu6", 6): 0,
    ("hard_tanh", -1): 0, ("hard_tanh", 1): 0, ("hard_sigmoid", -3): 0, ("hard_sigmoid", 3): 0,
    ("elu", 0): 1, ("selu", 0): 1.7580993408473766,
}  # fmt: skip


@pytest.mark.parametrize(("key", "x", "expected"), EXPECTED_VALUES)
def test_values_are_those_of_pytorch(key, x, expected):
    assert ACTIVATIONS[key](x) == pytest.approx(expected, abs=1e-6 if key in ("gelu", "mish") else 1e-9)


@each_row
def test_derivative_is_the_central_difference_away_from_kinks(activation):
    x = np.linspace(-9, 9, 1201) + 0.00123
    x = x[np.all(np.abs(x[:, None] - np.array([*activation.kinks, np.inf])) > 1e-3, axis=1)]
    step = 1e-6
    difference = (activation(x + step) - activation(x - step)) / (2 * step)
    np.testing.assert_allclose(activation.derivative(x), difference, atol=2e-8)


@pytest.mark.parametrize(("place", "expected"), EXPECTED_SLOPES_AT_KINKS.items())
def test_derivative_at_a_kink_follows_the_stated_convention(place, expected):
    key, x = place
    assert ACTIVATIONS[key].derivative(float(x)) == pytest.approx(expected)


@each_row
def test_far_inputs_give_no_warning_and_no_nan(activation):
    x = np.array([-np.inf, -1e300, -800.0, 800.0, 1e300, np.inf])
    x = x[1:-1] if activation.key in PERIODIC else x
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values, slopes = activation(x), activation.derivative(x)
    assert not np.isnan(values).any()
    assert np.isfinite(slopes).all()


@each_row
def test_range_and_kinks_are_those_of_the_literature(activation):
    assert str(activation.range) == EXPECTED_RANGES[activation.key]
    assert activation.kinks == EXPECTED_KINKS.get(activation.key, ())


def test_only_the_known_entries_are_piecewise_linear_monotone_and_zero_centred():
    def having(name):
        return {row.key for row in ROWS if getattr(row, name)}

    assert having("is_piecewise_linear") == {
        "identity", "step", "relu", "leaky_relu", "relu6", "hard_tanh", "hard_sigmoid"
    }  # fmt: skip
    assert having("is_affine") == {"identity"}
    assert set(ACTIVATIONS) - having("is_monotone") == {"hard_swish", "silu", "gelu", "mish", "sin", "cos"}
    assert having("is_zero_centred") == {"identity", "tanh", "softsign", "hard_tanh", "sin"}


@each_row
def test_largest_slope_bounds_every_difference_quotient(activation):
    x = np.linspace(-20, 20, 40_001)
    steepest = np.abs(np.diff(activation(x)) / np.diff(x)).max()
    assert steepest <= activation.largest_slope * (1 + 1e-9)


@given(st.floats(-700, 700), st.sampled_from(ROWS))
def test_output_keeps_the_shape_and_stays_in_the_range(x, activation):
    values = activation(np.full((2, 3), x))
    assert values.shape == (2, 3)
    assert activation.range.low - 1e-12 <= values[0, 0] <= activation.range.high + 1e-12


@each_row
def test_saturation_means_a_slope_below_a_twentieth(activation):
    x = np.linspace(-8, 8, 999)
    np.testing.assert_array_equal(activation.saturates(x), np.abs(activation.derivative(x)) < 0.05)


@given(st.floats(-30, 30))
def test_sigmoid_is_symmetric(x):
    sigmoid = ACTIVATIONS["sigmoid"]
    assert sigmoid(-x) == pytest.approx(1 - sigmoid(x), abs=1e-15)


def test_gelu_is_the_exact_form_and_its_tanh_form_is_near():
    x = np.linspace(-6, 6, 20_001)
    tanh_form = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    np.testing.assert_allclose(ACTIVATIONS["gelu"](x), 0.5 * x * (1 + erf(x / np.sqrt(2))))
    assert np.abs(ACTIVATIONS["gelu"](x) - tanh_form).max() == pytest.approx(4.73e-4, abs=1e-6)


@each_row
def test_parameters_change_the_function_and_leave_the_table_alone(activation):
    for parameter in activation.parameters:
        changed = activation.with_parameters(**{parameter.name: parameter.maximum})
        assert not np.allclose(changed(np.array([-2.0, 0.5])), activation(np.array([-2.0, 0.5])))
        assert ACTIVATIONS[activation.key] == activation


def test_a_wrong_parameter_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="ReLU has no parameter 'alpha'; its parameters are: none"):
        ACTIVATIONS["relu"].with_parameters(alpha=1)
    for value in (9.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="does not suit Leaky ReLU; give a number from 0 to 1"):
            ACTIVATIONS["leaky_relu"].with_parameters(slope=value)


def test_a_leaky_relu_of_slope_one_is_affine():
    assert ACTIVATIONS["leaky_relu"].with_parameters(slope=1.0).is_affine


scores = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=8)


@given(scores, st.floats(0.05, 10))
def test_softmax_is_positive_sums_to_one_and_keeps_the_order(values, temperature):
    shares = softmax(values, temperature)
    assert shares.sum() == pytest.approx(1)
    assert (shares >= 0).all()
    order = np.argsort(values, kind="stable")
    assert (np.diff(shares[order]) >= 0).all()


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=8), st.floats(-50, 50))
def test_softmax_does_not_notice_a_shift(values, shift):
    np.testing.assert_allclose(softmax(np.array(values) + shift), softmax(values), atol=1e-12)


@pytest.mark.parametrize("temperature", [0, -1, float("nan")])
def test_softmax_needs_a_temperature_above_zero(temperature):
    with pytest.raises(ValueError, match="softmax needs one above 0"):
        softmax([1, 2], temperature)
