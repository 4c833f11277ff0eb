"""Activation curves to overlay, probe and shift; a gate; softmax; and all of them in a table."""

import streamlit as st

from components.address import Choice, report_bad_link
from components.shell.frame import few_need, heading
from components.shell.lessons import next_lesson_link
from scenes.activations import forget_gate, overlay, property_table, softmax_bars
from scenes.guided import GUIDE, guide

TOPIC = Choice(
    "topic", "Topic", {"curves": "1 Curves", "gate": "2 A gate", "softmax": "3 Softmax", "all": "4 Table"}, "curves"
)
SCENES = {
    "curves": overlay.curves_and_probe,
    "gate": forget_gate.forget_gate,
    "softmax": softmax_bars.softmax_bars,
    "all": property_table.all_of_them,
}

CONTROLS = (TOPIC, *overlay.CONTROLS, *forget_gate.CONTROLS, *softmax_bars.CONTROLS)
heading("Activations")
report_bad_link(*CONTROLS, *GUIDE)
guide("activations", "The only part of a neuron that is not a product or a sum.", CONTROLS)


@st.fragment
def page() -> None:
    topic = TOPIC.segments(label_visibility="collapsed")
    SCENES[topic](few_need())


page()
next_lesson_link("pages/activations.py")
