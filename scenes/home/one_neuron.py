"""One neuron over its plane: its border is a line, which a hand moves and turns among some dots."""

import streamlit as st

from components.edited_network import EditedNetwork
from components.guide import tell_facts
from components.network_graph import GraphLook, Picture, Point
from components.shell.frame import few_need
from core.border import DOTS, FIRST_NEURON, count_right_dots
from core.xor import Neuron2, neuron_network, require_neuron
from scenes.home.sheets import WINDOW

NEURON = EditedNetwork("border_net", "border_at", require_neuron)
FIRST_NETWORK = neuron_network(FIRST_NEURON)
FIRST_INPUT = (1.0, 0.5)
# The full colours stand well inside the window.
COLOUR_REACH = 2.5
POINTS = tuple(
    Point(tuple(map(float, at)), int(wanted), "") for at, wanted in zip(DOTS.inputs, DOTS.targets, strict=True)
)
CONTROLS = (NEURON.control, NEURON.inputs_control)


def one_neuron(palette, beside) -> None:
    beside.caption("A neuron multiplies, adds, and says yes where the sum is above 0: the blue side.")
    picture, words = st.columns([3.4, 1], gap="large")
    with few_need():
        network, inputs = NEURON.current(FIRST_NETWORK, FIRST_INPUT)
    with picture:
        shown = Picture(shows="preactivation", points=POINTS, line=True, marker=False, reach=COLOUR_REACH)
        look = GraphLook(palette, WINDOW, shown, picture_width=0.6, height=0.57, pictures_first=True)
        NEURON.draw(network, inputs, FIRST_NETWORK, FIRST_INPUT, look)
    right = count_right_dots(Neuron2.of(network))
    tell_facts(wrong=len(DOTS) - right)
    with words:
        st.metric("Right answers", f"{right} of {len(DOTS)}")
        st.write(
            "Filled dots want a yes, hollow ones a no. Drag the border: its middle moves it, its ends turn it. "
            "Or change the two weights and the bias."
        )
        if right == len(DOTS):
            st.success("All of them, with one line. What can more layers draw?", icon=":material/check:")
