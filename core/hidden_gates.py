"""Hidden neurons that are gates: what a trained network has made of the four corners of XOR, by name."""

from dataclasses import dataclass

import numpy as np

from core.gates import GATES, Gate, corners
from core.network import Network

# Values are one where they lie this much nearer to each other than to the rest, as a share of the way between.
_ALIKE = 0.25
_BY_OUTPUTS = {gate.outputs: gate for gate in GATES.values()}


@dataclass(frozen=True)
class HiddenGate:
    """A hidden neuron as a gate: 1 where it is high.

    `has_two_values` tells whether it takes only two values at the corners, to a quarter of the way between them,
    as a gate does.  A ReLU that is 0, 1, 1, 2 is high where OR is 1, but counts how many inputs are.
    """

    gate: Gate
    has_two_values: bool


def hidden_gates(network: Network) -> tuple[tuple[HiddenGate | None, ...], ...]:
    """For each hidden layer and neuron the gate that it is at the corners of XOR, None where it is none.

    Raises ValueError unless the network has two inputs.
    """
    if network.sizes[0] != 2:
        raise ValueError(f"This network has {network.sizes[0]} inputs; gates are named for two.")
    trace = network.forward(corners(2))
    return tuple(tuple(gate_of(values) for values in outputs.T) for outputs in trace.outputs[:-1])


def gate_of(values) -> HiddenGate | None:
    """The gate that four values at the corners 00, 01, 10, 11 are: (4,) numbers.

    They are one where they fall into a low and a high group, or where the low ones are exactly 0 and the others
    above, as behind a ReLU.  Four equal values are no gate.
    """
    values = np.asarray(values, dtype=np.float64)
    ordered = np.sort(values)
    gaps = np.diff(ordered)
    widest = int(np.argmax(gaps))
    if not gaps[widest] > 0:
        return None
    spread = max(ordered[widest] - ordered[0], ordered[-1] - ordered[widest + 1])
    if spread <= _ALIKE * gaps[widest]:
        return HiddenGate(_gate(values > ordered[widest]), has_two_values=True)
    if ordered[0] == 0:
        return HiddenGate(_gate(values > 0), has_two_values=False)
    return None


def _gate(is_high: np.ndarray) -> Gate:
    return _BY_OUTPUTS[tuple(map(int, is_high))]
