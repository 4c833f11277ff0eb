"""Small pictures, drawn in the browser as the pixels that they are: in a row, in a gallery, and on a pad."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from components.address import Number
from components.edited_numbers import EditedNumbers
from components.module import drawing
from components.packed import packed
from components.pixels.markup import gallery_html, pad_html, row_html
from components.sent import send
from core.network import Network
from core.parameters import parameters_of
from core.serialization import activation_to_text

_STYLESHEET = Path(__file__).parent / "pixels.css"
_gallery = drawing("gallery", _STYLESHEET)
_pad = drawing("pad", _STYLESHEET)


@dataclass(frozen=True, eq=False)
class NamedPicture:
    """256 values with a name, what is said of them, and marks of ✓ and ✗ if there are any."""

    values: np.ndarray
    name: str
    words: str
    marks: str = ""


@dataclass(frozen=True)
class PictureGroup:
    """Pictures under one title: greys from 0 to 1, or with `is_signed` numbers in the colours of their signs.

    Signed ones share one scale.  So many stand close `beside` each other.
    """

    title: str
    pictures: tuple[NamedPicture, ...]
    is_signed: bool = False
    beside: int = 1

    @property
    def values(self) -> np.ndarray:
        return np.array([picture.values for picture in self.pictures])

    @property
    def reach(self) -> float:
        """The value with the strongest colour; 0 for greys."""
        return float(np.abs(self.values).max()) or 1.0 if self.is_signed else 0.0


@dataclass(frozen=True, eq=False)
class PadLook:
    """How a pad is drawn.

    It begins with the picture `first` (256,), known by its number.  An output above `border` is a dog, `decimals` is
    how many an output is written with, and `always` what an affine network gives for a picture and its negative.
    """

    palette: object
    first: np.ndarray
    picture: int
    border: float
    decimals: int
    always: str


def send_gallery(key: str, label: str, groups: Sequence[PictureGroup]) -> str:
    """Send a gallery of pictures to the browser, and give the name by which it is known there."""
    return send(key, html=gallery_html(label, groups), **_told(groups))


def draw_gallery(key: str, sent_key: str, name: str, shown: Number, palette) -> None:
    """A gallery that was sent; the control `shown` counts to the picture that is opened, and is told another one."""
    edited = EditedNumbers(key, {shown.key: shown})
    data = {"key": key, "follows": sent_key, "name": name, "number": shown.key, "palette": asdict(palette)}
    _gallery(key=key, data=data | edited.told(edited.current()), on_edit_change=edited.take)


def send_row(key: str, group: PictureGroup) -> str:
    """Send pictures to the browser that stand side by side, and give the name by which they are known there."""
    return send(key, html=row_html(group), **_told([group]))


def draw_row(key: str, sent_key: str, name: str, palette) -> None:
    """Pictures that were sent, side by side, each with what is said of it."""
    _gallery(key=key, data={"key": key, "follows": sent_key, "name": name, "palette": asdict(palette)})


def send_networks(key: str, networks: Sequence[tuple[str, Network]]) -> str:
    """Send the networks of a pad, each with its name, and give the name by which they are known together."""
    told = [network_told(*each) for each in networks]
    notes = ["whatever you draw" if each["is_affine"] else "" for each in told]
    return send(key, html=pad_html([name for name, _ in networks], notes), networks=told)


def draw_pad(key: str, sent_key: str, name: str, look: PadLook) -> None:
    """A pad to draw on, classified by networks that were sent.  What is drawn stays in the browser's tab."""
    data = vars(look) | {"palette": asdict(look.palette), "first": packed(look.first, "<f8")}
    _pad(key=key, data={"key": key, "follows": sent_key, "name": name, **data})


def network_told(name: str, network: Network) -> dict:
    """A network as it travels to the browser, its weights in float64."""
    *hidden, last = network.layers
    return {
        "name": name,
        "sizes": network.sizes,
        "activation": activation_to_text((hidden or [last])[0].activation),
        "output": activation_to_text(last.activation),
        "weights": packed(parameters_of(network), "<f8"),
        "is_affine": all(layer.activation.is_affine for layer in network.layers),
    }


def _told(groups: Sequence[PictureGroup]) -> dict:
    """The pixels of all groups, and the reach of each picture."""
    return {
        "values": packed(np.concatenate([group.values for group in groups]), "<f4"),
        "reaches": [group.reach for group in groups for _ in group.pictures],
    }
