"""The output as a surface over the plane: flat polygons, folded along the creases."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.creases import Crease, LinearRegion
from core.network import Network
from core.numbers import number_text
from figures.theme import FONT_SIZE, Palette, blank_figure, crease_style

_TILT = 0.95
_DISTANCE = 1.62


def surface_figure(
    network: Network,
    regions: Sequence[LinearRegion],
    creases: Sequence[Crease],
    palette: Palette,
    *,
    largest: float,
    turn: float,
    opacity: float = 1.0,
    height: int = 520,
) -> go.Figure:
    """The first output over its linear regions.

    `largest` fixes the scale of height and colour for pictures side by side; `turn`, in degrees, is the side
    from which the surface is first seen, and a hand may turn it on.
    """
    corners, triangles = triangulated(regions)
    angle = np.radians(turn)
    (x_low, y_low), (x_high, y_high) = corners[:, :2].min(axis=0), corners[:, :2].max(axis=0)
    axis = dict(
        color=palette.muted, gridcolor=palette.rule, showbackground=False, zeroline=False, showspikes=False,
        nticks=5, tickfont=dict(size=FONT_SIZE - 3),
    )  # fmt: skip

    def titled(text: str, low: float, high: float) -> dict:
        return axis | dict(title=dict(text=text, font=dict(color=palette.ink, size=FONT_SIZE)), range=[low, high])

    return blank_figure(
        palette,
        height=height,
        margin=dict(l=0, r=0, t=0, b=0),
        traces=[
            dict(
                type="mesh3d",
                x=corners[:, 0], y=corners[:, 1], z=corners[:, 2],
                i=triangles[:, 0], j=triangles[:, 1], k=triangles[:, 2],
                intensity=corners[:, 2], cmin=-largest, cmax=largest, colorscale=palette.diverging, showscale=False,
                flatshading=True,
                lighting=dict(ambient=0.72, diffuse=0.45, specular=0.04, roughness=0.9),
                hovertemplate="x₁ = %{x:.2f}<br>x₂ = %{y:.2f}<br>output = %{z:.3f}<extra></extra>",
                name="surface",
            ),
            *(_line(network, crease, palette, opacity) for crease in creases),
        ],
        scene=dict(
            xaxis=titled("x₁", x_low, x_high),
            yaxis=titled("x₂", y_low, y_high),
            zaxis=titled("output", -largest, largest),
            aspectmode="manual",
            aspectratio=dict(x=1, y=1, z=0.62),
            dragmode="turntable",
            camera=dict(
                eye=dict(x=_DISTANCE * np.sin(angle), y=-_DISTANCE * np.cos(angle), z=_TILT),
                center=dict(x=0, y=0, z=-0.14),
            ),
        ),
    )  # fmt: skip


def triangulated(regions: Sequence[LinearRegion]) -> tuple[np.ndarray, np.ndarray]:
    """Every region as a fan of triangles: corners (n_corners, 3) with the region's own heights, and indices (n, 3).

    Neighbours share no corner, so that each region keeps its own plane, even beside a jump.
    """
    corners = [np.column_stack([region.polygon, region.affine(region.polygon)[:, 0]]) for region in regions]
    starts = np.cumsum([0, *map(len, corners)])
    triangles = [
        (start, start + second, start + second + 1)
        for start, polygon in zip(starts, corners, strict=False)
        for second in range(1, len(polygon) - 1)
    ]
    return np.concatenate(corners), np.array(triangles)


def largest_height(regions: Sequence[LinearRegion]) -> float:
    """The largest |height| of the surface, exactly: over flat pieces it stands at a corner."""
    return float(np.abs(triangulated(regions)[0][:, 2]).max())


def _line(network: Network, crease: Crease, palette: Palette, opacity: float) -> dict:
    """A crease on the surface, a gap after each of its segments."""
    ends = crease.segments.reshape(-1, 2)
    heights = network(ends)[:, :1]
    points = np.concatenate([ends, heights], axis=1).reshape(-1, 2, 3)
    points = np.concatenate([points, np.full((len(points), 1, 3), np.nan)], axis=1).reshape(-1, 3)
    style = crease_style(crease.kink.layer, palette)
    return dict(
        type="scatter3d", x=points[:, 0], y=points[:, 1], z=points[:, 2], mode="lines", connectgaps=False,
        line=dict(color=style.colour, width=7, dash=style.dash), opacity=opacity, hoverinfo="skip",
        name=f"crease {crease.kink.layer}.{crease.kink.neuron}",
    )  # fmt: skip


def describe_surface(regions: Sequence[LinearRegion]) -> str:
    """What the surface shows now, for its alternative text."""
    heights = triangulated(regions)[0][:, 2]
    count = f"{len(regions)} flat pieces" if len(regions) > 1 else "one flat piece"
    return (
        f"The output as a surface over the plane: {count}, "
        f"from {number_text(heights.min())} to {number_text(heights.max())}."
    )
