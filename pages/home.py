"""The question, and the start of its answer: one neuron's line, layers that leave it a line, and the bend."""

import streamlit as st

from components.address import report_bad_link
from components.shell.frame import heading, is_dark
from components.shell.lessons import LESSONS
from figures.theme import palette_of
from scenes.guided import GUIDE, guide
from scenes.home import SCENE, more_layers, one_neuron, the_bend

SCENES = {"neuron": one_neuron.one_neuron, "layers": more_layers.more_layers, "bend": the_bend.the_bend}

CONTROLS = (SCENE, *one_neuron.CONTROLS, *more_layers.CONTROLS, *the_bend.CONTROLS)
heading("Why do neural networks need an activation function?")
# A link that was made when the sheet was all that there is shows the sheet.
if SCENE.key not in st.session_state and SCENE.key not in st.query_params and the_bend.is_meant():
    SCENE.put("bend")
report_bad_link(*CONTROLS, *GUIDE)
guide("home", "Because without one, every network, however deep, is one affine map: one flat sheet.", CONTROLS)


@st.fragment
def argument() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        scene = SCENE.segments(label_visibility="collapsed")
        beside = st.container(key="beside-scenes", horizontal=True, vertical_alignment="center")
    SCENES[scene](palette_of(is_dark()), beside)


def way_through() -> None:
    """The pages in their order, below the picture."""
    st.divider()
    for place, lesson in zip(st.columns(len(LESSONS) - 1), LESSONS[1:], strict=True):
        with place.container(gap=None):
            st.page_link(lesson.path, label=f"**{lesson.title}**", icon=lesson.icon)
            st.caption(lesson.question)


argument()
way_through()
