"""The 16 Boolean functions of two inputs."""

import numpy as np
import pytest

from core.gates import GATES, corners, truth_table

BY_PYTHON = {
    "and": lambda a, b: a and b, "or": lambda a, b: a or b, "xor": lambda a, b: a != b,
    "nand": lambda a, b: not (a and b), "nor": lambda a, b: not (a or b), "xnor": lambda a, b: a == b,
    "x1": lambda a, b: a, "x2": lambda a, b: b, "not_x1": lambda a, b: not a, "not_x2": lambda a, b: not b,
    "x1_implies_x2": lambda a, b: not a or b, "x2_implies_x1": lambda a, b: not b or a,
    "x1_and_not_x2": lambda a, b: a and not b, "x2_and_not_x1": lambda a, b: b and not a,
    "false": lambda a, b: False, "true": lambda a, b: True,
}  # fmt: skip


@pytest.mark.parametrize("key", GATES)
def test_a_gates_outputs_are_those_of_its_name(key):
    assert GATES[key].outputs == tuple(int(BY_PYTHON[key](bool(a), bool(b))) for a, b in corners(2))


def test_the_table_holds_every_function_once():
    assert {gate.outputs for gate in GATES.values()} == {truth_table(number, 2) for number in range(16)}


def test_corners_count_with_the_first_input_most_significant():
    np.testing.assert_array_equal(corners(2), [[0, 0], [0, 1], [1, 0], [1, 1]])
    assert corners(4).shape == (16, 4)


@pytest.mark.parametrize("n_inputs", [1, 2, 3])
def test_truth_tables_are_the_binary_digits_of_their_numbers(n_inputs):
    n_rows = 2**n_inputs
    tables = [truth_table(number, n_inputs) for number in range(2**n_rows)]
    assert tables == [tuple(map(int, f"{number:0{n_rows}b}")) for number in range(2**n_rows)]


def test_the_table_is_in_the_order_of_truth_table_numbers():
    assert [gate.outputs for gate in GATES.values()] == [truth_table(number, 2) for number in range(16)]


def test_a_gate_is_found_under_its_own_key_and_has_words_of_its_own():
    assert all(gate.key == key for key, gate in GATES.items())
    assert len({gate.name for gate in GATES.values()}) == len({gate.about for gate in GATES.values()}) == 16


@pytest.mark.parametrize("key", ["false", "nor", "xor", "nand", "and", "xnor", "or", "true"])
def test_a_gate_with_a_usual_name_has_it(key):
    assert GATES[key].name == key.upper()


def test_neither_the_table_nor_a_gate_nor_the_corners_can_be_changed():
    with pytest.raises(TypeError):
        GATES["new"] = GATES["xor"]
    with pytest.raises(AttributeError):
        GATES["xor"].name = "EITHER"
    with pytest.raises(ValueError, match="read-only"):
        corners(2)[0] = 1


@pytest.mark.parametrize("n_inputs", [-1, 0, 2.5, 11])
def test_a_number_of_inputs_that_is_not_offered_is_refused_in_words(n_inputs):
    words = f"A gate of {n_inputs} inputs is not offered; give a whole number from 1 to 10"
    for refused in (lambda: corners(n_inputs), lambda: truth_table(0, n_inputs)):
        with pytest.raises(ValueError, match=words):
            refused()


@pytest.mark.parametrize("number", [-1, 16])
def test_a_function_that_does_not_exist_is_refused_in_words(number):
    with pytest.raises(ValueError, match=f"function {number} of 2 inputs does not exist; give a number from 0"):
        truth_table(number, 2)
