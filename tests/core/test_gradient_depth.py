"""What arrives of a gradient ten layers back: the figures of FACTS.md, which are medians over starts."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.backprop import gradient_norms
from core.datasets import draw_split
from core.gradient_depth import (
    WayBack,
    gradient_norms_at_start,
    saturated_shares,
    suited_initialisation,
    way_back,
)
from core.initialisations import INITIALISATIONS, first_parameters
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


# The way back, as a picture needs it


def test_what_arrives_is_the_median_of_the_shares_of_the_starts():
    norms = np.array([[9.0, 1.0, 2.0], [9.0, 6.0, 2.0], [9.0, 0.0, 4.0]])
    way = WayBack(ACTIVATIONS["tanh"], norms, np.zeros((3, 2)))
    # 1/2, 6/2 and 0/4.
    assert way.arriving == 0.5
    assert way.n_lost == 1
    assert way.medians.tolist() == [9, 1, 2]
    assert way.middle.tolist() == [[9, 0.5, 2], [9, 3.5, 3]]


@pytest.mark.parametrize(("n_layers", "early", "n_slopes"), [(1, 1, 0), (2, 1, 1), (3, 2, 1), (10, 2, 8)])
def test_which_layer_is_compared_with_the_last_and_how_many_slopes_lie_between(n_layers, early, n_slopes):
    way = WayBack(ACTIVATIONS["tanh"], np.ones((4, n_layers)), np.zeros((4, n_layers - 1)))
    assert (way.early, way.n_slopes, way.arriving) == (early, n_slopes, 1)


@pytest.mark.parametrize("key", [key for key, activation in ACTIVATIONS.items() if not activation.jumps])
@pytest.mark.parametrize("initialisation", INITIALISATIONS)
@pytest.mark.filterwarnings("error")
def test_whatever_the_way_back_is_it_is_finite(key, initialisation):
    for sizes in ((2, 1), (2, 1, 1, 1), (2, 6, 6, 6, 6, 1)):
        way = way_back(sizes, ACTIVATIONS[key], initialisation, DATA, SQUARES, range(5))
        assert way.norms.shape == (5, len(sizes) - 1)
        assert way.saturated.shape == (5, len(sizes) - 2)
        assert np.all(np.isfinite(way.norms))
        assert np.all((way.saturated >= 0) & (way.saturated <= 1))
        assert np.isfinite(way.arriving)


def test_with_no_weights_only_the_last_layer_has_a_gradient():
    way = way_back((2, 3, 3, 1), ACTIVATIONS["tanh"], "zeros", DATA, SQUARES, range(3))
    assert not way.norms[:, :2].any()
    assert way.norms[:, 2].all()
    assert way.arriving == 0
    assert way.n_lost == 3


def test_where_there_is_nothing_to_begin_with_nothing_arrives():
    way = WayBack(ACTIVATIONS["relu"], np.array([[0.0, 0.0]]), np.ones((1, 1)))
    assert way.arriving == 0


@pytest.mark.parametrize("seed", [0, 7])
def test_the_way_back_is_that_of_each_network_alone(seed):
    sizes, tanh = (2, 4, 3, 1), ACTIVATIONS["tanh"]
    way = way_back(sizes, tanh, "xavier", DATA, SQUARES, [3, seed])
    layout = ParameterLayout(sizes)
    network = layout.network(first_parameters("xavier", layout, seed), tanh, ACTIVATIONS["identity"])
    np.testing.assert_allclose(way.norms[1], gradient_norms(network, DATA.inputs, DATA.targets, SQUARES))
    np.testing.assert_array_equal(way.saturated[1], saturated_shares(network, DATA.inputs))


def test_first_weights_suited_to_an_activation_are_those_of_the_literature():
    suited = {key: suited_initialisation(activation) for key, activation in ACTIVATIONS.items()}
    assert {suited[key] for key in ("relu", "leaky_relu", "elu", "gelu")} == {"he"}
    assert {suited[key] for key in ("identity", "sigmoid", "tanh", "softsign", "sin", "cos")} == {"xavier"}
