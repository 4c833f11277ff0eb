"""A whiteboard on which the layers of a network that another drawing shows merge, one entry after the other."""

from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from components.address import Number
from components.edited_numbers import EditedNumbers
from components.hand import PLAYER
from components.module import drawing
from core.activations import ACTIVATIONS
from core.merging import join_steps
from core.network import Network
from core.serialization import network_to_text

_NAMES = {key: activation.name for key, activation in ACTIVATIONS.items()}
_whiteboard = drawing("whiteboard", PLAYER, Path(__file__).parent / "whiteboard.css")


@dataclass(frozen=True)
class BoardLook:
    """How a whiteboard is drawn.

    `palette` is a dataclass of named colours.  The layers are those that the drawing with the key `follows` shows.
    Where no step of a lesson asks for them, they merge once by themselves when they are first seen.
    """

    palette: object
    follows: str


def steps_control(most: int) -> Number:
    """How many steps of the merging are done, of `most`."""
    return Number("merged", "Steps of the merging", 0, 0, most, 1)


def merged_steps(stack: Network) -> int:
    """How many steps of a stack's merging are done: a control that nobody sees, since the whiteboard has its own."""
    with st.container(key="unseen-merged"):
        return steps_control(join_steps(stack.sizes)[-1]).slider()


def draw_whiteboard(network: Network, look: BoardLook) -> None:
    """The whiteboard of a network at the steps of `merged_steps`; with an activation between no layers merge."""
    numbers = EditedNumbers("whiteboard", {"merged": steps_control(join_steps(network.sizes)[-1])})
    _whiteboard(
        key=numbers.key,
        data={
            "key": numbers.key,
            "names": _NAMES,
            "network": network_to_text(network),
            **asdict(look),
            **numbers.told(numbers.current()),
        },
        on_edit_change=numbers.take,
    )
