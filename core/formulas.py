"""Functions of one number that are written in a line: relu(x - 2), relu(x + 1) - 2 relu(x), sigmoid'(x).

A formula is a sum of terms, each a number of times an activation of the table at w x + b; with ' behind its name it
is the activation's derivative there.  No other text is a formula, and nothing that a text says is ever run.
"""

import re
from dataclasses import dataclass

import numpy as np

from core.activation import Activation
from core.activations import ACTIVATIONS
from core.curves import preimages
from core.numbers import format_number, plain, read_number, shortened, with_minus

MOST_TERMS = 8
LARGEST = 100.0
# On either side of a place, and what is a jump between them: with numbers of at most 100 no slope climbs so much.
_BESIDE, _JUMP = 1e-9, 1e-3

_SIZE = r"(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?"
_TERM = re.compile(rf" ?([+-]?) ?({_SIZE})? ?[*·]? ?([a-z][a-z0-9_]*) ?(['’′]?) ?\(([^()]*)\)", re.ASCII)
_AFFINE = re.compile(rf" ?([+-]?) ?({_SIZE})? ?[*·]? ?x ?(?:([+-]) ?({_SIZE}) ?)?", re.ASCII)


@dataclass(frozen=True)
class Term:
    """`factor` times an activation at w·x + b, or times its derivative there."""

    factor: float
    activation: Activation
    weight: float = 1.0
    bias: float = 0.0
    is_slope: bool = False

    def __call__(self, xs: np.ndarray) -> np.ndarray:
        z = self.weight * xs + self.bias
        return self.factor * (self.activation.derivative(z) if self.is_slope else self.activation(z))

    def __str__(self) -> str:
        return self._written(self.activation.key + "'" * self.is_slope)

    @property
    def title(self) -> str:
        """As people write it."""
        return with_minus(self._written(self.activation.name + "′" * self.is_slope))

    def _written(self, name: str) -> str:
        inner = _times(self.weight) + "x" + (_signed(self.bias) if self.bias else "")
        return f"{_times(self.factor)}{name}({inner})"


@dataclass(frozen=True)
class Formula:
    """A sum of terms, as a function of x."""

    terms: tuple[Term, ...]

    def __call__(self, xs) -> np.ndarray:
        xs = np.asarray(xs, dtype=np.float64)
        return sum((term(xs) for term in self.terms), np.zeros_like(xs))

    def __str__(self) -> str:
        """The text that reads back as it."""
        return _joined(map(str, self.terms), "-")

    @property
    def title(self) -> str:
        return _joined((term.title for term in self.terms), "−")

    @property
    def kinks(self) -> tuple[float, ...]:
        """Where a term has a kink."""
        return tuple(sorted({x for term in self.terms for x in preimages(term.activation, term.weight, term.bias)}))

    @property
    def jumps(self) -> tuple[float, ...]:
        """Where the sum jumps."""
        return tuple(x for x in self.kinks if abs(float(np.ptp(self(beside(x))))) > _JUMP)


def beside(x: float) -> np.ndarray:
    """A place close on either side."""
    return np.array([x - _BESIDE, x + _BESIDE])


def formula(text: str) -> Formula:
    """The function that a text writes.  Raises ValueError with a sentence for anything else."""
    # One space at most: where many may stand in many places, a text of spaces alone takes hours to be refused.
    rest = " ".join(plain(text).lower().split())
    terms: list[Term] = []
    while rest:
        match = _TERM.match(rest)
        if not match or (terms and not match[1]):
            raise ValueError(
                f"“{shortened(text)}” is no formula; write activations of w x + b, as in relu(x - 2) or "
                f"2 relu(x + 1) - tanh'(x)."
            )
        sign, size, key, prime, inner = match.groups()
        if key not in ACTIVATIONS:
            raise ValueError(f"“{shortened(key)}” is no activation; there are {', '.join(ACTIVATIONS)}.")
        affine = _AFFINE.fullmatch(inner)
        if not affine:
            raise ValueError(f"“{shortened(inner)}” is not of the form w x + b; write x, x - 2 or -0.5 x + 1.")
        weight, bias = _number(affine[1], affine[2], 1.0), _number(affine[3], affine[4], 0.0)
        terms.append(Term(_number(sign, size, 1.0), ACTIVATIONS[key], weight, bias, bool(prime)))
        rest = rest[match.end() :]
    if not 1 <= len(terms) <= MOST_TERMS:
        raise ValueError(f"A formula has 1 to {MOST_TERMS} terms, as in relu(x - 2); this one has {len(terms)}.")
    return Formula(tuple(terms))


def _number(sign: str | None, size: str | None, missing: float) -> float:
    return read_number((sign or "") + size, -LARGEST, LARGEST) if size else missing * (-1 if sign == "-" else 1)


def _times(factor: float) -> str:
    return {1.0: "", -1.0: "-"}.get(factor, f"{format_number(factor)} ")


def _signed(number: float) -> str:
    return f" {'-' if number < 0 else '+'} {format_number(abs(number))}"


def _joined(terms, minus: str) -> str:
    """Terms behind each other, each sign between two of them."""
    first, *others = terms
    return first + "".join(
        f" {minus} {term.removeprefix(minus)}" if term.startswith(minus) else f" + {term}" for term in others
    )
