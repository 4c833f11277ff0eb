"""Why no two weights and a bias give XOR, line by line, with a neuron's own numbers in each line.

xor_proof.js fills in the same numbers while a hand moves the neuron's line.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.gates import GATES, Gate, corners
from core.numbers import MINUS, is_written_in_full, number_text
from core.xor import CORNER_NAMES, Neuron2, score

_XOR = GATES["xor"]
_LHS = {(0, 0): "b", (0, 1): "w₂ + b", (1, 0): "w₁ + b", (1, 1): "w₁ + w₂ + b"}
# What is added: both corners where XOR is 1, and both where it is 0.
_SUMS = {"up": ("01", "10"), "down": ("00", "11")}


@dataclass(frozen=True)
class Inequality:
    """What one corner demands of the weights: `lhs` > 0 or <= 0, with its value and whether it holds."""

    corner: tuple[int, int]
    lhs: str
    wants_one: bool
    value: float
    holds: bool

    @property
    def relation(self) -> str:
        return _relation(self.wants_one)


@dataclass(frozen=True)
class Line:
    """A line of the proof.

    `claim` is what it says whatever the weights are, `yours` what it says of a neuron, with places such as {at01} for
    the neuron's numbers.  `asks` names the number that has to be above 0, or not to be (`above`); "" where nothing is
    asked.  `corners` are those that it speaks of; with `crosses` it speaks of the diagonals.
    """

    name: str
    claim: str
    yours: str
    asks: str = ""
    above: bool = False
    corners: tuple[str, ...] = CORNER_NAMES
    crosses: bool = False

    def holds(self, values: Mapping[str, float]) -> bool | None:
        """Whether what it asks holds of proof_values(); None where it asks for nothing."""
        return (values[self.asks] > 0) == self.above if self.asks else None

    def sentence(self, neuron: Neuron2) -> str:
        """All of the line with a neuron's numbers in it."""
        verdict = {True: " ✓ holds", False: " ✗ fails", None: ""}[self.holds(proof_values(neuron))]
        return f"{self.name} {self.claim} Yours: {self.yours.format(**proof_texts(neuron))}{verdict}"


def inequalities(neuron: Neuron2, gate: Gate) -> tuple[Inequality, ...]:
    """One per corner, in the order 00, 01, 10, 11."""
    result = score(neuron, gate)
    return tuple(
        Inequality((int(x1), int(x2)), _LHS[int(x1), int(x2)], bool(wanted), value, holds)
        for (x1, x2), wanted, value, holds in zip(
            corners(2), gate.outputs, result.preactivations, result.correct, strict=True
        )
    )


def least_squares(gate: Gate) -> tuple[Neuron2, float]:
    """The weights with the smallest mean squared error on a gate, and that error."""
    columns = np.column_stack([corners(2), np.ones(4)])
    solution, *_ = np.linalg.lstsq(columns, np.array(gate.outputs, dtype=np.float64), rcond=None)
    # Least squares leaves 1e-17 where the answer is 0.
    neuron = Neuron2(*(float(value) + 0.0 for value in solution.round(12)))
    return neuron, score(neuron, gate).mean_squared_error


def doubled_sum(neuron: Neuron2) -> float:
    """w₁ + w₂ + 2b, which both sums of two demands are, with the sign that it has exactly.

    Added up in any one order it can be 0 where it is not; what rounding takes away is added last.
    """
    first, lost = _two_sum(neuron.w1, neuron.w2)
    total, lost_too = _two_sum(first, 2 * neuron.b)
    return total + (lost + lost_too)


def proof_values(neuron: Neuron2) -> dict[str, float]:
    """The numbers that lines ask of: the pre-activation at each corner, and the "sum"."""
    values = zip(CORNER_NAMES, score(neuron, _XOR).preactivations, strict=True)
    return {f"at{name}": value for name, value in values} | {"sum": doubled_sum(neuron)}


def proof_texts(neuron: Neuron2) -> dict[str, str]:
    """What stands in the places of the lines."""
    values = proof_values(neuron)
    failing = [line.name for line in LINES[: len(CORNER_NAMES)] if not line.holds(values)]
    return {
        **{name: number_text(value) for name, value in values.items()},
        **{name: _addition(values, pair) for name, pair in _SUMS.items()},
        "side": f"{_relation(values['sum'] > 0)} 0",
        "mean": number_text(values["sum"] / 2),
        "failing": ", ".join(failing),
        "error": number_text(score(neuron, _XOR).mean_squared_error, 3),
    }


def _addition(values: Mapping[str, float], pair: tuple[str, str]) -> str:
    """0.50 + (−1.00) = −0.50, or ≈ where a number is not written in full."""
    numbers = [values[f"at{name}"] for name in pair]
    one, two = map(number_text, numbers)
    is_exact = all(map(is_written_in_full, (*numbers, values["sum"])))
    added = f"({two})" if two.startswith(MINUS) else two
    return f"{one} + {added} {'=' if is_exact else '≈'} {number_text(values['sum'])}"


def _two_sum(one: float, two: float) -> tuple[float, float]:
    """The sum of two numbers, and what rounding took from it, exactly (Knuth)."""
    total = one + two
    part = total - one
    return total, (one - (total - part)) + (two - part)


def _relation(is_above: bool) -> str:
    return ">" if is_above else "≤"


def _demand(place: int) -> Line:
    name, wanted = CORNER_NAMES[place], _XOR.outputs[place]
    asked = f"{_relation(wanted)} 0"
    lhs = list(_LHS.values())[place]
    number = f"at{name}"
    return Line(
        f"({place + 1})", f"{name} → {wanted}: {lhs} {asked}", f"{{{number}}} {asked}", number, bool(wanted), (name,)
    )


def _best() -> Line:
    best, error = least_squares(_XOR)
    named = {"w₁": best.w1, "w₂": best.w2, "b": best.b}
    # With spaces at which no line breaks.
    numbers = ", ".join(f"{name}\u00a0=\u00a0{number_text(value)}" for name, value in named.items())
    return Line(
        "At best",
        "least squares, which makes the mean of (w₁x₁ + w₂x₂ + b − wanted)² least, has "
        f"{numbers}: {number_text(best.b)} everywhere, mean {number_text(error, 3)}.",
        "{error}",
        crosses=True,
    )


LINES = (
    *map(_demand, range(4)),
    Line("(2) + (3)", "w₁ + w₂ + 2b > 0", "{up}", "sum", True, _SUMS["up"]),
    Line("(1) + (4)", "w₁ + w₂ + 2b ≤ 0", "{down}", "sum", False, _SUMS["down"]),
    Line(
        "So",
        "one number, above 0 and not above 0: there is none.",
        "{sum} {side}; what fails: {failing}",
    ),
    Line(
        "By picture",
        "where the diagonals cross, a neuron gives the mean of the ends of each. XOR wants both "
        "above 0 on one, and neither on the other.",
        "{mean} there, along both",
        crosses=True,
    ),
    _best(),
)
