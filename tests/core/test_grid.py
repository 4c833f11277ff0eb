"""The carried grid: straight stays straight without activations, and bends with them."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.grid import carried_grid, describe_grid, flattened, straightness, views
from core.network import Layer, Network

WIDTHS = st.lists(st.integers(1, 8), min_size=2, max_size=6)
SEEDS = st.integers(0, 1000)


def stack(widths, seed, key="identity"):
    return Network.random((2, *widths), ACTIVATIONS[key], rng=np.random.default_rng(seed))


@given(WIDTHS, SEEDS)
@settings(deadline=None)
def test_straight_stays_straight_through_an_affine_stack_and_in_its_drawing(widths, seed):
    stages = carried_grid(stack(widths, seed))
    for stage, flat in zip(stages, flattened(stages), strict=True):
        assert straightness(stage) < 1e-9
        assert flat.width == 2
        assert straightness(flat) < 1e-9


@pytest.mark.parametrize("key", ["relu", "tanh", "gelu", "hard_tanh", "step"])
def test_an_activation_bends_the_grid(key):
    stages = carried_grid(stack((2, 2, 2), 57, key))
    assert straightness(stages[2]) < 1e-9
    assert straightness(stages[-1]) > 0.01


def test_a_line_that_is_folded_onto_itself_is_not_straight():
    turned = Layer(np.eye(2), np.zeros(2), ACTIVATIONS["relu"])
    _, _, before, folded = carried_grid(Network((turned,)))
    # The axis x₁ = 0 stays where it is, and its lower half lies on 0.
    assert np.ptp(folded.columns[4][:, 0]) == 0
    assert straightness(before) == 0
    assert straightness(folded) > 0.2


def test_matrix_bias_and_activation_are_steps_of_their_own():
    assert [stage.name for stage in carried_grid(stack((2, 2), 0))] == [
        *("input", "matrix 1", "layer 1", "matrix 2", "layer 2")
    ]
    assert [stage.name for stage in carried_grid(stack((2, 2), 0, "relu"))] == [
        *("input", "matrix 1", "layer 1", "ReLU 1", "matrix 2", "layer 2")
    ]


def test_the_matrix_comes_before_the_bias_and_the_last_stage_is_the_networks_output():
    network = stack((3, 2), 5, "relu")
    first, matrix, layer, *_, last = carried_grid(network)
    np.testing.assert_allclose(matrix.letter, first.letter @ network.layers[0].weights.T)
    np.testing.assert_allclose(layer.letter - matrix.letter, np.tile(network.layers[0].bias, (len(first.letter), 1)))
    np.testing.assert_allclose(last.rows[4], network(first.rows[4]))
    np.testing.assert_allclose(last.letter, network(first.letter))


def test_the_crossings_lie_on_both_families():
    (stage, *_) = carried_grid(stack((2, 2), 0))
    columns = {tuple(point) for line in stage.columns for point in line.round(9)}
    rows = {tuple(point) for line in stage.rows for point in line.round(9)}
    assert {tuple(point) for point in stage.crossings.round(9)} == columns & rows
    assert len(stage.crossings) == 81


@given(WIDTHS, SEEDS, st.sampled_from(["identity", "relu", "tanh"]))
@settings(deadline=None)
def test_a_wide_stage_is_seen_in_the_plane_in_which_it_is_widest(widths, seed, key):
    stages = carried_grid(stack(widths, seed, key))
    for stage, view in zip(stages, views(stages), strict=True):
        assert view.directions.shape == (2, stage.width)
        if stage.width <= 2:
            np.testing.assert_array_equal(view(stage.letter)[:, : stage.width], stage.letter)
            continue
        spread = np.linalg.svd(stage.crossings - stage.crossings.mean(axis=0), compute_uv=False)
        seen = np.linalg.norm(view(stage.crossings))
        assert seen == pytest.approx(np.hypot(*spread[:2]), rel=1e-9, abs=1e-12)
        assert np.linalg.norm(view.directions, ord=2) == pytest.approx(1.0) or seen == 0


@given(st.lists(st.integers(3, 8), min_size=2, max_size=6), SEEDS)
@settings(deadline=None)
def test_a_wide_affine_stage_is_turned_to_where_the_letter_stands_as_it_did(widths, seed):
    pictures = flattened(carried_grid(stack(widths, seed)))
    for before, after in itertools.pairwise(pictures):
        agreement = before.crossings.T @ after.crossings
        # Of all turns and mirrors the one that agrees best leaves a symmetric matrix without a negative direction.
        np.testing.assert_allclose(agreement, agreement.T, atol=1e-9 * np.abs(agreement).max())
        assert np.linalg.eigvalsh(agreement).min() >= -1e-9 * np.abs(agreement).max()


@given(WIDTHS, SEEDS, st.integers(0, 5), st.integers(0, 7), st.integers(0, 7))
@settings(deadline=None)
def test_no_picture_of_an_affine_stack_jumps_while_a_weight_is_moved(widths, seed, layer, row, column):
    """Through weights of both signs, and through stacks that fold the plane onto a line on the way."""
    network = stack(widths, seed)
    layer %= len(widths)
    row, column = row % network.sizes[layer + 1], column % network.sizes[layer]

    def picture(weight: float) -> np.ndarray:
        moved = network.with_weight(layer, row, column, weight)
        return np.concatenate([flat.letter for flat in flattened(carried_grid(moved))])

    weights = np.linspace(-2, 2, 9)
    steps = [np.abs(np.diff([picture(w), picture(w + 1e-6)], axis=0)).max() for w in weights]
    assert max(steps) < 1e-3


def test_a_folded_line_is_not_turned_by_rounding():
    # One number opens again into five: the picture before has no second direction to agree with.
    network = stack((1, 5, 5), 3, "relu")
    nearby = network.with_weight(0, 0, 0, network.layers[0].weights[0, 0] * (1 + 1e-12))
    for one, two in zip(flattened(carried_grid(network)), flattened(carried_grid(nearby)), strict=True):
        np.testing.assert_allclose(one.letter, two.letter, atol=1e-6)


def test_a_description_says_where_the_grid_is_and_whether_it_is_straight():
    stages = carried_grid(stack((5, 1), 0, "relu"))
    assert [describe_grid(stages[place]) for place in (0, 2, 3, 5)] == [
        "The grid of the plane at the input, in 2 dimensions: every line is still straight.",
        "The grid of the plane after layer 1, in 5 dimensions: every line is still straight.",
        "The grid of the plane after ReLU 1, in 5 dimensions: lines are bent.",
        "The grid of the plane after layer 2, in 1 dimension: lines are bent.",
    ]


def test_weights_of_zero_leave_a_point():
    zero = Layer(np.zeros((3, 2)), np.ones(3), ACTIVATIONS["identity"])
    after = Layer(np.zeros((4, 3)), np.zeros(4), ACTIVATIONS["identity"])
    for flat in flattened(carried_grid(Network((zero, after))))[1:]:
        assert np.ptp(flat.letter, axis=0).max() == 0
