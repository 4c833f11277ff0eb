"""The lessons in order, as one table: the navigation, the home page and the next-links read it."""

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

_ANNOUNCED = "navigation-announced"


@dataclass(frozen=True)
class Lesson:
    """A page: its file, its title, the question it answers and an icon from Streamlit's own set."""

    path: str
    title: str
    question: str
    icon: str


LESSONS = (
    Lesson("pages/home.py", "Crease", "Why do neural networks need an activation function?", ":material/home:"),
    Lesson(
        "pages/activations.py",
        "Activations",
        "What does an activation do to a number?",
        ":material/show_chart:",
    ),
    Lesson("pages/network.py", "Network", "What does a neuron compute, and a layer of them?", ":material/hub:"),
    Lesson(
        "pages/collapse.py",
        "Collapse",
        "What is left of a deep network without activations?",
        ":material/compress:",
    ),
    Lesson("pages/xor.py", "XOR", "What can no single line do, and two ReLUs can?", ":material/close:"),
    Lesson(
        "pages/training.py",
        "Training",
        "Same start, same data. Which of the two finds the weights?",
        ":material/model_training:",
    ),
    Lesson("pages/build.py", "Build", "How does a sum of hinges become any function?", ":material/construction:"),
)


def navigate() -> Page:
    """Tell Streamlit the lessons, and get the one that the address names."""
    st.session_state[_ANNOUNCED] = True
    return st.navigation(
        [
            # Without icons: Streamlit would fetch them from the web for the browser's tab.
            st.Page(lesson.path, title=lesson.title, default=lesson is LESSONS[0])
            for lesson in LESSONS
        ],
        position="top",
    )


def require_navigation() -> None:
    """Start again through app.py where Streamlit opened a page without it.

    A process whose very first visitor comes by a deep link knows of no navigation yet: Streamlit then
    takes the folder pages/ for one of its older kind, and runs the page alone.
    """
    if _ANNOUNCED not in st.session_state:
        navigate()
        st.rerun()


def next_lesson_link(path: str) -> None:
    """The link at the foot of a page to the lesson after it, or back to the start."""
    place = [lesson.path for lesson in LESSONS].index(path)
    lesson = LESSONS[(place + 1) % len(LESSONS)]
    st.divider()
    st.page_link(
        lesson.path,
        label=f"Next: {lesson.title}" if place + 1 < len(LESSONS) else "Back to the start",
        icon=":material/arrow_forward:",
    )
    st.caption(lesson.question)
