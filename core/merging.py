"""Two neighbouring layers merge into one, one number after the other: merging.js does the same in the browser.

A step writes one entry of the layer that is being made: row by row the product of the matrices, W = W_outer W_inner,
then the bias, b = W_outer b_inner + b_outer.  One more step takes the two old layers away.  The first two layers
merge first; what they have become then merges with the third, and so on until one is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.affine import AffineMap, compose, layer_map
from core.arithmetic import written_sum
from core.network import Network
from core.scale import layer_sizes


@dataclass(frozen=True, eq=False)
class Block:
    """One layer, or several that are one already: those from number `first` to `last`, and their map."""

    first: int
    last: int
    affine: AffineMap


@dataclass(frozen=True)
class Entry:
    """A number of the layer that is made: its row, its column (None for the bias), and how it comes about."""

    row: int
    column: int | None
    value: float
    line: str


@dataclass(frozen=True, eq=False)
class Merging:
    """A stack after some steps: its blocks, the first layer's first, and what is made of the first two.

    `made` is None, and `entries` is empty, where one block is left; else the entries are those written so far.
    """

    blocks: tuple[Block, ...]
    made: Block | None
    entries: tuple[Entry, ...]

    @property
    def parameter_count(self) -> int:
        return sum(block.affine.parameter_count for block in self.blocks)


def join_steps(sizes: Sequence[int]) -> tuple[int, ...]:
    """After how many steps each two layers have become one, for layers between these sizes, input first."""
    # An entry for each weight and bias of the one layer, and the step that takes the two away.
    steps = [layer_sizes((sizes[0], size))[0].parameter_count + 1 for size in sizes[2:]]
    return tuple(map(int, np.cumsum(steps)))


def merge(outer: Block, inner: Block) -> Block:
    """Two neighbours as one.  Raises ValueError where the outer does not follow the inner."""
    if outer.first != inner.last + 1:
        raise ValueError(f"Layer {outer.first} does not follow layer {inner.last}; only neighbours merge.")
    return Block(inner.first, outer.last, compose(outer.affine, inner.affine))


def merge_entries(outer: AffineMap, inner: AffineMap) -> tuple[Entry, ...]:
    """Every entry of outer after inner, in the order in which they are written."""
    whole = compose(outer, inner)
    entries = []
    for row, weights in enumerate(outer.weights):
        for column, values in enumerate(inner.weights.T):
            own = float(whole.weights[row, column])
            entries.append(Entry(row, column, own, written_sum(list(zip(weights, values, strict=True)), own)))
    for row, weights in enumerate(outer.weights):
        own = float(whole.bias[row])
        terms = [*zip(weights, inner.bias, strict=True), (outer.bias[row],)]
        entries.append(Entry(row, None, own, written_sum(terms, own)))
    return tuple(entries)


def blocks_of(network: Network) -> tuple[Block, ...]:
    """Every layer as a block.  Raises ValueError with a sentence if one is not affine."""
    return tuple(Block(k, k, layer_map(layer)) for k, layer in enumerate(network.layers, start=1))


def merging(network: Network, steps: int) -> Merging:
    """A stack of affine layers after so many steps; after the last one, one block is left.

    Raises ValueError with a sentence for a number of steps that it does not take, and if a layer is not affine.
    """
    joins = join_steps(network.sizes)
    last = joins[-1] if joins else 0
    if not 0 <= steps <= last:
        raise ValueError(f"{len(network.layers)} layers merge in {last} steps; {steps} is not among them.")
    done = sum(join <= steps for join in joins)
    blocks = blocks_of(network)
    for _ in range(done):
        blocks = (merge(blocks[1], blocks[0]), *blocks[2:])
    if len(blocks) == 1:
        return Merging(blocks, None, ())
    inner, outer = blocks[:2]
    written = steps - (joins[done - 1] if done else 0)
    return Merging(blocks, merge(outer, inner), merge_entries(outer.affine, inner.affine)[:written])
