"""The gate and the bars of a softmax."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.gating import Gating, arithmetic_text
from core.numbers import short_text
from core.softmax import share_text
from figures.theme import FONT_SIZE, Palette, blank_figure


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
