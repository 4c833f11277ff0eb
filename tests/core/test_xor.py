"""No two weights and a bias give XOR, and what the page says about it is true."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.gates import GATES, corners
from core.network import Layer, Network
from core.presets import XOR_NETWORK
from core.xor import (
    COSINE_NEURON,
    Neuron2,
    break_one_weight,
    diagonals,
    inequalities,
    least_squares,
    merged_corners,
    require_two_two_one,
    score,
    score_network,
)

XOR = GATES["xor"]
numbers = st.floats(-100, 100)
neurons = st.builds(Neuron2, numbers, numbers, numbers)


@given(neurons)
def test_at_every_choice_of_weights_at_least_one_inequality_fails(neuron):
    assert not all(row.holds for row in inequalities(neuron, XOR))
    assert score(neuron, XOR).n_correct <= 3


@given(neurons, st.sampled_from(list(GATES.values())))
def test_an_inequality_holds_exactly_where_the_answer_is_right(neuron, gate):
    for row, right in zip(inequalities(neuron, gate), score(neuron, gate).correct, strict=True):
        assert row.holds == right == ((row.value > 0) == row.wants_one)


def test_the_inequalities_of_a_worked_example():
    # w1 = 1, w2 = 2, b = -1.5, corners 00, 01, 10, 11: -1.5, 0.5, -0.5, 1.5.  XOR wants 0, 1, 1, 0.
    rows = inequalities(Neuron2(1, 2, -1.5), XOR)
    assert [row.corner for row in rows] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [row.lhs for row in rows] == ["b", "w₂ + b", "w₁ + b", "w₁ + w₂ + b"]
    assert [row.value for row in rows] == [-1.5, 0.5, -0.5, 1.5]
    assert [row.relation for row in rows] == ["≤", ">", ">", "≤"]
    assert [row.holds for row in rows] == [True, True, False, False]
    result = score(Neuron2(1, 2, -1.5), XOR)
    assert (result.answers, result.n_correct) == ((0, 1, 0, 1), 2)
    # (1.5² + 0.5² + 1.5² + 1.5²) / 4
    assert result.mean_squared_error == pytest.approx((2.25 + 0.25 + 2.25 + 2.25) / 4)


def test_a_preactivation_of_exactly_zero_answers_zero():
    assert score(Neuron2(0, 0, 0), XOR).answers == (0, 0, 0, 0)


def test_the_diagonals_of_a_worked_example():
    # (b + w1 + w2 + b)/2 and (w2 + b + w1 + b)/2 are both (1 + 2)/2 - 1.5 = 0
    one, two = diagonals(Neuron2(1, 2, -1.5), XOR)
    assert (one.corners, two.corners) == (((0, 0), (1, 1)), ((0, 1), (1, 0)))
    assert (one.mean, two.mean) == (0, 0)


@given(neurons)
def test_both_diagonals_of_an_affine_function_have_the_same_mean(neuron):
    one, two = diagonals(neuron, XOR)
    assert one.mean == pytest.approx(two.mean)
    assert (one.wanted, two.wanted) == (0, 1)


def test_least_squares_on_xor_is_a_half_everywhere():
    neuron, error = least_squares(XOR)
    assert (neuron.w1, neuron.w2, neuron.b, error) == (0, 0, 0.5, 0.25)


@given(neurons, st.sampled_from(list(GATES.values())))
def test_no_neuron_has_a_smaller_squared_error_than_least_squares(neuron, gate):
    _, least = least_squares(gate)
    assert score(neuron, gate).mean_squared_error >= least - 1e-12


def test_three_of_four_can_be_reached():
    assert score(Neuron2(1, 1, -0.5), XOR).n_correct == 3


def test_the_solving_network_is_right_everywhere_and_merges_two_corners():
    result = score_network(XOR_NETWORK, XOR)
    assert result.n_correct == 4
    assert merged_corners(result.trace) == ((1, 2),)


def test_corners_that_stay_apart_are_not_merged_and_all_four_can_be():
    apart = XOR_NETWORK.with_weight(0, 0, 0, 0.5)
    assert merged_corners(apart.forward(corners(2))) == ()
    dead = XOR_NETWORK.with_bias(0, 0, -9).with_bias(0, 1, -9)
    assert merged_corners(dead.forward(corners(2))) == ((0, 1, 2, 3),)


@given(st.integers(0, 1000))
def test_breaking_one_weight_changes_one_number_and_one_answer_at_least(seed):
    broken = break_one_weight(XOR_NETWORK, XOR, rng=np.random.default_rng(seed))
    changed = sum(
        (one.weights != two.weights).sum() + (one.bias != two.bias).sum()
        for one, two in zip(XOR_NETWORK.layers, broken.layers, strict=True)
    )
    assert changed == 1
    assert score_network(broken, XOR).n_correct < 4


def test_a_network_that_no_small_change_breaks_says_so():
    # h1 = step(100·s - 50), h2 = step(100·s - 150), y = 100·h1 - 200·h2 - 50: -50, 50, 50, -150.
    firm = Network(
        (
            Layer([[100, 100], [100, 100]], [-50, -150], ACTIVATIONS["step"]),
            Layer([[100, -200]], [-50], ACTIVATIONS["identity"]),
        )
    )
    assert score_network(firm, XOR).n_correct == 4
    with pytest.raises(ValueError, match="No weight moved by 1 breaks this network"):
        break_one_weight(firm, XOR, rng=np.random.default_rng(0))


def test_an_output_of_exactly_a_half_counts_as_zero():
    half = XOR_NETWORK.with_weight(1, 0, 0, 0).with_weight(1, 0, 1, 0).with_bias(1, 0, 0.5)
    assert score_network(half, XOR).correct == (True, False, False, True)


def test_one_cosine_neuron_is_above_zero_exactly_where_xor_is_one():
    outputs = COSINE_NEURON(corners(2))[:, 0]
    np.testing.assert_allclose(outputs, [-1, 1, 1, -1], atol=1e-12)


def test_xor_is_a_tent_of_the_sum():
    s = np.linspace(-1, 3, 41)
    tent = np.maximum(s, 0) - 2 * np.maximum(s - 1, 0)
    np.testing.assert_allclose(XOR_NETWORK(np.column_stack([s, np.zeros_like(s)]))[:, 0], tent)


def test_another_shape_of_network_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="has sizes 2-1; this page works with 2-2-1"):
        require_two_two_one(Network(XOR_NETWORK.layers[1:]))
