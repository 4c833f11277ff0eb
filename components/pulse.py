"""A look at what has come from others, again and again."""

import streamlit as st

from components.module import drawing

_pulse = drawing("pulse")


def run_again(key: str, seconds: float) -> None:
    """The fragment in which this stands is run again every so many seconds, when nothing else is under way.

    Streamlit's own `run_every` (1.67) asks in the midst of another answer too.  With it comes what the controls had
    before that answer, which is taken for the visitor's word: a lecturer's press was undone on a slow machine.
    """
    with st.container(key=f"unseen-{key}"):
        _pulse(key=key, data={"key": key, "every": round(1000 * seconds)})
