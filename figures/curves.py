"""Activation curves with their shaded parts, the gate and the bars of a softmax."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.curves import Curve, Part, Probe, vertical_window
from core.gating import Gating, arithmetic_text
from core.numbers import number_text, short_text
from core.softmax import share_text
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
    low, high = float(curves[0].xs[0]), float(curves[0].xs[-1])
    window = vertical_window([curve.activation for curve in curves])
    traces = [
        _line(curve, palette, derivative) for curve in curves for derivative in ([True] * derivatives + [False])
    ]
    shaded = [(part, "saturated<br>|f′| < 0.05", palette.muted) for part in saturated]
    shaded += [(part, "filtered out<br>f = 0", palette.negative) for part in filtered]
    marks = []
    if close_up is not None:
        marks += [("jump" if close_up.activation.jumps else "kink", kink) for kink in close_up.kinks]
        if close_up.centre is not None and low < close_up.centre < high:
            marks.append(("centre", close_up.centre))
    return blank_figure(
        palette,
        height=height,
        margin=dict(l=40, r=104, t=30, b=44),
        traces=[*traces, _probe_dots(probes, x, palette)],
        shapes=[
            *(_band(part, colour) for part, _, colour in shaded),
            *(_tick(place, palette) for _, place in marks),
            _probe_line(x, palette),
        ],
        annotations=[
            *(_band_label(part, text, (low, high), palette) for part, text, _ in shaded if _has_room(part)),
            _probe_label(x, palette),
            *_names(curves, x, window, palette),
            *(_mark(place, what, x, (low, high), palette) for what, place in marks),
        ],
        x_axis=dict(title=dict(text="x"), range=[low, high]),
        y_axis=dict(range=window),
    )


def _line(curve: Curve, palette: Palette, derivative: bool) -> dict:
    style, name = activation_style(curve.activation.key, palette), curve.activation.name
    return dict(
        type="scatter",
        x=curve.xs,
        y=curve.derivatives if derivative else curve.values,
        mode="lines",
        # Plotly would leave out samples, and the bends would have corners.
        line=dict(color=style.colour, width=1.6 if derivative else 3.4, dash=style.dash, simplify=False),
        opacity=0.6 if derivative else 1.0,
        name=f"{name} derivative" if derivative else name,
        hovertemplate=(f"{name}′ = %{{y:.4f}}" if derivative else f"{name}(%{{x:.2f}}) = %{{y:.4f}}")
        + "<extra></extra>",
    )


def _mark(place: float, what: str, x: float, interval: tuple[float, float], palette: Palette) -> dict:
    """The place of a mark written at the lower edge, on the side away from the probe if there is room."""
    low, high = interval
    is_left = place - low > 0.25 * (high - low) if place <= x else high - place < 0.25 * (high - low)
    return dict(
        x=place,
        y=0,
        yref="paper",
        xanchor="right" if is_left else "left",
        yanchor="bottom",
        yshift=12,
        text=f"{what} at x = {number_text(place)}",
        showarrow=False,
        font=dict(color=palette.accent),
        bgcolor=palette.paper,
        borderpad=4,
    )


def _tick(place: float, palette: Palette) -> dict:
    """At the lower edge.  Not an annotation's arrow: Plotly measures its length, which takes five milliseconds."""
    return dict(type="line", x0=place, x1=place, yref="paper", y0=0, y1=0.1, line=dict(color=palette.accent, width=2))


def _has_room(part: Part) -> bool:
    return part.end - part.start >= _LABEL_WIDTH


def _band(part: Part, colour: str) -> dict:
    across = dict(yref="paper", y0=0, y1=1, line_width=0, layer="below")
    return dict(type="rect", x0=part.start, x1=part.end, fillcolor=colour, opacity=0.13, **across)


def _band_label(part: Part, text: str, interval: tuple[float, float], palette: Palette) -> dict:
    """Inside its band, set against the edge of the picture if the band touches one."""
    touches_left, touches_right = part.start == interval[0], part.end == interval[1]
    place, anchor = (part.start + part.end) / 2, "center"
    if touches_left != touches_right:
        place, anchor = (part.start, "left") if touches_left else (part.end, "right")
    return dict(
        x=place,
        # Below the name of a curve that leaves through the top.
        y=0.92,
        yref="paper",
        yanchor="top",
        xanchor=anchor,
        xshift={"left": 8, "right": -8, "center": 0}[anchor],
        align=anchor,
        text=text,
        showarrow=False,
        font=dict(size=FONT_SIZE - 1, color=palette.muted),
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


def gate_figure(gating: Gating, palette: Palette, *, limit: float, height: int = 380) -> go.Figure:
    """A value as an outlined bar and, inside it, the part that the gate lets through.

    `limit` is the largest value that the picture has room for, on either side of zero.
    """
    colour = palette.sign(gating.value)
    hatch = dict(shape="/", fgcolor=palette.rule, bgcolor="rgba(0,0,0,0)", size=9, solidity=0.25)
    bars = (
        ("value", gating.value, dict(color="rgba(0,0,0,0)", line=dict(color=colour, width=2), pattern=hatch)),
        ("kept", gating.kept, dict(color=colour, line=dict(width=0))),
    )
    return blank_figure(
        palette,
        height=height,
        margin=dict(l=16, r=16, t=52, b=48),
        barmode="overlay",
        bargap=0.2,
        traces=[
            dict(type="bar", x=[size], y=["gate"], orientation="h", marker=marker, hoverinfo="skip", name=name)
            for name, size, marker in bars
        ],
        annotations=[*_words_on(gating, limit, palette), _written_above(_arithmetic(gating))],
        x_axis=dict(range=[-1.04 * limit, 1.04 * limit], title=dict(text="value"), showgrid=False, ticks="outside"),
        y_axis=dict(visible=False),
    )


def _words_on(gating: Gating, limit: float, palette: Palette) -> list[dict]:
    """ "kept" and "let go" on their parts; a narrow part has no room for its word on a telephone."""
    parts = (
        ("kept", gating.kept, gating.kept / 2),
        ("let go", gating.lost, gating.kept + gating.lost / 2),
    )
    return [
        dict(x=place, y="gate", text=word, showarrow=False, font=dict(color=palette.ink), bgcolor=palette.paper)
        for word, size, place in parts
        if abs(size) > 0.2 * limit
    ]


def _written_above(text: str) -> dict:
    place = dict(x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=16)
    return dict(text=text, showarrow=False, font=dict(size=FONT_SIZE + 4), **place)


def _arithmetic(gating: Gating) -> str:
    line, kept = arithmetic_text(gating)
    return f"{line} <b>{kept}</b>"


def softmax_figure(scores: Sequence[float], shares: np.ndarray, palette: Palette, *, height: int = 460) -> go.Figure:
    """One bar a score, with its share of 1 written above."""
    places, names = list(range(len(scores))), [short_text(score, 4) for score in scores]
    bars = dict(
        type="bar",
        x=places,
        y=shares,
        text=[share_text(share) for share in shares],
        textangle=0,
        textposition="outside",
        cliponaxis=False,
        textfont=dict(size=FONT_SIZE, color=palette.ink),
        marker=dict(color=palette.accent, line=dict(width=0)),
        hoverinfo="skip",
        name="softmax",
    )
    score_axis = dict(title=dict(text="score"), showgrid=False, zeroline=False, tickangle=0)
    return blank_figure(
        palette,
        height=height,
        margin=dict(l=48, r=16, t=16, b=64),
        bargap=0.4,
        traces=[bars],
        x_axis=score_axis | dict(tickvals=places, ticktext=names),
        y_axis=dict(range=[0, 1.12], tickvals=[0, 0.5, 1], title=dict(text="share")),
    )
