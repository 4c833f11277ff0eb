"""A network drawn in the browser with all its numbers, each of which can be changed on the drawing."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from components import picture
from components.module import drawing
from core.activations import ACTIVATIONS

_NAMES = {key: activation.name for key, activation in ACTIVATIONS.items()}
_graph = drawing("networkGraph", picture.STYLESHEET, Path(__file__).parent / "network_graph.css")


@dataclass(frozen=True)
class Point:
    """A data point of the picture: where it is, which answer is wanted there (0 or 1) and its name."""

    at: tuple[float, ...]
    wanted: int
    name: str


@dataclass(frozen=True)
class Picture:
    """The first output over the input plane, or over the one input.

    An answer is 1 where the value is above `level`; there the deciding line is drawn.  `shows` is "output" or
    "preactivation".  `reach` fixes the colours' scale; without it the largest |value| does.  `line` lets a
    single neuron's line be dragged; `marker` shows the present input and lets it be dragged.  `creases` is the
    opacity of the creases, None for none of them; with `region` the linear region of the input is picked out.
    `caption` stands above the picture; "" for the output there, the number of regions where one is picked out, or
    the number of right answers where there are points.  Of the points those `lit` by name are ringed;
    `crossing` draws the diagonals of the unit square and a neuron's value where they cross.
    """

    titles: tuple[str, str] = ("x₁", "x₂")
    shows: str = "output"
    level: float = 0.0
    reach: float | None = None
    points: tuple[Point, ...] = ()
    line: bool = False
    marker: bool = True
    creases: float | None = None
    region: bool = False
    caption: str = ""
    lit: tuple[str, ...] = ()
    crossing: bool = False


@dataclass(frozen=True)
class SecondPicture:
    """A picture beside the first: "flat", the same weights without activations, or "hidden", what the last layer does
    with the plane of two hidden neurons and where the points land in it.  `alt` says what it shows now.
    """

    shows: str
    caption: str
    alt: str = ""


@dataclass(frozen=True)
class Bend:
    """A slider of the page, by its key and its value: it bends all hidden layers from the identity at 0 to ReLU at 1.

    The creases are paler the less they fold.  The drawing goes along with it at every frame, before Python has heard
    of it.
    """

    key: str
    value: float


@dataclass(frozen=True)
class GraphLook:
    """How a graph is drawn.

    `palette` is a dataclass of named colours; `window` what the small and the large pictures show of the input
    plane; `picked` the neuron "layer.row" that is marked, "" for none yet, None where neurons cannot be picked;
    `height` the height in screens and `picture_width` the widest part of the width that the picture may take.
    On a narrow screen pictures stand below the network, or above it (`pictures_first`), a "flat" one below.  Of a
    `compact` graph of one neuron there is the picture, and its weights in a row below it.
    `hidden_activation` is put after every hidden layer, and none after the last; or the one that `bend` makes.
    """

    palette: object
    window: tuple[tuple[float, float], tuple[float, float]]
    picture: Picture | None = None
    picked: str | None = None
    second: SecondPicture | None = None
    hidden_activation: str | None = None
    bend: Bend | None = None
    height: float = 0.5
    picture_width: float = 0.38
    pictures_first: bool = False
    compact: bool = False


def network_graph(
    key: str, look: GraphLook, *, on_edit: Callable[[], None], on_pick: Callable[[], None] | None = None, **entry
) -> None:
    """Mount a graph; `entry` is what it shows and what Python has heard of it, see `EditedNetwork.draw`."""
    callbacks = {"on_edit_change": on_edit} | ({"on_pick_change": on_pick} if on_pick else {})
    _graph(key=key, data={"key": key, "activations": _NAMES, **asdict(look), **entry}, **callbacks)
