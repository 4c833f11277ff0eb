"""All weights and biases of a network as one row of numbers, in the order of its text.

Layer by layer, neuron by neuron, the weights and then the bias: so a layer is the matrix [W b] of shape
(n_out, n_in + 1), row by row, and takes its inputs with a 1 below them.
"""

import itertools
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.activation import Activation
from core.network import Layer, Network


@dataclass(frozen=True)
class ParameterLayout:
    """Where each weight and bias of networks with the given sizes, input first, stands in the row."""

    sizes: tuple[int, ...]

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """(n_out, n_in + 1) for each layer."""
        return tuple((n_out, n_in + 1) for n_in, n_out in itertools.pairwise(self.sizes))

    @cached_property
    def count(self) -> int:
        return sum(n_out * n_columns for n_out, n_columns in self.shapes)

    @cached_property
    def is_weight(self) -> np.ndarray:
        """(count,) bool: False for a bias."""
        is_weight = np.ones(self.count, dtype=bool)
        for matrix in self.matrices(is_weight):
            matrix[:, -1] = False
        is_weight.setflags(write=False)
        return is_weight

    def matrices(self, rows: np.ndarray) -> tuple[np.ndarray, ...]:
        """Views of rows (..., count): [W b] of each layer, (..., n_out, n_in + 1)."""
        ends = np.cumsum([n_out * n_columns for n_out, n_columns in self.shapes])
        return tuple(
            rows[..., end - n_out * n_columns : end].reshape(*rows.shape[:-1], n_out, n_columns)
            for (n_out, n_columns), end in zip(self.shapes, ends, strict=True)
        )

    def network(self, row: np.ndarray, activation: Activation, output_activation: Activation) -> Network:
        """The network with the parameters of one row (count,)."""
        *hidden, last = self.matrices(np.asarray(row, dtype=np.float64))
        return Network(
            (
                *(Layer(matrix[:, :-1], matrix[:, -1], activation) for matrix in hidden),
                Layer(last[:, :-1], last[:, -1], output_activation),
            )
        )


def parameters_of(network: Network) -> np.ndarray:
    """The row of a network: (parameter_count,) float64."""
    return np.concatenate([np.column_stack([layer.weights, layer.bias]).reshape(-1) for layer in network.layers])
