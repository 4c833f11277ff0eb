"""The least loss without an activation: known on XOR and on pictures, and not beaten by any map or training."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.affine_limit import least_affine_loss
from core.datasets import Dataset, draw_split
from core.losses import LOSSES
from core.training import train
from core.training_config import TrainingConfig

every_loss = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
OPPOSITES = {"mean_squared_error": 0.25, "cross_entropy": math.log(2), "hinge": 1.0}
XOR = draw_split("xor", 4, 0.0, seed=0).train
# One point moved far, so that no shortcut is taken.
BENT_XOR = Dataset([[0, 0], [0, 1], [1, 0], [1, 1.25]], XOR.targets)


@every_loss
def test_on_xor_and_on_pictures_with_their_negatives_it_is_that_of_the_middle(loss):
    assert least_affine_loss(XOR, loss) == pytest.approx(OPPOSITES[loss.key])
    pictures = draw_split("pictures", 40, 0.05, seed=0).train
    assert least_affine_loss(pictures, loss) == pytest.approx(OPPOSITES[loss.key])


@every_loss
def test_the_shortcut_for_opposites_finds_what_the_search_finds(loss):
    # One point moved so little that the least loss stays, and so much that the points are no opposites any more.
    almost = Dataset([[0, 0], [0, 1], [1, 0], [1, 1 + 1e-7]], XOR.targets)
    assert least_affine_loss(almost, loss) == pytest.approx(OPPOSITES[loss.key], abs=1e-6)


def test_least_squares_on_a_worked_example():
    # y = 0, 1, 0 at x = 0, 1, 2: the best line is level at ⅓, and leaves (1/9 + 4/9 + 1/9)/3.
    data = Dataset([[0.0], [1.0], [2.0]], [0, 1, 0])
    assert least_affine_loss(data, LOSSES["mean_squared_error"]) == pytest.approx(2 / 9)


@every_loss
@given(st.tuples(*[st.floats(-5, 5)] * 3))
def test_no_affine_map_has_a_smaller_loss(loss, numbers):
    w1, w2, b = numbers
    outputs = BENT_XOR.inputs @ [w1, w2] + b
    assert loss(outputs, BENT_XOR.targets) >= least_affine_loss(BENT_XOR, loss) - 1e-9


@every_loss
@pytest.mark.parametrize("key", ["moons", "xor_clouds"])
def test_a_training_without_activation_comes_down_to_it(loss, key):
    config = TrainingConfig(
        data=key, size=100, noise=0.25, hidden_sizes=(), activation="identity", loss=loss.key, epochs=3000
    )
    # Steps that get smaller, for the hinge's sake, which is not smooth.
    run = train(replace(config, learning_rate=0.003 if loss.key == "hinge" else 0.03))
    least = least_affine_loss(run.data.train, loss)
    assert least - 1e-9 <= run.train_losses[-1] <= least + 2e-3


@pytest.mark.parametrize("key", ["cross_entropy", "hinge"])
def test_it_is_0_where_a_line_parts_the_classes(key):
    data = draw_split("gaussians", 60, 0.1, seed=0).train
    assert least_affine_loss(data, LOSSES[key]) == 0


def test_numbers_have_no_least_cross_entropy():
    with pytest.raises(ValueError, match="wants the classes 0 and 1"):
        least_affine_loss(Dataset([[0.0]], [0.5]), LOSSES["cross_entropy"])


def test_one_sample_and_one_class_cost_nothing():
    for data in (Dataset([[3.0]], [1]), Dataset(np.ones((3, 2)), [0, 0, 0])):
        for loss in LOSSES.values():
            assert least_affine_loss(data, loss) == pytest.approx(0, abs=1e-9)
