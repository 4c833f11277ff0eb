"""The table of gates is complete, in order, and says what its gates do."""

from itertools import product

import numpy as np
import pytest

from core.gates import GATES, corners, truth_table

MEANINGS = {
    "and": lambda a, b: a and b,
    "or": lambda a, b: a or b,
    "nand": lambda a, b: not (a and b),
    "nor": lambda a, b: not (a or b),
    "xor": lambda a, b: a != b,
    "xnor": lambda a, b: a == b,
}


def test_every_boolean_function_of_two_inputs_stands_in_the_table_once():
    assert sorted(gate.outputs for gate in GATES.values()) == sorted(product((0, 1), repeat=4))


def test_the_table_is_in_the_order_of_truth_table_numbers():
    assert [gate.outputs for gate in GATES.values()] == [truth_table(number, 2) for number in range(16)]


@pytest.mark.parametrize("key", MEANINGS)
def test_a_gate_does_what_its_name_says(key):
    assert GATES[key].outputs == tuple(int(MEANINGS[key](a, b)) for a, b in product((0, 1), repeat=2))


def test_keys_are_lower_snake_case_and_names_and_descriptions_differ_from_each_other():
    for key, gate in GATES.items():
        assert gate.key == key
        assert key == key.lower() and key.isidentifier()
    for words in ([gate.name for gate in GATES.values()], [gate.about for gate in GATES.values()]):
        assert all(words) and len(set(words)) == 16


def test_the_table_cannot_be_changed():
    with pytest.raises(TypeError):
        GATES["new"] = GATES["xor"]
    with pytest.raises(AttributeError):
        GATES["xor"].name = "EITHER"


@pytest.mark.parametrize("n_inputs", range(1, 6))
def test_corners_count_upwards_with_the_first_input_most_significant(n_inputs):
    points = corners(n_inputs)
    assert points.dtype == np.float64 and not points.flags.writeable
    assert points.tolist() == [list(map(float, row)) for row in product((0, 1), repeat=n_inputs)]


@pytest.mark.parametrize("n_inputs", range(1, 4))
def test_truth_tables_number_every_function_once(n_inputs):
    n_rows = 2**n_inputs
    tables = [truth_table(number, n_inputs) for number in range(2**n_rows)]
    assert set(tables) == set(product((0, 1), repeat=n_rows))
    assert all(type(bit) is int for table in tables for bit in table)
