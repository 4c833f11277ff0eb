"""How large a network is: shapes, parameter counts and memory, without making one."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from core.numbers import format_number, read_numbers

BYTES_PER_NUMBER = 4  # float32, as networks are usually stored


@dataclass(frozen=True)
class LayerSize:
    """One layer of a network that is counted, not built."""

    n_in: int
    n_out: int

    @property
    def weights(self) -> int:
        return self.n_in * self.n_out

    @property
    def parameter_count(self) -> int:
        return self.weights + self.n_out

    @property
    def memory(self) -> int:
        """Bytes of its parameters in float32."""
        return self.parameter_count * BYTES_PER_NUMBER


def picture_inputs(width: int, height: int, channels: int) -> int:
    """The length of a picture's input vector: one number per pixel and channel."""
    return width * height * channels


def layer_sizes(sizes: Sequence[int]) -> tuple[LayerSize, ...]:
    """The layers between consecutive sizes, input first."""
    return tuple(LayerSize(n_in, n_out) for n_in, n_out in itertools.pairwise(sizes))


def format_bytes(count: int) -> str:
    """Bytes in the largest unit that keeps at least one whole: 1,234 B, 29.4 MiB."""
    if count < 1024:
        return f"{count} B"
    size = float(count)
    for unit in ("KiB", "MiB", "GiB", "TiB"):
        size /= 1024
        if size < 1024 or unit == "TiB":
            return f"{size:,.1f} {unit}"
    raise AssertionError("unreachable")


LARGEST_LAYER = 1_000_000
MOST_COUNTED_LAYERS = 12


def widths_from_text(text: str) -> tuple[int, ...]:
    """Layer widths typed as a list of whole numbers: "256, 64, 1" -> (256, 64, 1).

    Raises ValueError with a sentence for anything else.
    """
    widths = read_numbers(text, "widths", (1, MOST_COUNTED_LAYERS), "256, 64, 1", low=1, high=LARGEST_LAYER)
    for width in widths:
        if not width.is_integer():
            raise ValueError(f"{format_number(width)} is not a layer's width; write whole numbers, as in 256, 64, 1.")
    return tuple(map(int, widths))
