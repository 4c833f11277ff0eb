"""What the scenes with a sheet of paper have in common: their plane, their weights, and how they are told."""

from functools import lru_cache

from components.address import Number
from components.sheet import describe_border, describe_sheet
from core.activations import bent
from core.creases import linear_regions
from core.network import Network
from core.presets import random_network, shallower

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))
SEED = Number(
    "seed", "Weights drawn from seed", 60, 0, 99, 1, help="A seed names a draw: the same seed gives the same weights."
)


# Everybody begins with the same weights, and both the drawing of many and the cutting take a moment.
@lru_cache(maxsize=256)
def deepest(seed: int, width: int, layers: int) -> Network:
    """The network with so many hidden layers and one more, from which shallower ones take their output."""
    return random_network(seed, (2, *(width,) * (layers + 1)), "identity")


@lru_cache(maxsize=256)
def descriptions(network: Network, layers: int, bend: float) -> tuple[str, str]:
    """What the sheet and the plane show of a network's first layers."""
    regions = linear_regions(shallower(network, layers).with_hidden_activation(bent(bend)), WINDOW)
    return describe_sheet(regions), describe_border(regions)
