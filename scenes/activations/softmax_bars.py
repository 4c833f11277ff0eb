"""Softmax: shares of a whole vector."""

import streamlit as st

from components.address import Number, Text
from components.curves import BarsLook, Handle
from components.curves import softmax_bars as drawn_bars
from components.edited_numbers import EditedNumbers, by_key
from components.shell.frame import is_dark
from core.curves import LARGEST_SCORE, MOST_SCORES, vector_from_text
from core.numbers import number_text
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


def softmax_bars(_) -> None:
    controls, picture = st.columns([1, 2.2], gap="large")
    with controls:
        scores = SCORES.typed(vector_from_text(DEFAULT_SCORES))
        TEMPERATURE.slider()
        st.caption(
            "It takes a whole vector, so it is no curve. The shares are positive and sum to 1. "
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
