"""Why no single line does XOR: a proof that is walked line by line, beside the visitor's own line."""

import streamlit as st

from components.address import Number
from components.network_graph import Picture
from components.proof import draw_proof
from components.shell.frame import few_need
from core.xor_proof import LINES
from scenes.xor.gate_plane import XOR
from scenes.xor.one_neuron import NEURON, neuron_drawing

LINE = Number("line", "Line of the proof", 0, 0, len(LINES), 1)
CONTROLS = (LINE,)


def why_it_fails(palette) -> None:
    with st.container(key="unseen-line"):
        LINE.slider()
    picture, words = st.columns([1, 1.75], gap="medium")
    shown = LINES[LINE.value - 1] if LINE.value else None
    look = Picture(
        shows="preactivation",
        line=True,
        lit=shown.corners if shown and len(shown.corners) < 4 else (),
        crossing=bool(shown and shown.crosses),
    )
    with picture:
        neuron = neuron_drawing(XOR, palette, few_need(), look, compact=True)
    with words:
        draw_proof(LINE, LINES, neuron, palette, follows=NEURON.drawing_key)
