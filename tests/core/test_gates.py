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
