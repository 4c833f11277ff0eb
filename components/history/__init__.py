"""One entry in the browser's history for each page change, so that Back goes back."""

from pathlib import Path

import streamlit as st

_SCRIPT = (Path(__file__).parent / "history.js").read_text()
_mount = st.components.v2.component("crease_history", html="<span></span>", js=_SCRIPT)


def tidy_history() -> None:
    """Mount the script once a page; it draws nothing."""
    with st.container(key="history"):
        _mount(key="history-script")
