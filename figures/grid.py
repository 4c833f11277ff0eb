"""The carried grid: two families of lines, and a letter that shows how the plane was turned."""

import numpy as np
import plotly.graph_objects as go

from core.grid import Stage, flattened
from figures.theme import Palette, blank_figure


def grid_figure(stage: Stage, palette: Palette, *, height: int = 540) -> go.Figure:
    """One stage of the grid; axes are those of the space it lies in, or the principal directions."""
    flat = flattened(stage)
    first, second = ("first", "second") if stage.width <= 2 else ("widest direction", "second widest")
    unit = " number" if stage.width <= 2 else ""
    upwards = dict(visible=False, range=[-1, 1]) if stage.width == 1 else dict(title=dict(text=second + unit))
    return blank_figure(
        palette,
        height=height,
        traces=[
            _line(*_joined(flat.columns), palette.series[1], 1.8, "x₁ constant"),
            _line(*_joined(flat.rows), palette.series[4], 1.8, "x₂ constant"),
            _line(*flat.letter.T, palette.ink, 6, "letter"),
        ],
        x_axis=dict(title=dict(text=first + unit), constrain="domain"),
        y_axis=dict(scaleanchor="x") | upwards,
    )


def _line(xs: np.ndarray, ys: np.ndarray, colour: str, width: float, name: str) -> dict:
    line = dict(color=colour, width=width)
    return dict(type="scatter", x=xs, y=ys, mode="lines", line=line, name=name, hoverinfo="skip")


def _joined(lines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All lines of a family as one trace, with a gap after each."""
    gap = np.full((len(lines), 1, 2), np.nan)
    points = np.concatenate([lines, gap], axis=1).reshape(-1, 2)
    return points[:, 0], points[:, 1]


def describe_grid(stage: Stage, bend: float) -> str:
    """What the grid shows now, for its alternative text."""
    state = "every line is still straight" if bend < 1e-9 else "lines are bent"
    return f"The grid of the plane after {stage.name}, in {stage.width} dimensions: {state}."
