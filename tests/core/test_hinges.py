"""Hinges: the fit is the best one, its network is the sum that is drawn, and the error falls as theory says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.creases import linear_pieces
from core.hinges import (
    COUNTS,
    EXACT,
    INTERVAL,
    MOST_NEURONS,
    N_HEIGHTS,
    TALLEST,
    TARGETS,
    creases_from_text,
    decay,
    drawn_target,
    error_by_count,
    even_creases,
    fit_hinges,
    flat_fit,
    heights_from_text,
    known_errors,
    numbers_to_text,
)

XS = np.linspace(-1, 1, 401)[:, None]
SAMPLES = -1 + 2 * (np.arange(2000)[:, None] + 0.5) / 2000
places = st.lists(st.floats(-1, 1), min_size=0, max_size=12)


@pytest.mark.parametrize("key", TARGETS)
@pytest.mark.parametrize("count", [0, 1, 2, 7, 64])
def test_the_network_is_the_sum_of_its_hinges_and_bends_at_its_creases(key, count):
    fit = fit_hinges(TARGETS[key], even_creases(count))
    creases = np.array(even_creases(count))
    total = fit.offset + (fit.slope_changes * np.maximum(XS - creases, 0)).sum(axis=1)
    np.testing.assert_allclose(fit.network(XS)[:, 0], total, atol=1e-9)
    breaks = [piece.high for piece in linear_pieces(fit.network, INTERVAL)[:-1]]
    # The first crease stands at the end of the interval, where nothing is folded any more.
    np.testing.assert_allclose(breaks, creases[1:], atol=1e-9)


@given(places, st.sampled_from(list(TARGETS)), st.integers(0, 11), st.floats(-0.5, 0.5))
def test_no_other_weights_are_better(creases, key, which, change):
    fit = fit_hinges(TARGETS[key], creases)
    samples = SAMPLES[:, 0]
    wanted = TARGETS[key].function(samples)
    slope_changes = fit.slope_changes.copy()
    if len(slope_changes):
        slope_changes[which % len(slope_changes)] += change
    other = fit.offset + (slope_changes * np.maximum(samples[:, None] - np.array(creases), 0)).sum(axis=1)
    # Creases that almost coincide have huge changes of slope that cancel, and rounding in proportion.
    rounding = 1e-9 + 1e-15 * np.abs(slope_changes).sum()
    assert np.sqrt(np.mean((other - wanted) ** 2)) >= fit.root_mean_square - rounding
    assert fit.largest >= fit.root_mean_square


@pytest.mark.parametrize(("key", "power"), [("sin", -2.0), ("parabola", -2.0), ("step", -0.5)])
def test_the_error_falls_with_the_power_that_theory_gives(key, power):
    assert decay(known_errors(key)) == pytest.approx(power, abs=0.03)


def test_a_corner_is_built_exactly_once_a_crease_stands_on_it():
    errors = dict(zip(COUNTS, known_errors("abs"), strict=True))
    assert errors[3] > 0.01
    assert all(errors[count] < EXACT for count in COUNTS if count % 2 == 0)
    assert decay(known_errors("abs")) is None
    assert fit_hinges(TARGETS["abs"], (-1.0, 0.0)).largest < EXACT


@pytest.mark.parametrize("key", TARGETS)
def test_without_activations_the_error_stays_where_one_hinge_has_it(key):
    # One hinge at the left end is a straight line, and so is every network without activations.
    assert flat_fit(TARGETS[key]).root_mean_square == pytest.approx(known_errors(key)[0])
    assert np.all(known_errors(key) <= flat_fit(TARGETS[key]).root_mean_square + EXACT)


def test_the_first_hinges_alone_agree_with_the_whole_up_to_the_next_crease():
    fit = fit_hinges(TARGETS["sin"], even_creases(8))
    for count in range(9):
        corners = fit.corners(count)
        end = (*even_creases(8), 1.0)[count]
        left = XS[XS[:, 0] <= end]
        np.testing.assert_allclose(np.interp(left, *corners.T), fit.network(left), atol=1e-9)


@given(places)
def test_between_its_corners_the_sum_is_straight(creases):
    fit = fit_hinges(TARGETS["sin"], creases)
    drawn = np.interp(XS[:, 0], *fit.corners(len(creases)).T)
    np.testing.assert_allclose(drawn, fit.network(XS)[:, 0], atol=1e-6 * (1 + np.abs(fit.slope_changes).sum()))


def test_creases_in_one_place_share_their_bend():
    one, three = fit_hinges(TARGETS["sin"], (-1.0, 0.2)), fit_hinges(TARGETS["sin"], (-1.0, 0.2, 0.2, 0.2))
    assert three.root_mean_square == pytest.approx(one.root_mean_square)
    np.testing.assert_allclose(three.slope_changes[1:], one.slope_changes[1] / 3)


@given(st.lists(st.floats(-TALLEST, TALLEST), min_size=N_HEIGHTS, max_size=N_HEIGHTS))
def test_a_drawn_curve_goes_through_its_heights_and_can_be_built(heights):
    target = drawn_target(heights)
    np.testing.assert_allclose(target.function(np.linspace(-1, 1, N_HEIGHTS)), heights)
    errors = error_by_count(target)
    assert np.all(np.isfinite(errors))
    assert heights_from_text(numbers_to_text(heights)) == pytest.approx(heights, abs=5.1e-4)


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=MOST_NEURONS))
def test_creases_come_back_from_their_text(creases):
    assert creases_from_text(numbers_to_text(creases)) == pytest.approx(creases, abs=5.1e-4)


@pytest.mark.parametrize("text", ["", "nan", "inf", "1e400", "2", "0 a", "0 " * 65, "9" * 5000, "<script>"])
def test_what_is_no_creases_gets_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        creases_from_text(text)


@pytest.mark.parametrize("text", ["", "0 0 0", "nan " * N_HEIGHTS, "1.3 " * N_HEIGHTS, "0 " * 400])
def test_what_is_no_curve_gets_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        heights_from_text(text)


def test_creases_that_cannot_be_fitted_get_a_sentence():
    with pytest.raises(ValueError, match="the most allowed is 64"):
        fit_hinges(TARGETS["sin"], [0.0] * 65)
    with pytest.raises(ValueError, match="outside the interval"):
        fit_hinges(TARGETS["sin"], [np.nan])
