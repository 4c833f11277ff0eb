"""What every page shares on screen: its heading, its palette and the way it shows a figure."""

from pathlib import Path

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import hand
from components.address import Switch
from components.shell.lessons import require_navigation

VERSIONS = Switch("versions", "Versions A, B, C", help="Three places for what you have edited, above each drawing")
_STYLE = (Path(__file__).parent / "frame.css").read_text() + hand.MORE


def apply_style() -> None:
    scheme = "dark" if is_dark() else "light"
    paper, ink = (st.get_option(f"theme.{scheme}.{name}") for name in ("backgroundColor", "textColor"))
    st.html(f"<style>:root {{ --paper: {paper}; --ink: {ink}; }}\n{_STYLE}</style>")


def is_dark() -> bool:
    """Whether the visitor sees the dark scheme; the light one where the browser does not say."""
    return st.context.theme.type == "dark"


def heading(title: str) -> None:
    """The first line of every page."""
    require_navigation()
    st.title(title, anchor=False)


def few_need(key: str | None = None) -> DeltaGenerator:
    """Where a page puts what few need, once in a run: behind one button, in the same place on every page.

    With a `key` it has `open`, and the page runs again when it is opened: for what costs more than a few fields.
    """
    stateful = {"key": key, "on_change": "rerun"} if key else {}
    place = st.container(key="few-need").popover("More", icon=":material/more_horiz:", **stateful)
    with place:
        if VERSIONS.toggle():
            st.html("<style>:root { --versions: inline-flex; }</style>")
    return place


def show(figure: go.Figure, alt: str, *, key: str, **options):
    """A figure with a description of what it shows now; returns what was picked in it, if asked."""
    return st.plotly_chart(figure, theme=None, key=key, alt=alt, config={"displayModeBar": False}, **options)
