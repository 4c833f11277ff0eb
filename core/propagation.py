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

WriteValue = Callable[[np.ndarray, np.ndarray], None]
WriteSlope = Callable[[np.ndarray, np.ndarray, np.ndarray], None]


@dataclass(frozen=True)
class _Kernel:
    """An activation that writes into given arrays: `value(z, out)`, and `slope(z, value, out)` by what is known."""

    value: WriteValue
    slope: WriteSlope


def _sigmoid(z, out):
    # Not the quotient of two cases as in the table: e^(-z) overflows to inf below -709, and 1/inf is 0.
    np.negative(z, out=out)
    np.exp(out, out=out)
    out += 1
    np.reciprocal(out, out=out)


def _sigmoid_slope(z, value, out):
    np.subtract(1, value, out=out)
    out *= value


def _tanh_slope(z, value, out):
    np.multiply(value, value, out=out)
    np.subtract(1, out, out=out)


# For what is trained most, the same functions as in the table of activations without an array made on the way.
_KERNELS = {
    "relu": _Kernel(lambda z, out: np.maximum(z, 0, out=out), lambda z, value, out: np.greater(z, 0, out=out)),
    "sigmoid": _Kernel(_sigmoid, _sigmoid_slope),
    "tanh": _Kernel(lambda z, out: np.tanh(z, out=out), _tanh_slope),
}


def _kernel(activation: Activation) -> _Kernel | None:
    """None for the identity, which leaves nothing to do."""
    if activation.key == "identity":
        return None
    return _KERNELS.get(activation.key) or _Kernel(
        lambda z, out: np.copyto(out, activation(z)),
        lambda z, value, out: np.copyto(out, activation.derivative(z)),
    )


def with_ones(inputs: np.ndarray) -> np.ndarray:
    """Samples as the networks take them: (n_samples, n_in) -> (1, n_in + 1, n_samples), with ones in the last row."""
    return np.vstack([np.asarray(inputs).T, np.ones(len(inputs))])[None]


@dataclass(frozen=True)
class _LayerArrays:
    """What a layer reads and writes: views of the parameters and buffers, (n_networks, …) each.

    weights and gradient are [W b], weights_back is Wᵀ; with_one holds the values with a 1 below them.  What comes
    back is needed by one layer and then no more, so layers take turns with two buffers for `delta`, and share the one
    for slopes.
    """

    kernel: _Kernel | None
    weights: np.ndarray
    weights_back: np.ndarray
    gradient: np.ndarray
    preactivations: np.ndarray
    with_one: np.ndarray
    values: np.ndarray
    delta: np.ndarray
    slope: np.ndarray


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
        n_networks, most = len(parameters), len(parameters) * max(layout.sizes[1:]) * n_samples
        deltas, slopes = (np.empty(most), np.empty(most)), np.empty(most)
        self._layers = []
        matrices = zip(layout.matrices(parameters), layout.matrices(self.gradient), strict=True)
        for index, (weights, gradient) in enumerate(matrices):
            is_last = index == len(layout.shapes) - 1
            shape = (n_networks, layout.sizes[index + 1], n_samples)
            with_one = np.ones((n_networks, shape[1] + 1, n_samples))
            self._layers.append(
                _LayerArrays(
                    kernel=_kernel(output_activation if is_last else activation),
                    weights=weights,
                    weights_back=weights[..., :-1].swapaxes(1, 2),
                    gradient=gradient,
                    preactivations=np.empty(shape),
                    with_one=with_one,
                    values=with_one[:, :-1],
                    delta=_beginning(deltas[index % 2], shape),
                    slope=_beginning(slopes, shape),
                )
            )

    def forward(self, inputs: np.ndarray) -> np.ndarray:
        """(1 or n_networks, n_in + 1, n_samples) -> (n_networks, n_out, n_samples), good until the next pass."""
        before = inputs
        for layer in self._layers:
            if layer.kernel is None:
                np.matmul(layer.weights, before, out=layer.values)
            else:
                np.matmul(layer.weights, before, out=layer.preactivations)
                layer.kernel.value(layer.preactivations, layer.values)
            before = layer.with_one
        return layer.values

    def backward(self, inputs: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        """The gradient of a loss, after `forward` with the same inputs.

        `slopes` (n_networks, n_out, n_samples) is the derivative of the loss with respect to the outputs.
        """
        delta = slopes
        for index in range(len(self._layers) - 1, -1, -1):
            layer = self._layers[index]
            if layer.kernel is not None:
                layer.kernel.slope(layer.preactivations, layer.values, layer.slope)
                delta = np.multiply(delta, layer.slope, out=layer.slope)
            before = self._layers[index - 1].with_one if index else inputs
            np.matmul(delta, before.swapaxes(1, 2), out=layer.gradient)
            if index:
                delta = np.matmul(layer.weights_back, delta, out=self._layers[index - 1].delta)
        return self.gradient


def _beginning(buffer: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The beginning of a buffer as an array."""
    return buffer[: math.prod(shape)].reshape(shape)
