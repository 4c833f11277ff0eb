"""Softmax: shares of a whole vector."""

import streamlit as st

from components.address import Number, Text
from components.shell.frame import is_dark, show
from core.curves import vector_from_text
from core.numbers import number_text
from core.softmax import share_text, softmax
from figures.curves import softmax_figure
from figures.theme import palette_of

DEFAULT_SCORES = "2, 1, 0.1"
SCORES = Text("scores", "Scores, 2 to 8 numbers", vector_from_text, default=DEFAULT_SCORES)
TEMPERATURE = Number("temperature", "Temperature T", 1.0, 0.05, 10.0, 0.05)
CONTROLS = (SCORES, TEMPERATURE)


def softmax_bars(_) -> None:
    palette = palette_of(is_dark())
    controls, picture = st.columns([1, 2.2], gap="large")
    with controls:
        scores = SCORES.typed(vector_from_text(DEFAULT_SCORES))
        temperature = TEMPERATURE.slider()
        st.caption(
            "It takes a whole vector, so it is no curve. The shares are positive and sum to 1. "
            "A low temperature gives nearly all to the largest score, or evenly to those that are the largest "
            "together; a high one evens all of them out."
        )
    shares = softmax(scores, temperature)
    with picture:
        show(
            softmax_figure(scores, shares, palette),
            "Shares " + ", ".join(map(share_text, shares)) + f" at temperature {number_text(temperature)}; "
            f"together {number_text(shares.sum(), 3)}.",
            key="softmax-figure",
        )
