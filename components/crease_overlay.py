"""The creases over a network's picture: what the browser is given to draw, and what it can wait for."""

import functools

import streamlit as st

from components.network_graph import CreaseLines
from core.creases import LinearPiece, LinearRegion, creases, linear_pieces, linear_regions, most_regions, region_at
from core.network import Network
from core.plane import Window
from core.serialization import network_from_text, network_to_text

# A network that cannot have more regions is cut while a hand is still changing it.
_QUICK = 20_000
# Finer than a pixel of any picture.
_DECIMALS = 4


def regions_of(network: Network, window: Window) -> tuple[LinearRegion, ...] | tuple[LinearPiece, ...]:
    """The linear regions of a network of 2 inputs in a window, or its linear pieces if it has 1 input.

    Those of the last few networks are kept, for a point that moves while the network stays.  Raises
    ValueError with a sentence where there are none or too many.
    """
    text = network_to_text(network)
    if most_regions(network) <= _QUICK:
        found = _cut(text, window)
    else:
        with st.spinner("Cutting the plane along every neuron’s crease"):
            found = _cut(text, window)
    if isinstance(found, ValueError):
        raise found
    return found


@functools.lru_cache(maxsize=8)
def _cut(text: str, window: Window):
    network = network_from_text(text)
    try:
        return linear_regions(network, window) if network.sizes[0] == 2 else linear_pieces(network, window[0])
    except ValueError as error:
        # Kept as well: it may have taken seconds to find out.
        return error


def creases_over(
    network: Network, window: Window, inputs, *, is_held: bool, opacity: float = 1.0
) -> CreaseLines | None:
    """The creases over the picture of a network with 1 or 2 inputs, and the region of `inputs`, unless they are ().

    While a hand holds one of its numbers, a large network has only those of its first layer.  Where there is
    nothing to draw the page says why, and the answer is None.
    """
    try:
        return _creases(network, window, inputs, is_held, opacity)
    except ValueError as error:
        st.info(str(error), icon=":material/info:")
        return None


def _creases(network: Network, window: Window, inputs, is_held: bool, opacity: float) -> CreaseLines:
    if is_held and most_regions(network) > _QUICK:
        return CreaseLines("", network.layers[0].activation.kinks, opacity=opacity)
    regions = regions_of(network, window)
    first = network.layers[0].activation
    kinks = first.kinks if first.is_piecewise_linear else ()
    text = network_to_text(network)
    if network.sizes[0] == 1:
        ends = [(piece.high, piece.sides[1]) for piece in regions if piece.sides[1]]
        segments = tuple((kink.layer, kink.neuron, x) for x, kink in ends if kink.layer)
        return CreaseLines(text, kinks, segments, opacity=opacity)
    segments = tuple(
        (crease.kink.layer, crease.kink.neuron, *ends)
        for crease in creases(regions)
        if crease.kink.layer
        for ends in crease.segments.reshape(-1, 4).round(_DECIMALS).tolist()
    )
    region = region_at(regions, inputs) if len(inputs) else None
    corners = () if region is None else tuple(map(tuple, region.polygon.round(_DECIMALS).tolist()))
    return CreaseLines(text, kinks, segments, corners, opacity)
