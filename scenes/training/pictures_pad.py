"""A pad to draw on: whatever is drawn, the identity gives it and its negative the same sum."""

import streamlit as st

from components.pixels import PadLook, draw_pad, send_networks
from core.negatives import pair_decimals
from core.numbers import number_text
from scenes.training.learned import Both
from scenes.training.pictures_wall import PICTURE, on_the_wall


def pad(both: Both, palette) -> None:
    with st.container(key="unseen-networks"):
        name = send_networks("pad-sent", [(each.name, each.network) for each in both.each])
    show_pad(both, name, palette)


@st.fragment
def show_pad(both: Both, name: str, palette) -> None:
    """Another picture to begin with runs this alone, and no network is sent twice."""
    pair_sum = float(both.affine.weights.sum() + 2 * both.affine.bias[0])
    few, many = pair_decimals(pair_sum)
    always = number_text(pair_sum, few)
    place = st.container()
    number = PICTURE.slider()
    first = both.test.inputs[on_the_wall(both)[number - 1]]
    with place:
        draw_pad("pad", "pad-sent", name, PadLook(palette, first, number, both.identity.loss.border, many, always))
    st.markdown(
        f"Draw whatever you like: for the identity f(p) + f(1 − p) stays ≈ **{always}**. It cannot call one picture "
        "and its negative both dogs, and another and its negative both cats. That is the proof, under your hand."
    )
    st.caption(
        "The link says which picture you begin with. What you draw is too long for a link: it stays in this tab of "
        "your browser."
    )
