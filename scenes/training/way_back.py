"""The signal's way back: what arrives of the gradient at each layer, and what the activation is good for."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import streamlit as st

from components.address import Choice, Number
from components.shell.frame import few_need, show
from core.activation import Activation
from core.activations import ACTIVATIONS
from core.affine_limit import least_affine_loss
from core.curves import exact_enough
from core.datasets import DATA_SOURCES
from core.gradient_depth import WayBack, suited_initialisation, way_back
from core.initialisations import INITIALISATIONS
from core.numbers import number_text, short_text
from core.training import train_many
from core.training_config import TrainingConfig
from core.training_presets import TRAINING_PRESETS
from figures.way_back import describe_way_back, way_back_figure
from scenes.training.settings import NOBODY, RACERS

DEEPEST, WIDEST = 10, 24
# Starts and points that are enough for a steady median, and few enough to follow a hand.
N_STARTS, MOST_POINTS = 40, 60
# Of so many trainings the best one says what an activation is good for.
N_TRAININGS = 8
SHOWN = ("sigmoid", "tanh", "relu", "identity")
# Classes, each learned in a moment.
SETS = ("xor_clouds", "xor", "circles", "moons", "gaussians")
SUITED = "suited"

DEPTH = Number("back_depth", "Depth (layers)", DEEPEST, 1, DEEPEST, 1)
WIDTH = Number("back_width", "Width", 16, 1, WIDEST, 1, help="Neurons in each layer but the last, which has one")
DATA = Choice("back_data", "Data", {key: DATA_SOURCES[key].name for key in SETS}, SETS[0])
WEIGHTS = Choice(
    "back_weights",
    "First weights",
    {SUITED: "Suited to each"} | {key: each.name for key, each in INITIALISATIONS.items()},
    SUITED,
    help="He’s for an activation that grows without end, as ReLU does; Xavier’s for the others and for the identity",
)
ALSO = Choice(
    "back_also",
    "And another",
    {NOBODY: NOBODY} | {key: name for key, name in RACERS.items() if key not in SHOWN},
    NOBODY,
)
CONTROLS = (DEPTH, WIDTH, DATA, WEIGHTS, ALSO)


@st.fragment
def the_way_back(palette) -> None:
    controls, picture, numbers = st.columns([1, 2.4, 1.8], gap="medium")
    with controls:
        depth, width = DEPTH.slider(), WIDTH.slider()
        data, weights, also = DATA.select(), WEIGHTS.select(), ALSO.select()
    names = SHOWN if also == NOBODY else (*SHOWN, also)
    ways = [found_way(name, depth, width, data, weights) for name in names]
    with picture:
        show(way_back_figure(ways, palette), describe_way_back(ways), key="way-back", width="stretch")
    with numbers:
        with st.container(key="way-back-numbers"):
            st.markdown(both_numbers(ways, data))
        st.caption(
            "The gradient says which way, and how far, each weight has to go; it comes back from the last layer. "
            f"Arrives: its norm, or length, there over that at the last layer, the median of {N_STARTS} starts. "
            f"Right: a trained network with {hidden_text(data)}, the best of {N_TRAININGS} starts."
        )
        for sentence in (*why(ways, data), *lost(ways)):
            st.markdown(sentence)
    st.caption(
        "The slopes on the curves. A value is saturated where the activation has levelled off, with |f′| < 0.05."
    )
    with st.container(horizontal=True):
        for way in ways:
            link_to_curve(way)
    layer_by_layer(ways)


@lru_cache(maxsize=512)
def found_way(name: str, depth: int, width: int, data: str, weights: str) -> WayBack:
    """The way back of one activation, for all visitors that ask for it."""
    activation, config = ACTIVATIONS[name], small_config(data)
    return way_back(
        (DATA_SOURCES[data].n_inputs, *[width] * (depth - 1), 1),
        activation,
        suited_initialisation(activation) if weights == SUITED else weights,
        config.draw_data().train,
        config.loss_function,
        range(N_STARTS),
    )


def small_config(data: str) -> TrainingConfig:
    """The data set's own training to begin with, on fewer points."""
    config = TRAINING_PRESETS[data].config
    return replace(config, size=min(config.size, MOST_POINTS))


def hidden_text(data: str) -> str:
    return f"{' and '.join(map(str, small_config(data).hidden_sizes))} hidden neurons"


@lru_cache(maxsize=128)
def n_right(name: str, data: str) -> tuple[int, int]:
    """How many points the best of some small trained networks gets right, and of how many."""
    config = replace(small_config(data), activation=name)
    runs = train_many(config, range(config.seed, config.seed + N_TRAININGS))
    n_points = len(runs.data.train)
    return round(runs.accuracies().max() * n_points), n_points


@lru_cache(maxsize=32)
def least_loss(data: str) -> float:
    config = small_config(data)
    return least_affine_loss(config.draw_data().train, config.loss_function)


def both_numbers(ways: Sequence[WayBack], data: str) -> str:
    """What arrives beside what it is good for."""
    first = ways[0]
    arrives = "arrives" if first.n_layers == 1 else f"arrives at layer {first.early}"
    rows = [
        f"| **{way.activation.name}** | {arriving_text(way)} | {right_text(way.activation, data)} |" for way in ways
    ]
    return "\n".join([f"| | {arrives} | right answers |", "|---|--:|--:|", *rows])


def arriving_text(way: WayBack) -> str:
    if way.n_layers == 1:
        return "–"
    if way.arriving == 0:
        return "nothing"
    if way.arriving >= 0.01:
        return number_text(way.arriving)
    return part_text(way.arriving)


def part_text(share: float) -> str:
    """A small share as one part of so many: 1 / 110,000."""
    return one_of(float(f"{1 / share:.2g}")) if share > 1e-7 else exact_enough(share)


def one_of(many: float) -> str:
    """On one line."""
    return f"1 / {many:,.0f}".replace(" ", "\N{NO-BREAK SPACE}")


def right_text(activation: Activation, data: str) -> str:
    n, n_points = n_right(activation.key, data)
    return f"{'✓' if n == n_points else '✗'} {n} of {n_points}"


def why(ways: Sequence[WayBack], data: str) -> tuple[str, str]:
    """Why so much arrives, and why that is not enough."""
    sigmoid = ways[SHOWN.index("sigmoid")]
    if sigmoid.n_layers == 1:
        way = "One layer has no way back, and no activation in it: with any activation it is an affine map."
    else:
        slope = sigmoid.activation.largest_slope
        n = sigmoid.n_slopes
        several = f"{n} slopes f′: **sigmoid**’s are" if n > 1 else "one slope f′: **sigmoid**’s is"
        together = f", together at most **{one_of(slope**-n)}**" if n > 1 else ""
        way = (
            f"From layer {sigmoid.n_layers} to layer {sigmoid.early} the signal meets {several} at most "
            f"**{short_text(slope)}**{together}; the **identity**’s "
            f"{'are' if n > 1 else 'is'}\N{NO-BREAK SPACE}**1**."
        )
    n, n_points = n_right("identity", data)
    if n == n_points:
        return way, "For these points one line is enough, so here the identity does as well."
    useless = "Yet it is useless: without an activation all layers are one affine map." * (sigmoid.n_layers > 1)
    least = number_text(least_loss(data), 4)
    return way, f"{useless} No affine map gets below a loss of **{least}** on these points.".strip()


def lost(ways: Sequence[WayBack]) -> list[str]:
    """What the rings on the lower edge say, in words."""
    if ways[0].n_layers == 1:
        return []
    found = [f"{way.activation.name} in {way.n_lost} of {len(way.norms)} starts" for way in ways if way.n_lost]
    if not found:
        return []
    return [f"Nothing arrives where all slopes, or all weights, of a layer are 0: {', '.join(found)}."]


def link_to_curve(way: WayBack) -> None:
    """The reason on the activations page: the curve with its slope, and where it is saturated."""
    activation = way.activation
    slope = f"{'f′ =' if activation.is_affine else '|f′| ≤'} {short_text(round(activation.largest_slope, 2))}"
    saturated = f", saturated {share_text(way.saturated.mean())}" if way.saturated.size else ""
    st.page_link(
        "pages/activations.py",
        label=f"{activation.name}: {slope}{saturated}",
        icon=":material/show_chart:",
        query_params={"curves": activation.name, "derivative": "true", "close": activation.name},
    )


def share_text(share: float) -> str:
    return f"{number_text(100 * share, 0)} %"


def layer_by_layer(ways: Sequence[WayBack]) -> None:
    with few_need():
        st.markdown("**Layer by layer**")
        st.markdown(layer_table(ways))
        st.caption(
            "The median of the gradient’s norm, and the share of the layer’s values at which its activation is "
            "saturated. The last layer has no activation."
        )


def layer_table(ways: Sequence[WayBack]) -> str:
    heads = [cell for way in ways for cell in (way.activation.name, "saturated")]
    rows = [["layer", *heads], ["--:"] * (len(heads) + 1)]
    shares = [[*map(share_text, way.saturated.mean(axis=0)), "–"] for way in ways]
    for layer in range(ways[0].n_layers):
        cells = [
            cell
            for way, of_layers in zip(ways, shares, strict=True)
            for cell in (number_text(way.medians[layer]), of_layers[layer])
        ]
        rows.append([str(layer + 1), *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
