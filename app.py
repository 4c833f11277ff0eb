"""Crease: why do neural networks need an activation function?  Run with `streamlit run app.py`."""

import streamlit as st

from components.browser import mount_scripts
from components.frame import apply_style
from components.lessons import navigate
from components.network_graph import mount_code
from components.process import prepare_process

page = navigate()
st.set_page_config(page_title=f"{page.title} · Crease", page_icon="components/icon.svg", layout="wide")
apply_style()
with st.container(key="scripts"):
    mount_scripts()
    mount_code()
page.run()
prepare_process()
