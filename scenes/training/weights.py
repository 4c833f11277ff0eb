"""What has been trained, elsewhere: its hidden neurons as gates, and the pages that it opens on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from core.hidden_gates import hidden_gates
from core.notation import neuron_names
from core.serialization import LARGEST_WIDTH, MOST_LAYERS, network_to_text
from scenes.training.races import Finisher

_ICON = ":material/arrow_forward:"
# Of more neurons nobody reads the names.
_MOST_NAMED = 8


@dataclass(frozen=True)
class Destination:
    """A page with the part of its address that shows a trained network, where it `fits`; the page strips the rest."""

    page: str
    label: str
    fits: Callable[[Finisher], bool]
    query: Callable[[Finisher], Mapping[str, str]]


def _fits_in_a_link(trained: Finisher) -> bool:
    return max(trained.network.sizes) <= LARGEST_WIDTH and len(trained.network.layers) <= MOST_LAYERS


def _text(trained: Finisher) -> str:
    return network_to_text(trained.network)


def _with_activation(trained: Finisher) -> dict[str, str]:
    activation = trained.config.hidden_activation
    return {} if activation.is_affine else {"between": "true", "activation": activation.name}


DESTINATIONS = (
    Destination(
        "pages/network.py",
        "Network: every number of it",
        _fits_in_a_link,
        lambda trained: {"net": _text(trained)},
    ),
    Destination(
        "pages/collapse.py",
        "Collapse: the grid on its way through it",
        lambda trained: (
            trained.network.sizes[0] == 2 and max(trained.network.sizes) <= 8 and trained.config.hidden_sizes
        ),
        lambda trained: {"stack": _text(trained)} | _with_activation(trained),
    ),
    Destination(
        "pages/collapse.py",
        "Collapse: its patchwork of affine maps",
        lambda trained: (
            trained.network.sizes[0] == 2 and _fits_in_a_link(trained) and trained.config.activation == "relu"
        ),
        lambda trained: {"part": "2 A patchwork", "patch": _text(trained)},
    ),
    Destination(
        "pages/xor.py",
        "XOR: its hidden space",
        # There an output above ½ counts as 1.
        lambda trained: (
            trained.network.sizes == (2, 2, 1)
            and trained.config.data == "xor"
            and trained.config.loss_function.threshold == 0.5
        ),
        lambda trained: {"step": "4 Two ReLUs", "hidden": _text(trained)},
    ),
)


def take_weights(*all_trained: Finisher) -> None:
    """Links to the pages that trained networks open on, with their last weights, to the last digit."""
    with st.popover("Take these weights", icon=":material/output:"):
        for trained in all_trained:
            st.markdown(f"**{trained.name}**")
            fitting = [destination for destination in DESTINATIONS if destination.fits(trained)]
            for each in fitting:
                st.page_link(each.page, label=each.label, icon=_ICON, query_params=each.query(trained))
            if not fitting:
                st.markdown("It is too large for the other pages.")


def gate_sentence(trained: Finisher) -> str:
    """Which hidden neurons are gates at the corners of XOR: in words, or "" where none is or there are too many.

    Those of an affine network are passed over: what they are makes no answer that an input did not.
    """
    names = neuron_names(trained.network.sizes)[1:-1]
    is_affine = trained.config.hidden_activation.is_affine
    if trained.config.data != "xor" or is_affine or sum(map(len, names)) > _MOST_NAMED:
        return ""
    found = [
        (name, gate)
        for layer, gates in zip(names, hidden_gates(trained.network), strict=True)
        for name, gate in zip(layer, gates, strict=True)
        if gate
    ]
    if not found:
        return ""
    listed = ", ".join(
        f"{name} {'is' if gate.has_two_values else 'is above 0 like'} {gate.gate.name}" for name, gate in found
    )
    return f"Hidden neurons as gates: {listed}."
