"""The same weights with ReLU: a patchwork of affine maps, in the plane."""

from html import escape

import streamlit as st

from components.address import Choice, Number
from components.edited_network import EditedNetwork
from components.guide import tell_facts
from components.network_graph import Bend, GraphLook, Picture, SecondPicture
from components.shell.frame import few_need
from core.activations import ACTIVATIONS, bent
from core.creases import LinearRegion, most_regions, region_at
from core.network import Network
from core.notation import neuron_names, vector_text
from core.numbers import number_text
from core.presets import RANDOM_SEED, random_network
from core.whiteboard import region_latex, value_latex
from figures.theme import crease_colour
from scenes.collapse.one_map import SEED_HELP
from scenes.collapse.regions import QUICK, regions_of

IDENTITY, RELU = ACTIVATIONS["identity"], ACTIVATIONS["relu"]
WINDOW = ((-3.0, 3.0), (-3.0, 3.0))
SIZES = ((2, 1, 1), (2, 2, 1), (2, 3, 1), (2, 5, 1), (2, 8, 1),
         (2, 4, 3, 1), (2, 8, 8, 1), (2, 4, 4, 4, 1), (2, 16, 16, 16, 1))  # fmt: skip
SHAPES = {"-".join(map(str, sizes)): sizes for sizes in SIZES}

SHAPE = Choice("shape", "Layers", {name: name for name in SHAPES}, "2-4-3-1")
SEED = Number("patch_seed", "Weights drawn from seed", RANDOM_SEED, 0, 99, 1, help=SEED_HELP)
BEND = Number("bend", "From identity (0) to ReLU (1)", 1.0, 0.0, 1.0, 0.01, help="Leaky ReLU with the slope 1 − this")
_WIDEST_LARGE = 4


def as_patchwork(network: Network) -> Network:
    """A network's weights with ReLU between them; raises ValueError unless it has two inputs."""
    if network.sizes[0] != 2:
        raise ValueError(f"The network takes {network.sizes[0]} inputs; the plane needs two.")
    return network.with_hidden_activation(RELU).with_activation(len(network.layers) - 1, IDENTITY)


PATCHED = EditedNetwork("patch", "patch_at", as_patchwork)
FIRST_POINT = (0.5, -1.0)
CONTROLS = (SHAPE, SEED, BEND, PATCHED.control, PATCHED.inputs_control)


def chosen(bend_place, shape_place) -> tuple[Network, Network, tuple[float, ...], float]:
    """The controls, and what they choose: the base, the network with its activation, the point and the bend."""
    with shape_place:
        sizes = SHAPES[SHAPE.select(on_change=PATCHED.reset)]
    with few_need():
        base = as_patchwork(random_network(SEED.slider(on_change=PATCHED.reset), sizes))
        network, point = PATCHED.current(base, FIRST_POINT)
    with bend_place:
        bend = BEND.slider()
    return base, network.with_hidden_activation(bent(bend)), point, bend


def patchwork(controls, palette) -> None:
    shape, slope, _ = controls.columns([1, 1.7, 1.3], gap="medium", vertical_alignment="center")
    base, network, point, bend = chosen(slope, shape)
    drawing, numbers = st.columns([9, 1], gap="medium")
    with drawing:
        PATCHED.draw(
            network,
            point,
            base,
            FIRST_POINT,
            GraphLook(
                palette=palette,
                window=WINDOW,
                picture=Picture(creases=1.0, region=True),
                second=SecondPicture("flat", "Identity instead: one map"),
                bend=Bend(BEND.key, bend),
                height=0.43,
                picture_width=0.33,
                pictures_first=True,
            ),
        )
    tell_facts(on=int((network.forward([point]).preactivations[0] > 0).sum()))
    regions = cut(network)
    with numbers:
        counts(network, regions)
    if regions:
        the_region(network, region_at(regions, point), point, bend, palette)


def cut(network: Network):
    """The network's regions; None while a hand still holds one that takes long, and where it cannot be cut.

    The page then says why.
    """
    if PATCHED.is_held and most_regions(network) > QUICK:
        return None
    try:
        return regions_of(network, WINDOW)
    except ValueError as error:
        st.info(str(error), icon=":material/info:")
        return None


def counts(network: Network, regions) -> None:
    """How many maps there are now, how many there could be, and how many without an activation."""
    st.metric(
        "Regions",
        "…" if regions is None else f"{len(regions):,}",
        help="Inside the picture: one for each pattern of on and off there, even where two have the same map",
    )
    most = most_regions(network)
    st.metric(
        "At most",
        _short(most),
        help=f"{most:,}: layers of these widths with this activation cannot cut the whole plane into more "
        "(Zaslavsky, layer by layer)",
    )
    st.metric("Identity", f"{most_regions(network.with_hidden_activation(IDENTITY))}")


def _short(count: int) -> str:
    """A count for a narrow column: 99,999 in full, then 137K, 2.6M, 26M, 4.8B."""
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
        if count >= max(size, 1e5):
            return f"{count / size:.{1 if count < 10 * size else 0}f}{letter}"
    return f"{count:,}"


def the_region(network: Network, region: LinearRegion | None, point, bend: float, palette) -> None:
    """The affine map in the region of the point, as a product with the switched-off neurons' zeros in place."""
    if region is None:
        st.info(f"The point {vector_text(point)} lies outside of the picture. Pick a place in it.")
        return
    matrix, bias, written = region_latex(network, region)
    with st.container(key="region"):
        st.html(pattern_row(network, region, f"At {vector_text(point)}", palette))
    st.latex(rf"{matrix} \qquad {bias} \qquad {value_latex(region, point)}")
    if written:
        st.latex(written if max(network.sizes) <= _WIDEST_LARGE else rf"\scriptsize {written}")
    if bend == 1:
        off = "A neuron that is off puts a zero into D; the rest is the collapse of part 1, for this region alone."
    elif bend:
        off = (
            f"A neuron below its crease puts {number_text(1 - bend)} into D; "
            "the rest is the collapse of part 1, for this region alone."
        )
    else:
        off = "Without an activation every D has ones alone, and this is the collapse of part 1."
    st.caption(f"Drag the ring, or pick a place in the picture, for the map of another region. {off}")


def pattern_row(network: Network, region: LinearRegion, title: str, palette) -> str:
    """Every hidden neuron as a circle in its layer's colour, filled if it is on and hollow if it is off."""
    names = neuron_names(network.sizes)
    cells = [f"<strong>{escape(title)}</strong>"]
    for layer, pattern in enumerate(region.pattern[:-1]):
        slopes, _ = network.layers[layer].activation.pieces
        colour = crease_colour(layer, palette)
        for name, place in zip(names[layer + 1], pattern, strict=True):
            state = {0.0: "off", 1.0: "on"}.get(slopes[place], f"× {number_text(slopes[place])}")
            fill = colour if slopes[place] == 1 else "transparent"
            cells.append(
                f"<span style='white-space:nowrap'><span style='display:inline-block;width:.85em;height:.85em;"
                f"border-radius:50%;vertical-align:-.08em;border:2.5px solid {colour};background:{fill}'></span> "
                f"{escape(name)} {state}</span>"
            )
    return f"<div style='display:flex;flex-wrap:wrap;gap:.3em 1.1em'>{''.join(cells)}</div>"
