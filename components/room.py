"""The room that a session is in, and what its visitor's hands tell it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from core.rooms import Entry, RoomError, Try
from core.xor import Neuron2
from rooms import Unavailable, shared_store

_MEMBER, SAID, _LAST, _VISITOR = "room-member", "room-said", "room-last-try", "room-visitor"
# Of Streamlit's own cookie; it outlives a reload, and a change of the server.
_COOKIE = "_streamlit_xsrf"


@dataclass(frozen=True)
class Member:
    """Somebody in a room: who leads it has its secret, and is none of its people."""

    code: str
    person: str = ""
    secret: str = ""

    @property
    def leads(self) -> bool:
        return bool(self.secret)


def member() -> Member | None:
    """Who this session is in a room; None for who is in none."""
    return st.session_state.get(_MEMBER)


def become(someone: Member | None) -> None:
    """Be somebody in a room from now on, or nobody."""
    st.session_state[_MEMBER] = someone
    st.session_state.pop(_LAST, None)
    st.session_state.pop(SAID, None)


def visitor() -> str:
    """A random text by which a room knows who comes back; it is hashed before anybody keeps it."""
    return st.context.cookies.get(_COOKIE) or st.session_state.setdefault(_VISITOR, secrets.token_hex(16))


def tell_room(entry_of: Callable[[str], Entry]) -> None:
    """Keep in the room what its visitor has done, made by `entry_of(person)`; nobody hears of who is in none.

    What the room does not take is said beside its code, and is no fault of the page.
    """
    someone = member()
    if not someone or someone.leads:
        return
    try:
        shared_store().add(someone.code, entry_of(someone.person))
        st.session_state.pop(SAID, None)
    except (RoomError, Unavailable, ValueError) as error:
        st.session_state[SAID] = str(error)


def tell_try(neuron: Neuron2) -> None:
    """A line at XOR that the hand holds, or has let go: of the same one the room hears once."""
    if member() and st.session_state.get(_LAST) != neuron:
        st.session_state[_LAST] = neuron
        tell_room(lambda person: Try(person, neuron))
