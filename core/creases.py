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
from core.affine import AffineMap
from core.network import Layer, Network
from core.plane import Window

MOST_REGIONS = 20_000
# Rounding counts as this share of the largest numbers that went into one; a neuron nearer than that to its kink
# is on it, and a point nearer than that to an edge.  Shares alone, so that no unit of measurement matters.
_ROUNDING = 1e-14
_ON_EDGE = 1e-12
# So many windows away a point is outside, and its products are finite.
_FAR = 1e6
# So that a window's sides, and the sum of its corners, are finite.
_LARGEST_COORDINATE = 1e300

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
    piecewise linear, it is the output's pre-activation.  `window` is the one that was cut.
    """

    polygon: np.ndarray
    pattern: Pattern
    affine: AffineMap
    sides: tuple["Kink | None", ...]
    window: Window

    @property
    def area(self) -> float:
        return self.share * float(np.prod(_extent(self.window)))

    @property
    def share(self) -> float:
        """The area as a share of the window's."""
        x, y = ((self.polygon - self.polygon[0]) / _extent(self.window)).T
        return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2

    @property
    def centre(self) -> np.ndarray:
        """The mean of the corners, which lies inside."""
        return self.polygon.mean(axis=0)

    def contains(self, points) -> np.ndarray:
        """Whether points (..., 2) lie in the region or on its edge, to the window's rounding: (...)."""
        extent, first = _extent(self.window), self.polygon[0]
        polygon = (self.polygon - first) / extent
        with np.errstate(over="ignore"):
            points = np.clip((np.asarray(points, dtype=np.float64) - first) / extent, -_FAR, _FAR)
        slack = _ON_EDGE + 2 * np.finfo(np.float64).eps * np.abs(self.window).max(axis=1) / extent
        edges = np.roll(polygon, -1, axis=0) - polygon
        ways = points[..., None, :] - polygon
        turns = edges[:, 0] * ways[..., 1] - edges[:, 1] * ways[..., 0]
        beside = np.all(turns >= -(np.abs(edges) @ slack[::-1]), axis=-1)
        # The slack of two edges that meet at a sharp corner would reach far beyond it.
        low, high = polygon.min(axis=0) - slack, polygon.max(axis=0) + slack
        return beside & np.all((low <= points) & (points <= high), axis=-1)


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
    are not piecewise linear, for an empty window and where the numbers leave float64, and TooManyRegions.
    """
    _require_inputs(network, 2)
    window = tuple(_interval(*side) for side in window)
    (left, right), (bottom, top) = window
    corners = np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
    return tuple(
        LinearRegion(_frozen(cell.corners), cell.pattern, cell.affine, cell.sides, window)
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
    """A convex cell, in which `affine` holds so far; its points are counted from the window's middle.

    `noise` (n_out,) is how far rounding may have taken the map's values, anywhere in the window.
    """

    corners: np.ndarray
    sides: tuple
    pattern: Pattern
    affine: AffineMap
    noise: np.ndarray


# (corners, sides, heights, signs, kink) -> the two parts, each with its corners and sides.
Cut = Callable[[np.ndarray, tuple, np.ndarray, np.ndarray, Kink], Iterator[tuple[np.ndarray, tuple]]]


def _cells(network: Network, corners: np.ndarray, cut: Cut) -> list[_Cell]:
    """The cells of all layers, cut from one that has the given corners."""
    pieces = [_pieces_of(layer.activation, index, network) for index, layer in enumerate(network.layers)]
    try:
        with np.errstate(over="raise", invalid="raise"):
            return _cut_by_all_layers(network, pieces, corners, cut)
    except FloatingPointError:
        raise ValueError(
            "The network's numbers grow beyond what float64 holds (about 1e308) in this window, so its linear "
            "regions cannot be told. Take smaller weights or a smaller window."
        ) from None


def _cut_by_all_layers(network: Network, pieces: list, corners: np.ndarray, cut: Cut) -> list[_Cell]:
    # Counted from the window's middle, a window far from the origin loses no digits.
    middle = corners.min(axis=0) / 2 + corners.max(axis=0) / 2
    reach = np.ptp(corners, axis=0) / 2
    n_inputs = len(middle)
    start = AffineMap(np.eye(n_inputs), middle)
    cells = [_Cell(corners - middle, (None,) * len(corners), (), start, np.zeros(n_inputs))]
    for index, layer in enumerate(network.layers):
        finer: list[_Cell] = []
        for cell in cells:
            finer += _cut_by_layer(cell, index, layer, pieces[index], reach, cut)
            if len(finer) > MOST_REGIONS:
                raise TooManyRegions(len(finer))
        cells = finer
    to_middle = AffineMap(np.eye(n_inputs), -middle)
    return [
        _Cell(c.corners + middle, c.sides, c.pattern, AffineMap(*_composed(c.affine, to_middle)), c.noise)
        for c in cells
    ]


def _composed(outer: AffineMap | Layer, inner: AffineMap) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias of outer after inner; FloatingPointError where they overflow, signalled or not."""
    weights, bias = outer.weights @ inner.weights, outer.weights @ inner.bias + outer.bias
    if not (np.isfinite(weights).all() and np.isfinite(bias).all()):
        raise FloatingPointError
    return weights, bias


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


def _cut_by_layer(cell: _Cell, index: int, layer: Layer, pieces, reach: np.ndarray, cut: Cut) -> list[_Cell]:
    """The cells that the neurons of one layer cut a cell into, each with the map up to this layer's outputs.

    `reach` (n_inputs,) is half the window's extent along each axis.
    """
    slopes, intercepts = pieces
    # A curved output has kinks of its own, if any, that make no linear region.
    kinks = np.array(layer.activation.kinks if len(slopes) > 1 else ())
    weights_before, bias_before = _composed(layer, cell.affine)
    lines = [Kink(index, neuron, number) for neuron in range(layer.n_out) for number in range(len(kinks))]
    weights = np.repeat(weights_before, len(kinks), axis=0)
    offsets = (bias_before[:, None] - kinks).ravel()
    # How far a pre-activation may stand from a kink and still be on it.
    size = np.abs(cell.affine.bias) + np.abs(cell.affine.weights) @ reach
    noise = np.abs(layer.weights) @ (cell.noise + _ROUNDING * size) + _ROUNDING * np.abs(layer.bias)
    tolerance = np.repeat(noise, len(kinks)) + _ROUNDING * np.tile(np.abs(kinks), layer.n_out)

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
        after = AffineMap(slope[:, None] * weights_before, slope * bias_before + intercept)
        done.append(_Cell(corners, sides, (*cell.pattern, tuple(map(int, pattern))), after, np.abs(slope) * noise))
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
    low, high = float(low), float(high)
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise ValueError(f"The interval from {low} to {high} is empty or not finite; give its lower end first.")
    size = max(abs(low), abs(high))
    if size > _LARGEST_COORDINATE or high - low < _ON_EDGE * size:
        raise ValueError(
            f"The interval from {low} to {high} cannot be cut in float64; its ends may be at most "
            f"{_LARGEST_COORDINATE:g} from 0, and {_ON_EDGE:g} of that distance apart at least."
        )
    return low, high


def _extent(window: Window) -> np.ndarray:
    """The lengths of a window's sides: (2,)."""
    (left, right), (bottom, top) = window
    return np.array([right - left, top - bottom])


def _frozen(array: np.ndarray) -> np.ndarray:
    array.setflags(write=False)
    return array
