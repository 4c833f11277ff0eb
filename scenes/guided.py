"""The guide of a page: which step is shown, and what a step sets of the page's controls."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from components.address import Control, Number, Switch
from components.guide import draw_guide
from components.shell.frame import VERSIONS, is_dark
from components.shell.lessons import LESSONS, Lesson
from figures.theme import palette_of
from lessons import STEPS
from lessons.step import MOST_PRESSES, Step
from scenes import rooms

# At 0 the page's steps have yet to begin; before that and after the last are those of the pages beside it.
AT = Number("guide", "Step of the lesson", 0, -1, 30, 1)
PRESSED = Number("answer", "Presses towards its answer", 0, 0, MOST_PRESSES, 1)
PRESENT = Switch("present", "Nothing but the step")
GUIDE = (AT, PRESSED, PRESENT, VERSIONS, *rooms.CONTROLS)
_MOVED, _PAGE = "guide-moved", "guide-page"


@st.fragment
def guide(page: str, sentence: str, controls: Sequence[Control]) -> None:
    """The steps of a page above its instruments; where it is folded away, the sentence stands in its place.

    Until the first step nothing is set: the page is as its link has it.
    """
    steps = STEPS[page]
    begin(page)

    def is_here(at: int) -> bool:
        return 0 <= at <= len(steps)

    def move(at: int, presses: int) -> None:
        st.session_state[_MOVED] = True
        if is_here(at) and at:
            set_controls(controls, steps[at - 1].set_by(presses))

    if st.session_state.pop(_MOVED, False):
        if is_here(AT.value):
            st.rerun()
        lesson, at = step_beside(page, AT.value)
        switch(name_of(lesson), at)
    rooms.enter(page)
    if place := rooms.called(page, arriving(AT), arriving(PRESSED)):
        if place.page != page:
            switch(place.page, place.at, place.pressed)
        AT.put(place.at)
        PRESSED.put(place.pressed)
        if place.at:
            set_controls(controls, steps[place.at - 1].set_by(place.pressed))
        st.rerun()
    with st.container(key="unseen-guide"):
        rooms.write_address()
        AT.slider()
        PRESSED.slider()
        PRESENT.toggle()
    n_steps = sum(map(len, STEPS.values()))
    questions = {name_of(lesson): lesson.question for lesson in LESSONS} | {
        # Its own question is the title already.
        "home": f"See for yourself: {n_steps} steps through all pages, in about a quarter of an hour."
    }
    ways = tuple(title_of(beside(page, way)) for way in (-1, 1))
    draw_guide(
        page,
        [told(step) for step in steps],
        AT,
        PRESSED,
        PRESENT,
        (questions[page], sentence),
        palette_of(is_dark()),
        ways,
        move,
        rooms.hears(page),
    )
    rooms.attend(page, AT.value, PRESSED.value, PRESENT.value, palette_of(is_dark()))


def switch(page: str, at: int, presses: int = 0) -> None:
    """Go to a step of another page, with so many presses made."""
    # The guide's own controls go along: what is bound to a control of this page can be no part of an address.
    AT.put(at)
    PRESSED.put(presses)
    PRESENT.put(PRESENT.value)
    st.session_state[_PAGE] = page
    lesson = next(lesson for lesson in LESSONS if name_of(lesson) == page)
    address = STEPS[page][at - 1].set_by(presses) if at else {}
    st.switch_page(lesson.path, query_params=filled(address))


def arriving(control: Number) -> float:
    """What a control will have; before it is drawn for the first time that stands in the link."""
    return (
        control.value if control.key in st.session_state else control.from_text(st.query_params.get(control.key, ""))
    )


def begin(page: str) -> None:
    """The steps begin anew for who comes from another page by a way of their own, and by no link to a step."""
    if st.session_state.get(_PAGE, page) != page and AT.key not in st.query_params:
        AT.put(AT.default)
        PRESSED.put(0)
    st.session_state[_PAGE] = page


def set_controls(controls: Sequence[Control], address: Mapping[str, str]) -> None:
    """Set what an address names; an empty text stands for a control's own beginning.  For callbacks."""
    for control in controls:
        if control.key not in address:
            continue
        value = control.from_text(address[control.key])
        # One that is not drawn now is left alone where it has this value anyway.
        if control.value != value or control.key in st.query_params:
            control.put(value)


def told(step: Step) -> dict:
    return {
        "question": step.question,
        "options": [asdict(option) for option in step.options],
        "done": [[clause.fact, clause.relation, clause.wanted] for clause in step.done],
        "reveal": step.reveal,
        "presses": len(step.presses),
    }


def name_of(lesson: Lesson) -> str:
    """As in pages/."""
    return Path(lesson.path).stem


def title_of(lesson: Lesson | None) -> str:
    return lesson.title if lesson else ""


def beside(page: str, way: int) -> Lesson | None:
    place = [name_of(lesson) for lesson in LESSONS].index(page) + way
    return LESSONS[place] if 0 <= place < len(LESSONS) else None


def step_beside(page: str, at: int) -> tuple[Lesson, int]:
    """The last step of the page before, or the first of the one after."""
    lesson = beside(page, -1 if at < 0 else 1) or LESSONS[0]
    return lesson, len(STEPS[name_of(lesson)]) if at < 0 else 1


def filled(address: Mapping[str, str]) -> dict[str, str]:
    """The address without what begins as it does anyway."""
    return {key: text for key, text in address.items() if text}
