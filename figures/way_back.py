"""What arrives of a gradient at each layer of deep networks, on its way back from the output to the inputs."""

import math
from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from core.gradient_depth import WayBack
from core.numbers import number_text
from figures.theme import FONT_SIZE, Palette, activation_style, blank_figure

# Decades that are shown at least, so that the picture stands still while the depth changes.
_LOWEST, _HIGHEST = -6, 1
_TOP, _BOTTOM = 40, 46
# Pixels between two names, which are larger on a projector, and from a name to its line.
_GAP, _AWAY = 25, 30
_NAME_SIZE = FONT_SIZE + 2
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def way_back_figure(ways: Sequence[WayBack], palette: Palette, *, height: int = 500) -> go.Figure:
    """For each activation the medians of the norms, and pale the middle half of the starts; the output is right.

    A norm of exactly 0 has no place on a logarithmic axis: it stands on the lower edge, as a hollow ring.
    """
    depth = ways[0].n_layers
    layers = np.arange(1, depth + 1)
    low, high = _decades(ways)
    # Below the lowest number there is room for the rings, and for theirs.
    has_rings, room = any(np.any(way.medians == 0) for way in ways), 0.07 * (high - low)
    bottom, top = low - (1.6 * room if has_rings else 0.2), high + 0.1
    floor = 10.0 ** (low - room)
    per_decade = (height - _TOP - _BOTTOM) / (top - bottom)
    ends = [np.log10(max(way.medians[0], floor)) for way in ways]
    names = zip(ways, ends, _apart(np.array(ends) * per_decade, _GAP) / per_decade, strict=True)
    notes = [_name(way, end, (end - place) * per_decade, palette) for way, end, place in names]
    # At most ten decades have their line and their number.
    powers = range(low, high + 1, math.ceil((high - low) / 9))
    ticks = {10.0**power: _power_text(power) for power in powers} | ({floor: "0"} if has_rings else {})
    return blank_figure(
        palette,
        height=height,
        margin=dict(l=_AWAY + 14 + 9 * max(len(way.activation.name) for way in ways), r=66, t=_TOP, b=_BOTTOM),
        traces=[
            *(trace for way in ways for trace in _band(way, layers, floor, palette)),
            *(trace for way in ways for trace in _line(way, layers, floor, palette)),
        ],
        x_axis=dict(
            range=[1 - 0.02 * depth, depth + 0.03 * depth], tickvals=layers, showgrid=False,
            title=dict(text="layer, from the inputs to the output"), zeroline=False,
        ),
        y_axis=dict(
            type="log", range=[bottom, top], side="right", zeroline=False,
            tickvals=list(ticks), ticktext=list(ticks.values()),
        ),
        annotations=[*notes, *_signal(depth, palette)],
    )  # fmt: skip


def _decades(ways: Sequence[WayBack]) -> tuple[int, int]:
    """The powers of ten between which all is that is drawn and not 0."""
    drawn = np.concatenate([np.ravel([way.medians, *way.middle]) for way in ways])
    logarithms = np.log10(drawn[drawn > 0])
    return math.floor(min([_LOWEST, *logarithms])), math.ceil(max([_HIGHEST, *logarithms]))


def _power_text(power: int) -> str:
    if -3 <= power <= 2:
        return f"{10.0**power:g}"
    return f"10{str(power).translate(_SUPERSCRIPTS)}"


def _band(way: WayBack, layers: np.ndarray, floor: float, palette: Palette) -> list[dict]:
    """From and to the middle half of the starts, as one outline."""
    if len(layers) == 1:
        return []
    low, high = np.maximum(way.middle, floor)
    return [
        dict(
            type="scatter", x=[*layers, *layers[::-1]], y=[*low, *high[::-1]], mode="lines", fill="toself",
            line=dict(width=0), fillcolor=_pale(activation_style(way.activation.key, palette).colour),
            hoverinfo="skip", name=f"{way.activation.name}, middle half",
        )
    ]  # fmt: skip


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.13)"


def _line(way: WayBack, layers: np.ndarray, floor: float, palette: Palette) -> list[dict]:
    style = activation_style(way.activation.key, palette)
    is_seen = way.medians > 0
    shared = dict(type="scatter", x=layers, name=way.activation.name)
    dots = dict(
        y=np.maximum(way.medians, floor), mode="markers", cliponaxis=False,
        marker=dict(
            size=10, color=style.colour, symbol=np.where(is_seen, "circle", "circle-open"),
            line=dict(width=np.where(is_seen, 0, 2.5), color=style.colour),
        ),
        customdata=[number_text(norm) for norm in way.medians],
        hovertemplate=f"{way.activation.name}, layer %{{x}}: %{{customdata}}<extra></extra>",
    )  # fmt: skip
    # A list with gaps: what is 0 has no place.
    heights = [float(norm) if seen else None for norm, seen in zip(way.medians, is_seen, strict=True)]
    line = dict(y=heights, mode="lines", hoverinfo="skip", line=dict(color=style.colour, width=3.5, dash=style.dash))
    return [shared | line, shared | dots]


def _name(way: WayBack, end: float, lower: float, palette: Palette) -> dict:
    """The activation's name at the left end of its line, `lower` by so many pixels."""
    colour = activation_style(way.activation.key, palette).colour
    return dict(
        x=1, y=end, text=f"<b>{way.activation.name}</b>", ax=-_AWAY, ay=lower, xanchor="right",
        arrowhead=0, arrowwidth=1.5, arrowcolor=colour, standoff=8, font=dict(color=colour, size=_NAME_SIZE),
    )  # fmt: skip


def _apart(places: np.ndarray, least: float) -> np.ndarray:
    """Places moved until any two are `least` apart: those that are too close become a group around their middle."""
    groups: list[list[int]] = []

    def ends(group: list[int]) -> tuple[float, float]:
        middle, half = places[group].mean(), (len(group) - 1) / 2 * least
        return middle - half, middle + half

    for place in np.argsort(places, kind="stable"):
        groups.append([int(place)])
        while len(groups) > 1 and ends(groups[-1])[0] - ends(groups[-2])[1] < least:
            last = groups.pop()
            groups[-1] += last
    moved = np.empty(len(places))
    for group in groups:
        moved[group] = np.linspace(*ends(group), len(group))
    return moved


def _signal(depth: int, palette: Palette) -> list[dict]:
    """Above the picture: which way the signal goes, and what the axis says."""
    above = dict(yref="paper", y=1, yshift=22, yanchor="middle", font=dict(color=palette.muted))
    norm = above | dict(x=1, xref="paper", text="norm", xanchor="left", xshift=4, showarrow=False)
    if depth == 1:
        return [norm]
    arrow = above | dict(x=1, ax=depth, axref="x", ay=0, text="", arrowhead=2, arrowwidth=2, arrowcolor=palette.muted)
    said = above | dict(x=(1 + depth) / 2, text="way back", showarrow=False, bgcolor=palette.paper, borderpad=6)
    return [norm, arrow, said]


def describe_way_back(ways: Sequence[WayBack]) -> str:
    """What the picture shows now, for its alternative text."""
    depth = ways[0].n_layers
    ends = "; ".join(
        f"{way.activation.name} from {number_text(way.medians[-1])} to {number_text(way.medians[0])}" for way in ways
    )
    if depth == 1:
        return f"The norm of the gradient at the only layer: {ends}."
    return (
        f"The norm of the gradient at each of {depth} layers, logarithmic, as the median over {len(ways[0].norms)} "
        f"starts. From layer {depth}, the output's, back to layer 1: {ends}."
    )
