"""The bare app that Crease is measured against: one fragment, one slider and the first chart of the activations page.

It is served with Crease's own configuration, but for the collection of garbage after each rerun: that is left as
Streamlit has it, because leaving it out safely is a part of what Crease does.
"""

import streamlit as st

from benchmarks.bare_chart import curves_figure
from core.activations import ACTIVATIONS
from core.curves import probe, sample
from figures.theme import palette_of

INTERVAL = (-8.0, 8.0)
SHOWN = [ACTIVATIONS[key] for key in ("relu", "sigmoid", "tanh")]


@st.fragment
def curves_and_probe() -> None:
    x = st.slider("Probe x", *INTERVAL, 1.5, 0.05)
    curves = [sample(activation, INTERVAL) for activation in SHOWN]
    probes = [probe(activation, x) for activation in SHOWN]
    figure = curves_figure(curves, probes, x, palette_of(st.context.theme.type == "dark"))
    st.plotly_chart(figure, theme=None)


curves_and_probe()
