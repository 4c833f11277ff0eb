"""Layers and networks as frozen values: an edit gives a new network, a forward pass leaves no trace in it."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from core.activation import Activation
from core.activations import ACTIVATIONS
from core.frozen import FrozenArrays


def read_only(values, ndim: int, name: str) -> np.ndarray:
    """A read-only float64 copy with `ndim` axes.  Raises ValueError for other shapes, nan and inf."""
    array = np.array(values, dtype=np.float64)
    if array.ndim != ndim:
        raise ValueError(f"{name} has {array.ndim} axes; it needs {ndim}.")
    if not np.all(np.isfinite(array)):
        raise ValueError(f"{name} has a value that is not a finite number; every entry must be one.")
    array.setflags(write=False)
    return array


def affine_values(inputs: np.ndarray, weights: np.ndarray, bias) -> np.ndarray:
    """Σ w·x + b for each sample and neuron: (n_samples, n_in), (n_out, n_in), (n_out,) -> (n_samples, n_out).

    The products are added in the order of the inputs, to 0, and the bias comes last.  A product of matrices has no
    such order, and float64 gives another last digit in another one; in this one the browser adds as well, so whether
    a neuron is above 0 is one question with one answer.
    """
    # One row for each neuron: NumPy then runs along the samples, which are many.
    sums = np.zeros((len(weights), len(inputs)))
    for column, values in zip(weights.T, np.asarray(inputs, dtype=np.float64).T, strict=True):
        sums += column[:, None] * values
    sums += np.reshape(bias, (-1, 1))
    return sums.T


@dataclass(frozen=True, eq=False)
class Layer:
    """activation(weights @ x + bias).  weights (n_out, n_in), bias (n_out,)."""

    weights: np.ndarray
    bias: np.ndarray
    activation: Activation

    def __post_init__(self):
        object.__setattr__(self, "weights", read_only(self.weights, 2, "The weight matrix"))
        object.__setattr__(self, "bias", read_only(self.bias, 1, "The bias"))
        if self.bias.shape[0] != self.n_out or 0 in self.weights.shape:
            raise ValueError(
                f"The weights have shape {self.weights.shape} and the bias {self.bias.shape}; "
                "a layer needs at least one neuron and one input, and one bias per row of weights."
            )

    @property
    def n_in(self) -> int:
        return self.weights.shape[1]

    @property
    def n_out(self) -> int:
        return self.weights.shape[0]

    @property
    def parameter_count(self) -> int:
        return self.weights.size + self.bias.size

    def preactivation(self, inputs: np.ndarray) -> np.ndarray:
        """Weights times inputs plus bias: (n_samples, n_in) -> (n_samples, n_out)."""
        return affine_values(inputs, self.weights, self.bias)

    def largest_preactivation(self, row: int, window: Sequence[tuple[float, float]]) -> float:
        """The largest pre-activation of a neuron with each input in an interval of its own; it stands in a corner.

        Raises ValueError unless there are as many intervals as inputs.
        """
        if len(window) != self.n_in:
            raise ValueError(f"There are {len(window)} intervals for {self.n_in} inputs; give one for each.")
        lows, highs = np.array(window, dtype=np.float64).T
        corner = np.where(self.weights[row] > 0, highs, lows)
        return float(self.preactivation(corner[None])[0, row])


@dataclass(frozen=True)
class ForwardTrace(FrozenArrays):
    """What every layer computed: arrays (n_samples, n_out), one per layer."""

    inputs: np.ndarray
    preactivations: tuple[np.ndarray, ...]
    outputs: tuple[np.ndarray, ...]

    @property
    def vectors(self) -> tuple[np.ndarray, ...]:
        """The input vectors and every layer's outputs: what the layers hand on."""
        return (self.inputs, *self.outputs)


@dataclass(frozen=True, eq=False)
class Network:
    """Layers in order; each takes what the one before it gives."""

    layers: tuple[Layer, ...] = field()

    def __post_init__(self):
        object.__setattr__(self, "layers", tuple(self.layers))
        if not self.layers:
            raise ValueError("A network needs at least one layer; none was given.")
        for index, (before, after) in enumerate(zip(self.layers[:-1], self.layers[1:], strict=True), start=1):
            if before.n_out != after.n_in:
                raise ValueError(
                    f"Layer {index} gives {before.n_out} numbers and layer {index + 1} takes "
                    f"{after.n_in}; the two must be the same."
                )

    @classmethod
    def random(
        cls,
        sizes: Sequence[int],
        activation: Activation,
        output_activation: Activation = ACTIVATIONS["identity"],
        *,
        rng: np.random.Generator,
    ) -> "Network":
        """A network of the given layer sizes, input first, drawn from `rng`.

        Weights are normal with variance ½, biases with variance ¼, so that creases do not all pass through the
        origin.  Every neuron has a generator of its own, a child of its layer's, and takes its bias first and its
        weights in order.  So a number depends on the seed and on its place alone: with another width or depth all
        others stay.  That is why the variance does not depend on the width, as it would in a network to be trained.
        """
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(f"The sizes are {list(sizes)}; give at least two, each 1 or more.")
        layers = []
        for n_in, n_out in itertools.pairwise(sizes):
            (layer,) = rng.spawn(1)
            drawn = np.array([neuron.normal(size=1 + n_in) for neuron in layer.spawn(n_out)])
            bias, weights = 0.5 * drawn[:, 0], np.sqrt(0.5) * drawn[:, 1:]
            last = len(layers) == len(sizes) - 2
            layers.append(Layer(weights, bias, output_activation if last else activation))
        return cls(tuple(layers))

    @property
    def sizes(self) -> tuple[int, ...]:
        return (self.layers[0].n_in, *(layer.n_out for layer in self.layers))

    @property
    def parameter_count(self) -> int:
        return sum(layer.parameter_count for layer in self.layers)

    def __call__(self, inputs) -> np.ndarray:
        """(n_samples, n_in) -> (n_samples, n_out)."""
        return self.forward(inputs).outputs[-1]

    def forward(self, inputs) -> ForwardTrace:
        """(n_samples, n_in) -> every pre-activation and every output."""
        inputs = np.asarray(inputs, dtype=np.float64)
        if inputs.ndim != 2 or inputs.shape[1] != self.sizes[0]:
            raise ValueError(
                f"The inputs have shape {inputs.shape}; this network takes (n_samples, {self.sizes[0]})."
            )
        preactivations, outputs, values = [], [], inputs
        for layer in self.layers:
            preactivations.append(layer.preactivation(values))
            values = layer.activation(preactivations[-1])
            outputs.append(values)
        return ForwardTrace(inputs, tuple(preactivations), tuple(outputs))

    def with_weight(self, layer: int, row: int, column: int, value: float) -> "Network":
        """One weight changed: into neuron `row` of `layer` from the one at `column` before it."""
        weights = self.layers[layer].weights.copy()
        weights[row, column] = value
        return self._with_layer(layer, replace(self.layers[layer], weights=weights))

    def with_bias(self, layer: int, row: int, value: float) -> "Network":
        bias = self.layers[layer].bias.copy()
        bias[row] = value
        return self._with_layer(layer, replace(self.layers[layer], bias=bias))

    def with_activation(self, layer: int, activation: Activation) -> "Network":
        return self._with_layer(layer, replace(self.layers[layer], activation=activation))

    def with_hidden_activation(self, activation: Activation) -> "Network":
        """The same weights, another activation after every layer but the last."""
        return Network((*(replace(layer, activation=activation) for layer in self.layers[:-1]), self.layers[-1]))

    def with_neuron(self, layer: int, *, rng: np.random.Generator) -> "Network":
        """One neuron more in a hidden layer, with weights drawn from `rng`, two decimals each."""
        here, after = self._hidden(layer)
        wider = replace(
            here,
            weights=np.vstack([here.weights, rng.normal(size=here.n_in).round(2)]),
            bias=np.append(here.bias, rng.normal(scale=0.5).__round__(2)),
        )
        fed = replace(after, weights=np.column_stack([after.weights, rng.normal(size=after.n_out).round(2)]))
        return self._with_layer(layer, wider, fed)

    def without_neuron(self, layer: int, row: int) -> "Network":
        """A hidden layer without one of its neurons, and the next layer without its weights."""
        here, after = self._hidden(layer)
        if here.n_out == 1:
            raise ValueError(f"Layer {layer + 1} has one neuron left; remove the layer instead.")
        narrower = replace(here, weights=np.delete(here.weights, row, axis=0), bias=np.delete(here.bias, row))
        fed = replace(after, weights=np.delete(after.weights, row, axis=1))
        return self._with_layer(layer, narrower, fed)

    def with_layer(self, position: int, activation: Activation) -> "Network":
        """A new hidden layer before layer `position`: the identity matrix and a zero bias.

        With an activation that leaves what it gets unchanged (ReLU after ReLU) the outputs stay.
        """
        width = self.sizes[position]
        new = Layer(np.eye(width), np.zeros(width), activation)
        return Network((*self.layers[:position], new, *self.layers[position:]))

    def without_layer(self, layer: int) -> "Network":
        """Without one hidden layer; the next one keeps the weights that still have an input.

        Missing weights are 0.
        """
        here, after = self._hidden(layer)
        weights = np.zeros((after.n_out, here.n_in))
        kept = min(here.n_in, here.n_out)
        weights[:, :kept] = after.weights[:, :kept]
        joined = replace(after, weights=weights)
        return Network((*self.layers[:layer], joined, *self.layers[layer + 2 :]))

    def rounded(self, decimals: int) -> "Network":
        """Every weight and bias rounded, so that what is written on screen is what is computed."""
        return Network(
            tuple(
                replace(
                    layer,
                    weights=layer.weights.round(decimals) + 0.0,
                    bias=layer.bias.round(decimals) + 0.0,
                )
                for layer in self.layers
            )
        )

    def _hidden(self, layer: int) -> tuple[Layer, Layer]:
        if not 0 <= layer < len(self.layers) - 1:
            raise ValueError(
                f"Layer {layer + 1} is not a hidden layer; this network has {len(self.layers) - 1} "
                "hidden layers, and only those can gain or lose neurons."
            )
        return self.layers[layer], self.layers[layer + 1]

    def _with_layer(self, index: int, *changed: Layer) -> "Network":
        return Network((*self.layers[:index], *changed, *self.layers[index + len(changed) :]))
