"""What many starts of a training came to, as a wall of small pictures in the browser, of which one is opened."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from components.address import Number
from components.edited_numbers import EditedNumbers
from components.module import drawing
from components.packed import packed
from components.sent import name_of
from core.plane import Window
from core.serialization import activation_to_text
from core.training import ManyRuns

_wall = drawing("wall", Path(__file__).parent / "wall.css")


@dataclass(frozen=True)
class WallLook:
    """How a wall is drawn: the output over the `window`; the strongest colour stands `reach` beside the `border`."""

    palette: object
    window: Window
    border: float
    reach: float


def draw_wall(
    key: str, runs: ManyRuns, n_right: Sequence[int], opened: Number, look: WallLook, on_open: Callable[[], None]
) -> None:
    """The last network of each start, with how many of the four corners it has right.

    The one that a visitor opens is put into the control `opened`, and then `on_open` is called.
    """
    edited = EditedNumbers(key, {"opened": opened})
    config, samples = runs.config, runs.data.train
    told = {
        "sizes": config.sizes,
        "activation": activation_to_text(config.hidden_activation),
        "output": activation_to_text(config.output_activation),
        "weights": packed(runs.weights, "<f4"),
        "right": list(n_right),
        "count": len(samples),
        "points": samples.inputs.T.tolist(),
        "wanted": samples.targets.tolist(),
    }
    # Opening another one changes nothing of the pictures.
    name = name_of(told)
    _wall(
        key=key,
        data={"key": key, "name": name, **told, **asdict(look), **edited.told(edited.current())},
        on_edit_change=edited.taking(on_open, "opened"),
    )
