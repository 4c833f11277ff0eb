"""Where the code is typed that stands on the wall, by who has no camera for it."""

from collections.abc import Callable

import streamlit as st

from components.address import escaped

REFUSED = "room-refused"


def button(join: Callable[[str], None]) -> None:
    """The field behind a button at the head of the page, where it takes nothing of the first screen."""
    with st.container(key="join-a-room"), st.popover("Join a room", icon=":material/groups:", type="tertiary"):
        field("home", join)


def field(key: str, join: Callable[[str], None]) -> None:
    """A field for a code; the sentence for one that lets nobody in stands below it.  Each on a page has a `key`."""
    typed = f"typed-room-{key}"

    def enter() -> None:
        st.session_state.pop(REFUSED, None)
        try:
            join(st.session_state[typed])
        except (ValueError, RuntimeError) as error:
            st.session_state[REFUSED] = str(error)

    with (
        st.form(f"join-{key}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.text_input("Room code", key=typed, placeholder="as on the wall", autocomplete="off", width=180)
        st.form_submit_button("Join", on_click=enter)
    if said := st.session_state.get(REFUSED):
        st.error(escaped(said), icon=":material/error:")
