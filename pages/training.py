"""The machine finds the weights: gradient descent, raced with an activation and without."""

from components.address import report_bad_link
from components.shell.frame import heading, is_dark
from components.shell.lessons import next_lesson_link
from figures.theme import palette_of
from scenes.training.race import race
from scenes.training.settings import CONTROLS

heading("Training", "The same network and data, the same first weights: only the activation differs.")
report_bad_link(*CONTROLS)
# No fragment: Streamlit would keep what is wanted next waiting until a long training is over.
race(palette_of(is_dark()))
next_lesson_link("pages/training.py")
