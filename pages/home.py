"""The question, and the answer in one sheet of paper."""

from functools import lru_cache

import streamlit as st

from components.address import Number, report_bad_link
from components.guide import tell_facts
from components.sheet import EditedSheet, SheetLook, describe_border, describe_sheet
from components.shell.frame import heading, is_dark
from components.shell.lessons import LESSONS
from core.creases import linear_regions
from core.presets import random_network
from figures.theme import palette_of
from scenes.collapse.patchwork import bent
from scenes.guided import GUIDE, guide

WIDTH, MOST_LAYERS = 6, 6
WINDOW = ((-3.0, 3.0), (-3.0, 3.0))

SEED = Number("seed", "Weights drawn from seed", 60, 0, 99, 1)
LAYERS = Number("layers", "Hidden layers", 2, 1, MOST_LAYERS, 1)
BEND = Number("bent", "From identity (0) to ReLU (1)", 1.0, 0.0, 1.0, 0.01)
SHEET = EditedSheet("home", {"bend": BEND, "layers": LAYERS})

CONTROLS = (SEED, LAYERS, BEND)
heading("Why do neural networks need an activation function?")
report_bad_link(*CONTROLS, *GUIDE)
guide("home", "Because without one, every network, however deep, is one affine map: one flat sheet.", CONTROLS)


@st.fragment
def sheet_that_folds() -> None:
    """The sheet beside what is said of it; the seed's slider stands among the words."""
    words, picture = st.columns([1, 4.2], gap="medium")
    with words:
        st.write("The height is the network’s output over its two inputs. Bend the activation: the sheet folds.")
        seed = SEED.slider()
        way_through()
    with picture:
        opens = BEND.key not in st.query_params
        values = SHEET.current()
        deepest = random_network(seed, (2, *(WIDTH,) * (MOST_LAYERS + 1)))
        alts = descriptions(seed, **values)
        tell_facts(**values)
        SHEET.draw(deepest, values, SheetLook(palette_of(is_dark()), WINDOW, alts, opens=opens))


@lru_cache(maxsize=256)
def descriptions(seed: int, bend: float, layers: int) -> tuple[str, str]:
    """What the sheet and the plane show.  Everybody begins with the same, and the cutting takes a moment."""
    network = random_network(seed, (2, *(WIDTH,) * layers, 1)).with_hidden_activation(bent(bend))
    regions = linear_regions(network, WINDOW)
    return describe_sheet(regions), describe_border(regions)


def way_through() -> None:
    st.header("The way through", anchor=False)
    for lesson in LESSONS[1:]:
        with st.container(gap=None):
            st.page_link(lesson.path, label=f"**{lesson.title}**", icon=lesson.icon)
            st.write(lesson.question)


sheet_that_folds()
