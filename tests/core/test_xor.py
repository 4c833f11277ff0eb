"""No two weights and a bias give XOR, and what the page says about it is true."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.gates import GATES, corners
from core.network import Layer, Network
from core.presets import XOR_NETWORK
from core.serialization import network_from_text, network_to_text
from core.xor import (
    COSINE_NEURON,
    Neuron2,
    break_one_weight,
    diagonals,
    inequalities,
    least_squares,
    merged_corners,
    neuron_network,
    one_line_sentence,
    require_two_two_one,
    score,
    score_network,
    tries_from_text,
    tries_to_text,
    with_try,
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


def two_two_one(activations, numbers):
    """2-2-1 networks of all activations, with numbers of all sizes."""
    layers = [
        st.builds(
            lambda table, activation: Layer([row[:2] for row in table], [row[2] for row in table], activation),
            st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=size, max_size=size),
            activations,
        )
        for size in (2, 1)
    ]
    return st.builds(lambda first, last: Network((first, last)), *layers)


SIZES_OF_NUMBERS = st.one_of(
    st.floats(-1e6, 1e6), st.floats(-2, 2), st.floats(-1e-9, 1e-9), st.sampled_from([0.0, 1e6, -1e6, 1e-300, 5e-324])
)
# Right at all four corners.
SOLVING = {
    "two ReLUs": "2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0",
    "from the issue": "2-2-1 relu 1000 1000 0 1000 1000 -1000 identity 1000 -2000 -500000",
    "two firm steps": "2-2-1 step 100 100 -50 100 100 -150 identity 100 -200 -50",
    "the largest numbers": "2-2-1 relu 1000000 1000000 0 1000000 1000000 -1000000 identity 500000 -1000000 -1000000",
    "one cosine twice": "2-2-1 cos 3.14159 3.14159 3.14159 3.14159 3.14159 3.14159 identity 1000000 1000000 0",
    "tiny steps": "2-2-1 step 1e-300 1e-300 0 1e-300 1e-300 -1e-300 sigmoid 1000000 -1000000 -500000",
    "a cosine behind": "2-2-1 identity 3.14159 3.14159 0 0 0 0 cos 1 0 3.14159",
}


def assert_is_broken(network, seed):
    broken = break_one_weight(network, XOR, rng=np.random.default_rng(seed))
    assert score_network(broken, XOR).n_correct < 4
    changed = [
        (one.weights != two.weights).sum() + (one.bias != two.bias).sum()
        for one, two in zip(network.layers, broken.layers, strict=True)
    ]
    assert sum(changed) == 1
    assert network_to_text(network_from_text(network_to_text(broken))) == network_to_text(broken)


@given(two_two_one(st.sampled_from(list(ACTIVATIONS.values())), SIZES_OF_NUMBERS), st.integers(0, 99))
def test_any_network_is_broken_by_one_number_and_can_be_read_back(network, seed):
    assert_is_broken(network, seed)


@pytest.mark.parametrize("text", SOLVING.values(), ids=SOLVING)
def test_a_network_that_is_right_everywhere_is_broken_however_firm_it_is(text):
    network = network_from_text(text)
    assert score_network(network, XOR).n_correct == 4
    for seed in range(20):
        assert_is_broken(network, seed)


@given(
    st.sampled_from(list(SOLVING.values())), st.sampled_from(list(ACTIVATIONS.values())),
    st.floats(-6, 6).map(lambda power: 10**power), st.integers(0, 99),
)  # fmt: skip
def test_a_solving_network_at_any_scale_and_with_any_activation_is_broken(text, activation, factor, seed):
    network = network_from_text(text).with_activation(1, activation)
    layers = [
        replace(
            layer, weights=np.clip(layer.weights * factor, -1e6, 1e6), bias=np.clip(layer.bias * factor, -1e6, 1e6)
        )
        for layer in network.layers
    ]
    assert_is_broken(Network(tuple(layers)), seed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0", "one line is enough."),
        ("2-2-1 relu 1 1 0 1 1 -1 identity 1 0 0", "one line would be enough, but the output does not draw it."),
        # h = (x1 + x2, x2): the four corners stay a parallelogram.
        ("2-2-1 identity 1 1 0 0 1 0 identity 1 -2 0", "no line is enough: ½·(0, 0) + ½·(2, 1) = (1, ½) = "),
        # x1 does not reach the hidden neurons, so 00 and 10 are one point.
        ("2-2-1 relu 0 1 0 0 1 -1 identity 1 -2 0", "no line is enough: 00 and 10 are one point there"),
        ("2-2-1 relu 0 0 0 0 0 0 identity 1 -2 0", "no line is enough: 00 and 01 and 10 and 11 are one point"),
        (SOLVING["a cosine behind"], "no line is enough; the output is right without one."),
    ],
)
def test_what_is_said_of_the_hidden_space_is_so(text, expected):
    assert expected in one_line_sentence(score_network(network_from_text(text), XOR), XOR)


@given(two_two_one(st.sampled_from(list(ACTIVATIONS.values())), SIZES_OF_NUMBERS))
def test_of_any_network_the_hidden_space_is_spoken_of(network):
    assert one_line_sentence(score_network(network, XOR), XOR).startswith("In the hidden space ")


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


@pytest.mark.parametrize("scale", [1e-300, 1e-12, 1.0, 1e6])
def test_corners_that_merge_do_so_at_every_scale_and_no_others(scale):
    hidden = Layer([[scale, scale], [scale, scale]], [0, -scale], ACTIVATIONS["relu"])
    network = Network((hidden, Layer([[1, -2]], [0], ACTIVATIONS["identity"])))
    assert merged_corners(network.forward(corners(2))) == ((1, 2),)
