"""The gradient of a loss with respect to every weight and bias: the chain rule, from the last layer to the first."""

import numpy as np

from core.losses import Loss
from core.network import Network


def gradients(network: Network, inputs, targets, loss: Loss) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """(d_weights, d_bias) for each layer, in the shapes (n_out, n_in) and (n_out,) of what they belong to.

    inputs (n_samples, n_in), targets (n_samples,) or (n_samples, n_out).  At a kink the derivative is the one that
    the activation's row names.  Raises ValueError for an activation that jumps, and for shapes that do not fit.
    """
    for index, layer in enumerate(network.layers, start=1):
        if layer.activation.jumps:
            raise ValueError(
                f"{layer.activation.name} in layer {index} jumps, so it has no gradient to go by; "
                "choose an activation without a jump."
            )
    trace = network.forward(inputs)
    outputs = trace.outputs[-1]
    targets = np.asarray(targets, dtype=np.float64)
    # Of the loss with respect to what each layer gives, and then to its pre-activations: (n_samples, n_out).
    behind = loss.gradient(outputs, targets[:, None] if targets.ndim == 1 else targets)
    found = []
    layers = zip(network.layers, trace.preactivations, trace.vectors[:-1], strict=True)
    for layer, preactivations, layer_inputs in reversed(list(layers)):
        delta = behind * layer.activation.derivative(preactivations)
        found.append((delta.T @ layer_inputs, delta.sum(axis=0)))
        behind = delta @ layer.weights
    return tuple(reversed(found))


def gradient_norms(network: Network, inputs, targets, loss: Loss) -> np.ndarray:
    """The Euclidean norm of each layer's gradient, weights and biases together: (n_layers,)."""
    return np.array(
        [
            np.hypot(np.linalg.norm(weights), np.linalg.norm(bias))
            for weights, bias in gradients(network, inputs, targets, loss)
        ]
    )
