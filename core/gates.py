"""The 16 Boolean functions of two inputs, as one table in the order of their truth-table number."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

MOST_INPUTS = 10


@dataclass(frozen=True)
class Gate:
    """A Boolean function of two inputs; `outputs` are its values at 00, 01, 10, 11."""

    key: str
    name: str
    outputs: tuple[int, int, int, int]
    about: str


@cache
def corners(n_inputs: int) -> np.ndarray:
    """All 0/1 inputs in counting order, the first input most significant: (2**n, n), read-only.

    Raises ValueError unless n_inputs is a whole number from 1 to 10.
    """
    _require_inputs(n_inputs)
    numbers = np.arange(2**n_inputs)[:, None]
    points = (numbers >> np.arange(n_inputs - 1, -1, -1) & 1).astype(np.float64)
    points.setflags(write=False)
    return points


def truth_table(number: int, n_inputs: int) -> tuple[int, ...]:
    """The 2**n outputs of Boolean function `number`, in the order of `corners`.

    They are the binary digits of the number: 6 of two inputs is 0110, XOR.
    Raises ValueError for a number outside 0 to 2**2**n - 1.
    """
    _require_inputs(n_inputs)
    n_rows = 2**n_inputs
    if not 0 <= number < 2**n_rows:
        raise ValueError(
            f"Boolean function {number} of {n_inputs} inputs does not exist; give a number from 0 to 2**{n_rows} - 1."
        )
    return tuple(number >> (n_rows - 1 - row) & 1 for row in range(n_rows))


def _require_inputs(n_inputs: int) -> None:
    if n_inputs not in range(1, MOST_INPUTS + 1):
        raise ValueError(f"A gate of {n_inputs} inputs is not offered; give a whole number from 1 to {MOST_INPUTS}.")


_ROWS = (
    ("false", "FALSE", "never 1"),
    ("and", "AND", "1 when both are 1"),
    ("x1_and_not_x2", "x₁ AND NOT x₂", "1 when only x₁ is 1"),
    ("x1", "x₁", "x₁ as it is"),
    ("x2_and_not_x1", "x₂ AND NOT x₁", "1 when only x₂ is 1"),
    ("x2", "x₂", "x₂ as it is"),
    ("xor", "XOR", "1 when exactly one is 1"),
    ("or", "OR", "1 when at least one is 1"),
    ("nor", "NOR", "1 when neither is 1"),
    ("xnor", "XNOR", "1 when both are the same"),
    ("not_x2", "NOT x₂", "the opposite of x₂"),
    ("x2_implies_x1", "x₂ IMPLIES x₁", "0 when only x₂ is 1"),
    ("not_x1", "NOT x₁", "the opposite of x₁"),
    ("x1_implies_x2", "x₁ IMPLIES x₂", "0 when only x₁ is 1"),
    ("nand", "NAND", "1 unless both are 1"),
    ("true", "TRUE", "always 1"),
)

GATES: Mapping[str, Gate] = MappingProxyType(
    {key: Gate(key, name, truth_table(number, 2), about) for number, (key, name, about) in enumerate(_ROWS)}
)
