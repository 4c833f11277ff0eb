"""The patchwork in space: the first output as a surface, flat without an activation and folded with one."""

import streamlit as st

from components.address import Number
from components.crease_overlay import regions_of
from components.frame import show
from core.creases import creases, linear_regions
from core.plane import sample_plane
from figures.surface import describe_surface, surface_figure
from scenes.collapse.patchwork import IDENTITY, WINDOW, chosen, crease_opacity

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
        ("Without an activation", flat, linear_regions(flat, WINDOW)),
        ("Folded along its creases", network, folded),
    )
    for column, (title, shown, regions) in zip(st.columns(2, gap="medium"), pictures, strict=True):
        with column:
            count = f"{len(regions):,} regions, each of them flat" if len(regions) > 1 else "one flat piece"
            st.markdown(f"**{title}**: {count}")
            largest = sample_plane(shown, WINDOW, n=25).largest
            show(
                surface_figure(
                    shown, regions, creases(regions), palette,
                    largest=largest, turn=degrees, opacity=crease_opacity(bend), height=580,
                ),
                f"{title}. {describe_surface(regions)}",
                key=f"surface-{title}",
            )  # fmt: skip
