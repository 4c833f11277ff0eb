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
    carried_over,
    creases_from_text,
    decay,
    drawn_target,
    error_by_count,
    even_creases,
    fit_hinges,
    flat_fit,
    heights_from_text,
    hinge_network,
    known_errors,
    numbers_to_text,
    set_hinges,
    slopes_from_text,
    slopes_through,
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


@given(places, st.data())
def test_slopes_that_are_set_make_the_network_that_they_name_and_are_measured_on_it(creases, data):
    slopes = data.draw(st.lists(st.floats(-5, 5), min_size=len(creases) + 1, max_size=len(creases) + 1))
    fit = set_hinges(TARGETS["abs"], creases, slopes)
    np.testing.assert_allclose(fit.slopes, slopes)
    total = slopes[0] + (np.array(slopes[1:]) * np.maximum(SAMPLES - np.array(creases), 0)).sum(axis=1)
    gap = total - np.abs(SAMPLES[:, 0])
    assert fit.root_mean_square == pytest.approx(np.sqrt(np.mean(gap**2)))
    assert fit.largest == pytest.approx(np.abs(gap).max())
    assert fit.root_mean_square >= fit_hinges(TARGETS["abs"], creases).root_mean_square - 1e-9


ascending = st.lists(st.integers(-100, 99), min_size=0, max_size=12, unique=True).map(
    lambda places: tuple(place / 100 for place in sorted(places))
)


@given(ascending, st.data())
def test_slopes_through_heights_have_them_and_are_straight_between(creases, data):
    heights = data.draw(st.lists(st.floats(-2, 2), min_size=len(creases) + 1, max_size=len(creases) + 1))
    slopes = slopes_through(creases, heights)
    drawn = np.interp(XS[:, 0], [*creases, 1.0], heights)
    np.testing.assert_allclose(hinge_network(creases, slopes[1:], slopes[0])(XS)[:, 0], drawn, atol=1e-9)


@given(places, st.integers(0, 20))
def test_what_is_carried_over_to_other_creases_has_the_same_heights_there(creases, count):
    network = fit_hinges(TARGETS["sin"], creases).network
    slopes = carried_over(network, even_creases(count))
    carried = hinge_network(even_creases(count), slopes[1:], slopes[0])
    at = np.array([[*even_creases(count), 1.0]]).T
    np.testing.assert_allclose(carried(at), network(at), atol=1e-9)


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


@pytest.mark.parametrize("text", ["", "nan", "1e7", "0 a", "0 " * 66])
def test_what_is_no_slopes_gets_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        slopes_from_text(text)


def test_creases_that_cannot_be_fitted_get_a_sentence():
    with pytest.raises(ValueError, match="3 slopes for 1 creases"):
        set_hinges(TARGETS["sin"], [0.0], [0.0] * 3)
    with pytest.raises(ValueError, match="the most allowed is 64"):
        fit_hinges(TARGETS["sin"], [0.0] * 65)
    with pytest.raises(ValueError, match="outside the interval"):
        fit_hinges(TARGETS["sin"], [np.nan])
