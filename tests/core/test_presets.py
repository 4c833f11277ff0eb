"""Every preset does what its name says."""

import numpy as np
import pytest

from core.gates import GATES, corners
from core.plane import grid_points
from core.presets import PRESETS, RANDOM_SIZES, random_network, shallower


@pytest.mark.parametrize("key", ["and", "or", "nand", "xor"])
def test_a_logic_preset_computes_its_gate(key):
    np.testing.assert_array_equal(PRESETS[key].network(corners(2))[:, 0], GATES[key].outputs)


def test_the_tent_rises_to_one_and_falls():
    np.testing.assert_allclose(PRESETS["tent"].network([[-1], [-0.5], [0], [0.5], [1]])[:, 0], [0, 0.5, 1, 0.5, 0])


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_preset_comes_with_an_input_of_its_size(preset):
    assert len(preset.inputs) == preset.network.sizes[0]


def test_a_seed_gives_the_same_network_again_with_two_decimals():
    one, two, other = random_network(3), random_network(3), random_network(4)
    assert one.sizes == RANDOM_SIZES
    for here, again, elsewhere in zip(one.layers, two.layers, other.layers, strict=True):
        for name in ("weights", "bias"):
            values = getattr(here, name)
            np.testing.assert_array_equal(values, getattr(again, name))
            np.testing.assert_array_equal(values, values.round(2))
            assert not np.array_equal(values, getattr(elsewhere, name))


def test_a_random_network_takes_other_sizes_and_another_activation():
    network = random_network(0, (3, 2, 1), "tanh")
    assert network.sizes == (3, 2, 1)
    assert [layer.activation.key for layer in network.layers] == ["tanh", "identity"]


def test_the_random_preset_is_a_telling_draw():
    """Most hidden neurons fire at its first input, and its output takes both signs on the page's window."""
    preset = PRESETS["random"]
    hidden = np.concatenate(preset.network.forward([preset.inputs]).outputs[:-1], axis=1)
    assert (hidden > 0).mean() > 0.5
    outputs = preset.network(grid_points(*[np.linspace(-3, 3, 61)] * 2))
    assert outputs.min() < 0 < outputs.max()


def test_a_preset_is_found_under_its_own_key():
    assert all(key == preset.key for key, preset in PRESETS.items())


@pytest.mark.parametrize("layers", [1, 2, 5])
def test_a_shallower_network_is_the_one_that_its_seed_draws(layers):
    found = shallower(random_network(7, (2, *(4,) * 6)), layers)
    drawn = random_network(7, (2, *(4,) * layers, 1))
    assert found.sizes == drawn.sizes
    points = grid_points(((-3.0, 3.0), (-3.0, 3.0)), 5)
    np.testing.assert_array_equal(found(points), drawn(points))
