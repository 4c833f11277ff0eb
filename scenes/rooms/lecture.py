"""What a lecturer has of a room: its code for the wall, everybody's answers on it, and what phones do."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import segno
import streamlit as st

from components.address import escaped
from components.hall import Bar, Bars, Plane, draw_hall
from components.pulse import run_again
from components.room import SAID, Member
from core.gates import GATES, corners
from core.hall import Hall, counted, tries_text
from core.rooms import Room, RoomError, spelled
from lessons import STEPS
from lessons.step import Guess, Step
from rooms import Unavailable, shared_reading, shared_store

STYLE = f"<style>{(Path(__file__).parent / 'rooms.css').read_text()}</style>"
# Seconds between two looks at what has come: with FRESH of rooms/reading.py a try is on the wall within one.
LOOKS = 0.4
_VIEWS = {"none": "Lesson", "code": "Code", "hall": "Hall"}
_WINDOW = ((-0.6, 1.6), (-0.6, 1.6))
_XOR = GATES["xor"]
_TRIED_ON = "xor"


def opening(open_room: Callable[[], None]) -> None:
    """The button that opens a room."""
    st.html(STYLE)
    with st.container(key="room-row"):
        st.button("Open a room", on_click=open_room, icon=":material/groups:", key="open-room")


class Walk(Protocol):
    """What the guide walks through: steps, seen from a page, under a name of their own.

    `packed` is the lesson that somebody has brought along, empty for ours, None for one too long for a link.
    """

    page: str
    name: str
    packed: str | None
    steps: Sequence[Step]

    def goal(self, at: int) -> tuple[str, int]: ...


def row(now: Member, walk: Walk, at: int, pressed: int, palette, leave: Callable[[str], None]) -> None:
    """The lecturer's row, and the wall where it is open; both as they are now, again and again."""

    @st.fragment
    def look() -> None:
        run_again("look-at-the-room", LOOKS)
        try:
            _row(now, walk, at, pressed, palette, leave)
        except Unavailable as error:
            st.warning(escaped(str(error)), icon=":material/groups:")

    look()


def _row(now: Member, walk: Walk, at: int, pressed: int, palette, leave: Callable[[str], None]) -> None:
    room = shared_reading().room(now.code)
    if not room:
        st.rerun(scope="app")
    st.html(STYLE)
    with st.container(key="room-row", horizontal=True, vertical_alignment="center"):
        st.markdown(f"Room **{spelled(room.code)}** · {counted(room.people, 'person', 'people')}")
        view = st.segmented_control(
            "On the wall", _VIEWS, default="none", required=True, format_func=_VIEWS.get, key="room-view",
            label_visibility="collapsed",
        )  # fmt: skip
        _switch("Phones follow", "room-follows", room.follows, lambda is_on: shared_store().follow(room.code, is_on))
        step = walk.steps[at - 1] if 1 <= at <= len(walk.steps) else None
        if step and answers(step):
            _switch("Show the answers", "room-shown", room.shown, lambda is_on: shared_store().show(room.code, is_on))
        if view == "none":
            st.button("End the room", on_click=_end, args=(room.code, leave), type="tertiary", key="end-room")
    if said := st.session_state.get(SAID):
        st.warning(escaped(said), icon=":material/groups:")
    if view != "none":
        with st.container(key="hall-wall"):
            _code(room) if view == "code" else _hall(room, walk, at, step, pressed, palette)


def _switch(label: str, key: str, is_on: bool, put: Callable[[bool], None]) -> None:
    """A switch whose truth is kept in the room."""

    def change() -> None:
        try:
            put(st.session_state[key])
            shared_reading().room(st.session_state["room"], is_new=True)
        except (RoomError, Unavailable):
            # The switch shows at its next look what the room has.
            return

    st.session_state[key] = is_on
    st.toggle(label, key=key, on_change=change)


def _end(code: str, leave: Callable[[str], None]) -> None:
    try:
        shared_store().end(code)
    except Unavailable as error:
        # It is there still, and so is its lecturer.
        st.session_state[SAID] = str(error)
    else:
        leave(f"The room {spelled(code)} has ended, and all of it is erased.")


def link(code: str) -> str:
    """The address for phones: without the secret, and short."""
    here = (st.context.url or "").rstrip("/")
    # The first page stands at the root.
    for page in list(STEPS)[1:]:
        here = here.removesuffix(f"/{page}")
    return f"{here}/?room={code}"


def _code(room: Room) -> None:
    address = link(room.code)
    picture = segno.make(address, error="m").svg_data_uri(border=4, light="#fff", omitsize=True)
    st.html(
        f'<div class="room-join"><img class="room-qr" src="{picture}" alt="QR code of {address}">'
        f'<div><div class="room-code">{spelled(room.code)}</div>'
        f'<div class="room-link">{address.split("//")[-1]}</div>'
        f'<p class="room-people">{counted(room.people, "person is", "people are")} in</p>'
        "<p>Nameless: it keeps lines, answers and counts. It ends when you end it, after a day at the latest, and "
        "with a restart of a server that keeps no files, as on Streamlit Community Cloud.</p></div></div>"
    )


def _hall(room: Room, walk: Walk, at: int, step: Step | None, pressed: int, palette) -> None:
    reading = shared_reading()
    hall = reading.hall(room.code)
    groups, is_asked = [], bool(step and answers(step))
    if is_asked:
        is_answered = pressed >= len(step.presses)
        groups.append(predictions(hall, f"{walk.name} {at}", step, room.shown or is_answered, is_answered))
    if walk.page == _TRIED_ON and hall.n_tries:
        groups.append(tally(hall))
    # Beside a question they would be one thing too many.
    if not is_asked:
        groups += tasks(hall, walk, room.people)
    draw_hall(
        room.code,
        step.question if step else "Go to a step of the lesson: what everybody does there is counted here.",
        groups,
        plane(hall) if walk.page == _TRIED_ON else None,
        lambda first: reading.lines(room.code, first),
        palette,
    )


def answers(step: Step) -> list[tuple[str, bool]]:
    """What can be answered, and whether it is right: options, or what a number or line can be; nothing of a task."""
    if step.number:
        return [("too small", False), ("near enough", True), ("too large", False)]
    if step.drawn:
        return [("near enough", True), ("not yet", False)]
    return [(option.text, option.is_right) for option in step.options]


def kind_of(guess: Guess, typed: float) -> int:
    """Which of the answers a typed number is."""
    return 1 if not guess.fault(typed) else 2 * (typed > guess.wanted)


def predictions(hall: Hall, name: str, step: Step, is_shown: bool, is_answered: bool) -> Bars:
    """Everybody's predictions: only how many, until they are shown; and which is right, when the answer is said."""
    counts = hall.bars(name, len(answers(step)))
    bars = [
        Bar(text, count if is_shown else None, is_right and is_answered, is_answered and not is_right)
        for (text, is_right), count in zip(answers(step), counts, strict=True)
    ]
    return Bars(f"{counted(sum(counts), 'person has', 'people have')} answered", bars, sum(counts))


def tasks(hall: Hall, walk: Walk, people: int) -> list[Bars]:
    """How many have done each task; nothing where there is none."""
    bars = [
        Bar(f"{place}. {step.question}", hall.done.get(f"{walk.name} {place}", 0))
        for place, step in enumerate(walk.steps, 1)
        if step.done
    ]
    return [Bars(f"Done, of {counted(people, 'person', 'people')}", bars, people)] if bars else []


def tally(hall: Hall) -> Bars:
    """How many tries have so many corners right; four stands there with its nought.

    Bars and lines are grey but for those of the best that a line can do.
    """
    counts = [(right, count) for right, count in enumerate(hall.by_right) if right >= 2 or count]
    bars = [Bar(f"{right} of 4", count, is_muted=right < 3) for right, count in counts]
    return Bars("Tries, by corners right", bars, hall.n_tries)


def plane(hall: Hall) -> Plane:
    """The corners of XOR, over which all lines are drawn."""
    return Plane(_WINDOW, corners(2).T.tolist(), list(map(int, _XOR.outputs)), tries_text(hall))
