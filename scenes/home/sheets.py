"""What the scenes with a sheet of paper have in common: their plane, their weights, and how they are told."""

from functools import lru_cache

from components.address import Number
from components.sheet import describe_border, describe_sheet
from core.activations import bent
from core.creases import linear_regions
from core.presets import random_network

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))
SEED = Number("seed", "Weights drawn from seed", 60, 0, 99, 1)


@lru_cache(maxsize=256)
def descriptions(seed: int, width: int, layers: int, bend: float) -> tuple[str, str]:
    """What the sheet and the plane show.  Everybody begins with the same, and the cutting takes a moment."""
    network = random_network(seed, (2, *(width,) * layers, 1)).with_hidden_activation(bent(bend))
    regions = linear_regions(network, WINDOW)
    return describe_sheet(regions), describe_border(regions)
