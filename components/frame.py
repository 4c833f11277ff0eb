"""What every page shares on screen: its heading, its palette and the way it shows a figure."""

import plotly.graph_objects as go
import streamlit as st

from components.lessons import require_navigation

# Streamlit leaves six rem above a page; a lesson needs its control and its picture on one screen.
_STYLE = """
<style>
.stMainBlockContainer { padding: 4.2rem 2.5rem 2rem; max-width: 1800px; }
.stMainBlockContainer h1 { padding: 0 0 .1rem; }
.stMainBlockContainer [data-testid="stCaptionContainer"] p { font-size: 1.02rem; }
.st-key-scripts { position: absolute; height: 0; overflow: hidden; }
/* A table that is wider than the page is moved sideways in its own box. */
.stMarkdown:has(table) { overflow-x: auto; }
@media (max-width: 640px) { .stMainBlockContainer { padding: 4rem 1rem 2rem; } }
/* A projector is read from the back row. */
@media (min-width: 1800px) { html { font-size: 18px; } }
</style>
"""


def apply_style() -> None:
    st.html(_STYLE)


def is_dark() -> bool:
    """Whether the visitor sees the dark scheme; the light one where the browser does not say."""
    return st.context.theme.type == "dark"


def heading(title: str, sentence: str) -> None:
    """The first line of every page: its title and what it is about."""
    require_navigation()
    st.title(title, anchor=False)
    st.caption(sentence)


def show(figure: go.Figure, alt: str, *, key: str, **options):
    """A figure with a description of what it shows now; returns what was picked in it, if asked."""
    return st.plotly_chart(figure, theme=None, key=key, alt=alt, config={"displayModeBar": False}, **options)
