"""A board on which hinges build a function: they are moved and bent, and a target can be drawn, by hand."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from components.module import drawing

_board = drawing("functionBoard", Path(__file__).parent / "board.css")

Line = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class BoardLook:
    """How a board is drawn, in the coordinates of its function.

    `palette` is a dataclass of named colours.  The x-axis runs from `low` to `high`, the y-axis over ±`reach`; a
    hand draws and bends within ±`most`.  `target` is one line for each piece without a jump, `flat` the best straight
    line, `machine` the slopes of the best sum for the creases; the first `shown` hinges are in the sum.  Where it
    `bends`, its corners have handles; where `drawable`, the target is the curve that a hand draws.  `height` is in
    screens.
    """

    palette: object
    low: float
    high: float
    reach: float
    most: float
    target: Sequence[Line]
    flat: Line
    machine: Sequence[float]
    shown: int
    bends: bool
    drawable: bool
    alt: str
    height: float = 0.45


def function_board(key: str, look: BoardLook, *, on_edit: Callable[[], None], **entry) -> None:
    """Mount a board; `entry` is what it shows and what Python has heard of it, see `EditedFunction.draw`."""
    _board(key=key, data={"key": key, **asdict(look), **entry}, on_edit_change=on_edit)
