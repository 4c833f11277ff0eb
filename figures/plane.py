"""A function of two inputs over the plane: colour by sign and size, level lines, the zero line."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.numbers import number_text
from core.plane import Field, level_lines
from figures.theme import Palette, blank_figure

_LEVELS = 8


def field_figure(
    field: Field,
    palette: Palette,
    *,
    height: int = 420,
    largest: float | None = None,
    x_title: str = "x₁",
    y_title: str = "x₂",
    traces: Sequence[dict] = (),
    annotations: Sequence[dict] = (),
) -> go.Figure:
    """Level lines of a field, coloured by sign; `largest` fixes the scale for pictures side by side.

    `traces` and `annotations` are drawn over it.
    """
    largest = largest or field.largest
    step = largest / _LEVELS
    levels = [k * step for k in range(-_LEVELS, _LEVELS + 1) if k]
    shared = dict(constrain="domain", showgrid=False, zeroline=False)
    return blank_figure(
        palette,
        height=height,
        traces=[
            dict(
                type="heatmap",
                x=field.xs,
                y=field.ys,
                # Half the bytes, and still finer than a screen's colours.
                z=field.values.astype(np.float32),
                zmin=-largest,
                zmax=largest,
                colorscale=palette.diverging,
                zsmooth="fast",
                showscale=False,
                hovertemplate=f"{x_title} = %{{x:.2f}}<br>{y_title} = %{{y:.2f}}<br>"
                "output = %{z:.3f}<extra></extra>",
                name="field",
            ),
            _lines(field, levels, dict(color=palette.paper, width=0.7), "level lines"),
            _lines(field, [0.0], dict(color=palette.ink, width=3), "zero line"),
            *traces,
        ],
        annotations=list(annotations),
        # One unit is as long upwards as sideways, and the axes end where the field does.
        x_axis=shared | dict(title=dict(text=x_title), range=[field.xs[0], field.xs[-1]]),
        y_axis=shared | dict(title=dict(text=y_title), range=[field.ys[0], field.ys[-1]], scaleanchor="x"),
    )


def _lines(field: Field, levels: Sequence[float], line: dict, name: str) -> dict:
    """All the lines of some levels as one trace, with a gap after each piece."""
    pieces = np.concatenate([level_lines(field, level) for level in levels])
    gaps = np.full((len(pieces), 1, 2), np.nan)
    points = np.concatenate([pieces, gaps], axis=1).reshape(-1, 2).astype(np.float32)
    return dict(type="scatter", x=points[:, 0], y=points[:, 1], mode="lines", line=line, hoverinfo="skip", name=name)


def describe_field(field: Field) -> str:
    """The numbers of a field for its alternative text."""
    low, high = float(np.min(field.values)), float(np.max(field.values))
    return f"The output runs from {number_text(low)} to {number_text(high)} over the window."
