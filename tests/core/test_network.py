"""Networks as values: the forward pass by hand, edits that leave the original alone, clear errors."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.network import Layer, Network
from core.presets import XOR_NETWORK

RELU, IDENTITY = ACTIVATIONS["relu"], ACTIVATIONS["identity"]


def random(sizes, seed=0, activation=RELU):
    return Network.random(sizes, activation, rng=np.random.default_rng(seed))


def test_forward_pass_of_a_worked_example():
    network = Network((Layer([[1, -2], [0.5, 1]], [0.25, -1], RELU), Layer([[2, -1]], [0.5], IDENTITY)))
    trace = network.forward([[0.5, 1.0]])
    # h1: 1·0.5 - 2·1 + 0.25 = -1.25 -> 0;  h2: 0.5·0.5 + 1·1 - 1 = 0.25 -> 0.25
    np.testing.assert_allclose(trace.preactivations[0], [[-1.25, 0.25]])
    np.testing.assert_allclose(trace.outputs[0], [[0.0, 0.25]])
    # y: 2·0 - 1·0.25 + 0.5 = 0.25
    np.testing.assert_allclose(trace.outputs[1], [[0.25]])


def test_xor_network_gives_every_intermediate_of_the_textbook():
    trace = XOR_NETWORK.forward([[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_array_equal(trace.preactivations[0], [[0, -1], [1, 0], [1, 0], [2, 1]])
    np.testing.assert_array_equal(trace.outputs[0], [[0, 0], [1, 0], [1, 0], [2, 1]])
    np.testing.assert_array_equal(trace.outputs[1], [[0], [1], [1], [0]])


def test_a_layer_of_n_neurons_gives_an_n_vector():
    trace = random((3, 5, 2)).forward(np.zeros((7, 3)))
    assert [vectors.shape for vectors in trace.vectors] == [(7, 3), (7, 5), (7, 2)]


def test_a_picture_classifier_takes_one_product_a_layer(monkeypatch):
    network = random((30_000, 256, 64, 1))
    products = []
    original = Layer.preactivation
    monkeypatch.setattr(Layer, "preactivation", lambda self, x: products.append(x.shape) or original(self, x))
    assert network(np.ones((32, 30_000))).shape == (32, 1)
    assert products == [(32, 30_000), (32, 256), (32, 64)]


def test_the_same_generator_seed_gives_the_same_network():
    one, two, other = random((2, 4, 1), 5), random((2, 4, 1), 5), random((2, 4, 1), 6)
    np.testing.assert_array_equal(one.layers[0].weights, two.layers[0].weights)
    assert not np.array_equal(one.layers[0].weights, other.layers[0].weights)


def test_arrays_are_read_only_copies():
    weights = np.ones((1, 2))
    layer = Layer(weights, [0.0], RELU)
    weights[0, 0] = 9
    assert layer.weights[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        layer.weights[0, 0] = 2


def test_edits_give_a_new_network_and_leave_the_old_one():
    old = random((2, 3, 1))
    before = old.layers[0].weights.copy()
    assert old.with_weight(0, 2, 1, 9.5).layers[0].weights[2, 1] == 9.5
    assert old.with_bias(1, 0, -4.0).layers[1].bias[0] == -4.0
    assert old.with_activation(1, RELU).layers[1].activation is RELU
    hidden = old.with_hidden_activation(IDENTITY)
    assert [layer.activation.key for layer in hidden.layers] == ["identity", "identity"]
    np.testing.assert_array_equal(old.layers[0].weights, before)


def test_a_neuron_added_and_removed_again_gives_the_same_function():
    old = random((2, 3, 2, 1))
    wider = old.with_neuron(1, rng=np.random.default_rng(0))
    assert wider.sizes == (2, 3, 3, 1)
    x = np.random.default_rng(1).normal(size=(20, 2))
    np.testing.assert_allclose(wider.without_neuron(1, 2)(x), old(x))


def test_a_new_layer_starts_as_the_identity_so_a_relu_network_keeps_its_function():
    old = random((2, 3, 1))
    deeper = old.with_layer(1, RELU)
    assert deeper.sizes == (2, 3, 3, 1)
    x = np.random.default_rng(1).normal(size=(20, 2))
    np.testing.assert_allclose(deeper(x), old(x))
    np.testing.assert_allclose(deeper.without_layer(1)(x), old(x))


def test_rounded_leaves_two_decimals():
    for layer in random((2, 4, 1)).rounded(2).layers:
        np.testing.assert_array_equal(layer.weights, layer.weights.round(2))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Network(()), "needs at least one layer"),
        (lambda: Network((Layer([[1, 1]], [0], RELU), Layer([[1, 1]], [0], RELU))), "Layer 1 gives 1 numbers"),
        (lambda: Layer([[1, 1]], [0, 0], RELU), "one bias per row"),
        (lambda: Layer([1, 1], [0], RELU), "weight matrix has 1 axes; it needs 2"),
        (lambda: Layer([[np.nan]], [0], RELU), "not a finite number"),
        (lambda: random((2, 0)), "give at least two, each 1 or more"),
        (lambda: random((2, 1))([[1.0]]), r"takes \(n_samples, 2\)"),
        (lambda: random((2, 1, 1)).without_neuron(0, 0), "one neuron left"),
        (lambda: random((2, 2)).with_neuron(0, rng=np.random.default_rng()), "not a hidden layer"),
    ],
)
def test_errors_say_what_was_given_and_what_is_allowed(make, words):
    with pytest.raises(ValueError, match=words):
        make()
