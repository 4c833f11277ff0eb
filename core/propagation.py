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
    "identity": _Kernel(lambda z, out: np.copyto(out, z), lambda z, value, out: out.fill(1)),
    "relu": _Kernel(lambda z, out: np.maximum(z, 0, out=out), lambda z, value, out: np.greater(z, 0, out=out)),
    "sigmoid": _Kernel(_sigmoid, _sigmoid_slope),
    "tanh": _Kernel(lambda z, out: np.tanh(z, out=out), _tanh_slope),
}


def _kernel(activation: Activation) -> _Kernel:
    return _KERNELS.get(activation.key) or _Kernel(
        lambda z, out: np.copyto(out, activation(z)),
        lambda z, value, out: np.copyto(out, activation.derivative(z)),
    )


def with_ones(inputs: np.ndarray) -> np.ndarray:
    """Samples as the networks take them: (n_samples, n_in) -> (1, n_in + 1, n_samples), with ones in the last row."""
    return np.vstack([np.asarray(inputs).T, np.ones(len(inputs))])[None]


def _first(buffer: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The beginning of a buffer as an array."""
    return buffer[: math.prod(shape)].reshape(shape)


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
        n_networks, widths = len(parameters), layout.sizes[1:]
        self.gradient = np.empty_like(parameters)
        self._weights = layout.matrices(parameters)
        self._gradients = layout.matrices(self.gradient)
        self._kernels = [*[_kernel(activation)] * (len(widths) - 1), _kernel(output_activation)]
        self._is_identity = [*[activation.key == "identity"] * (len(widths) - 1), output_activation.key == "identity"]
        self._preactivations = [np.empty((n_networks, width, n_samples)) for width in widths]
        self._values = [np.ones((n_networks, width + 1, n_samples)) for width in widths]
        # What comes back is needed by one layer and then no more, so layers take turns with two buffers.
        most = n_networks * max(widths) * n_samples
        turns, slopes = (np.empty(most), np.empty(most)), np.empty(most)
        shapes = [(n_networks, width, n_samples) for width in widths]
        self._deltas = [_first(turns[layer % 2], shape) for layer, shape in enumerate(shapes)]
        self._slopes = [_first(slopes, shape) for shape in shapes]

    def forward(self, inputs: np.ndarray) -> np.ndarray:
        """(1 or n_networks, n_in + 1, n_samples) -> (n_networks, n_out, n_samples), good until the next pass."""
        values = inputs
        layers = zip(self._weights, self._kernels, self._preactivations, self._values, strict=True)
        for weights, kernel, preactivations, with_one in layers:
            np.matmul(weights, values, out=preactivations)
            kernel.value(preactivations, with_one[:, :-1])
            values = with_one
        return values[:, :-1]

    def backward(self, inputs: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        """The gradient of a loss, after `forward` with the same inputs.

        `slopes` (n_networks, n_out, n_samples) is the derivative of the loss with respect to the outputs.
        """
        delta = slopes
        for layer in range(len(self._weights) - 1, -1, -1):
            if not self._is_identity[layer]:
                slope = self._slopes[layer]
                self._kernels[layer].slope(self._preactivations[layer], self._values[layer][:, :-1], slope)
                delta = np.multiply(delta, slope, out=slope)
            before = inputs if layer == 0 else self._values[layer - 1]
            np.matmul(delta, before.swapaxes(1, 2), out=self._gradients[layer])
            if layer > 0:
                weights = self._weights[layer][..., :-1]
                delta = np.matmul(weights.swapaxes(1, 2), delta, out=self._deltas[layer - 1])
        return self.gradient
