"""What is left of many layers: one affine map, or a patchwork of them."""

import numpy as np

from core.activations import ACTIVATIONS
from core.creases import most_regions
from core.merging import join_steps
from core.network import Network
from core.scale import layer_sizes
from lessons.facts import FACTS
from lessons.step import Step, condition, right, wrong

DEEP = (2, 8, 8, 8, 8, 8, 2)
SMALL = (2, 2, 2, 2)
N_PARAMETERS = sum(layer.parameter_count for layer in layer_sizes(DEEP))
(_ONE,) = layer_sizes((DEEP[0], DEEP[-1]))
THREE = Network.random((2, 3, 1), ACTIVATIONS["relu"], rng=np.random.default_rng(0))
MOST_PIECES = most_regions(THREE)
# h₁ and h₂ are on there, h₃ is not; at the point with which the page begins all three are.
_TWO_ON = "1.5 -1"
_PATCH = {"part": "2 A patchwork", "patch": "", "shape": "2-3-1", "patch_seed": ""}


def _stack(sizes: tuple[int, ...]) -> dict[str, str]:
    """The first part with a stack of these sizes, none of its layers merged."""
    widths = {f"width{layer}": str(width) for layer, width in enumerate(sizes[1:], 1)}
    afresh = dict.fromkeys(("stack", "merged", "after"), "")
    return {"part": "1 One map", **afresh, "between": "false", "depth": str(len(widths)), **widths}


STEPS = (
    Step(
        f"Six layers, {'-'.join(map(str, DEEP))}, have {N_PARAMETERS} parameters. "
        "How many would do, without activations?",
        _stack(DEEP),
        options=(
            wrong(str(N_PARAMETERS), "So many are stored. Look at what the whole does to a point."),
            wrong(str(N_PARAMETERS // 5), "The layers do not count here: they become one."),
            right(str(_ONE.parameter_count)),
        ),
        reveal="Two by two the layers merge; a 2 × 2 matrix and a bias of two are left.",
        then={"merged": str(join_steps(DEEP)[-1])},
        seen=("whiteboard",),
    ),
    Step(
        "Merge the layers until one is left.",
        _stack(SMALL) | {"stack_seed": ""},
        done=condition("layers_left = 1", FACTS),
        reveal="Three layers, one matrix and one bias: W₃W₂W₁ and W₃(W₂b₁ + b₂) + b₃.",
        then=tuple({"merged": str(step)} for step in join_steps(SMALL)),
        seen=("whiteboard",),
    ),
    Step(
        "One layer in the middle has a single neuron. What becomes of the plane?",
        _stack(SMALL) | {"stack_seed": "", "after": ""},
        options=(
            wrong("a point", "One number is left, and it still tells points apart along a line."),
            right("a line"),
            wrong("still a plane", "Through one number only one direction passes."),
        ),
        reveal="The rank, the number of dimensions that are left, is at most the narrowest width: "
        "what is lost there no later layer brings back.",
        then={"width2": "1"},
        seen=("stack-graph", "grid"),
        first="grid",
    ),
    Step(
        "Put ReLU between the layers. The weights stay as they are; does the product of the matrices still fit?",
        _stack(SMALL) | {"stack_seed": "", "activation": ""},
        done=condition("between = 1", FACTS),
        reveal="No: what was exact is off now, and so is every other affine map. The gap says by how much.",
        then={"between": "true"},
        seen=("grid", "gap-in-numbers", "gap"),
        first="truth",
    ),
    Step(
        "Three ReLUs over the plane: at most how many flat pieces?",
        _PATCH | {"bend": "0"},
        options=(
            wrong("4", "So many have three creases that are parallel."),
            wrong("6", "So many have three creases through one point."),
            right(str(MOST_PIECES)),
            wrong("8", "There are 2³ patterns of on and off, but three lines leave one of them no room."),
        ),
        reveal="1 + 3 + 3: each line adds a piece, and each crossing another one.",
        then={"bend": "1"},
        seen=("patch-graph",),
    ),
    Step(
        "Find a piece in which exactly two of the neurons are on: move the point.",
        _PATCH | {"bend": "1", "patch_at": ""},
        done=condition("on = 2", FACTS),
        reveal="In each piece the network is one affine map: the one of the neurons that are on.",
        then={"patch_at": _TWO_ON},
        seen=("patch-graph", "region"),
    ),
)
