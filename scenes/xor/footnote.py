"""One neuron can do XOR after all, if its activation is not monotone."""

import numpy as np
import streamlit as st

from components.shell.frame import show
from core.gates import corners
from core.notation import vector_text
from core.xor import COSINE_NEURON
from figures.gates import cosine_figure
from scenes.xor.gate_plane import XOR


def footnote(palette) -> None:
    words, picture = st.columns([1, 1.7], gap="large")
    outputs = COSINE_NEURON(corners(2))[:, 0]
    with words:
        st.markdown(
            "**One neuron can do XOR, if its activation is not monotone.** Take weights π, π, bias π and cos. "
            f"At 00, 01, 10, 11 it gives {vector_text(outputs, 0)}: above 0 exactly where XOR is 1."
        )
        st.markdown(
            "The proof does not forbid this. It says that no *affine* function is above 0 at just 01 and 10. "
            "Behind a step, a sigmoid or any other monotone activation, “above a threshold” still means that. "
            "The cosine rises and falls, so the two ends can be low while the middle is high."
        )
    sums = np.linspace(-0.4, 2.4, 281)
    values = COSINE_NEURON(np.column_stack([sums, np.zeros_like(sums)]))[:, 0]
    with picture:
        show(
            cosine_figure(sums, values, XOR, palette),
            "cos(π s + π) along s from −0.4 to 2.4: −1 at 0, 1 at 1, −1 at 2.",
            key="cosine",
        )
