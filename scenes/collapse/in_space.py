"""The patchwork in space: the first output as a sheet of paper, flat without an activation and folded with one."""

import streamlit as st

from components.address import Number
from components.sheet import FIRST_SIDE, EditedSheet, SheetLook, describe_sheet
from scenes.collapse.patchwork import BEND, IDENTITY, RELU, WINDOW, chosen
from scenes.collapse.regions import regions_of

TURN = Number("turn", "Turn (degrees)", FIRST_SIDE, 0, 360, 1)
SHEET = EditedSheet("space", {"bend": BEND, "turn": TURN})
CONTROLS = (TURN,)


def in_space(controls, palette) -> None:
    row = controls.container(key="sheet-controls")
    shape, _ = row.columns([1, 3], gap="medium", vertical_alignment="center")
    unseen = SHEET.unseen()
    _, network, _, bend = chosen(unseen, shape)
    with unseen:
        turn = TURN.slider()
    try:
        flat = network.with_hidden_activation(IDENTITY)
        alts = tuple(describe_sheet(regions_of(shown, WINDOW)) for shown in (network, flat))
    except ValueError as error:
        st.info(str(error), icon=":material/info:")
        alts = (str(error), str(error))
    # The drawing bends by itself.
    unbent = network.with_hidden_activation(RELU)
    SHEET.draw(unbent, {"bend": bend, "turn": turn}, SheetLook(palette, WINDOW, alts, beside="flat"))
