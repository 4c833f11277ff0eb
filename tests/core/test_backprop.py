"""Gradients: by hand, against central differences, and the same from the passes that a training makes."""

import itertools

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.backprop import gradient_norms, gradients
from core.losses import LOSSES
from core.network import Layer, Network
from core.parameters import ParameterLayout, parameters_of
from core.propagation import Propagation, with_ones

DIFFERENTIABLE = {key: activation for key, activation in ACTIVATIONS.items() if not activation.jumps}
DEPTHS = ((2, 1), (2, 3, 1), (2, 3, 2, 1))
every_case = pytest.mark.parametrize(
    ("activation", "loss", "sizes"),
    list(itertools.product(DIFFERENTIABLE, LOSSES, DEPTHS)),
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, tuple) else value,
)
RNG = np.random.default_rng(1)
INPUTS, TARGETS = RNG.normal(size=(7, 2)), np.array([0, 1, 1, 0, 1, 0, 0.0])


def network_of(sizes, activation, output="identity", seed=0) -> Network:
    return Network.random(sizes, ACTIVATIONS[activation], ACTIVATIONS[output], rng=np.random.default_rng(seed))


def flat(found) -> np.ndarray:
    """Gradients in the order of a network's text."""
    return np.concatenate([np.column_stack(layer).ravel() for layer in found])


def test_a_step_by_hand():
    # x = (1, ½), wanted 1.
    # h1: 1·1 − 1·½ + 0 = ½ → ½;  h2: −2·1 + 1·½ + ½ = −1 → 0;  y: 2·½ + 3·0 + ¼ = 1.25
    network = Network(
        (
            Layer([[1, -1], [-2, 1]], [0, 0.5], ACTIVATIONS["relu"]),
            Layer([[2, 3]], [0.25], ACTIVATIONS["identity"]),
        )
    )
    (hidden, hidden_bias), (last, last_bias) = gradients(network, [[1, 0.5]], [1], LOSSES["mean_squared_error"])
    # The loss is (1.25 − 1)² = 0.0625, and its derivative with respect to y is 2·0.25 = ½.
    # The output's weights have ½·h = (¼, 0), its bias ½.
    np.testing.assert_array_equal(last, [[0.25, 0]])
    np.testing.assert_array_equal(last_bias, [0.5])
    # Back to h1 comes ½·2 = 1, times ReLU′(½) = 1; to h2 comes ½·3, times ReLU′(−1) = 0.
    # So h1's weights have 1·x = (1, ½) and its bias 1; h2 learns nothing.
    np.testing.assert_array_equal(hidden, [[1, 0.5], [0, 0]])
    np.testing.assert_array_equal(hidden_bias, [1, 0])
    # √(1² + ½² + 1²) and √(¼² + ½²)
    norms = gradient_norms(network, [[1, 0.5]], [1], LOSSES["mean_squared_error"])
    np.testing.assert_allclose(norms, [1.5, np.sqrt(0.3125)])


@every_case
def test_gradients_are_central_differences(activation, loss, sizes):
    network, loss = network_of(sizes, activation), LOSSES[loss]
    layout, row = ParameterLayout(sizes), parameters_of(network)

    def loss_at(parameters):
        changed = layout.network(parameters, ACTIVATIONS[activation], ACTIVATIONS["identity"])
        return loss(changed(INPUTS)[:, 0], TARGETS)

    step = 1e-6
    differences = [(loss_at(row + unit) - loss_at(row - unit)) / (2 * step) for unit in step * np.eye(len(row))]
    np.testing.assert_allclose(flat(gradients(network, INPUTS, TARGETS, loss)), differences, rtol=1e-6, atol=1e-8)


@every_case
def test_the_passes_of_a_training_give_the_same_gradients(activation, loss, sizes):
    networks = [network_of(sizes, activation, seed=seed) for seed in range(3)]
    layout, loss = ParameterLayout(sizes), LOSSES[loss]
    parameters = np.stack([parameters_of(network) for network in networks])
    propagation = Propagation(layout, parameters, ACTIVATIONS[activation], ACTIVATIONS["identity"], len(INPUTS))
    inputs = with_ones(INPUTS)
    outputs = propagation.forward(inputs)
    np.testing.assert_allclose(outputs[:, 0], [network(INPUTS)[:, 0] for network in networks], rtol=1e-12, atol=1e-12)
    gradient = propagation.backward(inputs, loss.slope(outputs, TARGETS) / len(TARGETS))
    expected = [flat(gradients(network, INPUTS, TARGETS, loss)) for network in networks]
    np.testing.assert_allclose(gradient, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("output", DIFFERENTIABLE)
def test_an_output_activation_is_passed_through_as_well(output):
    network, loss = network_of((2, 3, 1), "tanh", output), LOSSES["mean_squared_error"]
    row = parameters_of(network)[None].copy()
    propagation = Propagation(ParameterLayout((2, 3, 1)), row, ACTIVATIONS["tanh"], ACTIVATIONS[output], len(INPUTS))
    outputs = propagation.forward(with_ones(INPUTS))
    gradient = propagation.backward(with_ones(INPUTS), loss.slope(outputs, TARGETS) / len(TARGETS))[0]
    np.testing.assert_allclose(gradient, flat(gradients(network, INPUTS, TARGETS, loss)), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
def test_what_is_computed_in_place_is_the_activation_far_out_too(activation):
    # One neuron with weight 1 and a second layer that hands its value on.
    row = np.array([[1.0, 0.0, 1.0, 0.0]])
    propagation = Propagation(
        ParameterLayout((1, 1, 1)), row, ACTIVATIONS[activation], ACTIVATIONS["identity"], n_samples := 9
    )
    xs = np.array([-1e6, -800, -40, -1, 0, 1, 40, 800, 1e6])
    with np.errstate(over="ignore"):
        values = propagation.forward(with_ones(xs[:, None]))[0, 0]
        gradient = propagation.backward(with_ones(xs[:, None]), np.ones((1, 1, n_samples)))[0]
    np.testing.assert_allclose(values, ACTIVATIONS[activation](xs), rtol=1e-14, atol=1e-300)
    # The bias of the first layer gathers the slopes.
    assert gradient[1] == pytest.approx(ACTIVATIONS[activation].derivative(xs).sum(), rel=1e-12)


def test_several_outputs_are_one_mean():
    network = network_of((2, 3, 2), "tanh")
    targets = np.column_stack([TARGETS, 1 - TARGETS])
    loss = LOSSES["cross_entropy"]
    step, row = 1e-6, parameters_of(network)
    layout = ParameterLayout((2, 3, 2))

    def loss_at(parameters):
        return loss(layout.network(parameters, ACTIVATIONS["tanh"], ACTIVATIONS["identity"])(INPUTS), targets)

    differences = [(loss_at(row + unit) - loss_at(row - unit)) / (2 * step) for unit in step * np.eye(len(row))]
    np.testing.assert_allclose(flat(gradients(network, INPUTS, targets, loss)), differences, rtol=1e-6, atol=1e-8)


def test_an_activation_that_jumps_has_no_gradient():
    with pytest.raises(ValueError, match="Step in layer 1 jumps"):
        gradients(network_of((2, 2, 1), "step"), INPUTS, TARGETS, LOSSES["mean_squared_error"])


def test_parameters_are_in_the_order_of_a_networks_text():
    network = network_of((2, 3, 1), "relu")
    row = parameters_of(network)
    layers = [
        [*weights, bias] for layer in network.layers for weights, bias in zip(layer.weights, layer.bias, strict=True)
    ]
    np.testing.assert_array_equal(row, list(itertools.chain(*layers)))
    layout = ParameterLayout((2, 3, 1))
    again = layout.network(row, ACTIVATIONS["relu"], ACTIVATIONS["identity"])
    np.testing.assert_array_equal(parameters_of(again), row)
    assert layout.count == network.parameter_count == 13
    np.testing.assert_array_equal(layout.is_weight, [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0])
