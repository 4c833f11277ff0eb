"""Every activation and derivative against mpmath at 50 digits, counted in units in the last place (ulp)."""

import warnings

import mpmath
import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from mpmath import mpf

from core.activations import ACTIVATIONS

mpmath.mp.dps = 50
HALF, SIXTH = mpf(1) / 2, mpf(1) / 6
SELU_SCALE = mpf("1.0507009873554804934193349852946")
SELU_SLOPE = SELU_SCALE * mpf("1.6732632423543772848170429916717")


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


def softplus(x):
    return mpmath.log1p(mpmath.exp(x))


def normal_cdf(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def normal_density(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


def clip(x, low, high):
    return min(max(x, mpf(low)), mpf(high))


# The value and the derivative of each row, as in the literature, with the row's parameters by name.
REFERENCES = {
    "identity": (lambda x: x, lambda x: 1),
    "relu": (lambda x: max(x, 0), lambda x: int(x > 0)),
    "sigmoid": (sigmoid, lambda x: sigmoid(x) * sigmoid(-x)),
    "tanh": (mpmath.tanh, lambda x: mpmath.sech(x) ** 2),
    "step": (lambda x: int(x > 0), lambda x: 0),
    "leaky_relu": (lambda x, slope: x if x > 0 else slope * x, lambda x, slope: 1 if x > 0 else slope),
    "relu6": (lambda x: clip(x, 0, 6), lambda x: int(0 < x < 6)),
    "elu": (
        lambda x, alpha: x if x > 0 else alpha * mpmath.expm1(x),
        lambda x, alpha: 1 if x > 0 else alpha * mpmath.exp(x),
    ),
    "celu": (
        lambda x, alpha: x if x > 0 else alpha * mpmath.expm1(x / alpha),
        lambda x, alpha: 1 if x > 0 else mpmath.exp(x / alpha),
    ),
    "selu": (
        lambda x: SELU_SCALE * x if x > 0 else SELU_SLOPE * mpmath.expm1(x),
        lambda x: SELU_SCALE if x > 0 else SELU_SLOPE * mpmath.exp(x),
    ),
    "softplus": (lambda x, beta: softplus(beta * x) / beta, lambda x, beta: sigmoid(beta * x)),
    "softsign": (lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
    "hard_tanh": (lambda x: clip(x, -1, 1), lambda x: int(-1 < x < 1)),
    "hard_sigmoid": (lambda x: clip(x / 6 + HALF, 0, 1), lambda x: SIXTH if -3 < x < 3 else 0),
    "hard_swish": (
        lambda x: x * clip(x / 6 + HALF, 0, 1),
        lambda x: x / 3 + HALF if -3 < x < 3 else int(x > 0),
    ),
    "silu": (
        lambda x, beta: x * sigmoid(beta * x),
        lambda x, beta: sigmoid(beta * x) * (1 + beta * x * sigmoid(-beta * x)),
    ),
    "gelu": (lambda x: x * normal_cdf(x), lambda x: normal_cdf(x) + x * normal_density(x)),
    "mish": (
        lambda x: x * mpmath.tanh(softplus(x)),
        lambda x: mpmath.tanh(softplus(x)) + x * sigmoid(x) * mpmath.sech(softplus(x)) ** 2,
    ),
    "log_sigmoid": (lambda x: -softplus(-x), lambda x: sigmoid(-x)),
    "sin": (mpmath.sin, mpmath.cos),
    "cos": (mpmath.cos, lambda x: -mpmath.sin(x)),
}
KINDS = ("value", "derivative")

# What is allowed beyond 4 ulp, and why.
EXCEPTIONS = {
    ("gelu", "value"): (8, "SciPy's erfcx, which keeps the left tail, is itself up to 4 ulp off"),
    ("gelu", "derivative"): (8, "the same"),
    ("mish", "derivative"): (6, "left of its zero it is a sum of five rounded terms over a square"),
}
# βx and x/α are rounded before the exponential, unless the parameter is a power of two: the result is right
# for an x that is half an ulp away.
ROUNDED_INPUT = {"softplus", "silu", "celu"}

# By hand and from mpmath at 60 digits, apart from the table above.
KNOWN = [
    ("gelu", "value", -8.3, -4.3206e-16), ("gelu", "value", -9.0, -1.0157e-18),
    ("tanh", "derivative", 18.0, 9.278e-16),
    ("tanh", "derivative", 19.0, 1.2557e-16), ("tanh", "derivative", 20.0, 1.70e-17),
    ("hard_sigmoid", "derivative", 1.0, 1 / 6), ("hard_swish", "derivative", 1.0, 5 / 6),
]  # fmt: skip

# The places where a formula of the table changes or cancels.
ZEROS = [-1.2784645427610738, -0.7517915246935645, -1.1924312145154952, np.pi, 11 * np.pi, 25 * np.pi / 2, -3.0, -1.5]
SMALLEST, SMALLEST_NORMAL = 5e-324, 2.2250738585072014e-308
RNG = np.random.default_rng(11)
INPUTS = np.unique(
    np.concatenate(
        [
            np.linspace(-40, 40, 641),
            RNG.uniform(-40, 40, 300),
            RNG.uniform(-3, 3, 300),
            np.outer([-1, 1], 10.0 ** RNG.uniform(-323, 1.6, 200)).ravel(),
            np.outer([-1, 1], [0.0, SMALLEST, SMALLEST_NORMAL / 3, SMALLEST_NORMAL]).ravel(),
            *(zero + np.outer([-1, 1], [0, 1e-15, 1e-12, 1e-6, 1e-3, 0.1, 0.4, 0.6]).ravel() for zero in ZEROS),
            *(np.nextafter(point, [-np.inf, np.inf]) for row in ACTIVATIONS.values() for point in row.breakpoints),
        ]
    )
)


def tuned(key):
    """A row with its defaults, its extremes, powers of two and numbers between."""
    row = ACTIVATIONS[key]
    yield row
    for parameter in row.parameters:
        for value in (parameter.minimum, parameter.maximum, 0.25, 0.37, 0.5, 1.0):
            yield row.with_parameters(**{parameter.name: value})


def computed(activation, kind, x):
    return activation(x) if kind == "value" else activation.derivative(x)


def reference(activation, kind):
    """The table's function of one number, with the parameters that the activation has."""
    parameters = {parameter.name: mpf(parameter.value) for parameter in activation.parameters}
    return lambda x: mpf(REFERENCES[activation.key][KINDS.index(kind)](x, **parameters))


def allowed(activation, kind, x, right) -> mpf:
    """The error that is allowed at x, where `right` is the right value."""
    ulps = EXCEPTIONS.get((activation.key, kind), (4, ""))[0]
    ulp = mpf(float(np.spacing(abs(float(right)))))
    if activation.key in ROUNDED_INPUT and not is_power_of_two(activation.parameters[0].value):
        steepness = mpmath.diff(reference(activation, kind), mpf(x))
        return ulps * ulp + abs(mpf(x) * steepness) * mpf(2) ** -53
    return ulps * ulp


def is_power_of_two(value: float) -> bool:
    return np.frexp(value)[0] == 0.5


def assert_accurate(activation, kind, inputs) -> None:
    exact = reference(activation, kind)
    for x, value in zip(inputs.tolist(), computed(activation, kind, inputs).tolist(), strict=True):
        right = exact(mpf(x))
        error = abs(mpf(value) - right)
        # The allowance is dear where it takes a derivative, and seldom needed.
        ulp = mpf(float(np.spacing(abs(float(right)))))
        assert error <= 4 * ulp or error <= allowed(activation, kind, x, right), (
            activation,
            kind,
            x,
            float(error / ulp),
        )


def test_each_row_of_the_table_has_a_reference():
    assert set(REFERENCES) == set(ACTIVATIONS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ACTIVATIONS)
def test_values_and_derivatives_are_right_to_four_ulp(key, kind):
    for activation in tuned(key):
        assert_accurate(activation, kind, INPUTS)


@given(st.sampled_from(list(ACTIVATIONS)), st.sampled_from(KINDS), st.floats(-40, 40))
@example("silu", "derivative", -1.2784645427610737)
def test_any_value_and_derivative_is_right_to_four_ulp(key, kind, x):
    assert_accurate(ACTIVATIONS[key], kind, np.array([x]))


@given(st.sampled_from(list(REFERENCES)), st.floats(-9, 9))
def test_the_references_derivatives_are_those_of_their_values(key, x):
    assume(all(abs(x - point) > 1e-3 for point in ACTIVATIONS[key].breakpoints))
    assume(abs(x) > 1e-3)
    value, derivative = (reference(ACTIVATIONS[key], kind) for kind in KINDS)
    assert mpmath.almosteq(mpmath.diff(value, mpf(x)), derivative(mpf(x)), rel_eps=1e-15, abs_eps=1e-15)


@pytest.mark.parametrize(("key", "kind", "x", "right"), KNOWN)
def test_known_values_of_tails_and_pieces(key, kind, x, right):
    digits = 1e-3 if abs(right) < 1e-10 else 1e-15
    assert computed(ACTIVATIONS[key], kind, x) == pytest.approx(right, rel=digits, abs=0)


@pytest.mark.parametrize("key", sorted(set(ACTIVATIONS) - {"sin", "cos"}))
def test_far_out_values_and_derivatives_are_at_their_limits(key):
    for activation in tuned(key):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            slopes = activation.derivative([-np.inf, np.inf, -1.7e308, 1.7e308])
            values = activation([-np.inf, np.inf])
        steepness, height = reference(activation, "derivative"), reference(activation, "value")
        for sign, index in ((-1, 0), (1, 1)):
            limit = float(steepness(mpf(sign * 10**9)))
            assert slopes[index] == slopes[index + 2] == pytest.approx(limit, rel=1e-15, abs=1e-17)
            far = float(height(mpf(sign * 10**18)))
            assert values[index] == (
                np.copysign(np.inf, far) if abs(far) > 1e3 else pytest.approx(far, rel=1e-15, abs=1e-17)
            )


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_nan_gives_nan_in_values_and_derivatives(key):
    for activation in tuned(key):
        for kind in KINDS:
            assert np.isnan(computed(activation, kind, np.nan))
            among = computed(activation, kind, np.array([[1.0, np.nan], [-2.0, 0.5]]))
            assert np.isnan(among).tolist() == [[False, True], [False, False]]
