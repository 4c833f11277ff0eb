"""What every page shares on screen: its heading, its palette and the way it shows a figure."""

from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from components import hand
from components.shell.lessons import require_navigation

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


def show(figure: go.Figure, alt: str, *, key: str, **options):
    """A figure with a description of what it shows now; returns what was picked in it, if asked."""
    return st.plotly_chart(figure, theme=None, key=key, alt=alt, config={"displayModeBar": False}, **options)
