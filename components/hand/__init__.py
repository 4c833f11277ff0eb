"""What a hand does on a drawing: the browser's half with undo and versions, and Python's half, which hears of it."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
# Of the toolbar, for a drawing's own stylesheet to begin with.
MORE = (_HERE / "more.css").read_text()
STYLE = (_HERE / "toolbar.css").read_text() + MORE
# Of what is played, for the drawings that are.
PLAYER = _HERE / "player.css"


@dataclass(frozen=True)
class Edit:
    """An edit: what is drawn now, None if that cannot be used; its number; and whether the hand has let go."""

    value: object
    serial: int
    is_done: bool


@dataclass(frozen=True)
class Hand:
    """The edits of the drawing with a `key`.  `read` gives the value of what the browser sent, None if it has none.

    The drawing runs ahead of Python: what a hand still holds is shown, and kept when it is let go.
    """

    key: str
    read: Callable[[Mapping], object | None]

    def latest(self) -> Edit | None:
        """The last edit that has come, or None for anything that is no edit."""
        match st.session_state.get(self.key, {}).get("edit"):
            case {"serial": int(serial), "done": bool(is_done), **entry}:
                return Edit(self.read(entry), serial, is_done)
        return None

    def held(self):
        """What the hand is still holding, or None."""
        edit = self.latest()
        if edit is None or edit.is_done or edit.serial <= st.session_state.get(self._dropped, 0):
            return None
        if edit.serial < st.session_state.get(self._seen, 0):
            # Overtaken on the way by a later one.
            return None
        return edit.value

    def hear(self):
        """Note the last edit as seen, and return what it ended with: None while the hand holds it.  For callbacks.

        Of an edit that cannot be used the drawing hears that it was seen, and goes back to what Python has.  One that
        was overtaken on the way by a later one is none any more.
        """
        edit = self.latest()
        if edit is None or edit.serial <= st.session_state.get(self._seen, 0):
            return None
        st.session_state[self._seen] = edit.serial
        if not edit.is_done:
            return None
        st.session_state[self._known] = edit.value
        return edit.value

    def drop(self) -> None:
        """Forget what the hand holds or has just let go: what another control has done is newer.  For callbacks.

        Both can come in one rerun, and Streamlit may call either first.
        """
        edit = self.latest()
        if edit:
            st.session_state[self._dropped] = edit.serial
            st.session_state[self._seen] = max(edit.serial, st.session_state.get(self._seen, 0))

    def newest(self):
        """What the last edit that has come makes of the drawing, whoever has heard of it; None once it is dropped."""
        edit = self.latest()
        return None if edit is None or edit.serial <= st.session_state.get(self._dropped, 0) else edit.value

    def unheard(self):
        """What the hand holds, or has let go with nobody having heard of it yet; else None.  For callbacks."""
        edit = self.latest()
        is_heard = edit and edit.is_done and edit.serial <= st.session_state.get(self._seen, 0)
        return None if is_heard else self.newest()

    def protocol(self, entry: object, *address_keys: str) -> dict:
        """What the drawing is told with an entry: the last edit that was seen, by which session, and its turn.

        A turn is a change of the entry, so of two words the drawing knows which is the later one.  The texts under
        the `address_keys` are those that the address must have in the end.
        """
        turn, last = st.session_state.get(self._turn, (0, None))
        if entry != last:
            turn += 1
            st.session_state[self._turn] = turn, entry
        if self.held() is None:
            st.session_state[self._known] = entry
        return {
            # Of a page that was left since as well, whose edit Streamlit has forgotten: it is not to be told again.
            "seen": st.session_state.get(self._seen, 0),
            "session": st.session_state.setdefault("session-name", secrets.token_hex(4)),
            "turn": turn,
            "address": {key: st.session_state.get(key, "") for key in address_keys},
        }

    def known(self):
        """What drawing and Python last told each other, held by no hand: an entry shown or let go; None at first."""
        return st.session_state.get(self._known)

    @property
    def _seen(self) -> str:
        return f"{self.key}-seen"

    @property
    def _turn(self) -> str:
        return f"{self.key}-turn"

    @property
    def _known(self) -> str:
        return f"{self.key}-known"

    @property
    def _dropped(self) -> str:
        return f"{self.key}-dropped"


def unless_same(text: str, base: str) -> str:
    """Only what differs from the base stands in the address."""
    return "" if text == base else text
