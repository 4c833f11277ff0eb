"""Rooms: a lecturer's and everybody's who came by the code.  Nothing of it costs a visitor who is in none."""

import re
from collections.abc import Callable

import streamlit as st

from components.address import Text, escaped
from components.room import SAID, Member, become, member, tell_room, visitor
from core.numbers import LARGEST_NUMBER
from core.rooms import Done, Place, Prediction, RoomError, no_followers, no_room, read_code
from core.sketch import is_line
from lessons import STEPS
from rooms import Unavailable, shared_reading, shared_store, tidy
from scenes.rooms import guest, joining, lecture
from scenes.rooms.lecture import Walk, kind_of

_TURN, _LED, _SAID_ON, _WRITTEN = "room-turn", "room-led", "room-said-on", "room-written"
# The room that was left last: messages that were on their way from the browser name it still.
_LEFT = "room-left"


def _secret(text: str) -> str:
    if not re.fullmatch(r"[\w-]{22}", text, re.ASCII):
        raise ValueError("It is no lecturer’s secret; open a room of your own.")
    return text


def _nothing(text: str) -> None:
    """Nothing is near to a code, or to a secret."""


ROOM = Text("room", "Room", read_code, nearest=_nothing)
HOST = Text("host", "Its lecturer", _secret, nearest=_nothing)
CONTROLS = (ROOM, HOST)


def enter(page: str) -> None:
    """Who comes by a link with a code is in its room from now on, and with its secret leads it."""
    tidy()
    if st.session_state.get(_SAID_ON, page) != page:
        for said in (SAID, joining.REFUSED):
            st.session_state.pop(said, None)
    code, secret = ROOM.left(""), HOST.left("")
    now, left = member(), st.session_state.get(_LEFT)
    if code and code != left and not (now and now.code == code):
        come_in(code, secret)
    elif secret and not (now or code):
        leave("This address has a lecturer’s secret and no room: nobody is led by it.")
    elif now and has_ended(now.code):
        leave(no_room(now.code))
    st.session_state[_SAID_ON] = page


def write_address() -> None:
    """The address of who is in a room, or was, says so."""
    now = member()
    if now or _WRITTEN in st.session_state:
        st.session_state[_WRITTEN] = True
        _write(*((now.code, now.secret) if now else ("", "")))
        for control in CONTROLS:
            control.typed("")


def has_ended(code: str) -> bool:
    try:
        return shared_reading().room(code) is None
    except Unavailable:
        # It may be there again in a moment.
        return False


def come_in(code: str, secret: str) -> None:
    """Join a room, or lead it; what does not let one in is said."""
    try:
        if secret and shared_store().leads(code, secret):
            become(Member(code, secret=secret))
        else:
            _join(code)
            if secret:
                HOST.put("")
                st.session_state[SAID] = "This address has not the room’s secret: you are in it as all others are."
    except RoomError as error:
        leave(str(error))
    except Unavailable as error:
        # The address keeps the room and its secret, which stands nowhere else: the next step or a reload tries again.
        st.session_state[SAID] = str(error)


def join_by_hand(text: str) -> None:
    """Join the room whose code somebody has typed.  For callbacks.

    Raises ValueError with a sentence for what is no code, or lets nobody in, and Unavailable.
    """
    code = read_code(text)
    _join(code)
    _write(code, "")


def offer_code(key: str) -> None:
    """A field for the code of a room; only for who is in none."""
    joining.field(key, join_by_hand)


def _join(code: str) -> None:
    """Be one of a room's people from now on.  Raises RoomError, and Unavailable."""
    if shared_reading().room(code, is_new=True) is None:
        raise RoomError(no_room(code))
    become(Member(code, shared_store().join(code, visitor())))
    st.session_state.pop(_TURN, None)


def _write(code: str, secret: str) -> None:
    """The address says so from now on."""
    for control, text in zip(CONTROLS, (code, secret), strict=True):
        control.write(text)


def leave(said: str = "") -> None:
    """Be in no room; `said` stands on the page until it is left."""
    if now := member():
        st.session_state[_LEFT] = now.code
    become(None)
    _write("", "")
    if said:
        st.session_state[SAID] = said


def open_room() -> None:
    """A room of one's own.  For callbacks."""
    try:
        room, secret = shared_store().open_room()
    except (RoomError, Unavailable) as error:
        st.session_state[SAID] = str(error)
        return
    become(Member(room.code, secret=secret))
    st.session_state.pop(_LED, None)
    _write(room.code, secret)


def called(walk: Walk, at: int, pressed: int, walk_of: Callable[[str, str], Walk]) -> Place | None:
    """Where the lecture has gone since this visitor followed it last; None for who is there, or follows nobody.

    `walk_of(page, lesson)` is what one walks there; it raises ValueError for a lesson that cannot be read.
    Who is on the way is called until they are there: what is set before a page's first run may get lost on it.
    """
    now = member()
    if not now or now.leads:
        return None
    try:
        room = shared_reading().room(now.code)
    except Unavailable:
        return None
    if not room or not room.follows or not room.place or room.place.turn == st.session_state.get(_TURN):
        return None
    place = room.place
    is_there = (walk.page, walk.packed, at, pressed) == (place.page, place.lesson, place.at, place.pressed)
    try:
        is_known = place.page in STEPS and walk_of(place.page, place.lesson).goal(place.at) == (place.page, place.at)
    except ValueError as error:
        st.session_state[SAID] = f"The lecture’s lesson cannot be followed: {error}"
        is_known = False
    if is_there or not is_known:
        st.session_state[_TURN] = place.turn
        return None
    return place


def attend(walk: Walk, at: int, pressed: int, is_presented: bool, palette) -> None:
    """What stands under the guide: the lecturer's row and wall, a phone's line, or the button that opens a room."""
    now = member()
    if now and now.leads:
        _lead(now, walk, at, pressed)
        lecture.row(now, walk, at, pressed, palette, leave)
    elif now:
        guest.row(now, leave)
    elif is_presented:
        lecture.opening(open_room)
    elif walk.page == next(iter(STEPS)):
        joining.button(join_by_hand)
    # The rows of those in a room say it by themselves.
    if not now and (said := st.session_state.get(SAID)):
        st.warning(escaped(said), icon=":material/groups:")


def hears(walk: Walk) -> Callable[[object], None] | None:
    """What the guide tells of answers: a function that takes it, or None where nobody listens."""
    now = member()
    return None if not now or now.leads else lambda said: _hear(walk, said)


def _hear(walk: Walk, said: object) -> None:
    """A step's prediction that was chosen, or its task that was done, as the browser tells it."""
    at = said.get("at") if isinstance(said, dict) else None
    if type(at) is not int or not 1 <= at <= len(walk.steps):
        return
    name, step = f"{walk.name} {at}", walk.steps[at - 1]
    match said:
        case {"chosen": int(place)} if 0 <= place < len(step.options):
            tell_room(lambda person: Prediction(person, name, place))
        case {"guessed": float() | int() as typed} if step.number and abs(typed) <= LARGEST_NUMBER:
            tell_room(lambda person: Prediction(person, name, kind_of(step.number, typed)))
        case {"drawn": list(line)} if step.drawn and is_line(line):
            if apart := step.drawn.furthest(line):
                tell_room(lambda person: Prediction(person, name, int(not step.drawn.is_near(apart))))
        case {"done": True} if step.done:
            tell_room(lambda person: Done(person, name))


def _lead(now: Member, walk: Walk, at: int, pressed: int) -> None:
    """Tell the room where its lecture stands, where that has changed."""
    place = now.code, walk.page, at, pressed, walk.packed
    if st.session_state.get(_LED) != place and 0 <= at <= len(walk.steps):
        try:
            if walk.packed is None:
                raise RoomError(no_followers())
            shared_store().lead(*place)
            st.session_state[_LED] = place
            st.session_state.pop(SAID, None)
        except (RoomError, Unavailable) as error:
            st.session_state[SAID] = str(error)
