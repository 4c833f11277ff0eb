"""The patchwork in space: the first output as a surface, flat without an activation and folded with one."""

import numpy as np
import streamlit as st

from components.address import Number
from components.shell.frame import show
from core.creases import creases, linear_regions
from figures.surface import describe_surface, largest_height, surface_figure
from scenes.collapse.patchwork import IDENTITY, WINDOW, chosen, crease_opacity
from scenes.collapse.regions import regions_of

TURN = Number("turn", "Turn (degrees)", 330, 0, 360, 5, help="Or drag the surface")
CONTROLS = (TURN,)


def in_space(controls, palette) -> None:
    *places, slope, turn = controls.columns([1, 1.2, 0.9, 1.4, 1.2], gap="medium", vertical_alignment="center")
    _, network, _, bend = chosen(slope, places)
    with turn:
        degrees = TURN.slider()
    flat = network.with_hidden_activation(IDENTITY)
    try:
        folded = regions_of(network, WINDOW)
    except ValueError as error:
        st.info(str(error), icon=":material/info:")
        return
    pictures = (
        ("flat", "Without an activation", flat, linear_regions(flat, WINDOW)),
        ("folded", "Folded along its creases" if is_folded(folded) else "Not folded here", network, folded),
    )
    # One scale, so that the two can be compared.
    largest = max(largest_height(regions) for *_, regions in pictures) or 1.0
    for column, (key, title, shown, regions) in zip(st.columns(2, gap="medium"), pictures, strict=True):
        with column:
            count = f"{len(regions):,} regions, each of them flat" if len(regions) > 1 else "one flat piece"
            st.markdown(f"**{title}**: {count}")
            show(
                surface_figure(
                    shown, regions, creases(regions), palette,
                    largest=largest, turn=degrees, opacity=crease_opacity(bend), height=580,
                ),
                f"{title}. {describe_surface(regions)}",
                key=f"surface-{key}",
            )  # fmt: skip


def is_folded(regions) -> bool:
    """Whether two regions have different maps."""
    first = regions[0].affine
    return any(
        not (np.array_equal(region.affine.weights, first.weights) and np.array_equal(region.affine.bias, first.bias))
        for region in regions
    )
