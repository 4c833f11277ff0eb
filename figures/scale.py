"""A network to scale: layers too large to draw are drawn with an ellipsis and their number."""

import itertools
from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.theme import FONT_SIZE, Palette, blank_figure

_MOST_CIRCLES = 7


def circle_rows(size: int) -> tuple[list[int], bool]:
    """Which of the circle slots are used, and whether the middle one is an ellipsis."""
    if size <= _MOST_CIRCLES:
        return list(range(size)), False
    return [slot for slot in range(_MOST_CIRCLES) if slot != _MOST_CIRCLES // 2], True


def scale_figure(sizes: Sequence[int], palette: Palette, *, height: int = 340) -> go.Figure:
    """One column a layer, input first; at most seven circles each, and the count above."""
    figure = blank_figure(palette, height=height, margin=dict(l=4, r=4, t=4, b=4))
    columns = []
    for size in sizes:
        slots, shortened = circle_rows(size)
        count = _MOST_CIRCLES if shortened else size
        columns.append((np.array([1 - (slot + 0.5) / max(count, 1) for slot in slots]), shortened))
    xs, ys = [], []
    for layer, ((left, _), (right, _)) in enumerate(itertools.pairwise(columns)):
        for start in left:
            for end in right:
                xs += [layer, layer + 1, None]
                ys += [start, end, None]
    figure.add_trace(go.Scatter(x=xs, y=ys, mode="lines", line=dict(color=palette.rule, width=1), hoverinfo="skip"))
    for layer, (heights, shortened) in enumerate(columns):
        figure.add_trace(
            go.Scatter(
                x=[layer] * len(heights),
                y=heights,
                mode="markers",
                marker=dict(size=20, color=palette.panel, line=dict(color=palette.ink, width=1.5)),
                hovertemplate=f"{sizes[layer]:,} neurons<extra></extra>",
            )
        )
        if shortened:
            figure.add_annotation(x=layer, y=0.5, text="⋮", showarrow=False, font=dict(size=26, color=palette.ink))
        figure.add_annotation(
            x=layer,
            y=1.12,
            text=f"<b>{sizes[layer]:,}</b>",
            showarrow=False,
            font=dict(size=FONT_SIZE + 1, color=palette.ink),
        )
    figure.update_xaxes(visible=False, range=[-0.4, len(sizes) - 0.6])
    figure.update_yaxes(visible=False, range=[0, 1.2])
    return figure
