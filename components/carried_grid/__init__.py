"""The grid of the plane on its way through the layers of a network that another drawing shows."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from components.hand import PLAYER
from components.module import drawing
from core.activations import ACTIVATIONS

_NAMES = {key: activation.name for key, activation in ACTIVATIONS.items()}
_grid = drawing("carriedGrid", PLAYER, Path(__file__).parent / "carried_grid.css")


@dataclass(frozen=True)
class GridLook:
    """How a carried grid is drawn.

    `palette` is a dataclass of named colours.  The grid goes along with what the drawing with the key `follows`
    shows, and is that of the text `network` until there is one.  `alts` say what there is to see at each stage;
    `height` is in screens.
    """

    palette: object
    network: str
    follows: str
    alts: Sequence[str]
    height: float = 0.4


def draw_grid(key: str, look: GridLook, *, on_edit: Callable[[], None], **entry) -> None:
    """Mount a grid; `entry` has in `after` the stage that it shows, and what Python has heard of it, see `Hand`."""
    _grid(key=key, data={"key": key, "names": _NAMES, **asdict(look), **entry}, on_edit_change=on_edit)
