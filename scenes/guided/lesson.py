"""What the guide walks through: our steps, page by page, or those of a lesson that a visitor has brought along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from components.shell.lessons import LESSONS, Lesson
from lessons import STEPS
from lessons.step import Step
from lessons.text import OwnStep


def name_of(lesson: Lesson) -> str:
    """As in pages/."""
    return Path(lesson.path).stem


PAGES: Mapping[str, Lesson] = {name_of(lesson): lesson for lesson in LESSONS}


@dataclass(frozen=True)
class Ours:
    """The steps of a page; before the first and after the last are those of the pages beside it."""

    page: str
    packed = ""

    @property
    def steps(self) -> Sequence[Step]:
        return STEPS[self.page]

    @property
    def name(self) -> str:
        return self.page

    @property
    def question(self) -> str:
        """What stands there until the first step."""
        n_steps = sum(map(len, STEPS.values()))
        # Its own question is the title already.
        about = f"See for yourself: {n_steps} steps through all pages, in about a quarter of an hour."
        return about if self.page == name_of(LESSONS[0]) else PAGES[self.page].question

    @property
    def ways(self) -> tuple[str, str]:
        """The titles of the pages before and after; empty where there is none."""
        return tuple(PAGES[page].title if page else "" for page in map(self._beside, (-1, 1)))

    @property
    def beyond(self) -> tuple[str, str]:
        """The questions of the steps before the first and after the last."""
        return tuple(self.step(*self.goal(at)).question for at in (-1, len(self.steps) + 1))

    def goal(self, at: int) -> tuple[str, int]:
        """The page to which a step leads, and its number there."""
        if 0 <= at <= len(self.steps):
            return self.page, at
        page = self._beside(-1 if at < 0 else 1) or name_of(LESSONS[0])
        return page, len(STEPS[page]) if at < 0 else 1

    def step(self, page: str, at: int) -> Step:
        return STEPS[page][at - 1]

    def _beside(self, way: int) -> str | None:
        names = list(PAGES)
        place = names.index(self.page) + way
        return names[place] if 0 <= place < len(names) else None


@dataclass(frozen=True)
class Own:
    """A lesson's own steps, counted from the first to the last, on whatever pages they are; seen from a `page`.

    `packed` is its text in the address, None where it is too long for one.
    """

    page: str
    name: str
    placed: tuple[OwnStep, ...]
    packed: str | None
    ways = beyond = ("", "")

    @cached_property
    def steps(self) -> Sequence[Step]:
        return tuple(own.step for own in self.placed)

    @property
    def question(self) -> str:
        return f"A lesson of your own: {len(self.placed)} {'step' if len(self.placed) == 1 else 'steps'}."

    def goal(self, at: int) -> tuple[str, int]:
        at = min(max(at, 0), len(self.placed))
        return (self.placed[at - 1].page if at else self.page), at

    def step(self, page: str, at: int) -> Step:
        return self.placed[at - 1].step
