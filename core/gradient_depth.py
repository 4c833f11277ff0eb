"""How much of a gradient arrives at each layer of a deep network that has not been trained yet, and what stops it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.activation import Activation
from core.activations import ACTIVATIONS
from core.datasets import Dataset
from core.frozen import FrozenArrays
from core.initialisations import first_parameters
from core.losses import Loss
from core.network import Network
from core.parameters import ParameterLayout
from core.propagation import Propagation, with_ones


@dataclass(frozen=True, eq=False)
class WayBack(FrozenArrays):
    """What arrives of the gradient at each layer, and what is saturated there, over many starts of one network.

    norms (n_starts, n_layers), the first layer first; saturated (n_starts, n_layers - 1): of each hidden layer the
    share of values at which the activation is saturated.
    """

    activation: Activation
    norms: np.ndarray
    saturated: np.ndarray

    @property
    def n_layers(self) -> int:
        return self.norms.shape[1]

    @property
    def early(self) -> int:
        """The layer that is compared with the last one, counted from 1.

        It is the second: the inputs of the first one are the data, not what a layer gives.  Of two layers it is the
        first, and one layer has nothing to pass on.
        """
        return min(2, max(self.n_layers - 1, 1))

    @property
    def n_slopes(self) -> int:
        """How many slopes f′ the signal meets on its way from the last layer to the early one."""
        return self.n_layers - self.early

    @cached_property
    def medians(self) -> np.ndarray:
        """(n_layers,)"""
        return np.median(self.norms, axis=0)

    @cached_property
    def middle(self) -> np.ndarray:
        """The middle half of the starts, from and to: (2, n_layers)."""
        return np.quantile(self.norms, [0.25, 0.75], axis=0)

    @cached_property
    def arriving(self) -> float:
        """The norm at the early layer over the norm at the last one, as the median over the starts.

        Where nothing arrives it is 0, even if there was nothing to begin with.
        """
        early, last = self.norms[:, self.early - 1], self.norms[:, -1]
        shares = np.zeros(len(early))
        np.divide(early, last, out=shares, where=(early > 0) & (last > 0))
        return float(np.median(shares))

    @property
    def n_lost(self) -> int:
        """The starts of which nothing at all arrives at the early layer."""
        return int(np.sum(self.norms[:, self.early - 1] == 0))


def way_back(
    sizes: Sequence[int],
    activation: Activation,
    initialisation: str,
    data: Dataset,
    loss: Loss,
    seeds: Sequence[int],
) -> WayBack:
    """The way back of the gradient through untrained networks with the given sizes, one for each seed."""
    layout = ParameterLayout(tuple(sizes))
    norms = gradient_norms_at_start(sizes, activation, initialisation, data, loss, seeds)
    networks = (
        layout.network(first_parameters(initialisation, layout, seed), activation, ACTIVATIONS["identity"])
        for seed in seeds
    )
    saturated = np.stack([saturated_shares(network, data.inputs) for network in networks])
    return WayBack(activation, norms, saturated)


def suited_initialisation(activation: Activation) -> str:
    """The first weights that an activation is usually given: He's if it grows without end, as ReLU, else Xavier's.

    He's make up for the half that a ReLU leaves out; the identity leaves nothing out.
    """
    grows = bool(np.any(np.isinf(activation.limits)))
    return "he" if grows and not activation.is_affine else "xavier"


def gradient_norms_at_start(
    sizes: Sequence[int],
    activation: Activation,
    initialisation: str,
    data: Dataset,
    loss: Loss,
    seeds: Sequence[int],
) -> np.ndarray:
    """The norm of each layer's gradient with the first weights of each seed: (n_seeds, n_layers).

    `sizes` are the widths of all layers, input first, and the last is 1.  The output has no activation.
    """
    layout = ParameterLayout(tuple(sizes))
    parameters = np.stack([first_parameters(initialisation, layout, seed) for seed in seeds])
    propagation = Propagation(layout, parameters, activation, ACTIVATIONS["identity"], len(data))
    inputs = with_ones(data.inputs)
    slopes = loss.slope(propagation.forward(inputs), data.targets) / len(data)
    matrices = layout.matrices(propagation.backward(inputs, slopes))
    return np.stack([np.linalg.norm(matrix, axis=(1, 2)) for matrix in matrices], axis=1)


def saturated_shares(network: Network, inputs) -> np.ndarray:
    """In each hidden layer the share of its values, over neurons and samples, where the activation is saturated.

    inputs (n_samples, n_in) -> (n_hidden,).
    """
    trace = network.forward(inputs)
    hidden = zip(network.layers[:-1], trace.preactivations[:-1], strict=True)
    return np.array([layer.activation.saturates(values).mean() for layer, values in hidden])
