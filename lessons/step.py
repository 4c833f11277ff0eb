"""One step of a lesson: a state of a page, a question, how it is answered, and what is revealed."""

import re
from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.formulas import Formula
from core.numbers import read_number, short_text
from core.sketch import Apart, Heights, columns, furthest, roomy

_NONE: Mapping[str, str] = MappingProxyType({})
# What is nearer to a number than this is that number: a hand sets two decimals.
NEAR = 0.005
# What is right within so much is so within a billionth more: 0.3 is as near to 0.2 as 0.1 is.
_SLACK = 1e-9
# Of a plane in which a line is drawn.
LEAST_SIDE = 0.01
MOST_PRESSES = 12
_KEY = re.compile(r"[A-Za-z][\w-]*")
# What frame.css can bring to the top of a phone's page: the grid of the plane, what is left of a stack in words.
FIRST = ("grid", "truth")

_RELATIONS: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {
        "<": lambda found, wanted: found < wanted,
        "<=": lambda found, wanted: found <= wanted,
        "=": lambda found, wanted: abs(found - wanted) <= NEAR,
        ">=": lambda found, wanted: found >= wanted,
        ">": lambda found, wanted: found > wanted,
    }
)
_CLAUSE = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(<=|>=|≤|≥|<|>|=)\s*(\S+)\s*")
_ALSO = MappingProxyType({"≤": "<=", "≥": ">="})


@dataclass(frozen=True)
class Clause:
    """That a number of the page, by its name in FACTS, stands in a relation to another one."""

    fact: str
    relation: str
    wanted: float

    def holds(self, facts: Mapping[str, float]) -> bool:
        return self.fact in facts and _RELATIONS[self.relation](facts[self.fact], self.wanted)


def condition(text: str, known: Mapping[str, str]) -> tuple[Clause, ...]:
    """What counts as done, "kink = 2 and weight < 0": all of it has to hold.

    Raises ValueError with a sentence for anything else, and for names that are not among the `known` ones.
    """
    clauses = []
    for part in text.split(" and "):
        match = _CLAUSE.fullmatch(part)
        if not match:
            raise ValueError(f"“{part.strip()}” is no condition; write a name, a relation and a number: kink = 2.")
        fact, relation, number = match.groups()
        if fact not in known:
            raise ValueError(f"“{fact}” is no number of a page; there are {', '.join(known)}.")
        clauses.append(Clause(fact, _ALSO.get(relation, relation), read_number(number, -1e6, 1e6)))
    return tuple(clauses)


@dataclass(frozen=True)
class Option:
    """An answer to choose from, with the sentence that it gets."""

    text: str
    says: str = ""
    is_right: bool = False


@dataclass(frozen=True)
class Guess:
    """A number to type as an answer: right `within` so much of the `wanted` one, else with the sentence it gets."""

    wanted: float
    within: float = NEAR
    too_small: str = "It is more."
    too_large: str = "It is less."

    def __post_init__(self):
        if not self.within >= 0:
            raise ValueError(f"A guess is right within a distance of at least 0, not {self.within:g}.")

    def fault(self, typed: float) -> str:
        """What is said of a number that was typed; nothing of a right one."""
        if abs(typed - self.wanted) <= self.within + _SLACK:
            return ""
        return self.too_small if typed < self.wanted else self.too_large


@dataclass(frozen=True)
class Drawn:
    """A line to draw over a `window` of x as an answer: right if it is nowhere further than `near` from the `truth`.

    Else it gets a sentence: where it is furthest off it is too low, or too high.  The empty plane has the `heights`,
    or else as much room as the truth needs, and some for what is wrong.
    """

    truth: Formula
    window: tuple[float, float]
    near: float
    too_low: str = "There it is higher."
    too_high: str = "There it is lower."
    heights: tuple[float, float] | None = None

    def __post_init__(self):
        if not self.near > 0:
            raise ValueError(f"A line is right within a distance above 0, not {self.near:g}.")
        for low, high in (self.window, self.heights or (0.0, 1.0)):
            if not high - low >= LEAST_SIDE:
                raise ValueError(
                    f"A plane goes from a number to one that is larger by {LEAST_SIDE:g} at least, "
                    f"not from {short_text(low)} to {short_text(high)}."
                )
        values, (low, high) = self.truth(columns(self.window)), self.plane[1]
        if not (low <= values.min() and values.max() <= high):
            least, most = short_text(values.min(), 3), short_text(values.max(), 3)
            raise ValueError(
                f"“{self.truth}” goes from {least} to {most}: its plane has to, and goes from {short_text(low)} to "
                f"{short_text(high)}."
            )

    @property
    def plane(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What is seen: from where to where x goes, and y."""
        return self.window, self.heights or roomy(self.truth, self.window)

    def furthest(self, line: Heights) -> Apart | None:
        """Where a line is furthest off; None for one that leaves out too much."""
        return furthest(line, self.truth, self.window)

    def is_near(self, apart: Apart) -> bool:
        return abs(apart.gap) <= self.near + _SLACK


@dataclass(frozen=True)
class Step:
    """A step of a page.

    Its state is what `address` sets of the page's controls, by their keys and as a link has it; an empty text stands
    for what the control begins with.  With `options` it is a prediction, with `number` one that is typed, with
    `drawn` one that is drawn, with `done` a task for the hands, `in_words` it is answered by a sentence of one's own;
    else there is something to look at.  When it is answered, `reveal` is said and `then` is set as well: one address,
    or several that are set one after the other, each with a press; the last one reveals.

    Where nothing but the step is presented, of the page only what is `seen` is there, by the keys that pages give to
    drawings and containers; without any, all of it.  On a phone what it speaks of comes `first`, by a name that
    frame.css knows, where the page has something else above it.
    """

    question: str
    address: Mapping[str, str] = field(default_factory=lambda: _NONE)
    options: tuple[Option, ...] = ()
    number: Guess | None = None
    drawn: Drawn | None = None
    done: tuple[Clause, ...] = ()
    in_words: bool = False
    reveal: str = ""
    then: Mapping[str, str] | tuple[Mapping[str, str], ...] = field(default_factory=lambda: _NONE)
    seen: tuple[str, ...] = ()
    first: str = ""

    def __post_init__(self):
        if len(self.presses) > MOST_PRESSES:
            raise ValueError(f"“{self.question}” has {len(self.presses)} presses; {MOST_PRESSES} are possible.")
        for key in self.seen:
            if not _KEY.fullmatch(key):
                raise ValueError(
                    f"“{key}” is no key of what a page shows; there are letters, digits, - and _ in them."
                )
        if self.first and self.first not in FIRST:
            raise ValueError(f"“{self.first}” cannot come first; there are {', '.join(FIRST)}.")
        if self.options and sum(option.is_right for option in self.options) != 1:
            raise ValueError(f"“{self.question}” has to have one right answer among its choices.")
        if sum(map(bool, (self.options, self.number, self.drawn, self.done, self.in_words))) > 1:
            raise ValueError(f"“{self.question}” is answered in one way: choices, a number, a line, a task or words.")

    @property
    def presses(self) -> tuple[Mapping[str, str], ...]:
        """What each press sets, until all is revealed."""
        return (self.then,) if isinstance(self.then, Mapping) else self.then

    def set_by(self, presses: int) -> Mapping[str, str]:
        """What is set when so many presses have been made: a press leaves what those before it have set."""
        return dict(ChainMap(*self.presses[:presses][::-1])) if presses else self.address

    def state(self, presses: int) -> Mapping[str, str]:
        """What is set for who comes from elsewhere when so many presses have been made."""
        return {**self.address, **self.set_by(presses)}

    def is_done(self, facts: Mapping[str, float]) -> bool:
        """Whether a task is done on a page with these numbers."""
        return bool(self.done) and all(clause.holds(facts) for clause in self.done)


def right(text: str, says: str = "") -> Option:
    return Option(text, says, is_right=True)


def wrong(text: str, says: str) -> Option:
    return Option(text, says)
