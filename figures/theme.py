"""Colours and type: two palettes with one meaning, and the frame that every figure starts from.

Negative is orange, zero neutral, positive blue, on every page; magnitude is width; the sign is
written as well.  An activation keeps its line style everywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import plotly.graph_objects as go

from core.activations import ACTIVATIONS

FONT = '"Source Sans", sans-serif'
FONT_SIZE = 15


@dataclass(frozen=True)
class Palette:
    """The colours of one scheme.  `series` are for curves that carry no sign.

    Whatever is written has a colour of 4.5:1 or more on `paper`, `panel` and `neutral`; the signs' own colours,
    which fill and draw, may be paler than the ones that their numbers are written in.
    """

    name: str
    paper: str
    panel: str
    ink: str
    muted: str
    rule: str
    negative: str
    neutral: str
    positive: str
    negative_text: str
    positive_text: str
    accent: str
    series: tuple[str, ...]

    def sign(self, value: float) -> str:
        """The colour of a signed number."""
        if value == 0:
            return self.muted
        return self.positive if value > 0 else self.negative

    @property
    def diverging(self) -> list[tuple[float, str]]:
        """Plotly colour scale from negative over neutral to positive; centre it on zero."""
        return [(0.0, self.negative), (0.5, self.neutral), (1.0, self.positive)]


# The series come from Okabe and Ito (2008), darkened or lightened until names can be written in them, and violet
# for their sky blue, which would then look like their blue.
LIGHT = Palette(
    name="light",
    paper="#FBFAF7",
    panel="#F1EEE6",
    ink="#1E2A38",
    muted="#5F6672",
    rule="#DDD8CC",
    negative="#D9730D",
    neutral="#F4F1EA",
    positive="#2A6FBB",
    negative_text="#A05000",
    positive_text="#2464A9",
    accent="#0A6F6A",
    series=("#1E2A38", "#0072B2", "#C2410C", "#007F5C", "#A64D86", "#8A6D00", "#6B58C9"),
)
DARK = Palette(
    name="dark",
    paper="#12161C",
    panel="#1C222B",
    ink="#E6E4DF",
    muted="#9AA3AF",
    rule="#343C48",
    negative="#F0923B",
    neutral="#1F252E",
    positive="#5B9BE3",
    negative_text="#F0923B",
    positive_text="#5B9BE3",
    accent="#45B8AC",
    series=("#E6E4DF", "#56B4E9", "#F08A4B", "#2FC497", "#DB8CC0", "#E5C33C", "#8FB8FF"),
)

_DASHES = ("solid", "dash", "dot")


@dataclass(frozen=True)
class LineStyle:
    colour: str
    dash: str


def activation_style(key: str, palette: Palette) -> LineStyle:
    """The style of an activation, by its place in the table."""
    return series_style(list(ACTIVATIONS).index(key), palette)


def series_style(place: int, palette: Palette) -> LineStyle:
    """A style of its own for every place: 7 colours, then dashed, then dotted, then with ever more dots."""
    rounds, colour = divmod(place, len(palette.series))
    return LineStyle(palette.series[colour], _dash(rounds))


def _dash(rounds: int) -> str:
    """The dashes after so many rounds of the colours; from the fourth on one long with 1, 2, 3, … dots."""
    if rounds < len(_DASHES):
        return _DASHES[rounds]
    return ",".join(["12px", *["4px", "3px"] * (rounds - len(_DASHES) + 1), "4px"])


def crease_colour(layer: int, palette: Palette) -> str:
    """The creases of one layer have one colour, which is no sign's.  components/picture/creases.js does the same."""
    colours = palette.series[3:]
    return colours[layer % len(colours)]


def blank_figure(
    palette: Palette,
    *,
    height: int,
    traces: Sequence[dict] = (),
    x_axis: Mapping = MappingProxyType({}),
    y_axis: Mapping = MappingProxyType({}),
    **layout,
) -> go.Figure:
    """A figure with thin axes, the page's type and no legend.

    `x_axis`, `y_axis` and `layout` add to or replace this.
    """
    axis = dict(
        gridcolor=palette.rule,
        linecolor=palette.muted,
        zerolinecolor=palette.muted,
        zerolinewidth=1,
        gridwidth=1,
        ticks="",
        showline=False,
        tickfont=dict(color=palette.muted, size=FONT_SIZE - 1),
        title=dict(font=dict(color=palette.ink, size=FONT_SIZE), standoff=8),
        fixedrange=True,
        # On a projector the numbers are larger than they are here.
        automargin=True,
    )
    axes = {name: axis | own | {"title": axis["title"] | own.get("title", {})}
            for name, own in (("xaxis", x_axis), ("yaxis", y_axis))}  # fmt: skip
    shared = dict(
        height=height,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font=dict(family=FONT, size=FONT_SIZE, color=palette.ink),
        margin=dict(l=48, r=16, t=16, b=44),
        showlegend=False,
        dragmode=False,
        hoverlabel=dict(bgcolor=palette.panel, bordercolor=palette.rule, font=dict(family=FONT, color=palette.ink)),
        # Small enough to keep the visitor's zoom and hover while values change under the hand.
        uirevision="keep",
    )
    # In one go: changing a finished figure takes Plotly ten times as long.
    return go.Figure(data=traces, layout=shared | axes | layout)


def palette_of(dark: bool) -> Palette:
    return DARK if dark else LIGHT
