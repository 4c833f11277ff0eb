"""Every answer is checked by its own arithmetic; counts are those of the literature."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.gates import GATES, corners, truth_table
from core.separability import NotSeparable, SeparatingLine, separate


def check(points, labels):
    """The answer, after it has proved itself."""
    points, labels = np.asarray(points, dtype=float), np.asarray(labels)
    answer = separate(points, labels)
    if isinstance(answer, SeparatingLine):
        np.testing.assert_array_equal(answer(points), labels)
        assert answer.margin > 0
    else:
        for weights in (answer.weights_zero, answer.weights_one):
            assert (weights >= 0).all()
            assert weights.sum() == pytest.approx(1)
        spread = np.abs(points - points.mean(axis=0)).max() or 1.0
        assert answer.residual <= 1e-8 * spread
    return answer


def test_xor_puts_the_middle_of_the_square_into_both_hulls():
    answer = check(corners(2), GATES["xor"].outputs)
    np.testing.assert_array_equal(answer.point, [0.5, 0.5])
    np.testing.assert_array_equal(answer.weights_zero, [0.5, 0.5])
    assert answer.sentence() == "½·(0, 0) + ½·(1, 1) = (½, ½) = ½·(0, 1) + ½·(1, 0)"


def test_and_gets_the_textbook_line():
    answer = check(corners(2), GATES["and"].outputs)
    np.testing.assert_array_equal(answer.weights, [1, 1])
    assert answer.bias == -1.5
    assert answer.margin == pytest.approx(np.sqrt(2) / 4)


@pytest.mark.parametrize(("n_inputs", "count"), [(2, 14), (3, 104)])
def test_number_of_separable_boolean_functions(n_inputs, count):
    points = corners(n_inputs)
    answers = [check(points, truth_table(number, n_inputs)) for number in range(2**2**n_inputs)]
    assert sum(isinstance(answer, SeparatingLine) for answer in answers) == count


def test_number_of_separable_functions_of_four_inputs_by_symmetry():
    """Permuting or negating inputs and negating the output keep separability: one solve a class."""
    points = corners(4).astype(int)
    places = points @ [8, 4, 2, 1]
    moves = [
        np.argsort((points[:, list(order)] ^ flips) @ [8, 4, 2, 1])
        for order in itertools.permutations(range(4))
        for flips in itertools.product((0, 1), repeat=4)
    ]
    numbers = np.arange(65_536)
    bits = numbers[:, None] >> places & 1
    smallest = numbers.copy()
    for move in moves:
        moved = bits[:, move] @ (1 << places)
        smallest = np.minimum(smallest, np.minimum(moved, 65_535 - moved))
    representatives, sizes = np.unique(smallest, return_counts=True)
    assert len(representatives) == 222
    separable = [isinstance(separate(points, bits[number]), SeparatingLine) for number in representatives]
    assert sizes[separable].sum() == 1882


@given(st.integers(1, 10), st.integers(2, 14), st.integers(0, 10_000))
@settings(deadline=None, max_examples=60)
def test_any_small_integer_points_are_parted_or_proved_inseparable(n_dims, n_points, seed):
    rng = np.random.default_rng(seed)
    check(rng.integers(-2, 3, (n_points, n_dims)), rng.integers(0, 2, n_points))


@given(st.integers(1, 10), st.integers(0, 10_000), st.sampled_from([1e-6, 1.0, 1e6]), st.floats(-100, 100))
@settings(deadline=None, max_examples=60)
def test_points_on_both_sides_of_a_gap_are_parted_at_any_scale(n_dims, seed, scale, shift):
    rng = np.random.default_rng(seed)
    normal = rng.normal(size=n_dims)
    normal /= np.linalg.norm(normal)
    points = rng.normal(size=(30, n_dims))
    labels = (points @ normal > 0).astype(int)
    points += np.where(labels, 0.1, -0.1)[:, None] * normal
    assert isinstance(check(scale * (points + shift), labels), SeparatingLine)


@given(st.integers(1, 10), st.integers(0, 10_000), st.sampled_from([1e-6, 1.0, 1e6]))
@settings(deadline=None, max_examples=60)
def test_hulls_that_share_a_point_are_proved_inseparable(n_dims, seed, scale):
    rng = np.random.default_rng(seed)
    zeros, ones = rng.normal(size=(6, n_dims)), rng.normal(size=(5, n_dims))
    ones += rng.dirichlet(np.ones(6)) @ zeros - rng.dirichlet(np.ones(5)) @ ones
    points = scale * np.concatenate([zeros, ones])
    assert isinstance(check(points, [0] * 6 + [1] * 5), NotSeparable)


def test_a_point_with_both_labels_is_its_own_certificate():
    answer = check([[3, 4], [3, 4]], [0, 1])
    np.testing.assert_array_equal(answer.point, [3, 4])


@pytest.mark.parametrize("label", [0, 1])
def test_one_class_alone_is_parted_by_the_bias(label):
    answer = check([[1.0, 2.0], [3.0, 4.0]], [label, label])
    assert answer.margin == np.inf


@pytest.mark.parametrize(
    ("points", "labels", "words"),
    [
        ([], [], "give at least one"),
        ([[np.nan]], [0], "not a finite number"),
        ([[1.0]], [2], "neither 0 nor 1"),
        ([[1.0], [2.0]], [0], "one label a point"),
        ([[0.0] * 11], [0], "at most 10"),
    ],
)
def test_errors_by_their_words(points, labels, words):
    with pytest.raises(ValueError, match=words):
        separate(points, labels)
