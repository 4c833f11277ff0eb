"""The carried grid: straight stays straight without activations, and bends with them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.grid import carried_grid, flattened, straightness
from core.network import Network


def stack(widths, seed, key="identity"):
    return Network.random((2, *widths), ACTIVATIONS[key], rng=np.random.default_rng(seed))


@given(st.lists(st.integers(1, 8), min_size=2, max_size=6), st.integers(0, 1000))
@settings(deadline=None)
def test_straight_stays_straight_through_an_affine_stack_and_in_its_drawing(widths, seed):
    for stage in carried_grid(stack(widths, seed)):
        assert straightness(stage) < 1e-9
        flat = flattened(stage)
        assert flat.width == 2
        assert straightness(flat) < 1e-9


@pytest.mark.parametrize("key", ["relu", "tanh", "gelu", "hard_tanh"])
def test_an_activation_bends_the_grid(key):
    stages = carried_grid(stack((2, 2, 2), 57, key))
    assert straightness(stages[1]) < 1e-9
    assert straightness(stages[-1]) > 0.01


def test_each_activation_is_a_step_of_its_own():
    assert [stage.name for stage in carried_grid(stack((2, 2), 0))] == ["input", "layer 1", "layer 2"]
    assert [stage.name for stage in carried_grid(stack((2, 2), 0, "relu"))] == [
        "input",
        "layer 1",
        "ReLU 1",
        "layer 2",
    ]


def test_the_last_stage_is_the_networks_output():
    network = stack((3, 2), 5, "relu")
    first, last = carried_grid(network)[0], carried_grid(network)[-1]
    np.testing.assert_allclose(last.rows[4], network(first.rows[4]))
    np.testing.assert_allclose(last.letter, network(first.letter))
