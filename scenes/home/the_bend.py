"""The same weights with an activation that is bent by hand, from identity to ReLU: the sheet folds."""

import streamlit as st

from components.address import Number
from components.guide import tell_facts
from components.sheet import EditedSheet, SheetLook
from components.shell.frame import few_need
from scenes.home.sheets import SEED, WINDOW, deepest, descriptions

WIDTH, MOST_LAYERS = 6, 6

LAYERS = Number("layers", "Hidden layers", 2, 1, MOST_LAYERS, 1)
BEND = Number("bent", "From identity (0) to ReLU (1)", 1.0, 0.0, 1.0, 0.01)
SHEET = EditedSheet("home", {"bend": BEND, "layers": LAYERS})
CONTROLS = (SEED, LAYERS, BEND)


def is_meant() -> bool:
    """Whether a link names something that this scene alone has."""
    return any(control.key in st.query_params for control in CONTROLS)


def the_bend(palette, beside) -> None:
    """It bends once by itself, unless the link says how far."""
    beside.caption("The height is the network’s output over its two inputs. Bend the activation: the sheet folds.")
    opens = BEND.key not in st.query_params
    with few_need():
        seed = SEED.slider()
    values = SHEET.current()
    tell_facts(**values)
    network = deepest(seed, WIDTH, MOST_LAYERS)
    alts = descriptions(network, values["layers"], values["bend"])
    SHEET.draw(network, values, SheetLook(palette, WINDOW, alts, opens=opens))
