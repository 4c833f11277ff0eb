"""Crease: why do neural networks need an activation function?  Run with `streamlit run app.py`."""

import streamlit as st

from components.frame import apply_style
from components.lessons import LESSONS

st.set_page_config(page_title="Crease", page_icon=":material/timeline:", layout="wide")
page = st.navigation(
    [
        st.Page(lesson.path, title=lesson.title, icon=lesson.icon, default=lesson is LESSONS[0])
        for lesson in LESSONS
    ],
    position="top",
)
apply_style()
page.run()
