"""Softmax: shares of a whole vector."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.address import Number, Text
from components.curves import BarsLook, Handle
from components.curves import softmax_bars as drawn_bars
from components.edited_numbers import EditedNumbers, by_key
from components.shell.frame import is_dark
from core.curves import LARGEST_SCORE, MOST_SCORES, vector_from_text
from core.numbers import format_number, number_text
from core.softmax import share_text, softmax
from figures.theme import palette_of

DEFAULT_SCORES = "2, 1, 0.1"
SCORES = Text("scores", "Scores, 2 to 8 numbers", vector_from_text, default=DEFAULT_SCORES)
TEMPERATURE = Number("temperature", "Temperature T", 1.0, 0.05, 10.0, 0.05)
CONTROLS = (SCORES, TEMPERATURE)
EDITED = EditedNumbers("softmax-bars", by_key(CONTROLS))
HANDLES = {
    str(place): Handle(f"score {place + 1}", -LARGEST_SCORE, LARGEST_SCORE, 0.05) for place in range(MOST_SCORES)
} | {TEMPERATURE.key: Handle("temperature T", TEMPERATURE.minimum, TEMPERATURE.maximum, TEMPERATURE.step)}


def set_count(count: int) -> None:
    """So many scores: a new one is 0.  For callbacks."""
    scores = (*SCORES.left(vector_from_text(DEFAULT_SCORES)), 0.0)
    SCORES.put(", ".join(map(format_number, scores[:count])))


def softmax_bars(more: DeltaGenerator) -> None:
    controls, picture = st.columns([1, 2.2], gap="large")
    with more:
        scores = SCORES.typed(vector_from_text(DEFAULT_SCORES))
    with controls:
        TEMPERATURE.slider()
        count = len(scores)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("One score less", disabled=count <= 2, on_click=set_count, args=(count - 1,))
            st.button("One more", disabled=count >= MOST_SCORES, on_click=set_count, args=(count + 1,))
        st.caption(
            "It takes a whole vector, a list of numbers, so it is no curve. The shares are positive and sum to 1, "
            "so they read as probabilities. "
            "A low temperature gives nearly all to the largest score, or evenly to those that are the largest "
            "together; a high one evens all of them out."
        )
    numbers = EDITED.current({SCORES.key: scores})
    temperature = numbers[TEMPERATURE.key]
    shares = softmax(numbers[SCORES.key], temperature)
    alt = (
        f"Shares {', '.join(map(share_text, shares))} at temperature {number_text(temperature)}; "
        f"together {number_text(shares.sum(), 3)}."
    )
    with picture:
        drawn_bars(
            EDITED.key,
            BarsLook(palette_of(is_dark()), HANDLES, alt),
            on_edit=EDITED.take,
            **EDITED.told(numbers),
        )
