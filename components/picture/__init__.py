"""Pictures of networks over their input plane, drawn in the browser at every frame."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from components.module import drawing
from core.network import Network
from core.plane import Window
from core.serialization import network_to_text

STYLESHEET = Path(__file__).parent / "picture.css"
_gap = drawing("gap", STYLESHEET)


def affine_gap(
    key: str,
    network: Network,
    window: Window,
    palette,
    captions: Sequence[str],
    *,
    samples: int,
    follows: str,
    alt: str,
) -> None:
    """What an affine map misses: a network's first output, its best affine fit, and the difference, on one scale.

    `samples` is the side of the grid that is fitted, `captions` stand above the three, and `palette` is a dataclass
    of named colours.  Where the drawing with the key `follows` shows another network, it is that one's.
    """
    data = {
        "network": network_to_text(network),
        "window": window,
        "palette": asdict(palette),
        "captions": list(captions),
        "samples": samples,
        "follows": follows,
        "alt": alt,
    }
    _gap(key=key, data={"key": key, **data})
