"""A function of one input over an interval."""

import numpy as np
import plotly.graph_objects as go

from figures.theme import Palette, blank_figure


def line_figure(
    xs: np.ndarray, values: np.ndarray, palette: Palette, *, x: float | None = None, y: float | None = None,
    height: int = 420, x_title: str = "x₁", y_title: str = "y",
) -> go.Figure:  # fmt: skip
    """A curve with the present input marked by a dot, if one is given."""
    figure = blank_figure(palette, height=height)
    figure.add_trace(go.Scatter(x=xs, y=values, mode="lines", line=dict(color=palette.ink, width=3), name="output"))
    if x is not None:
        figure.add_trace(
            go.Scatter(
                x=[x],
                y=[y],
                mode="markers",
                marker=dict(size=13, color=palette.accent, line=dict(color=palette.paper, width=2)),
                name="this input",
            )
        )
    figure.update_xaxes(title_text=x_title)
    figure.update_yaxes(title_text=y_title)
    return figure
