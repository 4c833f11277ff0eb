"""Activation curves as Plotly draws them, for the bare app that Crease is measured against."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.curves import Curve, Probe, vertical_window
from core.numbers import number_text
from figures.theme import FONT_SIZE, Palette, activation_style, blank_figure

# In units of x: about the width of the widest curve name.
_NAME_WIDTH = 2.6


def curves_figure(curves: Sequence[Curve], probes: Sequence[Probe], x: float, palette: Palette) -> go.Figure:
    """Curves with their names at their ends, the probe as a line with a dot on each curve."""
    window = vertical_window([curve.activation for curve in curves])
    return blank_figure(
        palette,
        height=560,
        margin=dict(l=40, r=104, t=30, b=44),
        traces=[*(_line(curve, palette) for curve in curves), _probe_dots(probes, x, palette)],
        shapes=[_probe_line(x, palette)],
        annotations=[_probe_label(x, palette), *_names(curves, x, window, palette)],
        x_axis=dict(title=dict(text="x"), range=[float(curves[0].xs[0]), float(curves[0].xs[-1])]),
        y_axis=dict(range=window),
    )


def _line(curve: Curve, palette: Palette) -> dict:
    style, name = activation_style(curve.activation.key, palette), curve.activation.name
    return dict(
        type="scatter",
        x=curve.xs,
        y=curve.values,
        mode="lines",
        # Plotly would leave out samples, and the bends would have corners.
        line=dict(color=style.colour, width=3.4, dash=style.dash, simplify=False),
        name=name,
        hovertemplate=f"{name}(%{{x:.2f}}) = %{{y:.4f}}<extra></extra>",
    )


def _probe_line(x: float, palette: Palette) -> dict:
    return dict(type="line", x0=x, x1=x, yref="paper", y0=0, y1=1, line=dict(color=palette.accent, width=2))


def _probe_label(x: float, palette: Palette) -> dict:
    return dict(
        x=x,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=f"x = {number_text(x)}",
        showarrow=False,
        font=dict(color=palette.accent),
    )


def _probe_dots(probes: Sequence[Probe], x: float, palette: Palette) -> dict:
    return dict(
        type="scatter",
        x=[x] * len(probes),
        y=[probe.value for probe in probes],
        mode="markers",
        marker=dict(
            size=13,
            color=[activation_style(probe.activation.key, palette).colour for probe in probes],
            line=dict(color=palette.paper, width=2),
        ),
        hovertemplate="%{y:.4f}<extra></extra>",
        name="probe",
    )


def _names(curves: Sequence[Curve], x: float, window: tuple[float, float], palette: Palette) -> list[dict]:
    """Each name stands at its curve's right end, the names pushed apart so that no two overlap.

    A single curve that leaves through the top is named where it does.
    """
    top, names = window[1], []
    leaving = [(curve, place) for curve in curves if (place := _leaves_at(curve, top)) is not None]
    others = list(curves)
    if len(leaving) == 1:
        (curve, place), last = leaving[0], float(curves[0].xs[-1])
        if place + _NAME_WIDTH < last and not place - 0.4 < x < place + _NAME_WIDTH:
            others.remove(curve)
            names.append(_name(curve, palette, x=place, y=top, xshift=12, yshift=-14))
    ends = _spread([_end(curve, window) for curve in others], window)
    names += [
        _name(curve, palette, x=1.0, xref="paper", y=end, xshift=6) for curve, end in zip(others, ends, strict=True)
    ]
    return names


def _name(curve: Curve, palette: Palette, **place) -> dict:
    return dict(
        xanchor="left",
        text=curve.activation.name,
        showarrow=False,
        font=dict(color=activation_style(curve.activation.key, palette).colour, size=FONT_SIZE),
        **place,
    )


def _end(curve: Curve, window: tuple[float, float]) -> float:
    return float(np.clip(curve.values[np.isfinite(curve.values)][-1], *window))


def _leaves_at(curve: Curve, top: float) -> float | None:
    """The x at which a curve rises through the top for good, None if it ends inside the picture."""
    if not curve.values[-1] > top:
        return None
    below = np.flatnonzero(~(curve.values > top))
    return float(curve.xs[below[-1]]) if len(below) else None


def _spread(ends: Sequence[float], window: tuple[float, float]) -> np.ndarray:
    """The heights nearest above the ends that keep a line's distance, pushed down where they pass the top."""
    bottom, top = window
    gap = (top - bottom) / 24
    order = np.argsort(ends, kind="stable")
    heights = np.array(ends, dtype=np.float64)[order]
    for index in range(1, len(heights)):
        heights[index] = max(heights[index], heights[index - 1] + gap)
    # Too many at the top: shift the pile down, keeping its spacing.
    for index in range(len(heights) - 1, -1, -1):
        heights[index] = min(heights[index], top - gap * (len(heights) - 1 - index))
    spread = np.empty_like(heights)
    spread[order] = heights
    return spread
