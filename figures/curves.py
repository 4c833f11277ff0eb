"""Activation curves with their shaded parts, the gate and the bars of a softmax."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.curves import Curve, Gating, Part, Probe, exact_enough, share_text, vertical_window
from core.notation import number_text
from figures.theme import FONT_SIZE, Palette, activation_style, blank_figure

# In units of x: about the width of the widest curve name, and of a label of a shaded part.
_NAME_WIDTH, _LABEL_WIDTH = 2.6, 2.4


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
    height: int = 560,
) -> go.Figure:
    """Curves with their names at their ends, the probe as a line with a dot on each curve.

    `filtered` and `saturated` are the shaded parts of the `close_up` curve, whose kinks or centre are
    marked.
    """
    figure = blank_figure(palette, height=height, margin=dict(l=40, r=104, t=30, b=44))
    low, high = float(curves[0].xs[0]), float(curves[0].xs[-1])
    bottom, top = vertical_window([curve.activation for curve in curves])
    _shade(figure, saturated, "saturated<br>|f′| < 0.05", palette.muted, palette, (low, high))
    _shade(figure, filtered, "filtered out<br>f = 0", palette.negative, palette, (low, high))
    for curve in curves:
        style = activation_style(curve.activation.key, palette)
        if derivatives:
            figure.add_trace(
                go.Scatter(
                    x=curve.xs,
                    y=curve.derivatives,
                    mode="lines",
                    line=dict(color=style.colour, width=1.6, dash=style.dash, simplify=False),
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
                # Plotly would leave out samples, and the bends would have corners.
                line=dict(color=style.colour, width=3.4, dash=style.dash, simplify=False),
                name=curve.activation.name,
                hovertemplate=f"{curve.activation.name}(%{{x:.2f}}) = %{{y:.4f}}<extra></extra>",
            )
        )
    _draw_probe(figure, probes, x, palette)
    _name_the_curves(figure, curves, x, (bottom, top), palette)
    if close_up is not None:
        for kink in close_up.kinks:
            _mark(figure, kink, "kink", x, (low, high), palette)
        if close_up.centre is not None and low < close_up.centre < high:
            _mark(figure, close_up.centre, "centre", x, (low, high), palette)
    figure.update_xaxes(title_text="x", range=[low, high])
    figure.update_yaxes(range=[bottom, top])
    return figure


def _mark(
    figure: go.Figure, place: float, what: str, x: float, interval: tuple[float, float], palette: Palette
) -> None:
    """A tick on the lower edge with its place written, on the side away from the probe if there is room."""
    low, high = interval
    is_left = place - low > 0.25 * (high - low) if place <= x else high - place < 0.25 * (high - low)
    figure.add_annotation(
        x=place,
        y=0,
        yref="paper",
        xanchor="right" if is_left else "left",
        text=f"{what} at x = {number_text(place)}",
        showarrow=True,
        arrowhead=0,
        arrowwidth=2,
        arrowcolor=palette.accent,
        ax=0,
        ay=-26,
        font=dict(color=palette.accent),
        bgcolor=palette.paper,
        borderpad=4,
    )


def _shade(
    figure: go.Figure,
    parts: Sequence[Part],
    label: str,
    colour: str,
    palette: Palette,
    interval: tuple[float, float],
) -> None:
    """Bands with a label inside where it fits, set against the edge of the picture that a band touches."""
    for part in parts:
        figure.add_vrect(x0=part.start, x1=part.end, fillcolor=colour, opacity=0.13, line_width=0, layer="below")
        if part.end - part.start < _LABEL_WIDTH:
            continue
        touches_left, touches_right = part.start == interval[0], part.end == interval[1]
        place, anchor = (part.start + part.end) / 2, "center"
        if touches_left != touches_right:
            place, anchor = (part.start, "left") if touches_left else (part.end, "right")
        figure.add_annotation(
            x=place,
            # Below the name of a curve that leaves through the top.
            y=0.92,
            yref="paper",
            yanchor="top",
            xanchor=anchor,
            xshift={"left": 8, "right": -8, "center": 0}[anchor],
            align=anchor,
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


def _name_the_curves(
    figure: go.Figure, curves: Sequence[Curve], x: float, window: tuple[float, float], palette: Palette
) -> None:
    """Each name stands at its curve's right end, the names pushed apart so that no two overlap.

    A single curve that leaves through the top is named where it does.
    """
    top = window[1]
    leaving = [(curve, place) for curve in curves if (place := _leaves_at(curve, top)) is not None]
    others = list(curves)
    if len(leaving) == 1:
        (curve, place), last = leaving[0], float(curves[0].xs[-1])
        if place + _NAME_WIDTH < last and not place - 0.4 < x < place + _NAME_WIDTH:
            others.remove(curve)
            _name(figure, curve, palette, x=place, y=top, xshift=12, yshift=-14)
    for curve, height in zip(others, _spread([_end(curve, window) for curve in others], window), strict=True):
        _name(figure, curve, palette, x=1.0, xref="paper", y=height, xshift=6)


def _name(figure: go.Figure, curve: Curve, palette: Palette, **place) -> None:
    figure.add_annotation(
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


def gate_figure(gating: Gating, palette: Palette, *, limit: float, height: int = 250) -> go.Figure:
    """A value as an outlined bar and, inside it, the part that the gate lets through.

    `limit` is the largest value that the picture has room for, on either side of zero.
    """
    figure = blank_figure(palette, height=height, margin=dict(l=16, r=16, t=52, b=48))
    colour = palette.sign(gating.value)
    figure.add_trace(
        go.Bar(
            x=[gating.value],
            y=["gate"],
            orientation="h",
            marker=dict(
                color="rgba(0,0,0,0)",
                line=dict(color=colour, width=2),
                pattern=dict(shape="/", fgcolor=palette.rule, bgcolor="rgba(0,0,0,0)", size=9, solidity=0.25),
            ),
            hoverinfo="skip",
            name="value",
        )
    )
    figure.add_trace(
        go.Bar(
            x=[gating.kept],
            y=["gate"],
            orientation="h",
            marker=dict(color=colour, line_width=0),
            hoverinfo="skip",
            name="kept",
        )
    )
    parts = ((gating.kept, gating.kept / 2, "kept"), (gating.lost, gating.kept + gating.lost / 2, "let go"))
    for size, place, word in parts:
        # A narrow part has no room for its word on a telephone.
        if abs(size) > 0.2 * limit:
            figure.add_annotation(
                x=place,
                y="gate",
                text=word,
                showarrow=False,
                font=dict(color=palette.paper if word == "kept" else palette.ink),
                bgcolor="rgba(0,0,0,0)" if word == "kept" else palette.paper,
            )
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=16,
        text=_arithmetic(gating),
        showarrow=False,
        font=dict(size=FONT_SIZE + 4),
    )
    figure.update_layout(barmode="overlay", bargap=0.2)
    figure.update_xaxes(range=[-1.04 * limit, 1.04 * limit], title_text="value", showgrid=False, ticks="outside")
    figure.update_yaxes(visible=False)
    return figure


def _arithmetic(gating: Gating) -> str:
    value, share = number_text(gating.value), exact_enough(gating.share)
    kept = exact_enough(gating.kept, limits=(0.0, gating.value))
    # Only a share that is written in full may stand before an equals sign.
    sign = "=" if round(gating.share, 4) == gating.share else "≈"
    return f"{value} × σ({number_text(gating.z)}) {sign} {value} × {share} {sign} <b>{kept}</b>"


def softmax_figure(scores: Sequence[float], shares: np.ndarray, palette: Palette, *, height: int = 300) -> go.Figure:
    """One bar a score, with its share of 1 written above."""
    figure = blank_figure(palette, height=height, margin=dict(l=48, r=16, t=16, b=64))
    names = [f"{score:.4g}".replace("-", "−") for score in scores]
    figure.add_trace(
        go.Bar(
            x=list(range(len(names))),
            y=shares,
            text=[share_text(share) for share in shares],
            textangle=0,
            textposition="outside",
            cliponaxis=False,
            textfont=dict(size=FONT_SIZE, color=palette.ink),
            marker=dict(color=palette.accent, line_width=0),
            hoverinfo="skip",
            name="softmax",
        )
    )
    figure.update_layout(bargap=0.4)
    figure.update_xaxes(
        showgrid=False,
        zeroline=False,
        tickvals=list(range(len(names))),
        ticktext=names,
        tickangle=0,
        title_text="score",
    )
    figure.update_yaxes(range=[0, 1.12], tickvals=[0, 0.5, 1], title_text="share")
    return figure
