"""The question, and the answer in one picture."""

import streamlit as st

from components.address import Number, report_bad_link
from components.shell.frame import heading, is_dark, show
from components.shell.lessons import LESSONS
from core.activations import ACTIVATIONS
from core.plane import sample_plane
from core.presets import random_network
from figures.plane import describe_field, field_figure
from figures.theme import palette_of

SEED = Number("seed", "Weights drawn from seed", 60, 0, 99, 1)
SIZES = (2, 6, 6, 1)
WINDOW = ((-3.0, 3.0), (-3.0, 3.0))

heading(
    "Why do neural networks need an activation function?",
    "Because without one, every network, however deep, is a single affine map.",
)
report_bad_link(SEED)


PICTURES = (
    ("flat", "Without an activation", "The level lines are straight and evenly spaced: one affine map."),
    ("folded", "With ReLU", "The plane is folded along creases, and the level lines bend."),
)


@st.fragment
def same_weights_twice() -> None:
    palette = palette_of(is_dark())
    seed = SEED.slider()
    folded = random_network(seed, SIZES)
    networks = {"flat": folded.with_hidden_activation(ACTIVATIONS["identity"]), "folded": folded}
    for column, (key, title, reading) in zip(st.columns(2, gap="medium"), PICTURES, strict=True):
        with column:
            st.header(title, anchor=False)
            field = sample_plane(networks[key], WINDOW)
            # As high as the screen has room for; its style says how high that is.
            with st.container(key=f"first-picture-{key}"):
                show(
                    field_figure(field, palette, height=460),
                    f"{title}: level lines of the output over the plane, seed {seed}. "
                    f"{reading} {describe_field(field)}",
                    key=f"home-{key}",
                    height="stretch",
                )
            st.caption(reading)


words, pictures = st.columns([1, 4.2], gap="medium")
with words:
    st.write(
        f"One network, {'-'.join(map(str, SIZES))}, drawn twice over the plane of its two inputs. "
        "The weights are the same in both pictures. Only the ReLU between the layers differs."
    )
    st.header("The way through", anchor=False)
    for lesson in LESSONS[1:]:
        with st.container(gap=None):
            st.page_link(lesson.path, label=f"**{lesson.title}**", icon=lesson.icon)
            st.write(lesson.question)
with pictures:
    same_weights_twice()
