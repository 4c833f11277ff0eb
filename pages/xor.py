"""XOR: try, fail, see why, and then let two ReLU neurons do it."""

import streamlit as st

from components.address import report_bad_link
from components.shell.frame import heading, is_dark
from components.shell.lessons import next_lesson_link
from figures.theme import palette_of
from scenes.guided import GUIDE, guide
from scenes.xor import STEP, footnote, gates, one_neuron, proof, two_relus

SCENES = {
    "warm": one_neuron.warm_up,
    "try": one_neuron.try_xor,
    "proof": proof.why_it_fails,
    "hidden": two_relus.two_relus,
    "gates": gates.all_gates,
    "cosine": footnote.footnote,
}

CONTROLS = (STEP, *one_neuron.CONTROLS, *proof.CONTROLS, *two_relus.CONTROLS)
heading("XOR")
report_bad_link(*CONTROLS, *GUIDE)
guide("xor", "XOR is 1 when exactly one input is 1. Find two weights and a bias that give it.", CONTROLS)


@st.fragment
def playground() -> None:
    step = STEP.segments(label_visibility="collapsed")
    SCENES[step](palette_of(is_dark()))


playground()
next_lesson_link("pages/xor.py")
