"""A function of two inputs over the plane: colour by sign and size, level lines, the zero line."""

import numpy as np
import plotly.graph_objects as go

from core.plane import Field
from figures.theme import Palette, blank_figure


def field_figure(
    field: Field,
    palette: Palette,
    *,
    height: int = 420,
    largest: float | None = None,
    colour_bar: bool = False,
    x_title: str = "x₁",
    y_title: str = "x₂",
) -> go.Figure:
    """Level lines of a field, coloured by sign; `largest` fixes the scale for pictures side by side."""
    largest = largest or field.largest
    figure = blank_figure(palette, height=height)
    figure.add_trace(
        go.Contour(
            x=field.xs,
            y=field.ys,
            z=field.values,
            zmin=-largest,
            zmax=largest,
            colorscale=palette.diverging,
            contours=dict(start=-largest, end=largest, size=largest / 8, coloring="heatmap"),
            line=dict(width=0.7, color=palette.paper, smoothing=0),
            showscale=colour_bar,
            colorbar=dict(thickness=10, outlinewidth=0, title="output", len=0.9),
            hovertemplate=f"{x_title} = %{{x:.2f}}<br>{y_title} = %{{y:.2f}}<br>output = %{{z:.3f}}<extra></extra>",
        )
    )
    add_zero_line(figure, field, palette)
    square_axes(figure, field, x_title, y_title)
    return figure


def add_zero_line(figure: go.Figure, field: Field, palette: Palette, level: float = 0.0) -> None:
    """The line where the output is `level`."""
    if not field.values.min() < level < field.values.max():
        return
    figure.add_trace(
        go.Contour(
            x=field.xs,
            y=field.ys,
            z=field.values,
            contours=dict(type="constraint", operation="=", value=level),
            line=dict(width=3, color=palette.ink, smoothing=0),
            hoverinfo="skip",
            showlegend=False,
        )
    )


def square_axes(figure: go.Figure, field: Field, x_title: str, y_title: str) -> None:
    """One unit is as long upwards as sideways, and the axes end where the field does."""
    figure.update_xaxes(
        title_text=x_title,
        range=[field.xs[0], field.xs[-1]],
        constrain="domain",
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        title_text=y_title,
        range=[field.ys[0], field.ys[-1]],
        scaleanchor="x",
        constrain="domain",
        showgrid=False,
        zeroline=False,
    )


def describe_field(field: Field) -> str:
    """The numbers of a field for its alternative text."""
    low, high = float(np.min(field.values)), float(np.max(field.values))
    return f"The output runs from {low:.2f} to {high:.2f} over the window."
