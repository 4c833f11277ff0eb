"""What is left of a deep network without activations: one affine map.  With them: a patchwork of such maps."""

import streamlit as st

from components.address import Choice, report_bad_link
from components.shell.frame import heading, is_dark
from components.shell.lessons import next_lesson_link
from figures.theme import palette_of
from scenes.collapse import in_space, one_map, patchwork
from scenes.guided import GUIDE, guide

PART = Choice("part", "Part", {"one": "1 One map", "patchwork": "2 A patchwork", "space": "3 In space"}, "one")
SCENES = {"one": one_map.one_map, "patchwork": patchwork.patchwork, "space": in_space.in_space}

CONTROLS = (PART, *one_map.CONTROLS, *patchwork.CONTROLS, *in_space.CONTROLS)
heading("Collapse")
report_bad_link(*CONTROLS, *GUIDE)
guide(
    "collapse",
    "Without an activation, all layers together are one affine map. With ReLU, a patchwork of them.",
    CONTROLS,
)


@st.fragment
def page() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        part = PART.segments(label_visibility="collapsed")
        beside = st.container()
    SCENES[part](beside, palette_of(is_dark()))


page()
next_lesson_link("pages/collapse.py")
