"""Losses by hand, their slopes against central differences, and nothing that overflows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.losses import LOSSES

every_loss = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)


def test_the_losses_of_a_worked_example():
    outputs, targets = [0.0, 2.0, -1.0], [0, 1, 1]
    # (0² + 1² + 2²)/3
    assert LOSSES["mean_squared_error"](outputs, targets) == pytest.approx(5 / 3)
    # ln(1 + e^0), ln(1 + e^-2) and ln(1 + e^1)
    wanted = (np.log(2) + np.log1p(np.exp(-2)) + np.log1p(np.exp(1))) / 3
    assert LOSSES["cross_entropy"](outputs, targets) == pytest.approx(wanted)
    # a 0 that should be at most -1: 1; a 2 that should be at least 1: 0; a -1 that should be at least 1: 2
    assert LOSSES["hinge"](outputs, targets) == pytest.approx(1)


def test_the_gradients_of_a_worked_example():
    outputs, targets = [0.0, 2.0, -1.0], [0, 1, 1]
    np.testing.assert_allclose(LOSSES["mean_squared_error"].gradient(outputs, targets), [0, 2 / 3, -4 / 3])
    sigmoid = 1 / (1 + np.exp(-np.array(outputs)))
    np.testing.assert_allclose(LOSSES["cross_entropy"].gradient(outputs, targets), (sigmoid - targets) / 3)
    np.testing.assert_allclose(LOSSES["hinge"].gradient(outputs, targets), [1 / 3, 0, -1 / 3])


def test_on_xor_the_middle_costs_a_quarter_and_ln_2():
    targets = [0, 1, 1, 0]
    assert LOSSES["mean_squared_error"]([0.5] * 4, targets) == 0.25
    assert LOSSES["cross_entropy"]([0.0] * 4, targets) == pytest.approx(np.log(2), rel=1e-15)


@every_loss
@given(st.floats(-20, 20), st.sampled_from([0.0, 1.0]))
def test_a_slope_is_the_central_difference(loss, output, target):
    step = 1e-5
    # Two steps away from the hinge's kinks at ±1 the loss is smooth.
    if abs(abs(output) - 1) > 2 * step:
        above, below = loss([output + step], [target]), loss([output - step], [target])
        assert loss.gradient([output], [target])[0] == pytest.approx((above - below) / (2 * step), abs=1e-7)


def test_at_its_kink_the_hinge_has_slope_0():
    np.testing.assert_array_equal(LOSSES["hinge"].gradient([1.0, -1.0], [1, 0]), [0, 0])


@every_loss
@pytest.mark.parametrize("target", [0.0, 1.0])
def test_nothing_overflows(loss, target):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        for output in (-1e6, -800.0, 0.0, 800.0, 1e6):
            assert np.isfinite(loss([output], [target]))
            assert np.isfinite(loss.gradient([output], [target])).all()


def test_the_cross_entropy_keeps_its_digits_where_the_answer_is_nearly_right():
    # ln(1 + e^-40) = e^-40, and the slope σ(40) - 1 = -e^-40, both to 17 digits
    assert LOSSES["cross_entropy"]([40.0], [1]) == pytest.approx(np.exp(-40), rel=1e-14)
    assert LOSSES["cross_entropy"].gradient([40.0], [1])[0] == pytest.approx(-np.exp(-40), rel=1e-14)


@every_loss
def test_the_mean_runs_over_samples_and_outputs(loss):
    outputs, targets = np.array([[0.2, -1.0], [3.0, 0.4]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    alone = [loss([o], [t]) for o, t in zip(outputs.ravel(), targets.ravel(), strict=True)]
    assert loss(outputs, targets) == pytest.approx(np.mean(alone))
    assert loss.gradient(outputs, targets).shape == (2, 2)


@every_loss
def test_an_output_on_the_threshold_answers_0_and_rounding_does_not_matter(loss):
    rounded_up = loss.threshold + 1e-15
    np.testing.assert_array_equal(loss.answers([loss.threshold, rounded_up, loss.threshold + 1e-8]), [0, 0, 1])


@every_loss
def test_shapes_that_do_not_fit_get_a_sentence(loss):
    for outputs, targets in (([1.0, 2.0], [1.0]), ([[1.0]], [1.0]), ([], [])):
        with pytest.raises(ValueError, match="give one target for each output"):
            loss(outputs, targets)
