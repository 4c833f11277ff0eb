"""A separating line parts the classes, or a certificate that can be checked says that none does."""

import subprocess
import sys
from itertools import permutations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.gates import GATES, corners, truth_table
from core.separability import NotSeparable, SeparatingLine, separate


def check_line(line, points, labels):
    """The line's own arithmetic: every point strictly on its side, and the margin as stated."""
    points = np.asarray(points, dtype=np.float64)
    values = points @ line.weights + line.bias
    assert np.all(values != 0)
    assert np.array_equal(values > 0, np.asarray(labels) == 1)
    assert np.array_equal(line(points), labels)
    if np.any(line.weights):
        assert line.margin == pytest.approx(np.abs(values).min() / np.linalg.norm(line.weights), rel=1e-9)
    else:
        assert line.margin == np.inf


def check_certificate(proof, points, labels, tolerance=1e-9):
    """Weights not negative with sum 1, over the given points in the given order, meet in one point."""
    points, labels = np.asarray(points, dtype=np.float64), np.asarray(labels)
    spread = np.abs(points - points.mean(axis=0)).max() + np.abs(points).max() * 1e-3 or 1.0
    for label, weights in ((0, proof.weights_zero), (1, proof.weights_one)):
        here = points[labels == label]
        assert weights.shape == (len(here),)
        assert np.all(weights >= 0) and weights.sum() == pytest.approx(1, abs=1e-12)
        # Spelled out term by term, apart from the matrix product that the module uses.
        mean = sum(weight * point for weight, point in zip(weights, here, strict=True))
        assert np.abs(mean - proof.point).max() <= tolerance * spread
    assert proof.residual <= tolerance * spread


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


@pytest.mark.parametrize("scale", [1e-6, 1e-3, 1.0, 1e3, 1e6])
@pytest.mark.parametrize("shift", [0.0, 1e-6, -1.0, 1e6])
def test_moving_and_scaling_the_points_does_not_change_the_answer(scale, shift):
    points = corners(2) * scale + shift
    for gate in GATES.values():
        assert type(check(points, gate.outputs)) is type(separate(corners(2), gate.outputs))


@pytest.mark.parametrize("scale", [1e-300, 1e-150, 1e-12, 1e12, 1e150, 1e300])
def test_tiny_and_huge_points_are_answered(scale):
    for gate in GATES.values():
        assert type(check(corners(2) * scale, gate.outputs)) is type(separate(corners(2), gate.outputs))


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
