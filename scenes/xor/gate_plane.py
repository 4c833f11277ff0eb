"""A network beside the plane of its two inputs, with the four corners of a gate on it."""

from dataclasses import replace

from components.network_graph import GraphLook, Picture, Point
from core.gates import GATES, Gate, corners

XOR = GATES["xor"]
FIRST_INPUT = (1.0, 0.0)
WINDOW = ((-0.6, 1.6), (-0.6, 1.6))
# Colours of a plane that ranges wider than ±2 would all be pale around the corners.
COLOUR_REACH = 2.0


def graph_look(gate: Gate, palette, picture: Picture, **options) -> GraphLook:
    """The drawing of a network beside its plane, with the gate's corners on it; options as GraphLook's."""
    points = tuple(
        Point((float(x1), float(x2)), wanted, f"{int(x1)}{int(x2)}")
        for (x1, x2), wanted in zip(corners(2), gate.outputs, strict=True)
    )
    return GraphLook(
        palette=palette,
        window=WINDOW,
        picture=replace(picture, points=points, reach=COLOUR_REACH, marker=False),
        pictures_first=True,
        **{"picture_width": 0.6} | options,
    )
