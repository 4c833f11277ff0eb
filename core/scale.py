"""How large a network is: shapes, parameter counts and memory, without making one."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

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
    """Layer widths typed as whole numbers between commas or spaces: "256, 64, 1" -> (256, 64, 1).

    Raises ValueError with a sentence for anything else.
    """
    parts = text.replace(",", " ").split()
    if not 1 <= len(parts) <= MOST_COUNTED_LAYERS:
        raise ValueError(f"{len(parts)} widths are given; type 1 to {MOST_COUNTED_LAYERS}, as in 256, 64, 1.")
    for part in parts:
        # Compared by length first: a million digits are too many without being read.
        if not (part.isascii() and part.isdigit() and len(part) <= 9 and 1 <= int(part) <= LARGEST_LAYER):
            shown = part if len(part) <= 20 else f"{part[:16]}…"
            raise ValueError(f"“{shown}” is not a layer's width; type whole numbers from 1 to {LARGEST_LAYER:,}.")
    return tuple(map(int, parts))
