"""The table of activations: every row is checked by what it claims, and against FACTS from outside."""

import warnings

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import erf

from core.activations import ACTIVATIONS

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
    "identity": "(−∞, ∞)", "step": "{0, 1}", "sigmoid": "(0, 1)", "tanh": "(−1, 1)", "relu": "[0, ∞)",
    "leaky_relu": "(−∞, ∞)", "relu6": "[0, 6]", "elu": "(−1, ∞)", "celu": "(−1, ∞)", "selu": "(−1.7581, ∞)",
    "softplus": "(0, ∞)", "softsign": "(−1, 1)", "hard_tanh": "[−1, 1]", "hard_sigmoid": "[0, 1]",
    "hard_swish": "[−0.375, ∞)", "silu": "[−0.2785, ∞)", "gelu": "[−0.17, ∞)", "mish": "[−0.3088, ∞)",
    "log_sigmoid": "(−∞, 0)", "sin": "[−1, 1]", "cos": "[−1, 1]",
}  # fmt: skip

EXPECTED_KINKS = {
    "step": (0,), "relu": (0,), "leaky_relu": (0,), "relu6": (0, 6), "selu": (0,), "hard_tanh": (-1, 1),
    "hard_sigmoid": (-3, 3), "hard_swish": (-3, 3),
}  # fmt: skip

# PyTorch 2.13's gradients at the points where a formula changes.
EXPECTED_SLOPES_AT_BREAKPOINTS = {
    ("step", 0): 0, ("relu", 0): 0, ("leaky_relu", 0): 0.01, ("relu6", 0): 0, ("relu6", 6): 0,
    ("hard_tanh", -1): 0, ("hard_tanh", 1): 0, ("hard_sigmoid", -3): 0, ("hard_sigmoid", 3): 0,
    ("hard_swish", -3): 0, ("hard_swish", 3): 1,
    ("elu", 0): 1, ("celu", 0): 1, ("selu", 0): 1.7580993408473766,
}  # fmt: skip

# Where the smallest value lies, and what it is (FACTS).
EXPECTED_MINIMA = {
    "hard_swish": (-1.5, -0.375), "silu": (-1.278464543, -0.278464543),
    "gelu": (-0.751792, -0.169971), "mish": (-1.192431, -0.308843),
}  # fmt: skip

INF, NAN = float("inf"), float("nan")
EXPECTED_LIMITS = {
    "identity": (-INF, INF), "step": (0, 1), "sigmoid": (0, 1), "tanh": (-1, 1), "relu": (0, INF),
    "leaky_relu": (-INF, INF), "relu6": (0, 6), "elu": (-1, INF), "celu": (-1, INF),
    "selu": (-1.7580993408473766, INF), "softplus": (0, INF), "softsign": (-1, 1), "hard_tanh": (-1, 1),
    "hard_sigmoid": (0, 1), "hard_swish": (0, INF), "silu": (0, INF), "gelu": (0, INF), "mish": (0, INF),
    "log_sigmoid": (-INF, 0), "sin": (NAN, NAN), "cos": (NAN, NAN),
}  # fmt: skip

# 1 for all others.  Those of SiLU, GELU and Mish are the largest gradients PyTorch gives on a fine grid.
EXPECTED_LARGEST_SLOPES = {
    "step": 0, "sigmoid": 1 / 4, "hard_sigmoid": 1 / 6, "hard_swish": 3 / 2, "selu": 1.7580993408473766,
    "silu": 1.0998393202, "gelu": 1.1289041451, "mish": 1.0884981613,
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


@st.composite
def tuned_activations(draw):
    """A row of the table with any parameters that it takes."""
    activation = draw(st.sampled_from(ROWS))
    values = {p.name: draw(st.floats(p.minimum, p.maximum)) for p in activation.parameters}
    return activation.with_parameters(**values)


@given(tuned_activations(), st.floats(-12, 12))
def test_derivative_is_the_central_difference_for_any_parameters(activation, x):
    step = 1e-6
    assume(all(abs(x - point) > 2 * step for point in activation.breakpoints))
    difference = (activation(x + step) - activation(x - step)) / (2 * step)
    # Where the second derivative jumps, as softsign's does at 0, the difference is off by about a step.
    assert activation.derivative(x) == pytest.approx(float(difference), abs=2 * step)


@pytest.mark.parametrize(("place", "expected"), EXPECTED_SLOPES_AT_BREAKPOINTS.items())
def test_derivative_where_a_formula_changes_is_that_of_pytorch(place, expected):
    key, x = place
    assert ACTIVATIONS[key].derivative(float(x)) == pytest.approx(expected)


@given(st.floats(0.1, 3))
def test_slopes_at_zero_follow_their_parameter(alpha):
    assert ACTIVATIONS["elu"].with_parameters(alpha=alpha).derivative(0.0) == alpha
    assert ACTIVATIONS["celu"].with_parameters(alpha=alpha).derivative(0.0) == 1
    assert ACTIVATIONS["leaky_relu"].with_parameters(slope=alpha / 3).derivative(0.0) == alpha / 3


@each_row
def test_every_breakpoint_has_an_expected_slope_and_every_kink_a_stated_convention(activation):
    places = {(activation.key, point) for point in activation.breakpoints}
    assert places <= set(EXPECTED_SLOPES_AT_BREAKPOINTS)
    assert bool(activation.convention) >= bool(activation.kinks)


@each_row
def test_far_inputs_give_no_warning_and_no_nan(activation):
    x = np.array([-np.inf, -1e300, -800.0, 800.0, 1e300, np.inf])
    x = x[1:-1] if activation.key in PERIODIC else x
    ends = [{p.name: end} for p in activation.parameters for end in (p.minimum, p.maximum)]
    for parameters in ({}, *ends):
        tuned = activation.with_parameters(**parameters)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            values, slopes = tuned(x), tuned.derivative(x)
        assert not np.isnan(values).any()
        assert np.isfinite(slopes).all()


@pytest.mark.parametrize("key", EXPECTED_MINIMA)
def test_the_dip_of_the_smooth_hinges_is_where_and_as_deep_as_known(key):
    place, value = EXPECTED_MINIMA[key]
    activation = ACTIVATIONS[key]
    x = np.linspace(-5, 5, 1_000_001)
    assert x[activation(x).argmin()] == pytest.approx(place, abs=2e-5)
    assert activation.range.low == pytest.approx(value, abs=1e-6)
    assert activation.derivative(place) == pytest.approx(0, abs=1e-6)


@each_row
def test_limits_and_largest_slope_are_those_of_the_literature(activation):
    np.testing.assert_allclose(activation.limits, EXPECTED_LIMITS[activation.key])
    expected = EXPECTED_LARGEST_SLOPES.get(activation.key, 1)
    assert activation.largest_slope == pytest.approx(expected, abs=1e-9)


@each_row
def test_range_and_kinks_are_those_of_the_literature(activation):
    assert str(activation.range) == EXPECTED_RANGES[activation.key]
    assert activation.kinks == EXPECTED_KINKS.get(activation.key, ())


@pytest.mark.parametrize(
    ("key", "parameters", "expected"),
    [
        ("leaky_relu", {"slope": 0.0}, "[0, ∞)"),
        ("elu", {"alpha": 0.1}, "(−0.1, ∞)"),
        # In float64 it is -0.1 from -4 on; as a real function it never gets there.
        ("celu", {"alpha": 0.1}, "(−0.1, ∞)"),
        ("celu", {"alpha": 3.0}, "(−3, ∞)"),
        ("silu", {"beta": 10.0}, "[−0.0278, ∞)"),
    ],
)
def test_the_range_follows_the_parameters_and_is_open_at_a_limit_never_reached(key, parameters, expected):
    assert str(ACTIVATIONS[key].with_parameters(**parameters).range) == expected


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
def test_largest_slope_bounds_every_difference_quotient_that_spans_no_jump(activation):
    x = np.linspace(-20, 20, 40_001)
    quotients = np.abs(np.diff(activation(x)) / np.diff(x))
    for jump in activation.jumps:
        quotients[(x[:-1] <= jump) & (x[1:] >= jump)] = 0
    assert quotients.max() <= activation.largest_slope * (1 + 1e-9)


def test_the_step_alone_jumps():
    assert {row.key: row.jumps for row in ROWS if row.jumps} == {"step": (0.0,)}


@given(st.floats(-700, 700), tuned_activations())
def test_output_keeps_the_shape_and_stays_in_the_range(x, activation):
    values = activation(np.full((2, 3), x))
    assert values.shape == (2, 3)
    assert activation.range.low - 1e-12 <= values[0, 0] <= activation.range.high + 1e-12


# Where f levels off towards a limit: below the first number, above the second.  Sigmoid: σ(1 − σ) = 0.05 at
# σ = (1 ± √0.8)/2; tanh: 1 − tanh² = 0.05; elu: e^x = 0.05; softsign: (1 + |x|)² = 20; softplus: σ(x) = 0.05.
EXPECTED_SATURATION = {
    "identity": (-INF, INF), "leaky_relu": (-INF, INF), "sin": (-INF, INF), "cos": (-INF, INF),
    "relu": (0, INF), "step": (0, 0), "relu6": (0, 6), "hard_tanh": (-1, 1), "hard_sigmoid": (-3, 3),
    "hard_swish": (-3, INF), "sigmoid": (-2.8872709503, 2.8872709503),
    "tanh": (-np.arctanh(np.sqrt(0.95)), np.arctanh(np.sqrt(0.95))), "elu": (np.log(0.05), INF),
    "celu": (np.log(0.05), INF), "softsign": (1 - np.sqrt(20), np.sqrt(20) - 1),
    "softplus": (-np.log(19), INF), "log_sigmoid": (-INF, np.log(19)),
    "selu": (np.log(0.05 / 1.7580993408473766), INF),
}  # fmt: skip


@pytest.mark.parametrize("key", EXPECTED_SATURATION)
def test_an_activation_saturates_where_it_levels_off_towards_a_limit(key):
    low, high = EXPECTED_SATURATION[key]
    x = np.linspace(-30, 30, 6008)
    np.testing.assert_array_equal(ACTIVATIONS[key].saturates(x), (x < low) | (x > high))


@given(tuned_activations(), st.floats(-300, 300))
def test_saturated_is_where_every_slope_from_there_on_outwards_is_small_and_there_is_a_limit(activation, x):
    outwards = np.concatenate([np.linspace(0, 100, 4001), np.geomspace(100, 1e6, 100)])
    sides = [
        np.isfinite(limit) and bool(np.all(np.abs(activation.derivative(x + side * outwards)) < 0.05))
        and not any(side * (jump - x) >= 0 for jump in activation.jumps)
        for side, limit in zip((-1, 1), activation.limits, strict=True)
    ]  # fmt: skip
    assert activation.saturates(x) == any(sides)


def test_the_step_saturates_beside_its_jump_and_not_at_it():
    np.testing.assert_array_equal(ACTIVATIONS["step"].saturates([-5e-324, 0.0, 5e-324]), [True, False, True])


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
