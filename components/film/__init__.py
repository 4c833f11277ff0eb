"""Trainings of the same data side by side, replayed in the browser from snapshots of their weights."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from components.address import Number, Text
from components.edited_numbers import EditedNumbers
from components.hand import PLAYER
from components.module import drawing
from components.packed import packed
from components.picture import STYLESHEET
from components.sent import send
from core.datasets import Dataset, Split
from core.plane import Window
from core.serialization import activation_to_text, network_to_text
from core.training import TrainingRun

_film = drawing("film", STYLESHEET, PLAYER, Path(__file__).parent / "film.css")
# Numbers that a run's snapshots may have together, a megabyte, and how many snapshots a large network keeps even so.
_MOST_NUMBERS, _FEWEST = 250_000, 24


@dataclass(frozen=True)
class Reel:
    """One run as it travels to the browser.

    `weights` are the snapshots after the `epochs`, float32 in base64, row by row, and `last` is the text of the last
    network, in float64.  The losses are those after the same epochs.
    """

    name: str
    sizes: tuple[int, ...]
    activation: str
    output: str
    epochs: tuple[int, ...]
    weights: str
    last: str
    train_losses: tuple[float, ...]
    test_losses: tuple[float, ...]


@dataclass(frozen=True)
class FilmLook:
    """How a film is drawn.

    An output above `border` is the answer 1, None where the targets are no classes, and `reach` beside it has the
    strongest colour.  `top` is the highest loss that is drawn, and no affine map has a lower one than `least`.
    Pictures are at most `height` screens high.  With `own` a visitor puts points on them: so many at `most`, within
    ± `reach`.
    """

    palette: object
    window: Window
    border: float | None
    reach: float
    top: float
    least: float
    alt: str
    height: float = 0.36
    own: Mapping[str, float] | None = None


def reel_of(run: TrainingRun, name: str) -> Reel:
    """The film of a run: all of its snapshots, or of a large network every so many."""
    kept = _kept(*run.snapshots.shape)
    epochs = run.snapshot_epochs[kept]
    return Reel(
        name,
        run.config.sizes,
        activation_to_text(run.config.hidden_activation),
        activation_to_text(run.config.output_activation),
        tuple(epochs.tolist()),
        packed(run.snapshots[kept], "<f4"),
        network_to_text(run.network),
        tuple(run.train_losses[epochs].tolist()),
        tuple(run.test_losses[epochs].tolist()),
    )


def send_reels(key: str, reels: Sequence[Reel], data: Split) -> str:
    """Send a film of some runs to the browser, and give the name by which it is known there."""
    test = None if data.test is data.train else _points(data.test)
    return send(key, reels=[asdict(reel) for reel in reels], train=_points(data.train), test=test)


def draw_film(key: str, reels_key: str, name: str, shown: Number, look: FilmLook, points: Text | None = None) -> None:
    """A film that was sent, after the epoch in the control `shown`; what its player leaves is put there.

    With the control `points` a visitor's own are put there too.
    """
    edited = EditedNumbers(key, {"epoch": shown} | ({"points": points} if points else {}))
    lists = {"points": points.left(points.read(points.default))} if points else {}
    _film(
        key=key,
        data={"key": key, "follows": reels_key, "name": name, **asdict(look), **edited.told(edited.current(lists))},
        on_edit_change=edited.take,
    )


def _kept(count: int, n_parameters: int) -> np.ndarray:
    """Which of so many snapshots travel, the first and the last among them."""
    most = min(count, max(_FEWEST, _MOST_NUMBERS // n_parameters))
    return np.unique(np.linspace(0, count - 1, most).round().astype(int))


def _points(data: Dataset) -> dict:
    return {"inputs": packed(data.inputs.T, "<f8"), "targets": packed(data.targets, "<f8")}
