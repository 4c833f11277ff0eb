"""The guide of a page: which step is shown, and what a step sets of the page's controls."""

import time
from collections import ChainMap
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache

import numpy as np
import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.address import Control, Number, Switch
from components.guide import draw_guide
from components.packed import packed
from components.shell.frame import VERSIONS, is_dark
from core.sketch import band, graph
from figures.theme import palette_of
from lessons.step import MOST_PRESSES, Drawn, Step
from lessons.text import MOST_STEPS
from scenes import rooms
from scenes.guided import own, sharing
from scenes.guided.lesson import PAGES, Ours, Own
from scenes.guided.sharing import HIDE

# At 0 the page's steps have yet to begin; before that and after the last are those of the pages beside it.
AT = Number("guide", "Step of the lesson", 0, -1, MOST_STEPS, 1)
PRESSED = Number("answer", "Presses towards its answer", 0, 0, MOST_PRESSES, 1)
PRESENT = Switch("present", "Nothing but the step")
GUIDE = (AT, PRESSED, PRESENT, VERSIONS, HIDE, own.LESSON, *rooms.CONTROLS)
_MOVED, _PAGE, _WAY = "guide-moved", "guide-page", "guide-way"
# Seconds within which a browser hears of another page.
_SOON = 1.0


@st.fragment
def guide(page: str, sentence: str, controls: Sequence[Control]) -> None:
    """The steps of a page above its instruments; where it is folded away, the sentence stands in its place.

    Until the first step nothing is set: the page is as its link has it.
    """
    crossed = way_crossed(page)
    begin(page)
    walk = walk_now(page)
    last = arriving(AT)

    def move(at: int, presses: int) -> None:
        st.session_state[_MOVED] = True
        # Another wish than the one that led here.
        st.session_state.pop(_WAY, None)
        where, at = walk.goal(at)
        if where == page and at:
            set_controls([*controls, HIDE], set_on_the_way(walk, page, last, at, presses))

    # Before another page is gone to: its address says nothing of a room.
    rooms.enter(page)
    if crossed:
        go_to(walk, crossed.page, crossed.at, controls, crossed.presses)
    where, at = walk.goal(last)
    if st.session_state.pop(_MOVED, False) and where == page:
        st.rerun()
    if where != page:
        go_to(walk, where, at, controls)
    if place := rooms.called(walk, last, arriving(PRESSED), walk_of):
        if place.lesson != walk.packed:
            own.open_packed(place.lesson)
            walk = walk_now(page)
        if place.page != page:
            go_to(walk, place.page, place.at, controls, place.pressed)
        AT.put(place.at)
        PRESSED.put(place.pressed)
        if place.at:
            set_controls([*controls, HIDE], set_on_the_way(walk, page, last, place.at, place.pressed))
        st.rerun()
    with st.container(key="unseen-guide"):
        rooms.write_address()
        AT.slider()
        PRESSED.slider()
        PRESENT.toggle()
        if packed_lesson := own.packed_now():
            # Who was led here with it came by an address without.
            own.LESSON.write(packed_lesson)
        own.LESSON.typed(None)
    sharing.hide_controls(controls)
    link = sharing.shared()
    draw_guide(
        page,
        {
            "lesson": walk.name,
            "steps": [told(step) for step in walk.steps],
            "question": walk.question,
            "sentence": sentence,
            "before": walk.ways[0],
            "after": walk.ways[1],
            "beyond": walk.beyond,
            "own": isinstance(walk, Own),
            "shared": link,
        },
        {"at": AT, "pressed": PRESSED, "present": PRESENT},
        palette_of(is_dark()),
        on_move=lambda: move(AT.value, PRESSED.value),
        on_share=sharing.share,
        on_leave=leave,
        on_said=rooms.hears(walk),
    )
    rooms.attend(walk, AT.value, PRESSED.value, PRESENT.value, palette_of(is_dark()))
    if isinstance(walk, Own) and at and (faults := own.faults_of(walk.placed[at - 1], [*controls, HIDE])):
        st.warning("\n".join(f"- {fault}" for fault in faults), icon=":material/error:")
    if link:
        sharing.panel(controls)


def walk_now(page: str) -> Ours | Own:
    """What is walked on a page: the lesson that a visitor has brought along, else ours."""
    return own.own_lesson(page) or Ours(page)


def walk_of(page: str, lesson: str) -> Ours | Own:
    """What is walked on a page with that lesson, packed, or with none.  Raises ValueError for what cannot be read."""
    return own.lesson_in(page, lesson) if lesson else Ours(page)


@dataclass(frozen=True)
class Way:
    """From one page to a step on another."""

    start: str
    page: str
    at: int
    presses: int
    #: When it was gone, in seconds of the process.
    gone: float


def way_crossed(page: str) -> Way | None:
    """The way that has just led on from this page, where the browser asks for this one again.

    Whatever it asks for while it has not heard of the next page, as a scheme that changes does, or a look at a room,
    is asked of this one, and Streamlit (1.67) then forgets the other.  Who comes back by hand so soon goes back in
    the browser's history.
    """
    if get_script_run_ctx().is_history_navigation:
        st.session_state.pop(_WAY, None)
    way = st.session_state.get(_WAY)
    is_new = way and time.monotonic() - way.gone < _SOON
    return way if is_new and way.start == page != way.page else None


def go_to(walk: Ours | Own, page: str, at: int, controls: Sequence[Control], presses: int = 0) -> None:
    """To a step on another page, with so many presses made, from one that has these controls."""
    address = filled(walk.step(page, at).state(presses)) if at else {}
    # The guide's own controls go along: what is bound to a control of this page can be no part of an address.
    AT.put(at)
    PRESSED.put(presses)
    PRESENT.put(arriving(PRESENT))
    HIDE.put(address.pop(HIDE.key, ""))
    own.LESSON.put(own.packed_now())
    # What this page has no other one has: there it is said of the step that it cannot be set.
    for control in (VERSIONS, *controls):
        address.pop(control.key, None)
    sharing.share("")
    st.session_state[_WAY] = Way(st.session_state[_PAGE], page, at, presses, time.monotonic())
    st.session_state[_PAGE] = page
    try:
        st.switch_page(PAGES[page].path, query_params=address)
    except StreamlitAPIException:
        # On a way that was crossed the page's controls may be there already, and have what was in its address.
        st.switch_page(PAGES[page].path)


def set_on_the_way(walk: Ours | Own, page: str, last: int, at: int, presses: int) -> Mapping[str, str]:
    """What is set on the way from the step `last` of a page to another one of it, with so many presses made.

    Who goes fast, or follows somebody, passes steps by: those are set as well, for the next ones build on them.
    """
    if at == last:
        return walk.step(page, at).set_by(presses)
    passed = [walk.step(page, one).address for one in range(last + 1, at) if walk.goal(one) == (page, one)]
    return ChainMap(walk.step(page, at).state(presses), *reversed(passed))


def arriving(control: Number | Switch) -> float | bool:
    """What a control will have; before it is drawn for the first time that stands in the link."""
    is_there = control.key in st.session_state
    return control.value if is_there else control.from_text(st.query_params.get(control.key, ""))


def leave() -> None:
    """Back from a lesson of one's own to ours.  For callbacks."""
    own.leave()
    AT.put(AT.default)
    PRESSED.put(0)


def begin(page: str) -> None:
    """Who comes from another page is where the address says; by a way of their own the steps begin anew."""
    if st.session_state.get(_PAGE, page) != page:
        for number in (AT, PRESSED):
            number.put(number.from_text(st.query_params.get(number.key, "")))
        if HIDE.key not in st.query_params:
            HIDE.put("")
        sharing.share("")
    st.session_state[_PAGE] = page


def set_controls(controls: Sequence[Control], address: Mapping[str, str]) -> None:
    """Set what an address names; an empty text stands for a control's own beginning.  For callbacks.

    What a control cannot use is left out: who wrote it is told so beside the step.
    """
    for control in controls:
        if control.key not in address:
            continue
        with suppress(ValueError):
            text = address[control.key]
            # One that is not drawn now is left alone where it has this value anyway.
            if control.value != control.from_text(text) or control.key in st.query_params:
                control.write(text)


def told(step: Step) -> dict:
    return {
        "question": step.question,
        "options": [asdict(option) for option in step.options],
        "number": asdict(step.number) if step.number else None,
        "drawn": told_line(step.drawn) if step.drawn else None,
        "done": [[clause.fact, clause.relation, clause.wanted] for clause in step.done],
        "in_words": step.in_words,
        "reveal": step.reveal,
        "presses": len(step.presses),
        "seen": step.seen,
        "first": step.first,
    }


# The guide tells all steps of a page whenever it runs, and a line is always the same.
@lru_cache(maxsize=256)
def told_line(drawn: Drawn) -> dict:
    """What is drawn, and what it is held against."""
    return {
        "plane": drawn.plane,
        "near": drawn.near,
        "too_low": drawn.too_low,
        "too_high": drawn.too_high,
        "title": drawn.truth.title,
        "graph": packed(graph(drawn.truth, drawn.window), "<f4"),
        "band": packed(np.stack(band(drawn.truth, drawn.window)), "<f8"),
    }


def filled(address: Mapping[str, str]) -> dict[str, str]:
    """The address without what begins as it does anyway."""
    return {key: text for key, text in address.items() if text}
