"""What arrives of a gradient ten layers back: the figures of FACTS.md, which are medians over starts."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.backprop import gradient_norms
from core.datasets import draw_split
from core.gradient_depth import gradient_norms_at_start, saturated_shares
from core.initialisations import first_parameters
from core.losses import LOSSES
from core.parameters import ParameterLayout
from core.serialization import network_from_text

DATA = draw_split("xor_clouds", 100, 0.2, seed=0).train
DEEP = (2, *[16] * 9, 1)
SQUARES = LOSSES["mean_squared_error"]


@pytest.mark.parametrize(
    ("key", "initialisation", "low", "high"),
    [
        ("sigmoid", "xavier", 2e-6, 4e-5),
        ("tanh", "xavier", 0.3, 1.3),
        ("relu", "he", 0.4, 1.6),
        ("identity", "xavier", 0.6, 1.5),
    ],
)
def test_the_second_layers_gradient_beside_the_tenths(key, initialisation, low, high):
    norms = gradient_norms_at_start(DEEP, ACTIVATIONS[key], initialisation, DATA, SQUARES, range(60))
    assert norms.shape == (60, 10)
    assert low < np.median(norms[:, 1] / norms[:, 9]) < high


def test_the_norms_are_those_of_each_network_alone():
    sizes = (2, 5, 4, 1)
    norms = gradient_norms_at_start(sizes, ACTIVATIONS["tanh"], "he", DATA, SQUARES, [3, 8])
    layout = ParameterLayout(sizes)
    for row, seed in zip(norms, (3, 8), strict=True):
        network = layout.network(first_parameters("he", layout, seed), ACTIVATIONS["tanh"], ACTIVATIONS["identity"])
        np.testing.assert_allclose(row, gradient_norms(network, DATA.inputs, DATA.targets, SQUARES))


def test_the_share_that_is_saturated_by_hand():
    # tanh′ is below 0.05 from 2.18 on.  At x = 1 and 3: h1 = 1 and 3, h2 = −1 and −3, k1 = 9·tanh of h1.
    network = network_from_text("1-2-1-1 tanh 1 0 -1 0 tanh 9 0 0 identity 1 0")
    np.testing.assert_array_equal(saturated_shares(network, [[1.0], [3.0]]), [0.5, 1])
