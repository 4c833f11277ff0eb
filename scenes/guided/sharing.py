"""What is shared: the link of what is on screen, which controls it shows, and a lesson of one's own."""

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from components.address import Control, Hidden, escaped
from components.qr import code_of
from lessons import STEPS
from lessons.text import OwnStep, write_lesson
from scenes import rooms
from scenes.guided import own

HIDE = Hidden("hide", "Hidden controls")
EXAMPLE = Path(__file__).parents[2] / "docs" / "lesson.txt"
_LINK, _FAULT = "shared-link", "shared-fault"
_HERE_ALONE = {"localhost", "127.0.0.1", "[::1]", "::1"}


def share(link: str) -> None:
    """Show what can be done with a link; an empty one ends it.  For callbacks."""
    st.session_state[_LINK] = link
    st.session_state.pop(_FAULT, None)


def shared() -> dict | None:
    """The link that is shared now, with its code and what is to be said of it."""
    link = st.session_state.get(_LINK)
    if not link:
        return None
    code = code_of(link)
    if not code:
        said = "This link is too long for a code."
    elif urlsplit(link).hostname in _HERE_ALONE:
        said = "It opens on this computer alone: open Crease by this computer’s name in the network, then share."
    else:
        said = ""
    return {"link": link, "code": code, "said": said}


def hide_controls(controls: Sequence[Control]) -> None:
    """Take the controls off the screen that the link hides; they keep what they are set to."""
    with st.container(key="unseen-hidden"):
        names = HIDE.beside(controls).typed(())
    hidden = ", ".join(f".stMainBlockContainer {_class_of(name)}" for name in names)
    st.html(f"<style>{hidden or '.none'} {{ display: none; }}</style>")


def panel(controls: Sequence[Control]) -> None:
    """Which controls the link hides, and the lesson of one's own: what stands below the link."""
    with st.container(key="share-panel", border=True, horizontal=True, gap="large"):
        # A control that is not on screen, but on a drawing or in another scene, cannot be taken off it.
        st.html("".join(f"<style>{_unless_seen(control)} {{ display: none; }}</style>" for control in controls))
        with st.container(width=420):
            st.markdown("**Hide in this link**")
            with st.container(horizontal=True, gap="small"):
                for control in controls:
                    _tick(control, HIDE.beside(controls))
        with st.container(width=420):
            st.markdown("**A lesson of your own**")
            _lesson()
        if not rooms.member():
            with st.container(width=420):
                st.markdown("**Join a room**")
                rooms.offer_code("share")


def _tick(control: Control, hide: Hidden) -> None:
    def turn() -> None:
        others = [name for name in hide.left(()) if name != control.key]
        hide.put(", ".join([*others, control.key] if st.session_state[key] else others))

    key = _key_of(control)
    st.session_state[key] = control.key in hide.left(())
    st.checkbox(control.label, key=key, on_change=turn)


def _key_of(control: Control) -> str:
    return f"hides-{control.key}"


def _unless_seen(control: Control) -> str:
    """The tick of a control where the control itself is not on screen."""
    return f'.stApp:not(:has({_class_of(control.key)}:not([class*="st-key-unseen"] *))) {_class_of(_key_of(control))}'


def _lesson() -> None:
    def opened() -> None:
        if not (file := st.session_state["lesson-file"]):
            return
        try:
            own.open_text(own.text_of(file.getvalue()))
            st.session_state.pop(_FAULT, None)
        except ValueError as fault:
            st.session_state[_FAULT] = str(fault)

    st.file_uploader(
        "A text file of steps", type="txt", max_upload_size=1, key="lesson-file", on_change=opened, width=400
    )
    if fault := st.session_state.get(_FAULT):
        st.error("\n".join(f"- {escaped(line)}" for line in fault.split("\n")), icon=":material/error:")
    if not own.is_in_address():
        st.info("This lesson is too long for a link: it stays open in this visit alone.")
    with st.container(horizontal=True, gap="small"):
        st.download_button("An example", EXAMPLE.read_text, "lesson.txt", "text/plain", on_click="ignore")
        st.download_button("Our steps", _ours, "crease.txt", "text/plain", on_click="ignore")


def _ours() -> str:
    return write_lesson(OwnStep(page, step) for page, steps in STEPS.items() for step in steps)


def _class_of(key: str) -> str:
    """The class that Streamlit gives the element of a key."""
    return ".st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())
