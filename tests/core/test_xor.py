"""What one neuron answers at a gate, and the tries that are kept of it."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.gates import GATES, corners
from core.network import Layer, Network
from core.xor import COSINE_NEURON, Neuron2, neuron_network, score, tries_from_text, tries_to_text, with_try
from core.xor_proof import inequalities

XOR = GATES["xor"]


@given(st.lists(st.builds(Neuron2, *[st.floats(-1e6, 1e6)] * 3), min_size=1, max_size=30))
def test_tries_are_kept_unless_they_change_no_answer_and_read_back(neurons):
    tries = ()
    for neuron in neurons:
        tries = with_try(tries, neuron, XOR)
        assert tries[-1] == neuron
        assert len(tries) <= 20
        assert tries_from_text(tries_to_text(tries)) == tries
    answers = [score(neuron, XOR).answers for neuron in tries]
    assert all(one != two for one, two in itertools.pairwise(answers))
    expected = [key for key, _ in itertools.groupby(score(neuron, XOR).answers for neuron in neurons)]
    assert answers == expected[-20:]


@pytest.mark.parametrize("text", ["1 2", "1 2 3 4", ";", "1 2 x", "1 2 nan", "1 2 3;" * 40, "1 2 1e7"])
def test_other_texts_are_no_tries(text):
    with pytest.raises(ValueError, match=r"[a-z]"):
        tries_from_text(text)


def test_a_preactivation_of_exactly_zero_answers_zero():
    assert score(Neuron2(0, 0, 0), XOR).answers == (0, 0, 0, 0)


def test_a_neuron_has_one_answer_at_every_corner_for_all_one_decimal_weights():
    # 41³ neurons as one layer.  What a corner gives, in tenths, is 0 for some, where the order of the sum decides.
    tenths = np.stack(np.meshgrid(*[np.arange(-20, 21)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    weights = tenths / 10
    answers = Network((Layer(weights[:, :2], weights[:, 2], ACTIVATIONS["step"]),))(corners(2)).T
    in_order = [[((0.0 + w1 * x1) + w2 * x2) + b > 0 for x1, x2 in corners(2)] for w1, w2, b in weights.tolist()]
    np.testing.assert_array_equal(answers, in_order)
    exact = np.column_stack([tenths @ [x1, x2, 1] for x1, x2 in corners(2).astype(int)])
    np.testing.assert_array_equal(answers[exact != 0], exact[exact != 0] > 0)
    for neuron, answer in zip(weights[(exact == 0).any(axis=1)], answers[(exact == 0).any(axis=1)], strict=True):
        values = Neuron2(*neuron.tolist())
        assert score(values, XOR).answers == tuple(answer)
        rows = inequalities(values, XOR)
        assert [row.holds for row in rows] == [bool(a) == row.wants_one for a, row in zip(answer, rows, strict=True)]
        assert tuple(neuron_network(values)(corners(2))[:, 0]) == tuple(answer)


def test_rounding_decides_in_the_order_of_the_sum():
    # −1.5 + 1.1 + 0.4 = 1.1e-16, and 0.4 − 1.5 + 1.1 = 0
    assert score(Neuron2(-1.5, 1.1, 0.4), XOR).answers == (1, 1, 0, 1)
    assert score(Neuron2(0.1, 0.2, -0.3), XOR).answers == (0, 0, 0, 1)


def test_three_of_four_can_be_reached():
    assert score(Neuron2(1, 1, -0.5), XOR).n_correct == 3


def test_one_cosine_neuron_is_above_zero_exactly_where_xor_is_one():
    outputs = COSINE_NEURON(corners(2))[:, 0]
    np.testing.assert_allclose(outputs, [-1, 1, 1, -1], atol=1e-12)
