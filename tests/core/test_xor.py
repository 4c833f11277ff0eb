"""No two weights and a bias give XOR, and what the page says about it is true."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.gates import GATES, corners
from core.network import Network
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


@given(neurons)
def test_both_diagonals_of_an_affine_function_have_the_same_mean(neuron):
    one, two = diagonals(neuron, XOR)
    assert one.mean == pytest.approx(two.mean)
    assert (one.wanted, two.wanted) == (0, 1)


def test_least_squares_on_xor_is_a_half_everywhere():
    neuron, error = least_squares(XOR)
    assert (neuron.w1, neuron.w2, neuron.b, error) == (0, 0, 0.5, 0.25)


def test_three_of_four_can_be_reached():
    assert score(Neuron2(1, 1, -0.5), XOR).n_correct == 3


def test_the_solving_network_is_right_everywhere_and_merges_two_corners():
    result = score_network(XOR_NETWORK, XOR)
    assert result.n_correct == 4
    assert merged_corners(result.trace) == ((1, 2),)


@given(st.integers(0, 1000))
def test_breaking_one_weight_changes_one_number_and_one_answer_at_least(seed):
    broken = break_one_weight(XOR_NETWORK, XOR, rng=np.random.default_rng(seed))
    changed = sum(
        (one.weights != two.weights).sum() + (one.bias != two.bias).sum()
        for one, two in zip(XOR_NETWORK.layers, broken.layers, strict=True)
    )
    assert changed == 1
    assert score_network(broken, XOR).n_correct < 4


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
