"""Activation curves with their shaded parts, the gate and the bars of a softmax."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.curves import Curve, Part, Probe, exact_enough
from core.notation import number_text
from figures.theme import FONT_SIZE, Palette, activation_style, blank_figure

_LOW, _HIGH = -2.2, 3.2


def curves_figure(
    curves: Sequence[Curve],
    probes: Sequence[Probe],
    x: float,
    palette: Palette,
    *,
    derivatives: bool,
    filtered: Sequence[Part] = (),
    saturated: Sequence[Part] = (),
    close_up: Curve | None = None,
    height: int = 520,
) -> go.Figure:
    """Curves with their names at their ends, the probe as a line with a dot on each curve.

    `filtered` and `saturated` are the shaded parts of the `close_up` curve, whose kinks are marked.
    """
    figure = blank_figure(palette, height=height, margin=dict(l=40, r=104, t=30, b=44))
    _shade(figure, saturated, "saturated: |f′| < 0.05", palette.muted, palette, y=0.955)
    _shade(figure, filtered, "filtered out: f = 0", palette.negative, palette, y=0.04)
    for curve in curves:
        style = activation_style(curve.activation.key, palette)
        if derivatives:
            figure.add_trace(
                go.Scatter(
                    x=curve.xs,
                    y=curve.derivatives,
                    mode="lines",
                    line=dict(color=style.colour, width=1.6, dash=style.dash),
                    opacity=0.6,
                    name=f"{curve.activation.name} derivative",
                    hovertemplate=f"{curve.activation.name}′ = %{{y:.4f}}<extra></extra>",
                )
            )
        figure.add_trace(
            go.Scatter(
                x=curve.xs,
                y=curve.values,
                mode="lines",
                line=dict(color=style.colour, width=3.4, dash=style.dash),
                name=curve.activation.name,
                hovertemplate=f"{curve.activation.name}(%{{x:.2f}}) = %{{y:.4f}}<extra></extra>",
            )
        )
    _draw_probe(figure, probes, x, palette)
    _name_the_ends(figure, curves, palette)
    if close_up is not None:
        for kink in close_up.kinks:
            figure.add_annotation(
                x=kink,
                y=_LOW,
                text=f"kink at x = {number_text(kink)}",
                showarrow=True,
                arrowhead=0,
                arrowcolor=palette.accent,
                ax=0,
                ay=-26,
                font=dict(color=palette.accent),
                bgcolor=palette.paper,
            )
    low, high = float(curves[0].xs[0]), float(curves[0].xs[-1])
    figure.update_xaxes(title_text="x", range=[low, high])
    figure.update_yaxes(range=[_LOW, _HIGH])
    return figure


def _shade(figure: go.Figure, parts: Sequence[Part], label: str, colour: str, palette: Palette, y: float) -> None:
    for part in parts:
        figure.add_vrect(x0=part.start, x1=part.end, fillcolor=colour, opacity=0.13, line_width=0, layer="below")
        if part.end - part.start > 1.2:
            figure.add_annotation(
                x=(part.start + part.end) / 2,
                y=y,
                yref="paper",
                text=label,
                showarrow=False,
                font=dict(size=FONT_SIZE - 1, color=palette.muted),
            )


def _draw_probe(figure: go.Figure, probes: Sequence[Probe], x: float, palette: Palette) -> None:
    figure.add_vline(x=x, line=dict(color=palette.accent, width=2))
    figure.add_annotation(
        x=x,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=f"x = {number_text(x)}",
        showarrow=False,
        font=dict(color=palette.accent),
    )
    figure.add_trace(
        go.Scatter(
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
    )


def _name_the_ends(figure: go.Figure, curves: Sequence[Curve], palette: Palette) -> None:
    """Names to the right of the curves, pushed apart so that no two overlap."""
    ends = [float(np.clip(curve.values[np.isfinite(curve.values)][-1], _LOW, _HIGH)) for curve in curves]
    gap = (_HIGH - _LOW) / 24
    order = np.argsort(ends)
    heights = np.array(ends)[order]
    for index in range(1, len(heights)):
        heights[index] = max(heights[index], heights[index - 1] + gap)
    # Too many at the top: shift the pile down, keeping its spacing.
    for index in range(len(heights) - 1, -1, -1):
        ceiling = _HIGH - gap * (len(heights) - 1 - index)
        heights[index] = min(heights[index], ceiling)
    for place, height in zip(order, heights, strict=True):
        curve = curves[place]
        figure.add_annotation(
            x=1.0,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=height,
            text=curve.activation.name,
            showarrow=False,
            font=dict(color=activation_style(curve.activation.key, palette).colour, size=FONT_SIZE),
        )


def gate_figure(value: float, kept: float, share: float, palette: Palette, *, height: int = 210) -> go.Figure:
    """A value as an outlined bar and, inside it, the part that the gate lets through."""
    figure = blank_figure(palette, height=height, margin=dict(l=10, r=10, t=10, b=40))
    figure.add_trace(
        go.Bar(
            x=[value],
            y=["gate"],
            orientation="h",
            marker=dict(color="rgba(0,0,0,0)", line=dict(color=palette.muted, width=2)),
            hoverinfo="skip",
            name="value",
        )
    )
    figure.add_trace(
        go.Bar(
            x=[kept],
            y=["gate"],
            orientation="h",
            marker=dict(color=palette.sign(kept), line_width=0),
            hoverinfo="skip",
            name="kept",
        )
    )
    figure.add_annotation(
        x=0,
        y=0.93,
        yref="paper",
        text=f"{exact_enough(share)} × {number_text(value)} = <b>{exact_enough(kept)}</b> kept",
        showarrow=False,
        font=dict(size=FONT_SIZE + 3),
    )
    figure.update_layout(barmode="overlay", bargap=0.45)
    figure.update_xaxes(range=[-5.2, 5.2], title_text="value")
    figure.update_yaxes(visible=False)
    return figure


def softmax_figure(scores: Sequence[float], shares: np.ndarray, palette: Palette, *, height: int = 300) -> go.Figure:
    """One bar a score, with its share of 1 written above."""
    figure = blank_figure(palette, height=height)
    names = [f"{number_text(score, 2)}<br>score {index}" for index, score in enumerate(scores, start=1)]
    figure.add_trace(
        go.Bar(
            x=list(range(len(names))),
            y=shares,
            text=[exact_enough(share, 3) for share in shares],
            textposition="outside",
            cliponaxis=False,
            textfont=dict(size=FONT_SIZE, color=palette.ink),
            marker=dict(color=palette.accent, line_width=0),
            hoverinfo="skip",
            name="softmax",
        )
    )
    figure.update_layout(bargap=0.4)
    figure.update_xaxes(showgrid=False, zeroline=False, tickvals=list(range(len(names))), ticktext=names)
    figure.update_yaxes(range=[0, 1.12], tickvals=[0, 0.5, 1])
    return figure
