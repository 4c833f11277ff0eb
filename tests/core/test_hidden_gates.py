"""Hidden neurons by the name of the gate that they are."""

import numpy as np
import pytest

from core.gates import GATES
from core.hidden_gates import gate_of, hidden_gates
from core.network import Layer, Network
from core.presets import PRESETS, XOR_NETWORK


@pytest.mark.parametrize("gate", [GATES[key] for key in GATES if key not in ("true", "false")], ids=lambda g: g.key)
@pytest.mark.parametrize(("low", "high"), [(0, 1), (-1, 1), (-0.3, 7)])
def test_a_gate_is_found_by_its_two_values(gate, low, high):
    values = np.where(gate.outputs, high, low) + 0.05 * np.array([1, -1, 0, 1])
    found = gate_of(values)
    assert (found.gate, found.has_two_values) == (gate, True)


def test_the_textbooks_neurons_are_an_or_that_counts_and_an_and():
    # Hidden values (0, 1, 1, 2) and (0, 0, 0, 1).
    ((counting, both),) = hidden_gates(XOR_NETWORK)
    assert (counting.gate.key, counting.has_two_values) == ("or", False)
    assert (both.gate.key, both.has_two_values) == ("and", True)


@pytest.mark.parametrize("key", ["and", "or", "nand"])
def test_the_presets_are_the_gates_they_are_called_after(key):
    neuron = PRESETS[key].network.layers[0]
    behind = Layer([[1.0]], [0.0], neuron.activation)
    (((found,)),) = hidden_gates(Network((neuron, behind)))
    assert found.gate.key == key


@pytest.mark.parametrize("values", [(1, 1, 1, 1), (0, 0, 0, 0), (0.1, 1, 2, 3), (-1, 0, 0, 1)])
def test_what_falls_into_no_two_groups_is_no_gate(values):
    assert gate_of(values) is None


def test_gates_are_named_for_two_inputs():
    with pytest.raises(ValueError, match="has 1 inputs; gates are named for two"):
        hidden_gates(PRESETS["tent"].network)
