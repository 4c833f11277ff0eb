"""Boolean functions on the unit square: wanted 1 is filled, 0 hollow; right is ✓, wrong ✗."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.gates import Gate, corners
from core.plane import sample_plane
from core.xor import Diagonal, NetworkScore, merged_corners
from figures.plane import field_figure
from figures.theme import FONT_SIZE, Palette, blank_figure, signed

_NAMES = ("00", "01", "10", "11")
# Colours of a plane that ranges wider than ±2 would all be pale around the corners.
_COLOUR_REACH = 2.0


def add_corners(
    figure: go.Figure,
    points: np.ndarray,
    wanted: Sequence[int],
    correct: Sequence[bool],
    palette: Palette,
    labels: Sequence[str] = _NAMES,
) -> None:
    """Four points with their truth as a shape and the verdict written beside them."""
    figure.add_trace(
        go.Scatter(
            x=points[:, 0],
            y=points[:, 1],
            mode="markers",
            marker=_truth(wanted, palette, size=20),
            hovertemplate="(%{x:.2f}, %{y:.2f})<extra></extra>",
            name="corners",
        )
    )
    for (x, y), label, right in zip(points, labels, correct, strict=True):
        figure.add_annotation(
            x=x,
            y=y,
            text=f"{label} <b>{'✓' if right else '✗'}</b>",
            showarrow=False,
            yshift=24,
            font=dict(size=FONT_SIZE + 2, color=palette.ink),
            bgcolor=palette.paper,
            opacity=0.95,
            borderpad=2,
        )


def _truth(wanted: Sequence[int], palette: Palette, size: int) -> dict:
    """Filled where 1 is wanted, hollow where 0 is."""
    return dict(
        size=size,
        color=[palette.ink if one else palette.paper for one in wanted],
        line=dict(color=palette.ink, width=3),
    )


def hidden_space_figure(
    network, gate: Gate, result: NetworkScore, palette: Palette, *, height: int = 420
) -> go.Figure:
    """The plane of (h₁, h₂): where the corners land, which of them merge, and the output's line."""
    hidden = result.trace.outputs[0]
    low, high = min(hidden.min(), 0) - 0.6, max(hidden.max(), 1) + 0.6
    last = network.layers[-1]
    field = sample_plane(lambda points: last.preactivation(points) - 0.5, ((low, high), (low, high)), n=41)
    figure = field_figure(field, palette, height=height, largest=_COLOUR_REACH, x_title="h₁", y_title="h₂")
    groups = merged_corners(result.trace)
    labels = list(_NAMES)
    for group in groups:
        labels[group[0]] = " and ".join(_NAMES[index] for index in group)
    shown = [index for index in range(4) if not any(index in group[1:] for group in groups)]
    add_corners(
        figure,
        hidden[shown],
        [gate.outputs[index] for index in shown],
        [result.correct[index] for index in shown],
        palette,
        [labels[index] for index in shown],
    )
    for group in groups:
        x, y = hidden[group[0]]
        figure.add_trace(
            go.Scatter(
                x=[x],
                y=[y],
                mode="markers",
                marker=dict(size=34, symbol="circle-open", color=palette.accent, line=dict(width=4)),
                hoverinfo="skip",
                name="merged",
            )
        )
    return figure


def diagonals_figure(diagonals: Sequence[Diagonal], gate: Gate, palette: Palette, *, height: int = 420) -> go.Figure:
    """The square's two diagonals, which cross at (½, ½), with what an affine function has there."""
    figure = blank_figure(palette, height=height, margin=dict(l=10, r=10, t=10, b=10))
    for diagonal, dash in zip(diagonals, ("solid", "dash"), strict=True):
        xs, ys = zip(*diagonal.corners, strict=True)
        figure.add_trace(
            go.Scatter(x=xs, y=ys, mode="lines", line=dict(color=palette.muted, width=3, dash=dash), hoverinfo="skip")
        )
    points = corners(2)
    figure.add_trace(
        go.Scatter(
            x=points[:, 0],
            y=points[:, 1],
            mode="markers",
            marker=_truth(gate.outputs, palette, size=24),
            hoverinfo="skip",
            name="corners",
        )
    )
    for (x, y), name, one in zip(points, _NAMES, gate.outputs, strict=True):
        figure.add_annotation(
            x=x,
            y=y,
            text=f"{name} wants {one}",
            showarrow=False,
            yshift=30 if y else -30,
            font=dict(size=FONT_SIZE + 1),
        )
    figure.add_trace(
        go.Scatter(
            x=[0.5],
            y=[0.5],
            mode="markers",
            marker=dict(size=16, symbol="diamond", color=palette.accent),
            hoverinfo="skip",
            name="crossing",
        )
    )
    figure.add_annotation(
        x=0.5,
        y=0.5,
        text=f"one value here: {signed(diagonals[0].mean)}",
        showarrow=False,
        xshift=0,
        yshift=-34,
        bgcolor=palette.paper,
        font=dict(size=FONT_SIZE + 1, color=palette.accent),
    )
    figure.update_xaxes(visible=False, range=[-0.35, 1.35])
    figure.update_yaxes(visible=False, range=[-0.25, 1.25], scaleanchor="x")
    return figure


def cosine_figure(
    sums: np.ndarray, values: np.ndarray, gate: Gate, palette: Palette, *, height: int = 400
) -> go.Figure:
    """One cosine neuron along s = x₁ + x₂, with the four corners on it; above 0 it answers 1."""
    figure = blank_figure(palette, height=height)
    figure.add_hrect(y0=0, y1=1.25, fillcolor=palette.positive, opacity=0.13, line_width=0, layer="below")
    figure.add_hrect(y0=-1.25, y1=0, fillcolor=palette.negative, opacity=0.13, line_width=0, layer="below")
    figure.add_trace(
        go.Scatter(x=sums, y=values, mode="lines", line=dict(color=palette.ink, width=3, simplify=False), name="cos")
    )
    spots = {0: "00", 1: "01 and 10", 2: "11"}
    heights = np.interp(list(spots), sums, values)
    wanted = [gate.outputs[0], gate.outputs[1], gate.outputs[3]]
    points = np.column_stack([list(spots), heights])
    right = [(height > 0) == bool(want) for height, want in zip(heights, wanted, strict=True)]
    add_corners(figure, points, wanted, right, palette, list(spots.values()))
    figure.update_xaxes(title_text="s = x₁ + x₂", range=[sums[0], sums[-1]])
    figure.update_yaxes(title_text="output", range=[-1.25, 1.6])
    return figure
