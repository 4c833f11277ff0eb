"""What everybody in a room has done, counted: tries at XOR, predictions as bars, tasks done."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from core.gates import Gate, corners
from core.network import affine_values
from core.rooms import Done, Entry, Prediction, Try

_NONE: Mapping = MappingProxyType({})
_N_CORNERS = 4


@dataclass(frozen=True)
class Hall:
    """What a table of entries comes to.

    `by_right` counts the tries with 0, 1, ... 4 corners right, `predicted` the predictions by step and option, and
    `done` the people by the task that they have done.  A table has one prediction of a person for a step, and a task
    done once.
    """

    triers: frozenset[str] = frozenset()
    by_right: tuple[int, ...] = (0,) * (_N_CORNERS + 1)
    predicted: Mapping[tuple[str, int], int] = field(default_factory=lambda: _NONE)
    done: Mapping[str, int] = field(default_factory=lambda: _NONE)

    @property
    def n_tries(self) -> int:
        return sum(self.by_right)

    @property
    def best(self) -> int:
        """The most corners that any try has right; 0 where there is none."""
        return max((right for right, count in enumerate(self.by_right) if count), default=0)

    def bars(self, step: str, n_options: int) -> tuple[int, ...]:
        """How many have predicted each of a step's options."""
        return tuple(self.predicted.get((step, option), 0) for option in range(n_options))


def with_entries(hall: Hall, entries: Sequence[Entry], gate: Gate) -> Hall:
    """The hall with more entries; what it costs depends on them, and on nothing that was there before."""
    tries = [entry for entry in entries if isinstance(entry, Try)]
    right = np.bincount(corners_right(tries, gate), minlength=_N_CORNERS + 1)
    return replace(
        hall,
        triers=hall.triers | {one.person for one in tries},
        by_right=tuple(int(old + new) for old, new in zip(hall.by_right, right, strict=True)),
        predicted=_added(hall.predicted, ((one.step, one.option) for one in entries if isinstance(one, Prediction))),
        done=_added(hall.done, (one.step for one in entries if isinstance(one, Done))),
    )


def corners_right(tries: Sequence[Try], gate: Gate) -> np.ndarray:
    """(n,) how many of the gate's corners each try has right: as core.xor's score says for one of them."""
    weights = lines_of(tries)
    answers = affine_values(corners(2), weights[:, :2], weights[:, 2]) > 0
    return (answers == np.array(gate.outputs, dtype=bool)[:, None]).sum(axis=0)


def lines_of(tries: Sequence[Try]) -> np.ndarray:
    """(n, 3): w1, w2 and b of each try."""
    return np.array([(one.neuron.w1, one.neuron.w2, one.neuron.b) for one in tries]).reshape(-1, 3)


def tries_text(hall: Hall) -> str:
    """412 tries by 187 people: best 3 of 4."""
    if not hall.n_tries:
        return "Nobody has tried yet"
    tries, people = counted(hall.n_tries, "try", "tries"), counted(len(hall.triers), "person", "people")
    return f"{tries} by {people}: best {hall.best} of {_N_CORNERS}"


def counted(count: int, one: str, many: str) -> str:
    """1 person, 1,000 people."""
    return f"{count:,} {one if count == 1 else many}"


def _added(counts: Mapping, more: Iterable) -> Mapping:
    return MappingProxyType(dict(Counter(counts) + Counter(more)))
