"""The machine finds the weights: gradient descent, raced with an activation and without."""

import streamlit as st

from components.address import report_bad_link
from components.shell.frame import heading, is_dark
from components.shell.lessons import next_lesson_link
from figures.theme import palette_of
from scenes.guided import GUIDE, guide
from scenes.training import PICTURES_PART, SCENE, pictures, race, settings, starts, way_back

SCENES = {
    "race": race.race,
    "starts": starts.starts,
    "back": way_back.the_way_back,
    "pictures": pictures.cats_and_dogs,
}
# What a scene that is more than one screen shows of itself.
PARTS = {"pictures": PICTURES_PART}

CONTROLS = (SCENE, *settings.link_controls(), *starts.CONTROLS, *way_back.CONTROLS, *pictures.CONTROLS)
title, scenes = st.columns([1, 1.3], vertical_alignment="bottom")
with title:
    heading("Training")
report_bad_link(*CONTROLS, *GUIDE)
guide(
    "training", "Gradient descent looks for the weights: the same network with an activation, and without.", CONTROLS
)
# No fragment: Streamlit would keep what is wanted next waiting until a long training is over.
with scenes:
    scene = SCENE.segments(label_visibility="collapsed", width="stretch")
    parts = [PARTS[scene].segments(label_visibility="collapsed", width="stretch")] if scene in PARTS else []
SCENES[scene](palette_of(is_dark()), *parts)
next_lesson_link("pages/training.py")
