"""Why a start is stuck: what can be seen on a trained network and its data, named neuron by neuron."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.affine_limit import least_affine_loss
from core.backprop import gradient_norms
from core.datasets import Dataset
from core.losses import Loss
from core.network import ForwardTrace, Layer, Network
from core.notation import neuron_names, vector_text
from core.numbers import number_text

# A gradient smaller than this moves a weight by less than 0.001 in a hundred steps of 0.01.
_AT_REST = 1e-3
_ALIKE = 1e-6
# The cosine of an angle between two creases that no picture shows.
_PARALLEL = 0.9999
# Of more samples, which ones a layer has merged is no answer to why.
_MOST_COMPARED = 16

# For each hidden layer the names of its neurons.
Names = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Finding:
    """One reason: a short `key`, the names of the neurons that it is about, and a sentence."""

    key: str
    neurons: tuple[str, ...]
    sentence: str


def findings(network: Network, data: Dataset, loss: Loss) -> tuple[Finding, ...]:
    """What keeps a network of one output from doing better on the data, the plainest reason first.

    The last finding is whether the gradient has died away: "at rest" or "moving".
    """
    trace = network.forward(data.inputs)
    names = neuron_names(network.sizes)[1:-1]
    found = [*_affine(network, data, loss), *_dead(network, trace, names), *_saturated(network, trace, names)]
    known = {name for finding in found for name in finding.neurons}
    found += _unfolded(network, trace, names, known)
    known = {name for finding in found for name in finding.neurons}
    return (*found, *_on_one_line(network, names, known), *_merged(trace, data), _movement(network, data, loss))


def _affine(network: Network, data: Dataset, loss: Loss) -> list[Finding]:
    if not all(layer.activation.is_affine for layer in network.layers):
        return []
    least = number_text(least_affine_loss(data, loss), 4)
    return [
        Finding(
            "affine", (), f"Without an activation the whole network is one affine map; none has a loss below {least}."
        )
    ]


def _dead(network: Network, trace: ForwardTrace, names: Names) -> list[Finding]:
    """Neurons that give 0 for every sample, with slope 0: no gradient passes through them."""
    dead = []
    for layer, preactivations, outputs, own in _hidden(network, trace, names):
        dead += itertools.compress(own, _is_dead(layer, preactivations, outputs))
    if not dead:
        return []
    return [
        Finding(
            "dead",
            tuple(dead),
            f"{_listed(dead)} {_is(dead)} dead: 0 at every sample, with slope 0, so "
            f"{'its' if len(dead) == 1 else 'their'} weights get no gradient.",
        )
    ]


def _saturated(network: Network, trace: ForwardTrace, names: Names) -> list[Finding]:
    """Neurons that have levelled off for every sample, at a limit other than a dead one's 0."""
    found = []
    for layer, preactivations, outputs, own in _hidden(network, trace, names):
        is_level = np.all(layer.activation.saturates(preactivations), axis=0)
        found += itertools.compress(own, is_level & ~_is_dead(layer, preactivations, outputs))
    if not found:
        return []
    return [
        Finding(
            "saturated",
            tuple(found),
            f"{_listed(found)} {_is(found)} saturated at every sample: the slope is below 0.05, and so little of the "
            "gradient passes.",
        )
    ]


def _unfolded(network: Network, trace: ForwardTrace, names: Names, known: set[str]) -> list[Finding]:
    """Neurons whose crease has all samples on one side, so that for them they are affine."""
    found = []
    for layer, preactivations, _, own in _hidden(network, trace, names):
        kinks = layer.activation.kinks
        if kinks and layer.activation.is_piecewise_linear:
            pieces = np.searchsorted(kinks, preactivations)
            found += itertools.compress(own, np.all(pieces == pieces[0], axis=0))
    found = [name for name in found if name not in known]
    if not found:
        return []
    return [
        Finding(
            "unfolded",
            tuple(found),
            f"{_listed(found)} {'folds' if len(found) == 1 else 'fold'} nothing: every sample lies on one side of the"
            " crease, where the neuron is affine.",
        )
    ]


def _on_one_line(network: Network, names: Names, known: set[str]) -> list[Finding]:
    """Pairs of neurons of the first layer whose creases are one line of the input space."""
    first = network.layers[0]
    if len(network.layers) == 1 or len(first.activation.kinks) != 1:
        return []
    rows = np.column_stack([first.weights, first.bias - first.activation.kinks[0]])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return [
        Finding(
            "one line",
            (one, two),
            f"{one} and {two} have their creases on one line, so together they fold no more than one of them would.",
        )
        for (one, row), (two, other) in itertools.combinations(zip(names[0], rows, strict=True), 2)
        if one not in known and two not in known and abs(row @ other) > _PARALLEL
    ]


def _merged(trace: ForwardTrace, data: Dataset) -> list[Finding]:
    """Samples that want different answers and are one point to the output neuron."""
    if len(data) > _MOST_COMPARED or len(trace.outputs) == 1:
        return []
    last = trace.outputs[-2]
    extent = max(float(np.ptp(last, axis=0).max()), _ALIKE)
    merged = [
        f"{vector_text(data.inputs[one], 0)} and {vector_text(data.inputs[two], 0)}"
        for one, two in itertools.combinations(range(len(data)), 2)
        if data.targets[one] != data.targets[two] and np.abs(last[one] - last[two]).max() <= _ALIKE * extent
    ]
    if not merged:
        return []
    more = f"; the same holds for {', '.join(merged[1:])}" if len(merged) > 1 else ""
    return [
        Finding("merged", (), f"{merged[0]} are one point to the output neuron, and want different answers{more}.")
    ]


def _movement(network: Network, data: Dataset, loss: Loss) -> Finding:
    """Whether the gradient still tells where to go."""
    norm = float(np.linalg.norm(gradient_norms(network, data.inputs, data.targets, loss)))
    value = number_text(loss(network(data.inputs)[:, 0], data.targets), 4)
    said = f"The gradient is {number_text(norm, 4)}"
    if norm < _AT_REST:
        return Finding("at rest", (), f"{said}: descent rests here, at a loss of {value}.")
    return Finding("moving", (), f"{said}: descent is not at rest yet, at a loss of {value}.")


def _is_dead(layer: Layer, preactivations: np.ndarray, outputs: np.ndarray) -> np.ndarray:
    """(n_neurons,) bool, from (n_samples, n_neurons)."""
    return np.all((outputs == 0) & (layer.activation.derivative(preactivations) == 0), axis=0)


def _hidden(network: Network, trace: ForwardTrace, names: Names):
    """Each hidden layer with its pre-activations, its outputs and the names of its neurons."""
    return zip(network.layers[:-1], trace.preactivations[:-1], trace.outputs[:-1], names, strict=True)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
