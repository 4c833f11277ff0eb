"""Crease: why do neural networks need an activation function?  Run with `streamlit run app.py`."""

import streamlit as st

from components.frame import apply_style
from components.history import tidy_history
from components.lessons import navigate

page = navigate()
st.set_page_config(page_title=f"{page.title} · Crease", page_icon="components/icon.svg", layout="wide")
apply_style()
page.run()
tidy_history()
