"""Networks as values: the forward pass by hand, edits that leave the original alone, clear errors."""

import itertools
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=4), st.floats(-5, 5), st.integers(0, 1000))
def test_no_input_of_a_window_gives_more_than_the_largest_preactivation(weights, bias, seed):
    layer = Layer([[0.0] * len(weights), weights], [0.0, bias], RELU)
    window = [(-3.0, 2.0 + column) for column in range(len(weights))]
    inside = np.random.default_rng(seed).uniform(*np.transpose(window), size=(50, len(weights)))
    most = layer.largest_preactivation(1, window)
    assert np.all(layer.preactivation(inside)[:, 1] <= most + 1e-12)
    # It is attained, in a corner.
    corners = np.array(list(itertools.product(*window)))
    assert most == layer.preactivation(corners)[:, 1].max()


def test_a_window_of_another_plane_gets_a_sentence():
    with pytest.raises(ValueError, match="1 intervals for 2 inputs"):
        Layer([[1.0, 2.0]], [0.0], RELU).largest_preactivation(0, [(0.0, 1.0)])


class Counted(np.ndarray):
    """Weights that note every NumPy operation they take part in."""

    operations: ClassVar[list] = []

    def __array_ufunc__(self, ufunc, method, *operands, **options):
        plain = [np.asarray(operand) for operand in operands]
        self.operations.append((ufunc.__name__, *(operand.shape for operand in plain)))
        return getattr(ufunc, method)(*plain, **options)


@pytest.mark.parametrize("n_pictures", [1, 32])
def test_a_picture_classifier_takes_one_multiplication_an_input_for_all_neurons_and_a_whole_batch(n_pictures):
    network = random((3_000, 256, 64, 1))
    for layer in network.layers:
        object.__setattr__(layer, "weights", layer.weights.view(Counted))
    Counted.operations.clear()
    assert network(np.ones((n_pictures, 3_000))).shape == (n_pictures, 1)
    assert Counted.operations == [
        *[("multiply", (256, 1), (n_pictures,))] * 3_000,
        *[("multiply", (64, 1), (n_pictures,))] * 256,
        *[("multiply", (1, 1), (n_pictures,))] * 64,
    ]


def in_order(weights, inputs, bias) -> float:
    """0 + w1·x1 + w2·x2 + … + b with Python's own floats."""
    total = 0.0
    for weight, value in zip(weights.tolist(), inputs.tolist(), strict=True):
        total += weight * value
    return total + float(bias)


@given(st.integers(1, 16), st.integers(1, 16), st.integers(1, 20), st.integers(0, 2**32))
@settings(deadline=None)
def test_a_preactivation_is_added_up_in_the_order_of_the_inputs_and_then_the_bias(n_in, n_out, n_samples, seed):
    rng = np.random.default_rng(seed)
    layer = Layer(rng.normal(size=(n_out, n_in)), rng.normal(size=n_out), RELU)
    inputs = rng.normal(size=(n_samples, n_in))
    wanted = [[in_order(row, point, b) for row, b in zip(layer.weights, layer.bias, strict=True)] for point in inputs]
    np.testing.assert_array_equal(layer.preactivation(inputs), wanted)
    # Alone, a point has the value that it has among others.
    np.testing.assert_array_equal(layer.preactivation(inputs[-1:])[0], wanted[-1])


def test_no_preactivation_is_minus_zero():
    layer = Layer([[-1.0], [0.0], [1.0]], [-0.0, -0.0, -0.0], IDENTITY)
    assert not np.signbit(layer.preactivation(np.array([[0.0], [-0.0]]))).any()


def test_the_parameters_are_counted():
    # 2·2 + 2 and 2·1 + 1; the largest weight by size is -2, and biases do not count
    assert XOR_NETWORK.parameter_count == 9


def test_the_same_generator_seed_gives_the_same_network():
    one, two, other = random((2, 4, 1), 5), random((2, 4, 1), 5), random((2, 4, 1), 6)
    np.testing.assert_array_equal(one.layers[0].weights, two.layers[0].weights)
    assert not np.array_equal(one.layers[0].weights, other.layers[0].weights)


def test_a_random_network_has_its_activations_where_they_belong():
    network = random((2, 3, 3, 1))
    assert [layer.activation for layer in network.layers] == [RELU, RELU, IDENTITY]


widths = st.lists(st.integers(1, 8), min_size=2, max_size=6)


@given(widths, widths, st.integers(0, 99))
def test_networks_of_one_seed_have_every_number_in_common_whose_place_they_have_in_common(sizes, others, seed):
    for one, other in zip(random(sizes, seed).layers, random(others, seed).layers, strict=False):
        n_out, n_in = min(one.n_out, other.n_out), min(one.n_in, other.n_in)
        np.testing.assert_array_equal(one.weights[:n_out, :n_in], other.weights[:n_out, :n_in])
        np.testing.assert_array_equal(one.bias[:n_out], other.bias[:n_out])


@given(widths, st.data())
def test_changing_one_width_leaves_all_other_numbers(sizes, data):
    place = data.draw(st.integers(1, len(sizes) - 1))
    changed = [*sizes[:place], data.draw(st.integers(1, 8)), *sizes[place + 1 :]]
    pairs = list(zip(random(sizes).layers, random(changed).layers, strict=True))
    for layer, (before, after) in enumerate(pairs):
        n_out, n_in = min(before.n_out, after.n_out), min(before.n_in, after.n_in)
        if layer not in (place - 1, place):
            assert before.weights.shape == after.weights.shape
        np.testing.assert_array_equal(before.weights[:n_out, :n_in], after.weights[:n_out, :n_in])
        np.testing.assert_array_equal(before.bias[:n_out], after.bias[:n_out])


def test_random_numbers_are_normal_and_none_is_drawn_twice():
    layers = random((200, 200, 200)).layers
    numbers = np.concatenate([np.concatenate([layer.weights.ravel(), layer.bias]) for layer in layers])
    assert len(np.unique(numbers)) == len(numbers)
    for layer in layers:
        assert layer.weights.var() == pytest.approx(1 / 2, rel=0.03)
        assert layer.weights.mean() == pytest.approx(0, abs=0.02)
        assert layer.bias.std() == pytest.approx(1 / 2, rel=0.15)


def test_arrays_are_read_only_copies():
    weights = np.ones((1, 2))
    layer = Layer(weights, [0.0], RELU)
    weights[0, 0] = 9
    assert layer.weights[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        layer.weights[0, 0] = 2


def written(network):
    """A network as plain numbers and names, to compare by."""
    return [(layer.weights.tolist(), layer.bias.tolist(), layer.activation) for layer in network.layers]


# Read aloud: 2 inputs; h1 = 1·x1 + 2·x2 + 10, h2 = 3·x1 + 4·x2 + 20, h3 = 5·x1 + 6·x2 + 30;
# y = 7·h1 + 8·h2 + 9·h3 + 40.
START = Network((Layer([[1, 2], [3, 4], [5, 6]], [10, 20, 30], RELU), Layer([[7, 8, 9]], [40], IDENTITY)))
OUT = ([[7, 8, 9]], [40], IDENTITY)
TANH = ACTIVATIONS["tanh"]
EDITS = {
    "with_weight": (
        lambda n: n.with_weight(0, 2, 1, 0.5),
        [([[1, 2], [3, 4], [5, 0.5]], [10, 20, 30], RELU), OUT],
    ),
    "with_bias": (lambda n: n.with_bias(0, 1, 0.5), [([[1, 2], [3, 4], [5, 6]], [10, 0.5, 30], RELU), OUT]),
    "with_output_bias": (
        lambda n: n.with_bias(1, 0, -1),
        [([[1, 2], [3, 4], [5, 6]], [10, 20, 30], RELU), ([[7, 8, 9]], [-1], IDENTITY)],
    ),
    "with_activation": (
        lambda n: n.with_activation(1, TANH),
        [([[1, 2], [3, 4], [5, 6]], [10, 20, 30], RELU), ([[7, 8, 9]], [40], TANH)],
    ),
    "with_hidden_activation": (
        lambda n: n.with_hidden_activation(TANH),
        [([[1, 2], [3, 4], [5, 6]], [10, 20, 30], TANH), OUT],
    ),
    "without_neuron": (
        lambda n: n.without_neuron(0, 1),
        [([[1, 2], [5, 6]], [10, 30], RELU), ([[7, 9]], [40], IDENTITY)],
    ),
    "with_layer": (
        lambda n: n.with_layer(0, TANH),
        [([[1, 0], [0, 1]], [0, 0], TANH), ([[1, 2], [3, 4], [5, 6]], [10, 20, 30], RELU), OUT],
    ),
    # The output keeps 7 and 8 for x1 and x2; its third input is gone.
    "without_layer": (lambda n: n.without_layer(0), [([[7, 8]], [40], IDENTITY)]),
}


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS)
def test_an_edit_changes_what_it_says_and_nothing_else(edit, expected):
    before = written(START)
    assert written(edit(START)) == expected
    assert written(START) == before


def test_without_a_narrow_layer_the_weights_that_have_no_input_any_more_are_zero():
    narrow = Network((Layer([[1, 2, 3]], [4], RELU), Layer([[5], [6]], [7, 8], IDENTITY)))
    assert written(narrow.without_layer(0)) == [([[5, 0, 0], [6, 0, 0]], [7, 8], IDENTITY)]


def test_a_new_neuron_leaves_all_other_weights_and_has_two_decimals():
    wider = START.with_neuron(0, rng=np.random.default_rng(3))
    assert wider.sizes == (2, 4, 1)
    assert written(wider.without_neuron(0, 3)) == written(START)
    drawn = [*wider.layers[0].weights[3], wider.layers[0].bias[3], wider.layers[1].weights[0, 3]]
    assert drawn == [round(value, 2) for value in drawn]
    assert len(set(drawn)) == 4
    assert written(wider) == written(START.with_neuron(0, rng=np.random.default_rng(3)))


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


def test_rounded_rounds_weights_and_biases_and_leaves_no_minus_zero():
    rounded = Network((Layer([[0.126, -0.001]], [-1.006], RELU),)).rounded(2)
    assert written(rounded) == [([[0.13, 0.0]], [-1.01], RELU)]
    assert not np.signbit(rounded.layers[0].weights[0, 1])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Network(()), "needs at least one layer"),
        (lambda: Network((Layer([[1, 1]], [0], RELU), Layer([[1, 1]], [0], RELU))), "Layer 1 gives 1 numbers"),
        (lambda: Layer([[1, 1]], [0, 0], RELU), "one bias per row"),
        (lambda: Layer([1, 1], [0], RELU), "weight matrix has 1 axes; it needs 2"),
        (lambda: Layer([[np.nan]], [0], RELU), "not a finite number"),
        (lambda: Layer([[1]], [np.inf], RELU), "The bias has a value that is not a finite number"),
        (lambda: Layer(np.zeros((0, 2)), [], RELU), "at least one neuron and one input"),
        (lambda: Layer(np.zeros((1, 0)), [0], RELU), "at least one neuron and one input"),
        (lambda: START.with_weight(0, 0, 0, np.nan), "not a finite number"),
        (lambda: START.with_bias(0, 0, np.inf), "not a finite number"),
        (lambda: START([1.0, 2.0]), r"inputs have shape \(2,\)"),
        (lambda: random((2,)), r"sizes are \[2\]; give at least two"),
        (lambda: START.without_layer(1), "Layer 2 is not a hidden layer; this network has 1 hidden"),
        (lambda: START.without_neuron(-1, 0), "not a hidden layer"),
        (lambda: random((2, 0)), "give at least two, each 1 or more"),
        (lambda: random((2, 1))([[1.0]]), r"takes \(n_samples, 2\)"),
        (lambda: random((2, 1, 1)).without_neuron(0, 0), "one neuron left"),
        (lambda: random((2, 2)).with_neuron(0, rng=np.random.default_rng()), "not a hidden layer"),
    ],
)
def test_errors_say_what_was_given_and_what_is_allowed(make, words):
    with pytest.raises(ValueError, match=words):
        make()
