"""A gate of two inputs behind a cosine: wanted 1 is filled, 0 hollow; right is ✓, wrong ✗."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.gates import Gate
from figures.theme import FONT_SIZE, Palette, blank_figure


def _corners(points: np.ndarray, wanted: Sequence[int | None], palette: Palette, *, size: int = 20) -> dict:
    """Points with their truth as a shape: filled where 1 is wanted, hollow where 0 is, a dot in it where both are."""
    return dict(
        type="scatter",
        x=points[:, 0],
        y=points[:, 1],
        mode="markers",
        marker=dict(
            size=size,
            symbol=["circle-dot" if one is None else "circle" for one in wanted],
            color=[palette.ink if one else palette.paper for one in wanted],
            line=dict(color=palette.ink, width=3),
        ),
        hovertemplate="(%{x:.2f}, %{y:.2f})<extra></extra>",
        name="corners",
    )


def _verdict(names: Sequence[str], correct: Sequence[bool]) -> str:
    """The names of the corners at one point, with one verdict if they share it and each with its own if not."""
    marks = ["<b>✓</b>" if right else "<b>✗</b>" for right in correct]
    if len(set(marks)) == 1:
        return f"{' and '.join(names)} {marks[0]}"
    return " and ".join(f"{name} {mark}" for name, mark in zip(names, marks, strict=True))


def _verdicts(points: np.ndarray, texts: Sequence[str], palette: Palette) -> list[dict]:
    """What is said of the points, above them."""
    return [
        dict(
            x=x,
            y=y,
            text=text,
            showarrow=False,
            yshift=24,
            font=dict(size=FONT_SIZE + 2, color=palette.ink),
            bgcolor=palette.paper,
            opacity=0.95,
            borderpad=2,
        )
        for (x, y), text in zip(points, texts, strict=True)
    ]


def cosine_figure(
    sums: np.ndarray, values: np.ndarray, gate: Gate, palette: Palette, *, height: int = 400
) -> go.Figure:
    """One cosine neuron along s = x₁ + x₂, with the four corners on it; above 0 it answers 1."""
    spots = {0: "00", 1: "01 and 10", 2: "11"}
    heights = np.interp(list(spots), sums, values)
    wanted = [gate.outputs[0], gate.outputs[1], gate.outputs[3]]
    points = np.column_stack([list(spots), heights])
    verdicts = [
        _verdict([name], [(height > 0) == bool(want)])
        for name, height, want in zip(spots.values(), heights, wanted, strict=True)
    ]
    wave = dict(color=palette.ink, width=3, simplify=False)
    return blank_figure(
        palette,
        height=height,
        traces=[
            dict(type="scatter", x=sums, y=values, mode="lines", line=wave, name="cos"),
            _corners(points, wanted, palette),
        ],
        shapes=[_half(0, 1.25, palette.positive), _half(-1.25, 0, palette.negative)],
        annotations=_verdicts(points, verdicts, palette),
        x_axis=dict(title=dict(text="s = x₁ + x₂"), range=[sums[0], sums[-1]]),
        y_axis=dict(title=dict(text="output"), range=[-1.25, 1.6]),
    )


def _half(bottom: float, top: float, colour: str) -> dict:
    """The outputs that count as one answer."""
    across = dict(xref="paper", x0=0, x1=1, line_width=0, layer="below")
    return dict(type="rect", y0=bottom, y1=top, fillcolor=colour, opacity=0.13, **across)
