"""A room: everybody in a hall under one code.  Its secret, where its lecture stands, and what it takes from a person.

Nothing here knows a clock or a store: whoever calls says what time it is, and gives random bytes.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

from core.numbers import format_number, plain, read_number, shortened
from core.xor import Neuron2

# Without what looks alike on a wall: B 8, D O 0 Q, G 6, I 1 L, S 5, U V, Z 2.
LETTERS = "ACEFHJKMNPRTWXY3479"
CODE_LENGTH = 6
MOST_PEOPLE = 1_000
MOST_ROOMS = 200
MOST_TRIES_A_PERSON = 200
MOST_TRIES_A_SECOND = 4
MOST_OPTIONS = 12
# In characters, of a lesson that somebody has brought along, packed as a link has it.
MOST_LESSON = 6_000
_STEP = re.compile(r"[a-z][a-z0-9-]{0,19} [0-9]{1,2}")
_PERSON = re.compile(r"[0-9a-f]{16}")


class RoomError(ValueError):
    """What a room does not take, with a sentence for the person who gave it."""


@dataclass(frozen=True)
class Place:
    """Where a lecture stands: a page, its step and the presses towards its answer, and how often that has changed.

    The step is one of the page's own, or of the `lesson` that its lecturer has brought along, packed.
    """

    page: str
    at: int
    pressed: int
    turn: int = 0
    lesson: str = ""


@dataclass(frozen=True)
class Room:
    """What everybody in a room may know of it.

    Where it `follows`, phones go where the lecture stands; where it is `shown`, the wall shows what was predicted.
    """

    code: str
    ends: float
    people: int = 0
    follows: bool = True
    shown: bool = False
    place: Place | None = None


@dataclass(frozen=True)
class Try:
    """A line tried on XOR.  Raises ValueError with a sentence for what is no number, or too large."""

    person: str
    neuron: Neuron2

    def __post_init__(self):
        _checked_person(self.person)
        for number in (self.neuron.w1, self.neuron.w2, self.neuron.b):
            read_number(format_number(number), place=" in a try")


@dataclass(frozen=True)
class Prediction:
    """What a person has chosen first of a step's options, by its place among them."""

    person: str
    step: str
    option: int

    def __post_init__(self):
        _checked_person(self.person)
        _checked_step(self.step)
        if type(self.option) is not int or not 0 <= self.option < MOST_OPTIONS:
            raise ValueError(f"“{shortened(str(self.option))}” is no option of a step.")


@dataclass(frozen=True)
class Done:
    """A step's task that a person has done."""

    person: str
    step: str

    def __post_init__(self):
        _checked_person(self.person)
        _checked_step(self.step)


Entry = Try | Prediction | Done


@dataclass(frozen=True)
class Pace:
    """How many tries a person has made: in all, and within the present second."""

    tries: int = 0
    second: int = 0
    in_second: int = 0


def with_another(pace: Pace, now: float) -> Pace:
    """The pace with one more try.  Raises RoomError where that is one too many."""
    second = int(now)
    in_second = pace.in_second * (second == pace.second) + 1
    if pace.tries >= MOST_TRIES_A_PERSON:
        raise RoomError(
            f"The room has {MOST_TRIES_A_PERSON} tries of yours and takes no more. On this page they count on."
        )
    if in_second > MOST_TRIES_A_SECOND:
        raise RoomError(f"The room takes {MOST_TRIES_A_SECOND} tries a second from a person, and has left some out.")
    return Pace(pace.tries + 1, second, in_second)


def code_of(random: bytes) -> str:
    """The code that random bytes make: 8 of them or more."""
    number, letters = int.from_bytes(random, "big"), ""
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return letters


def read_code(text: str) -> str:
    """The code that a person means, whatever its case and the spaces or dashes in it.

    Raises ValueError with a sentence for what is no code.
    """
    # Before upper(), which makes two letters of some: nothing longer than a code with spaces is looked through.
    code = re.sub(r"[\s\-]+", "", plain(text[:40])).upper()
    said = f"“{shortened(' '.join(text[:40].split()))}” is no room’s code"
    if len(code) != CODE_LENGTH or len(text) > 40:
        raise ValueError(f"{said}: it has {CODE_LENGTH} letters and digits, as on the wall.")
    if odd := next((letter for letter in code if letter not in LETTERS), ""):
        raise ValueError(f"{said}: none has “{odd}” in it. Look at the wall once more.")
    return code


def spelled(code: str) -> str:
    """A code as it is read out: two groups of three."""
    return f"{code[:3]} {code[3:]}"


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_secret(secret: str, kept: str) -> bool:
    """Whether this is the secret of which that was kept, in a time that tells nothing of it."""
    return hmac.compare_digest(hashed(secret), kept)


def person_of(kept: str, visitor: str) -> str:
    """What a room calls a visitor: the same at each return, and in another room something else."""
    return hmac.new(kept.encode(), visitor.encode(), hashlib.sha256).hexdigest()[:16]


def no_room(code: str) -> str:
    """The sentence for a code that no room has, or none any more."""
    return f"There is no room {spelled(code)}, or it has ended. Everything works here without one."


def no_followers() -> str:
    """The sentence for a lesson that phones cannot go along with."""
    return "Phones do not follow this lesson: it is too long for a link."


def _checked_person(person: str) -> None:
    if not _PERSON.fullmatch(person):
        raise ValueError("A person is sixteen hexadecimal digits.")


def _checked_step(step: str) -> None:
    if not _STEP.fullmatch(step):
        raise ValueError(f"“{shortened(step)}” is no step; it is a page and a number, as in xor 3.")
