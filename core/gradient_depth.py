"""How much of a gradient arrives at each layer of a deep network that has not been trained yet, and what stops it."""

from collections.abc import Sequence

import numpy as np

from core.activation import Activation
from core.activations import ACTIVATIONS
from core.datasets import Dataset
from core.initialisations import first_parameters
from core.losses import Loss
from core.network import Network
from core.parameters import ParameterLayout
from core.propagation import Propagation, with_ones


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
