"""What stands on a phone that is in a room: its code, whose step is shown, and what the room did not take."""

from collections.abc import Callable

import streamlit as st

from components.address import escaped
from components.pulse import run_again
from components.room import SAID, Member
from core.rooms import spelled
from rooms import Unavailable, shared_reading

# Seconds between two looks: at a lecture that is followed, and at one that may be again.
FOLLOWS, WALKS = 3, 8


def row(now: Member, leave: Callable[[], None]) -> None:
    try:
        room = shared_reading().room(now.code)
    except Unavailable as error:
        st.warning(escaped(str(error)), icon=":material/groups:")
        return
    if not room:
        st.rerun()
    seen = room.follows, room.place and room.place.turn

    @st.fragment
    def look() -> None:
        run_again("look-round", FOLLOWS if room.follows else WALKS)
        _look(now, seen)

    look()
    way = "you follow the lecture" if room.follows else "walk on your own"
    with st.container(key="room-row", horizontal=True, vertical_alignment="center"):
        st.caption(f"Room **{spelled(now.code)}**: {way}")
        about = "The room counts tries and answers, and knows no names."
        st.button("Leave", on_click=leave, type="tertiary", key="leave-room", help=about)


def _look(now: Member, seen: tuple) -> None:
    """Run the page again where the room has gone on; what the room did not take is said at once."""
    try:
        room = shared_reading().room(now.code)
    except Unavailable:
        # What is kept somewhere else for a moment is asked for again.
        return
    if not room or (room.follows, room.place and room.place.turn) != seen:
        st.rerun()
    if said := st.session_state.get(SAID):
        st.info(escaped(said), icon=":material/groups:")
