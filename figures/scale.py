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
    columns = []
    for size in sizes:
        slots, shortened = circle_rows(size)
        count = _MOST_CIRCLES if shortened else size
        columns.append((np.array([1 - (slot + 0.5) / max(count, 1) for slot in slots]), shortened))
    traces, notes = [_edges([heights for heights, _ in columns], palette)], []
    for layer, ((heights, shortened), size) in enumerate(zip(columns, sizes, strict=True)):
        traces.append(_circles(layer, heights, size, palette))
        notes.append(dict(x=layer, y=1.12, text=f"<b>{size:,}</b>", font=dict(size=FONT_SIZE + 1)))
        if shortened:
            notes.append(dict(x=layer, y=0.5, text="⋮", font=dict(size=26)))
    return blank_figure(
        palette,
        height=height,
        margin=dict(l=4, r=4, t=4, b=4),
        traces=traces,
        annotations=[note | dict(showarrow=False) for note in notes],
        x_axis=dict(visible=False, range=[-0.4, len(sizes) - 0.6]),
        y_axis=dict(visible=False, range=[0, 1.2]),
    )


def _edges(columns: Sequence[np.ndarray], palette: Palette) -> dict:
    """Every circle to every circle of the next column, as one trace with a gap after each edge."""
    xs, ys = [], []
    for layer, (left, right) in enumerate(itertools.pairwise(columns)):
        for start, end in itertools.product(left, right):
            xs += [layer, layer + 1, None]
            ys += [start, end, None]
    line = dict(color=palette.rule, width=1)
    return dict(type="scatter", x=xs, y=ys, mode="lines", line=line, hoverinfo="skip")


def _circles(layer: int, heights: np.ndarray, size: int, palette: Palette) -> dict:
    return dict(
        type="scatter",
        x=[layer] * len(heights),
        y=heights,
        mode="markers",
        marker=dict(size=20, color=palette.panel, line=dict(color=palette.ink, width=1.5)),
        hovertemplate=f"{size:,} neurons<extra></extra>",
    )
