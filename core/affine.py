"""Affine maps, and the collapse of a stack of layers without activations into one of them."""

from dataclasses import dataclass

import numpy as np

from core.network import Layer, Network, affine_values, read_only


@dataclass(frozen=True, eq=False)
class AffineMap:
    """x -> weights @ x + bias.  weights (n_out, n_in), bias (n_out,)."""

    weights: np.ndarray
    bias: np.ndarray

    def __post_init__(self):
        object.__setattr__(self, "weights", read_only(self.weights, 2, "The matrix"))
        object.__setattr__(self, "bias", read_only(self.bias, 1, "The bias"))
        if self.weights.shape[0] != self.bias.shape[0]:
            raise ValueError(
                f"The matrix has shape {self.weights.shape} and the bias {self.bias.shape}; "
                "an affine map needs one bias per row."
            )

    @property
    def parameter_count(self) -> int:
        return self.weights.size + self.bias.size

    @property
    def rank(self) -> int:
        """The dimension of the image: how many independent directions survive."""
        return int(np.linalg.matrix_rank(self.weights))

    def __call__(self, inputs) -> np.ndarray:
        """(n_samples, n_in) -> (n_samples, n_out)."""
        return affine_values(inputs, self.weights, self.bias)


@dataclass(frozen=True)
class AffineFit:
    """The affine map nearest to a function on given inputs, and how far it stays off."""

    affine: AffineMap
    root_mean_square: float
    largest: float


def layer_map(layer: Layer) -> AffineMap:
    """The affine map that a layer computes.  Raises ValueError if its activation is not affine."""
    if not layer.activation.is_affine:
        raise ValueError(f"{layer.activation.name} is not affine; take Identity, and the layer is.")
    intercept, at_one = layer.activation(np.array([0.0, 1.0]))
    slope = at_one - intercept
    return AffineMap(slope * layer.weights, slope * layer.bias + intercept)


def compose(outer: AffineMap, inner: AffineMap) -> AffineMap:
    """outer after inner: W = W_outer W_inner, b = W_outer b_inner + b_outer."""
    if outer.weights.shape[1] != inner.weights.shape[0]:
        raise ValueError(
            f"The inner map gives {inner.weights.shape[0]} numbers and the outer takes "
            f"{outer.weights.shape[1]}; the two must be the same."
        )
    # The inner map's columns go through the outer's weights as vectors do, and its bias through the whole.
    columns = affine_values(inner.weights.T, outer.weights, np.zeros(len(outer.bias)))
    return AffineMap(columns.T, outer(inner.bias[None])[0])


def partial_collapses(network: Network) -> tuple[AffineMap, ...]:
    """The one map that equals the first layer, the first two, …, all of them.

    Raises ValueError naming the first layer that is not affine.
    """
    maps: list[AffineMap] = []
    for index, layer in enumerate(network.layers, start=1):
        try:
            here = layer_map(layer)
        except ValueError as error:
            raise ValueError(f"Layer {index} does not collapse: {error}") from None
        maps.append(compose(here, maps[-1]) if maps else here)
    return tuple(maps)


def collapse(network: Network) -> AffineMap:
    """The one affine map that equals the whole network.

    W = W_L … W_1 and b = b_L + W_L b_(L-1) + … + W_L … W_2 b_1.
    Raises ValueError naming the first layer that is not affine.
    """
    return partial_collapses(network)[-1]


def best_affine_fit(network: Network, inputs) -> AffineFit:
    """The affine map with the least squared distance to the network on `inputs` (n_samples, n_in).

    `root_mean_square` runs over samples and outputs; `largest` is the largest absolute difference.
    """
    inputs = np.asarray(inputs, dtype=np.float64)
    return fit_affine(inputs, network(inputs))


def fit_affine(inputs: np.ndarray, targets: np.ndarray) -> AffineFit:
    """Least squares: (n_samples, n_in), (n_samples, n_out) -> the best affine map and its residual."""
    columns = np.column_stack([inputs, np.ones(len(inputs))])
    solution, *_ = np.linalg.lstsq(columns, targets, rcond=None)
    affine = AffineMap(solution[:-1].T, solution[-1])
    gap = affine(inputs) - targets
    return AffineFit(affine, float(np.sqrt(np.mean(gap**2))), float(np.abs(gap).max()))


def largest_difference(network: Network, affine: AffineMap, inputs: np.ndarray) -> float:
    """The largest absolute difference of any output over inputs (n_samples, n_in)."""
    return float(np.abs(network(inputs) - affine(inputs)).max())
