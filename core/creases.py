"""Where a network is affine: the linear regions that its creases cut a window into, and the map in each.

Between the kinks of a piecewise-linear activation every neuron is affine, so a network of them is one
affine map wherever no neuron changes its piece.  A neuron of the first layer changes along straight
lines; a neuron of a deeper layer along lines that are straight inside each region of the layers
before it, and bend where they meet an earlier crease (Montúfar et al. 2014).

Nothing is sampled: cells are cut along these lines, neuron by neuron and layer by layer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import comb

import numpy as np

from core.activation import Activation
from core.affine import AffineMap, compose
from core.network import Layer, Network
from core.plane import Window

MOST_REGIONS = 20_000
# A cut nearer than this share of the window to all corners on one side is no cut: it would leave a sliver.
_THINNEST = 1e-9
_ROUNDING = 1e-13

Pattern = tuple[tuple[int, ...], ...]


class TooManyRegions(ValueError):
    """More regions than anyone can look at.  `count` were found before the search was stopped."""

    def __init__(self, count: int):
        super().__init__(
            f"There are more than {MOST_REGIONS:,} linear regions here; {count:,} were found before the "
            "search was stopped. Take a smaller window, fewer neurons or fewer layers."
        )
        self.count = count


@dataclass(frozen=True, eq=False)
class LinearRegion:
    """A convex part of the plane in which no neuron changes its piece.

    `polygon` (n_corners, 2) runs counter-clockwise.  `pattern` says for each layer and neuron which piece
    of its activation it is on, counted from the left; for ReLU 0 is off and 1 is on.  `sides` says for
    each edge, from a corner to the next, which kink lies along it, or None at the window's edge.
    `affine` (2 -> n_out) is what the network computes here; where the output's activation is not
    piecewise linear, it is the output's pre-activation.
    """

    polygon: np.ndarray
    pattern: Pattern
    affine: AffineMap
    sides: tuple["Kink | None", ...]

    @property
    def area(self) -> float:
        x, y = (self.polygon - self.polygon[0]).T
        return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2

    @property
    def centre(self) -> np.ndarray:
        """The mean of the corners, which lies inside."""
        return self.polygon.mean(axis=0)

    def contains(self, points) -> np.ndarray:
        """Whether points (..., 2) lie in the region or on its edge: (...)."""
        edges = np.roll(self.polygon, -1, axis=0) - self.polygon
        ways = np.asarray(points, dtype=np.float64)[..., None, :] - self.polygon
        turns = edges[:, 0] * ways[..., 1] - edges[:, 1] * ways[..., 0]
        return np.all(turns >= -_THINNEST * np.abs(edges).sum(axis=1), axis=-1)


@dataclass(frozen=True)
class Kink:
    """One kink of one neuron, the cause of a crease.  Layers, neurons and kinks are counted from 0."""

    layer: int
    neuron: int
    index: int


@dataclass(frozen=True, eq=False)
class Crease:
    """Where a neuron changes its piece: straight segments (n_segments, 2 ends, 2)."""

    kink: Kink
    segments: np.ndarray


@dataclass(frozen=True, eq=False)
class LinearPiece:
    """An interval of a 1-input network in which no neuron changes its piece.

    `affine` (1 -> n_out) is what the network computes there, `sides` the kinks at `low` and at `high`, None
    at an end of the whole interval.
    """

    low: float
    high: float
    pattern: Pattern
    affine: AffineMap
    sides: tuple["Kink | None", "Kink | None"]

    @property
    def slope(self) -> float:
        """Of the first output."""
        return float(self.affine.weights[0, 0])


@dataclass(frozen=True, eq=False)
class LocalMap(AffineMap):
    """The affine map that a network is near a point, or that touches it there.

    `is_exact`: the network equals this map around the point (unless it lies on a crease).  Otherwise this is
    the tangent map, equal in value and in every derivative at the point itself.
    """

    is_exact: bool


def linear_regions(network: Network, window: Window) -> tuple[LinearRegion, ...]:
    """The linear regions of a network with 2 inputs inside a window ((x_min, x_max), (y_min, y_max)).

    Their areas sum to the window's.  Raises ValueError for other networks, for hidden activations that
    are not piecewise linear and for an empty window, and TooManyRegions.
    """
    _require_inputs(network, 2)
    (left, right), (bottom, top) = (_interval(*side) for side in window)
    corners = np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
    return tuple(
        LinearRegion(_frozen(cell.corners), cell.pattern, cell.affine, cell.sides)
        for cell in _cells(network, corners, _cut_polygon)
    )


def linear_pieces(network: Network, interval: tuple[float, float]) -> tuple[LinearPiece, ...]:
    """The linear pieces of a network with 1 input on an interval, from left to right.

    Raises ValueError and TooManyRegions as `linear_regions` does.
    """
    _require_inputs(network, 1)
    ends = np.array(_interval(*interval))[:, None]
    pieces = [
        LinearPiece(*map(float, cell.corners[:, 0]), cell.pattern, cell.affine, cell.sides)
        for cell in _cells(network, ends, _cut_interval)
    ]
    return tuple(sorted(pieces, key=lambda piece: piece.low))


def creases(regions: tuple[LinearRegion, ...]) -> tuple[Crease, ...]:
    """The creases between regions, one for each kink that is crossed inside the window, first layer first.

    Where two neurons have the same crease, it is given to the first of them.
    """
    segments: dict[Kink, list[np.ndarray]] = {}
    for region in regions:
        following = np.roll(region.polygon, -1, axis=0)
        for start, end, kink in zip(region.polygon, following, region.sides, strict=True):
            # Both neighbours have the edge; the one on the upper side of the kink gives it.
            if kink is not None and region.pattern[kink.layer][kink.neuron] > kink.index:
                segments.setdefault(kink, []).append(np.array([start, end]))
    order = sorted(segments, key=lambda kink: (kink.layer, kink.neuron, kink.index))
    return tuple(Crease(kink, _frozen(np.array(segments[kink]))) for kink in order)


def region_at(regions: tuple[LinearRegion, ...], point) -> LinearRegion | None:
    """The region in which a point (2,) lies, one of them where it lies on a crease; None outside the window."""
    return next((region for region in regions if region.contains(point)), None)


def local_affine_map(network: Network, point) -> LocalMap:
    """The affine map of a network at a point (n_in,): exact for piecewise-linear activations, else the tangent.

    At a crease the derivative is taken by each activation's convention.
    """
    point = np.asarray(point, dtype=np.float64)
    if point.shape != (network.sizes[0],) or not np.all(np.isfinite(point)):
        raise ValueError(f"The point is {point.tolist()}; this network takes {network.sizes[0]} finite numbers.")
    trace = network.forward(point[None])
    weights = np.eye(len(point))
    for layer, preactivation in zip(network.layers, trace.preactivations, strict=True):
        weights = layer.activation.derivative(preactivation[0])[:, None] * (layer.weights @ weights)
    is_exact = all(layer.activation.is_piecewise_linear for layer in network.layers)
    return LocalMap(weights, trace.outputs[-1][0] - weights @ point, is_exact)


def most_regions(network: Network) -> int:
    """An upper bound on the linear regions of a network with the same sizes and activations.

    A layer of n neurons with k kinks each cuts a space of d dimensions into at most the sum of
    C(n, j) kʲ for j <= d regions (Zaslavsky 1975), where d is the narrowest width so far; layers multiply
    (Montúfar 2017).  For one hidden layer the bound is reached.
    """
    total = 1
    for index, layer in enumerate(network.layers):
        dimension = min(network.sizes[: index + 1])
        kinks = len(_pieces_of(layer.activation, index, network)[0]) - 1
        total *= sum(comb(layer.n_out, j) * kinks**j for j in range(dimension + 1))
    return total


@dataclass(frozen=True)
class _Cell:
    """A convex cell, around whose middle `affine` (in coordinates from that middle) holds so far."""

    corners: np.ndarray
    sides: tuple
    pattern: Pattern
    affine: AffineMap


# (corners, sides, heights, signs, kink) -> the two parts, each with its corners and sides.
Cut = Callable[[np.ndarray, tuple, np.ndarray, np.ndarray, Kink], Iterator[tuple[np.ndarray, tuple]]]


def _cells(network: Network, corners: np.ndarray, cut: Cut) -> list[_Cell]:
    """The cells of all layers, cut from one that has the given corners."""
    pieces = [_pieces_of(layer.activation, index, network) for index, layer in enumerate(network.layers)]
    # Counted from the window's middle, a window far from the origin loses no digits.
    middle = corners.mean(axis=0)
    n_inputs = len(middle)
    cells = [_Cell(corners - middle, (None,) * len(corners), (), AffineMap(np.eye(n_inputs), middle))]
    for index, layer in enumerate(network.layers):
        finer: list[_Cell] = []
        for cell in cells:
            finer += _cut_by_layer(cell, index, layer, pieces[index], cut)
            if len(finer) > MOST_REGIONS:
                raise TooManyRegions(len(finer))
        cells = finer
    to_middle = AffineMap(np.eye(n_inputs), -middle)
    return [_Cell(c.corners + middle, c.sides, c.pattern, compose(c.affine, to_middle)) for c in cells]


def _pieces_of(activation: Activation, index: int, network: Network) -> tuple[np.ndarray, np.ndarray]:
    """Slopes and intercepts of an activation's straight pieces; those of the identity for a curved output."""
    if activation.is_piecewise_linear:
        return activation.pieces
    if index == len(network.layers) - 1:
        return np.ones(1), np.zeros(1)
    raise ValueError(
        f"Layer {index + 1} has {activation.name}, which is curved, so there are no linear regions. "
        "Take ReLU or another activation made of straight pieces."
    )


def _cut_by_layer(cell: _Cell, index: int, layer: Layer, pieces, cut: Cut) -> list[_Cell]:
    """The cells that the neurons of one layer cut a cell into, each with the map up to this layer's outputs."""
    slopes, intercepts = pieces
    # A curved output has kinks of its own, if any, that make no linear region.
    kinks = np.array(layer.activation.kinks if len(slopes) > 1 else ())
    before = compose(AffineMap(layer.weights, layer.bias), cell.affine)
    lines = [Kink(index, neuron, number) for neuron in range(layer.n_out) for number in range(len(kinks))]
    weights = np.repeat(before.weights, len(kinks), axis=0)
    offsets = (before.bias[:, None] - kinks).ravel()
    # How far a pre-activation may stand from a kink and still be on it.
    size = np.abs(cell.affine.bias) @ np.abs(layer.weights).T + np.abs(layer.bias)
    reach = _THINNEST * np.ptp(cell.corners, axis=0).max() * np.linalg.norm(weights, axis=1)
    tolerance = reach + _ROUNDING * (np.repeat(size, len(kinks)) + np.tile(np.abs(kinks), layer.n_out))

    done, pending = [], [(cell.corners, cell.sides, 0)]
    while pending:
        corners, sides, first = pending.pop()
        heights = corners @ weights.T + offsets
        signs = np.where(np.abs(heights) <= tolerance, 0, np.sign(heights)).astype(int)
        crossing = np.flatnonzero((signs.max(axis=0, initial=0) > 0) & (signs.min(axis=0, initial=0) < 0))
        crossing = crossing[crossing >= first]
        if len(crossing):
            line = int(crossing[0])
            parts = cut(corners, sides, heights[:, line], signs[:, line], lines[line])
            pending += [(*part, line + 1) for part in parts]
            continue
        # On which side of each line the cell is, by the corner farthest from it.
        is_above = np.take_along_axis(signs, np.abs(heights).argmax(axis=0)[None], axis=0)[0] > 0
        pattern = is_above.reshape(layer.n_out, len(kinks)).sum(axis=1)
        slope, intercept = slopes[pattern], intercepts[pattern]
        after = AffineMap(slope[:, None] * before.weights, slope * before.bias + intercept)
        done.append(_Cell(corners, sides, (*cell.pattern, tuple(map(int, pattern))), after))
    return done


def _cut_polygon(corners, sides, heights, signs, kink: Kink) -> Iterator[tuple[np.ndarray, tuple]]:
    """The parts of a convex polygon above and below a line, given the corners' heights over it."""
    for side in (1, -1):
        kept, along = [], []
        for here in range(len(corners)):
            after = (here + 1) % len(corners)
            leaves = signs[after] == -side
            if signs[here] != -side:
                kept.append(corners[here])
                along.append(kink if signs[here] == 0 and leaves else sides[here])
            if signs[here] * signs[after] < 0:
                share = heights[here] / (heights[here] - heights[after])
                kept.append(corners[here] + share * (corners[after] - corners[here]))
                along.append(kink if leaves else sides[here])
        yield np.array(kept), tuple(along)


def _cut_interval(ends, sides, heights, signs, kink: Kink) -> Iterator[tuple[np.ndarray, tuple]]:
    """The parts of an interval on both sides of a point, given the ends' heights."""
    middle = ends[0] + heights[0] / (heights[0] - heights[1]) * (ends[1] - ends[0])
    yield np.stack([ends[0], middle]), (sides[0], kink)
    yield np.stack([middle, ends[1]]), (kink, sides[1])


def _require_inputs(network: Network, count: int) -> None:
    if network.sizes[0] != count:
        n_in = network.sizes[0]
        raise ValueError(
            f"This network takes {n_in} {'input' if n_in == 1 else 'inputs'}; here it must take exactly {count}."
        )


def _interval(low: float, high: float) -> tuple[float, float]:
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise ValueError(f"The interval from {low} to {high} is empty or not finite; give its lower end first.")
    return float(low), float(high)


def _frozen(array: np.ndarray) -> np.ndarray:
    array.setflags(write=False)
    return array
