"""A stack without activations is one affine map; with them it is not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.affine import (
    AffineMap,
    best_affine_fit,
    collapse,
    compose,
    fit_affine,
    largest_difference,
    partial_collapses,
)
from core.network import Layer, Network
from core.presets import XOR_NETWORK

IDENTITY = ACTIVATIONS["identity"]
sizes = st.lists(st.integers(1, 8), min_size=3, max_size=7)


def stack(widths, seed, activation=IDENTITY):
    return Network.random(widths, activation, rng=np.random.default_rng(seed))


@given(sizes, st.integers(0, 10_000))
@settings(deadline=None)
def test_a_stack_equals_the_product_of_its_layers(widths, seed):
    network = stack(widths, seed)
    whole = collapse(network)
    inputs = np.random.default_rng(seed).normal(size=(50, widths[0]))
    np.testing.assert_allclose(whole(inputs), network(inputs), rtol=1e-9, atol=1e-9)
    assert whole.rank <= min(widths)
    assert largest_difference(network, whole, inputs) <= 1e-9


@given(sizes, st.integers(0, 10_000))
def test_every_partial_collapse_is_what_the_first_layers_compute(widths, seed):
    network = stack(widths, seed)
    inputs = np.random.default_rng(seed).normal(size=(10, widths[0]))
    trace = network.forward(inputs)
    for so_far, vectors in zip(partial_collapses(network), trace.outputs, strict=True):
        np.testing.assert_allclose(so_far(inputs), vectors, rtol=1e-9, atol=1e-9)


def test_a_stack_through_one_neuron_has_rank_one_and_one_without_a_narrow_layer_keeps_its_rank():
    assert collapse(stack((4, 3, 1, 3, 4), 0)).rank == 1
    assert collapse(stack((4, 4, 4), 0)).rank == 4


def test_the_largest_difference_by_hand():
    # relu(x) against x: 3 apart at -3, and 0 at 5
    relu = Network((Layer([[1]], [0], ACTIVATIONS["relu"]),))
    assert largest_difference(relu, AffineMap([[1]], [0]), np.array([[-3.0], [5.0]])) == 3


def test_parameters_of_one_map_by_hand():
    # 2 rows of 3 weights, and 2 biases
    assert AffineMap(np.ones((2, 3)), np.ones(2)).parameter_count == 8


def test_weights_and_bias_of_the_collapse_are_the_products_written_out():
    network = stack((2, 3, 2, 1), 4)
    one, two, three = network.layers
    whole = collapse(network)
    np.testing.assert_allclose(whole.weights, three.weights @ two.weights @ one.weights)
    np.testing.assert_allclose(
        whole.bias, three.bias + three.weights @ two.bias + three.weights @ two.weights @ one.bias
    )
    assert len(partial_collapses(network)) == 3


def test_compose_by_hand():
    # outer(inner(x)) = 2(3x + 1) + 5 = 6x + 7
    composed = compose(AffineMap([[2]], [5]), AffineMap([[3]], [1]))
    assert composed.weights.item() == 6
    assert composed.bias.item() == 7


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6), st.integers(0, 2**32))
@settings(deadline=None)
def test_a_product_of_matrices_is_added_up_in_the_order_of_its_columns(n_in, n_between, n_out, seed):
    rng = np.random.default_rng(seed)
    inner = AffineMap(rng.normal(size=(n_between, n_in)), rng.normal(size=n_between))
    outer = AffineMap(rng.normal(size=(n_out, n_between)), rng.normal(size=n_out))
    product, bias = np.zeros((n_out, n_in)), np.zeros(n_out)
    for k in range(n_between):
        product = product + outer.weights[:, [k]] * inner.weights[[k]]
        bias = bias + outer.weights[:, k] * inner.bias[k]
    composed = compose(outer, inner)
    np.testing.assert_array_equal(composed.weights, product)
    np.testing.assert_array_equal(composed.bias, bias + outer.bias)
    inputs = rng.normal(size=(4, n_in))
    np.testing.assert_array_equal(inner(inputs), Layer(inner.weights, inner.bias, IDENTITY).preactivation(inputs))


def test_the_arrays_of_an_affine_map_are_read_only():
    with pytest.raises(ValueError, match="read-only"):
        AffineMap([[2]], [5]).weights[0, 0] = 1


@pytest.mark.parametrize("key", [key for key, row in ACTIVATIONS.items() if not row.is_affine])
def test_collapse_names_the_first_layer_that_is_not_affine(key):
    network = stack((2, 2, 2, 2), 1).with_activation(1, ACTIVATIONS[key])
    with pytest.raises(ValueError, match=f"Layer 2 does not collapse: {ACTIVATIONS[key].name[:4]}"):
        collapse(network)


def test_a_leaky_relu_of_slope_one_collapses():
    network = stack((2, 3, 1), 2, ACTIVATIONS["leaky_relu"].with_parameters(slope=1.0))
    inputs = np.random.default_rng(0).normal(size=(9, 2))
    np.testing.assert_allclose(collapse(network)(inputs), network(inputs))


def test_best_affine_fit_of_an_affine_network_is_the_network():
    network = stack((2, 4, 2), 3)
    fit = best_affine_fit(network, np.random.default_rng(0).normal(size=(40, 2)))
    assert fit.root_mean_square < 1e-12
    np.testing.assert_allclose(fit.affine.weights, collapse(network).weights)


def test_best_affine_fit_of_xor_is_a_half_everywhere():
    fit = best_affine_fit(XOR_NETWORK, [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_allclose(fit.affine.weights, 0, atol=1e-12)
    np.testing.assert_allclose(fit.affine.bias, 0.5)
    assert fit.root_mean_square == pytest.approx(0.5)
    assert fit.largest == pytest.approx(0.5)


def test_the_residual_of_a_fit_by_hand():
    # The best line through (-1, 1), (0, 0), (1, 1) is 2/3 everywhere: off by 1/3, 2/3, 1/3.
    fit = fit_affine(np.array([[-1.0], [0.0], [1.0]]), np.array([[1.0], [0.0], [1.0]]))
    assert fit.root_mean_square == pytest.approx(np.sqrt((1 + 4 + 1) / 9 / 3))
    assert fit.largest == pytest.approx(2 / 3)


@given(st.integers(0, 1000))
def test_no_other_affine_map_fits_better(seed):
    rng = np.random.default_rng(seed)
    inputs, targets = rng.normal(size=(30, 2)), rng.normal(size=(30, 1))
    fit = fit_affine(inputs, targets)
    other = AffineMap(fit.affine.weights + 0.1 * rng.normal(size=(1, 2)), fit.affine.bias)
    assert np.sqrt(np.mean((other(inputs) - targets) ** 2)) >= fit.root_mean_square


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: AffineMap([[1, 2]], [1, 2]), "one bias per row"),
        (
            lambda: compose(AffineMap([[1]], [0]), AffineMap([[1], [1]], [0, 0])),
            "gives 2 numbers and the outer takes 1",
        ),
        (
            lambda: collapse(Network((Layer([[1]], [0], ACTIVATIONS["relu"]),))),
            "Layer 1 does not collapse: ReLU is not affine; take Identity",
        ),
        (lambda: AffineMap([[np.nan]], [0]), "The matrix has a value that is not a finite number"),
    ],
)
def test_errors_by_their_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()
