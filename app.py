"""Crease: why do neural networks need an activation function?  Run with `streamlit run app.py`."""

import streamlit as st

from components.frame import apply_style
from components.lessons import navigate

st.set_page_config(page_title="Crease", page_icon=":material/timeline:", layout="wide")
page = navigate()
apply_style()
page.run()
