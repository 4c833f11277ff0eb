"""The lesson as one table of steps, a file for each page: the guide shows it, and tests walk it."""

from collections.abc import Mapping
from types import MappingProxyType

from lessons import activations, build, collapse, home, network, training, xor
from lessons.step import Step

ENDING = Step(
    "In one sentence of your own: why do neural networks need an activation function?",
    in_words=True,
    reveal="Because without one all layers together are one affine map: one flat sheet, however many there are.",
    seen=("creases_at-board",),
)

# By the names that the pages have in pages/, in their order.
STEPS: Mapping[str, tuple[Step, ...]] = MappingProxyType(
    {
        "home": home.STEPS,
        "activations": activations.STEPS,
        "network": network.STEPS,
        "collapse": collapse.STEPS,
        "xor": xor.STEPS,
        "training": training.STEPS,
        "build": (*build.STEPS, ENDING),
    }
)
