"""Forward and backward passes of many networks at once, through buffers that are made once.

backprop.py says the same in fifteen lines, one network at a time; this is what a training calls thousands of times,
and a test holds the two together.  All networks have the same sizes and activations, and each is a row of parameters.
Samples run along the last axis, where NumPy is fast, and a 1 below the inputs of each layer takes in the bias, so
that a layer is one product of matrices.  A network's numbers do not depend on how many others are beside it.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.activation import Activation
from core.parameters import ParameterLayout


@dataclass(frozen=True)
class _InPlace:
    """An activation in given arrays: `value(z)` turns z into f(z), `slope(value, out)` tells f′ by f alone."""

    value: Callable[[np.ndarray], object]
    slope: Callable[[np.ndarray, np.ndarray], object]


def _sigmoid(z):
    # Not by cases as in the table: where e^(-z) overflows to inf, 1/inf is 0.
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1
    np.reciprocal(z, out=z)


def _sigmoid_slope(value, out):
    np.subtract(1, value, out=out)
    out *= value


def _tanh_slope(value, out):
    np.multiply(value, value, out=out)
    np.subtract(1, out, out=out)


# What is trained most: the functions of the table of activations, with no array made on the way.
_IN_PLACE = {
    "relu": _InPlace(lambda z: np.maximum(z, 0, out=z), lambda value, out: np.greater(value, 0, out=out)),
    "sigmoid": _InPlace(_sigmoid, _sigmoid_slope),
    "tanh": _InPlace(lambda z: np.tanh(z, out=z), _tanh_slope),
}


def with_ones(inputs: np.ndarray) -> np.ndarray:
    """Samples as the networks take them: (n_samples, n_in) -> (1, n_in + 1, n_samples), with ones in the last row."""
    return np.vstack([np.asarray(inputs).T, np.ones(len(inputs))])[None]


class _Layer:
    """One layer of every network: views of the parameters, and buffers for its values and what comes back.

    weights and gradient are [W b], (n_networks, n_out, n_in + 1); values (n_networks, n_out, n_samples).
    """

    def __init__(
        self, weights, gradient, activation: Activation, n_samples: int, delta: np.ndarray, slope: np.ndarray
    ):
        n_networks, n_out, _ = weights.shape
        shape = (n_networks, n_out, n_samples)
        self._weights, self._weights_back, self._gradient = weights, weights[..., :-1].swapaxes(1, 2), gradient
        self.with_one = np.ones((n_networks, n_out + 1, n_samples))
        self.with_one_back, self.values = self.with_one.swapaxes(1, 2), self.with_one[:, :-1]
        self.delta, self._slope = _beginning(delta, shape), _beginning(slope, shape)
        self._activation, self._in_place = activation, _IN_PLACE.get(activation.key)
        self._is_identity = activation.key == "identity"
        # Of other activations the slope is not told by the value.
        self._preactivations = None if self._in_place or self._is_identity else np.empty(shape)

    def forward(self, before: np.ndarray) -> None:
        np.matmul(self._weights, before, out=self.values)
        if self._in_place:
            self._in_place.value(self.values)
        elif not self._is_identity:
            np.copyto(self._preactivations, self.values)
            np.copyto(self.values, self._activation(self._preactivations))

    def backward(self, delta: np.ndarray, before_back: np.ndarray, onto: np.ndarray | None) -> None:
        """The layer's gradient, from that of its values and from its inputs; that of its inputs goes into `onto`."""
        if not self._is_identity:
            if self._in_place:
                self._in_place.slope(self.values, self._slope)
            else:
                np.copyto(self._slope, self._activation.derivative(self._preactivations))
            delta = np.multiply(delta, self._slope, out=self._slope)
        np.matmul(delta, before_back, out=self._gradient)
        if onto is not None:
            np.matmul(self._weights_back, delta, out=onto)


class Propagation:
    """Passes of networks with the parameters (n_networks, layout.count), which may change between two passes.

    `gradient` (n_networks, layout.count) is what the last backward pass has found.
    """

    def __init__(
        self,
        layout: ParameterLayout,
        parameters: np.ndarray,
        activation: Activation,
        output_activation: Activation,
        n_samples: int,
    ):
        self.gradient = np.empty_like(parameters)
        # What comes back is needed by one layer and then no more: layers take turns with two buffers.
        most = len(parameters) * max(layout.sizes[1:]) * n_samples
        deltas, slope = (np.empty(most), np.empty(most)), np.empty(most)
        activations = [*[activation] * (len(layout.shapes) - 1), output_activation]
        matrices = zip(layout.matrices(parameters), layout.matrices(self.gradient), activations, strict=True)
        self._layers = [_Layer(*arrays, n_samples, deltas[index % 2], slope) for index, arrays in enumerate(matrices)]

    def forward(self, inputs: np.ndarray) -> np.ndarray:
        """(1 or n_networks, n_in + 1, n_samples) -> (n_networks, n_out, n_samples), good until the next pass."""
        before = inputs
        for layer in self._layers:
            layer.forward(before)
            before = layer.with_one
        return layer.values

    def backward(self, inputs: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        """The gradient of a loss, after `forward` with the same inputs.

        `slopes` (n_networks, n_out, n_samples) is the derivative of the loss with respect to the outputs.
        """
        delta = slopes
        for layer, before in zip(self._layers[:0:-1], self._layers[-2::-1], strict=True):
            layer.backward(delta, before.with_one_back, before.delta)
            delta = before.delta
        self._layers[0].backward(delta, inputs.swapaxes(1, 2), None)
        return self.gradient


def _beginning(buffer: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The beginning of a buffer as an array."""
    return buffer[: math.prod(shape)].reshape(shape)
