"""The machine finds the weights: gradient descent, raced with an activation and without."""

from components.address import report_bad_link
from components.shell.frame import heading, is_dark
from components.shell.lessons import next_lesson_link
from figures.theme import palette_of
from scenes.training import SCENE, race, settings, way_back

SCENES = {"race": race.race, "back": way_back.the_way_back}

heading("Training", "Gradient descent looks for the weights: the same network with an activation, and without.")
report_bad_link(SCENE, *settings.CONTROLS, *way_back.CONTROLS)
# No fragment: Streamlit would keep what is wanted next waiting until a long training is over.
scene = SCENE.segments(label_visibility="collapsed")
SCENES[scene](palette_of(is_dark()))
next_lesson_link("pages/training.py")
