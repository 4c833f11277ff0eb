"""Softmax: by hand, at the limits of float64, and in print."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.softmax import share_text, softmax

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


def test_softmax_cannot_overflow():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # The gap of 1e300 leaves nothing to the smaller ones, at any temperature.
        np.testing.assert_array_equal(softmax([1e300, 800.0, -1e300], 0.05), [1, 0, 0])
        np.testing.assert_array_equal(softmax([1e300, 1e300], 0.05), [0.5, 0.5])


def test_softmax_by_hand():
    # e^0 : e^(ln 2) : e^(ln 5) = 1 : 2 : 5;  at T = 1/2 the ratios are squared, 1 : 4 : 25
    scores = np.log([1.0, 2.0, 5.0])
    np.testing.assert_allclose(softmax(scores), np.array([1, 2, 5]) / 8)
    np.testing.assert_allclose(softmax(scores, 0.5), np.array([1, 4, 25]) / 30)


def test_softmax_acts_on_the_last_axis():
    table = np.random.default_rng(0).normal(size=(2, 3, 4))
    np.testing.assert_array_equal(softmax(table)[1, 2], softmax(table[1, 2]))


@pytest.mark.parametrize("temperature", [0, -1, float("nan")])
def test_softmax_needs_a_temperature_above_zero(temperature):
    with pytest.raises(ValueError, match="softmax needs one above 0"):
        softmax([1, 2], temperature)


@pytest.mark.parametrize(
    ("share", "text"), [(0.659, "0.659"), (0.0, "< 0.001"), (1.0, "> 0.999"), (0.9996, "> 0.999")]
)
def test_a_share_is_never_printed_as_nothing_or_all(share, text):
    assert share_text(share) == text
