"""Pictures of activations that are their own controls."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from components.module import drawing

_STYLE = Path(__file__).parent / "curves.css"
_curves = drawing("activationCurves", _STYLE)
_gate = drawing("gate", _STYLE)
_softmax = drawing("softmax", _STYLE)


@dataclass(frozen=True)
class Handle:
    """A number of a picture: its name, how it is written there, and the closed interval and steps of its values."""

    name: str
    low: float
    high: float
    step: float
    symbol: str = ""


@dataclass(frozen=True)
class DrawnCurve:
    """An activation of the table, by its key, with the style of its line and the names of its parameters."""

    key: str
    name: str
    colour: str
    dash: str
    breakpoints: tuple[float, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class CurvesLook:
    """How activation curves of w·x + b are drawn.

    `palette` is a dataclass of named colours; x runs over `interval`, y over `window`.  The curve with the key
    `close` is looked at closely: its kinks are marked and its parts shaded.  `numbers` has a handle for "x", "weight"
    and "bias" and for every parameter, such as "elu_alpha".  `said` is what is said of the closer curve, and
    `height` is in screens.
    """

    palette: object
    interval: tuple[float, float]
    window: tuple[float, float]
    curves: Sequence[DrawnCurve]
    close: str
    derivatives: bool
    numbers: Mapping[str, Handle]
    said: str
    alt: str
    height: float = 0.58


def activation_curves(key: str, look: CurvesLook, *, on_edit: Callable[[], None], **told) -> None:
    """Mount the curves; `told` is what they show and what Python has heard of it, see `EditedNumbers.told`."""
    _curves(key=key, data={"key": key, **asdict(look), **told}, on_edit_change=on_edit)


@dataclass(frozen=True)
class BarsLook:
    """How a gate or the shares of a softmax are drawn: see `CurvesLook`.

    `numbers` has a handle for "value" and "z", or for "temperature" and, by its place, for every score.  `limit` is
    the largest value that the gate's picture has room for, on either side of zero.
    """

    palette: object
    numbers: Mapping[str, Handle]
    alt: str
    limit: float = 1.0
    height: float = 0.45


def gate_bars(key: str, look: BarsLook, *, on_edit: Callable[[], None], **told) -> None:
    """Mount a value and, inside it, what its gate keeps."""
    _gate(key=key, data={"key": key, **asdict(look), **told}, on_edit_change=on_edit)


def softmax_bars(key: str, look: BarsLook, *, on_edit: Callable[[], None], **told) -> None:
    """Mount scores with their shares."""
    _softmax(key=key, data={"key": key, **asdict(look), **told}, on_edit_change=on_edit)
