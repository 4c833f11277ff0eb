"""Crease: why do neural networks need an activation function?  Run with `streamlit run app.py`."""

# ruff: noqa: E402 (whatever else is imported waits until the process is prepared)
import streamlit as st

from components.shell.process import prepare_process

prepare_process("core", "figures", "lessons", "components", "scenes")

from components.module import mount_module
from components.shell.browser import mount_scripts
from components.shell.frame import apply_style
from components.shell.lessons import navigate

page = navigate()
st.set_page_config(page_title=f"{page.title} · Crease", page_icon="components/shell/icon.svg", layout="wide")
apply_style()
with st.container(key="scripts"):
    mount_scripts()
    mount_module()
page.run()
