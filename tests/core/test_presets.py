"""Every preset does what its name says."""

import numpy as np
import pytest

from core.gates import GATES, corners
from core.presets import PRESETS, random_network


@pytest.mark.parametrize("key", ["and", "or", "nand", "xor"])
def test_a_logic_preset_computes_its_gate(key):
    np.testing.assert_array_equal(PRESETS[key].network(corners(2))[:, 0], GATES[key].outputs)


def test_the_tent_rises_to_one_and_falls():
    np.testing.assert_allclose(PRESETS["tent"].network([[-1], [-0.5], [0], [0.5], [1]])[:, 0], [0, 0.5, 1, 0.5, 0])


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_preset_comes_with_an_input_of_its_size(preset):
    assert len(preset.inputs) == preset.network.sizes[0]


def test_a_seed_gives_the_same_network_again_with_two_decimals():
    one, two = random_network(3), random_network(3)
    np.testing.assert_array_equal(one.layers[1].weights, two.layers[1].weights)
    np.testing.assert_array_equal(one.layers[1].weights, one.layers[1].weights.round(2))
