"""Two hidden neurons do XOR, any network of them can be broken by one number, and what is said of it is so."""

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
from core.xor_network import (
    BROKEN_NETWORK,
    break_one_weight,
    merged_corners,
    one_line_sentence,
    require_two_two_one,
    score_network,
)

XOR = GATES["xor"]


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


def test_what_is_given_to_mend_is_mended_by_one_number():
    assert network_to_text(BROKEN_NETWORK) == "2-2-1 relu 1 1 0 1 1 -1 identity 2 -2 0"
    assert score_network(BROKEN_NETWORK, XOR).correct == (True, True, True, False)
    # By more than one, too: 2·h₁ − 4·h₂ is 0, 2, 2, 0.
    for mended in (BROKEN_NETWORK.with_weight(1, 0, 0, 1), BROKEN_NETWORK.with_weight(1, 0, 1, -4)):
        assert score_network(mended, XOR).n_correct == 4
