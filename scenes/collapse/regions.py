"""The linear regions of a network for a page's words, cut where there is time for it."""

import functools

import streamlit as st

from core.creases import LinearPiece, LinearRegion, linear_pieces, linear_regions, most_regions
from core.network import Network
from core.plane import Window
from core.serialization import network_from_text, network_to_text

# A network that cannot have more regions is cut while a hand is still changing it.
QUICK = 20_000


def regions_of(network: Network, window: Window) -> tuple[LinearRegion, ...] | tuple[LinearPiece, ...]:
    """The linear regions of a network of 2 inputs in a window, or its linear pieces if it has 1 input.

    Those of the last few networks are kept, for a point that moves while the network stays.  Raises
    ValueError with a sentence where there are none or too many.
    """
    text = network_to_text(network)
    if most_regions(network) <= QUICK:
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
