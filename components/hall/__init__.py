"""What everybody in a room does, on the wall: all lines over one plane, predictions as bars, tasks done."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import streamlit as st

from components.module import drawing
from components.packed import packed
from core.plane import Window

_hall = drawing("hall", Path(__file__).parent / "hall.css")
# A message may be overtaken by the next one, so that each says again what the last few have said.
_AGAIN = 3


@dataclass(frozen=True)
class Plane:
    """Lines over a plane: the `window`, the columns of its points and which answer is `wanted` at each.

    `caption` says what the lines came to.
    """

    window: Window
    points: Sequence[Sequence[float]]
    wanted: Sequence[int]
    caption: str


@dataclass(frozen=True)
class Bar:
    """A bar with its words; without a `count` it is not shown how long it is.  One that `is_muted` stands back."""

    text: str
    count: int | None
    is_right: bool = False
    is_muted: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars under a title, the longest possible of which counts `most`."""

    title: str
    bars: Sequence[Bar]
    most: int


def draw_hall(
    room: str,
    heading: str,
    groups: Sequence[Bars],
    plane: Plane | None,
    lines_from: Callable[[int], tuple[int, np.ndarray]],
    palette,
) -> None:
    """The wall of a room.  `lines_from(first)` gives lines, (n, 4) w1 w2 b right, from a place on, and that place.

    The browser keeps what it has, so that only new ones are sent; where it has missed some, it asks for them.
    """
    key = f"hall-{room}"
    sent = st.session_state.setdefault(f"{key}-sent", [0])

    def send_again() -> None:
        match st.session_state.get(key, {}).get("ask"):
            case int(first) if first >= 0:
                st.session_state[f"{key}-sent"] = [first]

    first, lines = lines_from(sent[0]) if plane else (0, np.zeros((0, 4)))
    if plane:
        st.session_state[f"{key}-sent"] = [*sent, first + len(lines)][-_AGAIN:]
    _hall(
        key=key,
        data={
            "key": key,
            "palette": asdict(palette),
            "heading": heading,
            "groups": [asdict(group) for group in groups],
            "plane": plane and asdict(plane),
            "first": first,
            "lines": packed(lines, "<f4"),
        },
        on_ask_change=send_again,
    )
