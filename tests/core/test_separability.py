"""A separating line parts the classes, or a certificate that can be checked says that none does."""

import subprocess
import sys
from fractions import Fraction
from functools import cache
from itertools import permutations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.gates import GATES, corners, truth_table
from core.separability import NotSeparable, SeparatingLine, separate


def exactly(weights, points) -> list[Fraction]:
    """weights · points for each point, without rounding."""
    return [
        sum(Fraction(float(w)) * Fraction(float(x)) for w, x in zip(weights, point, strict=True)) for point in points
    ]


def check_line(line, points, labels):
    """Every point strictly on its side, exactly and by the line's own arithmetic, and the margin as stated."""
    points = np.asarray(points, dtype=np.float64)
    values = [value + Fraction(line.bias) for value in exactly(line.weights, points)]
    assert 0 not in values
    assert [value > 0 for value in values] == (np.asarray(labels) == 1).tolist()
    assert np.array_equal(line(points), labels)
    if np.any(line.weights):
        nearest = float(min(map(abs, values)))
        assert line.margin == pytest.approx(nearest / np.linalg.norm(line.weights), rel=1e-9)
    else:
        assert line.margin == np.inf


def check_certificate(proof, points, labels):
    """Weights not negative with sum 1, over the given points in the given order, meet in one point, exactly."""
    points, labels = np.asarray(points, dtype=np.float64), np.asarray(labels)
    means = []
    for label, weights in ((0, proof.exact_zero), (1, proof.exact_one)):
        here = points[labels == label]
        assert len(weights) == len(here)
        assert min(weights) >= 0 and sum(weights) == 1
        means.append([sum(w * Fraction(x) for w, x in zip(weights, xs, strict=True)) for xs in here.T.tolist()])
    assert means[0] == means[1]
    assert proof.residual == 0
    assert proof.point.tolist() == [float(value) for value in means[0]]
    np.testing.assert_array_equal(proof.weights_zero, [float(weight) for weight in proof.exact_zero])
    np.testing.assert_array_equal(proof.weights_one, [float(weight) for weight in proof.exact_one])


def check(points, labels):
    answer = separate(points, labels)
    assert isinstance(answer, SeparatingLine | NotSeparable)
    if isinstance(answer, SeparatingLine):
        check_line(answer, points, labels)
    else:
        check_certificate(answer, points, labels)
    return answer


# --- gates ---------------------------------------------------------------------------------------

TIDY_LINES = {"and": ((1, 1), -1.5), "or": ((1, 1), -0.5), "nor": ((-1, -1), 0.5), "nand": ((-1, -1), 1.5)}


@pytest.mark.parametrize("key", TIDY_LINES)
def test_lines_of_gates_are_exactly_the_tidy_ones(key):
    line = separate(corners(2), GATES[key].outputs)
    weights, bias = TIDY_LINES[key]
    assert tuple(line.weights) == weights
    assert line.bias == bias
    assert line.margin == pytest.approx(0.5 / np.sqrt(2))


def test_xor_meets_itself_at_the_middle_of_the_square():
    # 00 and 11 are the zeros, 01 and 10 the ones; both diagonals have their middle at (½, ½).
    proof = separate(corners(2), GATES["xor"].outputs)
    assert isinstance(proof, NotSeparable)
    for values in (proof.point, proof.weights_zero, proof.weights_one):
        assert values.tolist() == [0.5, 0.5]
    assert proof.residual == 0
    assert proof.sentence() == "½·(0, 0) + ½·(1, 1) = (½, ½) = ½·(0, 1) + ½·(1, 0)"


@pytest.mark.parametrize(("n_inputs", "expected"), [(2, 14), (3, 104)])
def test_the_number_of_separable_boolean_functions_is_oeis_a000609(n_inputs, expected):
    points = corners(n_inputs)
    answers = [check(points, truth_table(number, n_inputs)) for number in range(2 ** (2**n_inputs))]
    assert sum(isinstance(answer, SeparatingLine) for answer in answers) == expected


def test_of_two_inputs_only_xor_and_xnor_have_no_line():
    stuck = {key for key, gate in GATES.items() if isinstance(check(corners(2), gate.outputs), NotSeparable)}
    assert stuck == {"xor", "xnor"}


def test_1882_functions_of_four_inputs_are_separable_counted_by_symmetry():
    # Renaming inputs, negating them and complementing the output keep separability, so one function
    # of each of the 222 classes stands for its whole orbit.
    points = corners(4).astype(int)
    place = 2 ** np.arange(3, -1, -1)
    moves = np.array(
        [
            (points[:, order] ^ flips) @ place
            for order in map(list, permutations(range(4)))
            for flips in product((0, 1), repeat=4)
        ]
    )
    powers = 2 ** np.arange(15, -1, -1)
    unseen, n_classes, n_separable = set(range(2**16)), 0, 0
    while unseen:
        table = np.array([min(unseen) >> shift & 1 for shift in range(15, -1, -1)])
        moved = table[moves] @ powers
        orbit = set(moved.tolist()) | set((2**16 - 1 - moved).tolist())
        unseen -= orbit
        n_classes += 1
        if isinstance(check(points, table), SeparatingLine):
            n_separable += len(orbit)
    assert (n_classes, n_separable) == (222, 1882)


# --- any points ----------------------------------------------------------------------------------

seeds, dimensions = st.integers(0, 2**32 - 1), st.integers(1, 10)


@settings(max_examples=120, deadline=None)
@given(seeds, dimensions, st.integers(1, 25))
def test_points_on_both_sides_of_a_gap_are_separated(seed, n_dims, n_points):
    rng = np.random.default_rng(seed)
    normal = rng.normal(size=n_dims)
    normal /= np.linalg.norm(normal)
    points = rng.uniform(-5, 5, size=(n_points, n_dims))
    side = points @ normal
    labels = (side > 0).astype(int)
    points = points + np.where(labels == 1, 0.01, -0.01)[:, None] * normal
    assert isinstance(check(points, labels), SeparatingLine)


@settings(max_examples=120, deadline=None)
@given(seeds, dimensions, st.integers(1, 8), st.integers(1, 8))
def test_classes_whose_hulls_share_a_point_are_not_separable(seed, n_dims, n_zeros, n_ones):
    rng = np.random.default_rng(seed)
    # Integers and eighths, so that no rounding pulls apart what is meant to touch: the ones are
    # shifted until a convex mean of theirs falls on a convex mean of the zeros.
    zeros, ones = (rng.integers(-9, 10, size=(n, n_dims)).astype(float) for n in (n_zeros, n_ones))
    weights_zero, weights_one = (rng.multinomial(8, np.full(n, 1 / n)) / 8 for n in (n_zeros, n_ones))
    ones += weights_zero @ zeros - weights_one @ ones
    points, labels = np.vstack([zeros, ones]), np.repeat([0, 1], [n_zeros, n_ones])
    shuffled = rng.permutation(len(points))
    assert isinstance(check(points[shuffled], labels[shuffled]), NotSeparable)


@settings(max_examples=200, deadline=None)
@given(seeds, dimensions, st.integers(1, 14))
def test_small_integer_points_get_a_line_or_a_certificate_that_holds(seed, n_dims, n_points):
    rng = np.random.default_rng(seed)
    check(rng.integers(-3, 4, size=(n_points, n_dims)), rng.integers(0, 2, size=n_points))


@cache
def kind_at_home(outputs: tuple[int, ...]) -> type:
    """Whether the corners of the unit square get a line or a certificate."""
    return type(separate(corners(2), outputs))


@pytest.mark.parametrize("scale", [1e-6, 1e-3, 1.0, 1e3, 1e6])
@pytest.mark.parametrize("shift", [0.0, 1e-6, -1.0, 1e6])
def test_moving_and_scaling_the_points_does_not_change_the_answer(scale, shift):
    points = corners(2) * scale + shift
    for gate in GATES.values():
        assert type(check(points, gate.outputs)) is kind_at_home(gate.outputs)


@pytest.mark.parametrize("scale", [1e-300, 1e-150, 1e-12, 1e12, 1e150, 1e300])
def test_tiny_and_huge_points_are_answered(scale):
    for gate in GATES.values():
        assert type(check(corners(2) * scale, gate.outputs)) is kind_at_home(gate.outputs)


@pytest.mark.parametrize("offset", [10.0**power for power in range(16)])
@pytest.mark.parametrize("axes", [(1, 0), (0, 1), (1, 1), (-1, 1)], ids=str)
def test_gates_far_from_the_origin_get_the_answer_of_those_at_home(axes, offset):
    # A float64 still tells 1e15 from 1e15 + 1.
    for gate in GATES.values():
        answer = check(corners(2) + offset * np.array(axes), gate.outputs)
        assert type(answer) is kind_at_home(gate.outputs)


powers = st.lists(st.floats(0, 15), min_size=3, max_size=3)


@settings(max_examples=150, deadline=None)
@given(seeds, st.integers(1, 3), st.integers(2, 9), powers, powers)
def test_whatever_is_said_of_points_with_any_offset_and_unit_is_true(seed, n_dims, n_points, offsets, units):
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(n_points, n_dims)) * 10.0 ** np.array(units[:n_dims]) / 1e7
    try:
        check(points + 10.0 ** np.array(offsets[:n_dims]), rng.integers(0, 2, size=n_points))
    except ValueError as error:
        assert "too near each other to tell" in str(error)


def test_an_axis_of_huge_coordinates_does_not_blur_the_others():
    answer = check([(-1e16, 0), (1e16, 0), (-1e16, 100), (1e16, 100)], [0, 0, 1, 1])
    assert isinstance(answer, SeparatingLine)


def test_an_equals_sign_stands_only_where_the_printed_numbers_are_equal():
    # 0.1234567 needs more than six digits, so that its sum is not what is printed.
    proof = check([(0.0,), (2.2345678,), (1.1234567,)], [0, 0, 1])
    assert "≈" in proof.sentence() and "=" not in proof.sentence()
    far = check(corners(2) + 1e15, GATES["xor"].outputs).sentence()
    assert far.count("=") == 2 and "½·(1000000000000000, 1000000000000000)" in far


def test_axes_of_very_different_size_are_answered():
    # The small axis alone parts the classes; measured by the large one the gap is 1e-12.
    points = [(0, -1e6), (0, 1e6), (1e-6, -1e6), (1e-6, 1e6)]
    assert isinstance(check(points, [0, 0, 1, 1]), SeparatingLine)


# points, labels, the kind of answer
EDGE_CASES = {
    "one point": ([(3.0, 4.0)], [1], SeparatingLine),
    "one class": ([(0, 0), (1, 2), (5, 5)], [0, 0, 0], SeparatingLine),
    "a point with both labels": ([(2.0, 7.0), (2.0, 7.0)], [0, 1], NotSeparable),
    "duplicates of one class": ([(0, 0), (0, 0), (1, 1), (1, 1)], [0, 0, 1, 1], SeparatingLine),
    "collinear, apart": ([(0, 0), (1, 1), (2, 2)], [0, 0, 1], SeparatingLine),
    "collinear, between": ([(0, 0), (1, 1), (2, 2)], [0, 1, 0], NotSeparable),
    "touching in a corner": ([(0, 0), (1, 0), (1, 0), (2, 0)], [0, 0, 1, 1], NotSeparable),
    "thirds": ([(0, 0), (3, 0), (0, 3), (1, 1)], [0, 0, 0, 1], NotSeparable),
    "one dimension": ([(-1.0,), (0.5,)], [0, 1], SeparatingLine),
    "booleans": ([(0, 0), (1, 0)], [False, True], SeparatingLine),
}


@pytest.mark.parametrize("name", EDGE_CASES)
def test_edge_cases_are_answered(name):
    points, labels, kind = EDGE_CASES[name]
    assert isinstance(check(points, labels), kind)


@pytest.mark.parametrize("gap", [1e-3, 1e-6, 1e-8])
def test_classes_farther_apart_than_the_tolerance_are_separated(gap):
    assert isinstance(check([(0.0, 0.0), (0.0, 1.0), (gap, 0.0), (gap, 1.0)], [0, 0, 1, 1]), SeparatingLine)


def test_certificate_weights_come_out_as_clean_fractions():
    proof = separate([(0, 0), (3, 0), (0, 3), (1, 1)], [0, 0, 0, 1])
    assert proof.weights_zero.tolist() == [1 / 3] * 3
    assert proof.sentence() == "⅓·(0, 0) + ⅓·(3, 0) + ⅓·(0, 3) = (1, 1) = 1·(1, 1)"


def test_arrays_of_an_answer_cannot_be_written_to():
    line = separate(corners(2), GATES["and"].outputs)
    proof = separate(corners(2), GATES["xor"].outputs)
    for array in (line.weights, proof.point, proof.zeros, proof.ones, proof.weights_zero, proof.weights_one):
        assert array.dtype == np.float64
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7


# points, labels, words the sentence must hold
BAD_INPUT = {
    "nan": ([(0, np.nan)], [0], "finite"),
    "infinity": ([(0, np.inf)], [0], "finite"),
    "flat points": ([1.0, 2.0], [0, 1], r"\(n_points, n_dims\)"),
    "no points": (np.empty((0, 2)), [], "at least one"),
    "no dimensions": (np.empty((2, 0)), [0, 1], r"\(n_points, n_dims\)"),
    "ragged points": ([(0, 1), (1,)], [0, 1], r"\(n_points, n_dims\)"),
    "words": ([("a", "b")], [0], "numbers"),
    "eleven dimensions": (np.zeros((1, 11)), [0], "at most 10"),
    "a label too few": ([(0, 0), (1, 1)], [0], "one label"),
    "a label of 2": ([(0, 0), (1, 1)], [0, 2], "0 (nor|or|and) 1"),
    "a label of nan": ([(0, 0), (1, 1)], [0, np.nan], "0 (nor|or|and) 1"),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_refused_in_words(name):
    points, labels, words = BAD_INPUT[name]
    with pytest.raises(ValueError, match=words):
        separate(points, labels)


def test_importing_the_module_does_not_import_scipy_optimize():
    code = "import sys, core.separability; sys.exit('scipy.optimize' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root).returncode == 0
