"""A line drawn by hand over a function: how far off it is, and what of it is forgiven."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formulas import formula
from core.sketch import MOST_MISSING, N_COLUMNS, Apart, band, columns, furthest, graph, is_line, roomy

RELU, STEP, WINDOW = formula("relu(x - 1)"), formula("step(x - 1)"), (-3.0, 3.0)
XS = columns(WINDOW)


@given(st.integers(0, N_COLUMNS - 1), st.floats(-5, 5))
def test_a_line_is_off_by_what_it_is_off_in_one_column(column, gap):
    line = RELU(XS)
    line[column] += gap
    apart = furthest(line, RELU, WINDOW)
    assert apart.gap == pytest.approx(gap, abs=1e-12)
    if abs(gap) > 1e-12:
        assert apart.x == XS[column]


def test_a_line_may_begin_late_and_end_early_and_no_more():
    line = list(RELU(XS))
    line[: MOST_MISSING // 2] = line[-MOST_MISSING // 2 :] = [None] * (MOST_MISSING // 2)
    assert furthest(line, RELU, WINDOW) == Apart(-3.0, 0.0)
    line[30] = None
    assert furthest(line, RELU, WINDOW) is None


def test_beside_a_jump_any_height_between_its_sides_is_right_and_nowhere_else():
    line = np.interp(XS, [0.8, 1.2], [0.0, 1.0])
    assert abs(furthest(line, STEP, WINDOW).gap) < 1e-9
    sloping = np.interp(XS, [0.4, 1.6], [0.0, 1.0])
    assert abs(furthest(sloping, STEP, WINDOW).gap) == pytest.approx(0.25)
    low, high = band(STEP, WINDOW)
    assert (low != high).sum() == 5
    low, high = band(RELU, WINDOW)
    np.testing.assert_array_equal(low, high)
    np.testing.assert_array_equal(low, RELU(XS))


@pytest.mark.parametrize("truth", [RELU, STEP, formula("relu'(x) + tanh(3 x)"), formula("cos(x)")], ids=str)
def test_the_graph_is_the_function_with_its_kinks_and_open_where_it_jumps(truth):
    xs, ys = graph(truth, WINDOW)
    assert (np.diff(xs) > 0).all()
    assert {*xs[np.isnan(ys)]} == {*truth.jumps}
    there = ~np.isnan(ys)
    np.testing.assert_array_equal(ys[there], truth(xs[there]))
    assert all(np.abs(xs - kink).min() <= 1e-9 for kink in truth.kinks)
    low, high = roomy(truth, WINDOW)
    assert low < ys[there].min() and ys[there].max() < high


def test_a_level_graph_has_room_too():
    assert roomy(formula("identity(0 x + 2)"), WINDOW) == (1.0, 3.0)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ([0.0] * N_COLUMNS, True),
        ([None, 1] + [0.5] * (N_COLUMNS - 2), True),
        ([0.0] * (N_COLUMNS - 1), False),
        ([float("nan")] + [0.0] * (N_COLUMNS - 1), False),
        ([1e300] + [0.0] * (N_COLUMNS - 1), False),
        ([True] + [0.0] * (N_COLUMNS - 1), False),
        (["0"] * N_COLUMNS, False),
    ],
)
def test_a_line_is_a_number_or_nothing_in_each_column(line, is_one):
    assert is_line(line) == is_one
