"""The carried grid: two families of lines, and a letter that shows how the plane was turned."""

import numpy as np
import plotly.graph_objects as go

from core.grid import Stage, flattened
from figures.theme import Palette, blank_figure


def grid_figure(stage: Stage, palette: Palette, *, height: int = 540) -> go.Figure:
    """One stage of the grid; axes are those of the space it lies in, or the principal directions."""
    flat = flattened(stage)
    figure = blank_figure(palette, height=height)
    for lines, colour, name in (
        (flat.columns, palette.series[1], "x₁ constant"),
        (flat.rows, palette.series[4], "x₂ constant"),
    ):
        xs, ys = _joined(lines)
        figure.add_trace(
            go.Scatter(x=xs, y=ys, mode="lines", line=dict(color=colour, width=1.8), name=name, hoverinfo="skip")
        )
    figure.add_trace(
        go.Scatter(
            x=flat.letter[:, 0],
            y=flat.letter[:, 1],
            mode="lines",
            line=dict(color=palette.ink, width=6),
            name="letter",
            hoverinfo="skip",
        )
    )
    first, second = ("first", "second") if stage.width <= 2 else ("widest direction", "second widest")
    unit = " number" if stage.width <= 2 else ""
    figure.update_xaxes(title_text=first + unit, constrain="domain")
    figure.update_yaxes(
        title_text="" if stage.width == 1 else second + unit, scaleanchor="x", visible=stage.width != 1
    )
    if stage.width == 1:
        figure.update_yaxes(range=[-1, 1])
    return figure


def _joined(lines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All lines of a family as one trace, with a gap after each."""
    gap = np.full((len(lines), 1, 2), np.nan)
    points = np.concatenate([lines, gap], axis=1).reshape(-1, 2)
    return points[:, 0], points[:, 1]


def describe_grid(stage: Stage, bend: float) -> str:
    """What the grid shows now, for its alternative text."""
    state = "every line is still straight" if bend < 1e-9 else "lines are bent"
    return f"The grid of the plane after {stage.name}, in {stage.width} dimensions: {state}."
