"""What is left of many layers: one affine map, or a patchwork of them."""

import numpy as np

from core.activations import ACTIVATIONS
from core.creases import most_regions
from core.network import Network
from core.scale import layer_sizes
from lessons.facts import FACTS
from lessons.step import Step, condition, right, wrong

DEEP = (2, 8, 8, 8, 8, 8, 2)
N_PARAMETERS = sum(layer.parameter_count for layer in layer_sizes(DEEP))
(_ONE,) = layer_sizes((DEEP[0], DEEP[-1]))
THREE = Network.random((2, 3, 1), ACTIVATIONS["relu"], rng=np.random.default_rng(0))
MOST_PIECES = most_regions(THREE)
_PART = {"part": "1 One map", "stack": "", "between": "false"}

STEPS = (
    Step(
        f"Six layers, {'-'.join(map(str, DEEP))}, have {N_PARAMETERS} numbers. "
        "Without activations, how many say all that they do?",
        _PART | {"depth": "6", **{f"width{layer}": str(width) for layer, width in enumerate(DEEP[1:], 1)}},
        options=(
            wrong(str(N_PARAMETERS), "So many are stored. Look at what the whole does to a point."),
            wrong(str(N_PARAMETERS // 5), "The layers do not count here: they become one."),
            right(str(_ONE.parameter_count)),
        ),
        reveal="A 2 × 2 matrix and a bias of two: W₆…W₁ is one matrix, and what the biases become is one vector.",
    ),
    Step(
        "Put all layers together, one composition after the other: choose the last one.",
        _PART | {"depth": "3", "width1": "2", "width2": "2", "width3": "2", "composition": ""},
        done=condition("composed >= 3", FACTS),
        reveal="Three layers, one matrix and one bias: W₃W₂W₁ and W₃W₂b₁ + W₃b₂ + b₃.",
    ),
    Step(
        "One layer in the middle has a single neuron. What becomes of the plane?",
        _PART | {"depth": "3", "width1": "2", "width2": "2", "width3": "2"},
        options=(
            wrong("a point", "One number is left, and it still tells points apart along a line."),
            right("a line"),
            wrong("still a plane", "Through one number only one direction passes."),
        ),
        reveal="The rank is the narrowest width: what is lost there no later layer brings back.",
        then={"width2": "1"},
    ),
    Step(
        "Put ReLU between the layers. The weights stay as they are.",
        _PART | {"depth": "3", "width1": "2", "width2": "2", "width3": "2"},
        done=condition("between = 1", FACTS),
        reveal="Now no affine map fits: the gap says how far off the best one is.",
    ),
    Step(
        "Three ReLUs over the plane: at most how many flat pieces?",
        {"part": "2 A patchwork", "patch": "", "shape": "2-3-1", "bend": "0"},
        options=(
            wrong("4", "So many have three creases that are parallel."),
            wrong("6", "So many have three creases through one point."),
            right(str(MOST_PIECES)),
            wrong("8", "There are 2³ patterns of on and off, but three lines leave one of them no room."),
        ),
        reveal="1 + 3 + 3: each line adds a piece, and each crossing another one.",
        then={"bend": "1"},
    ),
    Step(
        "Find a piece in which exactly two of the neurons are on: move the point.",
        {"part": "2 A patchwork", "patch": "", "shape": "2-3-1", "bend": "1", "patch_at": ""},
        done=condition("on = 2", FACTS),
        reveal="In each piece the network is one affine map: the one of the neurons that are on.",
    ),
)
