"""Whether a hyperplane parts two finite classes of points: the plane, or a proof that there is none.

Two finite sets can be parted strictly exactly when their convex hulls share no point (hyperplane
separation theorem, for finite sets Farkas' lemma).  So the answer is either a plane, or convex weights
over each class that meet in one point, which anyone can check by multiplying and adding.  XOR is the
classic case (Minsky & Papert, Perceptrons, 1969); OEIS A000609 counts the Boolean functions with a plane.

A neuron answers 1 where weights @ x + bias > 0.

The solver works in float64 and only proposes.  What it proposes is checked with exact fractions of the given
coordinates: an answer is true, or it is "too near to tell".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from core.network import affine_values, read_only
from core.numbers import short_text

MOST_DIMENSIONS = 10
# Beyond this a sum of ten coordinates could overflow.
LARGEST_COORDINATE = 1e300
# HiGHS's own 1e-7 would blur gaps of 1e-9; 1e-10 is the smallest it takes.
_SOLVER_OPTIONS = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
# A solver's 0.4999999999 is ½, and what it gives below this is dust.
_DENOMINATOR = 60
_DUST = 1e-9

Fractions = Sequence[Fraction]


@dataclass(frozen=True, eq=False)
class SeparatingLine:
    """A hyperplane with every 1 on its positive side: weights (n_dims,), bias.

    `margin` is the Euclidean distance to the nearest point, infinite where there is one class only.
    """

    weights: np.ndarray
    bias: float
    margin: float

    def __post_init__(self):
        object.__setattr__(self, "weights", read_only(self.weights, 1, "The weight vector"))

    def __call__(self, points) -> np.ndarray:
        """(n_points, n_dims) -> the class of each, 0 or 1."""
        return (affine_values(points, self.weights[None], self.bias)[:, 0] > 0).astype(int)


@dataclass(frozen=True, eq=False)
class NotSeparable:
    """Convex weights over both classes whose means are one point, exactly.

    zeros (n_zeros, n_dims) and ones (n_ones, n_dims) are the points of the classes in the given
    order; exact_zero and exact_one are fractions, not negative and with the sum 1, one for each point.
    """

    zeros: np.ndarray
    ones: np.ndarray
    exact_zero: tuple[Fraction, ...]
    exact_one: tuple[Fraction, ...]

    def __post_init__(self):
        for name in ("zeros", "ones"):
            object.__setattr__(self, name, read_only(getattr(self, name), 2, f"NotSeparable.{name}"))

    @cached_property
    def weights_zero(self) -> np.ndarray:
        """`exact_zero` as the nearest float64."""
        return read_only([float(weight) for weight in self.exact_zero], 1, "The weights")

    @cached_property
    def weights_one(self) -> np.ndarray:
        """`exact_one` as the nearest float64."""
        return read_only([float(weight) for weight in self.exact_one], 1, "The weights")

    @cached_property
    def point(self) -> np.ndarray:
        """The point in both convex hulls, as the nearest float64."""
        return read_only([float(value) for value in _mean(self.exact_zero, self.zeros)], 1, "The point")

    @property
    def residual(self) -> float:
        """How far the two weighted means lie apart, at most, along any axis: 0, for a proof."""
        means = _mean(self.exact_zero, self.zeros), _mean(self.exact_one, self.ones)
        return float(max(abs(here - there) for here, there in zip(*means, strict=True)))

    def sentence(self) -> str:
        """The certificate as one line that a person can check; = where the printed numbers satisfy it, else ≈."""
        point = [_shown(value) for value in self.point]
        sides = [
            ([_shown(weight) for weight in weights], [[_shown(value) for value in row] for row in points])
            for weights, points in ((self.exact_zero, self.zeros), (self.exact_one, self.ones))
        ]
        holds = all(sum(weights) == 1 and _mean(weights, points) == point for weights, points in sides)
        equals = "=" if holds else "≈"
        left, right = (_weighted_sum(*side) for side in sides)
        return f"{left} {equals} {_point(point)} {equals} {right}"


def separate(points, labels) -> SeparatingLine | NotSeparable:
    """A hyperplane that parts the points labelled 1 from those labelled 0, or the proof of none.

    points (n_points, n_dims) with 1 to 10 dimensions, no coordinate beyond ±1e300; labels (n_points,)
    of 0 and 1.  Raises ValueError for anything else, and for classes too near to tell in float64.
    """
    points, labels = _checked(points, labels)
    zeros, ones = points[labels == 0], points[labels == 1]
    n_dims = points.shape[1]
    if not len(zeros) or not len(ones):
        return SeparatingLine(np.zeros(n_dims), 1.0 if len(ones) else -1.0, np.inf)
    low, high = points.min(axis=0), points.max(axis=0)
    # Halves first: the sum of two huge coordinates overflows.
    centre, reach = low / 2 + high / 2, high / 2 - low / 2
    # One unit for all axes keeps distances as they are; a unit for each axis sees a gap along an axis
    # that is tiny beside the others.
    common_unit = np.full(n_dims, float(reach.max()) or 1.0)
    own_units = np.where(reach > 0, reach, common_unit)
    for units in (common_unit, own_units):
        line = _widest_line(points, labels, centre, units)
        if line is not None:
            return line
    return _common_point(zeros, ones, centre, own_units)


def _widest_line(points, labels, centre, units) -> SeparatingLine | None:
    """The plane of the largest margin with |weights| <= 1 per unit, by linear programming, or None."""
    from scipy.optimize import linprog

    scaled = (points - centre) / units
    signs = np.where(labels == 1, 1.0, -1.0)
    n_dims = points.shape[1]
    # Unknowns: weights, bias, margin.  Each point wants sign·(weights @ x + bias) >= margin.
    constraints = np.column_stack([-signs[:, None] * scaled, -signs, np.ones(len(points))])
    solution = linprog(
        c=[*np.zeros(n_dims + 1), -1.0],
        A_ub=constraints,
        b_ub=np.zeros(len(points)),
        bounds=[*[(-1, 1)] * n_dims, (None, None), (0, None)],
        options=_SOLVER_OPTIONS,
    )
    if not solution.success:
        return None
    # Back to the given coordinates, the largest weight 1, and no minus zero.
    weights = solution.x[:n_dims] * (units.min() / units)
    largest = np.abs(weights).max()
    if largest == 0:
        return None
    weights = weights / largest + 0.0
    found = _verified_line(weights, points, labels)
    tidied = _verified_line(_tidy(weights), points, labels)
    # Small fractions are nicer to read, but not at the price of the margin.
    return tidied if tidied and (not found or tidied.margin > 0.999 * found.margin) else found


def _verified_line(weights, points, labels) -> SeparatingLine | None:
    """The plane with these weights in the middle of the gap, if it puts every point strictly on its side.

    It must do so exactly, and by its own arithmetic in float64 too.
    """
    if not np.any(weights):
        return None
    exact = [_product(_fractions(weights), point) for point in points]
    highest_zero = max(value for value, label in zip(exact, labels, strict=True) if label == 0)
    lowest_one = min(value for value, label in zip(exact, labels, strict=True) if label == 1)
    try:
        bias = float(-(highest_zero + lowest_one) / 2)
        gap = min(lowest_one + Fraction(bias), -(highest_zero + Fraction(bias)))
        # Weights are at most 1, the largest is about 1, so that their norm neither overflows nor vanishes.
        margin = float(gap) / float(np.linalg.norm(weights))
    except OverflowError:
        return None
    line = SeparatingLine(weights, bias, margin)
    return line if margin > 0 and np.array_equal(line(points), labels) else None


def _common_point(zeros, ones, centre, units) -> NotSeparable:
    """Convex weights over both classes with one mean: proposed by linear programming, then solved exactly."""
    from scipy.optimize import linprog

    n_dims = zeros.shape[1]
    scaled_zeros, scaled_ones = (zeros - centre) / units, (ones - centre) / units
    n_zeros, n_ones = len(zeros), len(ones)
    # Unknowns: weights of both classes, then the gap; the gap bounds every coordinate's difference.
    difference = np.column_stack([scaled_zeros.T, -scaled_ones.T])
    gaps = -np.ones(n_dims)
    solution = linprog(
        c=[*np.zeros(n_zeros + n_ones), 1.0],
        A_ub=np.vstack([np.column_stack([difference, gaps]), np.column_stack([-difference, gaps])]),
        b_ub=np.zeros(2 * n_dims),
        A_eq=[[*np.ones(n_zeros), *np.zeros(n_ones), 0.0], [*np.zeros(n_zeros), *np.ones(n_ones), 0.0]],
        b_eq=[1.0, 1.0],
        bounds=[(0, None)] * (n_zeros + n_ones + 1),
        options=_SOLVER_OPTIONS,
    )
    weights = _exact_weights(zeros, ones, solution.x[:-1]) if solution.success else None
    if weights is None:
        raise ValueError(
            "The classes lie too near each other to tell in float64 whether they touch; allowed are classes "
            "that overlap or stand clearly apart.  Move them apart, or nearer to the origin."
        )
    return NotSeparable(zeros, ones, tuple(weights[:n_zeros]), tuple(weights[n_zeros:]))


def _exact_weights(zeros, ones, proposed) -> list[Fraction] | None:
    """Weights over zeros and ones that make their means exactly equal, near the proposed ones; None without any."""
    used = [index for index, weight in enumerate(proposed) if weight > _DUST]
    n_zeros = len(zeros)
    columns = []
    for index in used:
        is_zero = index < n_zeros
        point = _fractions(zeros[index] if is_zero else -ones[index - n_zeros])
        columns.append([*point, Fraction(is_zero), Fraction(not is_zero)])
    targets = [*[Fraction(0)] * zeros.shape[1], Fraction(1), Fraction(1)]
    near = [Fraction(float(proposed[index])).limit_denominator(_DENOMINATOR) for index in used]
    solved = _solve([[*row, target] for *row, target in zip(*columns, targets, strict=True)], near)
    if solved is None or min(solved) < 0:
        return None
    weights = [Fraction(0)] * len(proposed)
    for index, weight in zip(used, solved, strict=True):
        weights[index] = weight
    return weights


def _solve(rows: list[list[Fraction]], near: list[Fraction]) -> list[Fraction] | None:
    """The exact solution of linear equations, each its coefficients and then its right side; None if there is none.

    Unknowns that the equations leave free take their value from `near` (Gauss and Jordan's elimination).
    """
    pivots: list[int] = []
    for column in range(len(near)):
        row = next((row for row in range(len(pivots), len(rows)) if rows[row][column]), None)
        if row is None:
            continue
        top = len(pivots)
        rows[top], rows[row] = rows[row], rows[top]
        rows[top] = [value / rows[top][column] for value in rows[top]]
        for other in range(len(rows)):
            factor = rows[other][column]
            if other != top and factor:
                rows[other] = [value - factor * above for value, above in zip(rows[other], rows[top], strict=True)]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    free = [column for column in range(len(near)) if column not in pivots]
    solution = list(near)
    for column, row in zip(pivots, rows, strict=False):
        solution[column] = row[-1] - sum(row[other] * near[other] for other in free)
    return solution


def _fractions(values) -> list[Fraction]:
    return [value if isinstance(value, Fraction) else Fraction(float(value)) for value in values]


def _product(weights: Fractions, point) -> Fraction:
    return sum((weight * value for weight, value in zip(weights, _fractions(point), strict=True)), Fraction(0))


def _mean(weights: Fractions, points) -> list[Fraction]:
    """The weighted mean of points (n_points, n_dims), exactly: n_dims fractions."""
    return [_product(weights, column) for column in zip(*points, strict=True)]


def _tidy(values) -> np.ndarray:
    """The nearest fractions with a small denominator: what a solver leaves as 0.49999999 is ½."""
    return np.array([float(Fraction(float(value)).limit_denominator(_DENOMINATOR)) for value in values])


def _checked(points, labels) -> tuple[np.ndarray, np.ndarray]:
    try:
        points = np.asarray(points, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"The points do not form an array of numbers ({error}); give (n_points, n_dims) numbers, as many "
            "for each point."
        ) from error
    labels = np.asarray(labels)
    if points.ndim != 2 or not points.size:
        raise ValueError(
            f"The points have shape {points.shape}; give at least one point, as (n_points, n_dims) numbers."
        )
    if points.shape[1] > MOST_DIMENSIONS:
        raise ValueError(
            f"The points have {points.shape[1]} dimensions; at most {MOST_DIMENSIONS} are allowed.  "
            "Leave some coordinates out."
        )
    if not np.all(np.abs(points) <= LARGEST_COORDINATE):
        raise ValueError(
            f"A point has a coordinate that is not a finite number of at most {LARGEST_COORDINATE:.0e}; "
            "mend or leave out that point."
        )
    if labels.shape != points.shape[:1]:
        raise ValueError(
            f"There are {len(points)} points and labels of shape {labels.shape}; give one label a point."
        )
    if not np.all((labels == 0) | (labels == 1)):
        raise ValueError(f"The label {_stranger(labels)} is neither 0 nor 1; every label must be one of them.")
    return points, labels.astype(int)


def _stranger(labels) -> str:
    """The first label that is neither 0 nor 1, for an error message."""
    return next(repr(label) for label in labels.tolist() if label not in (0, 1))


def _weighted_sum(weights, points) -> str:
    terms = zip(weights, points, strict=True)
    return " + ".join(f"{_number(weight)}·{_point(point)}" for weight, point in terms if weight > 0)


def _point(point) -> str:
    return f"({', '.join(_number(value) for value in point)})"


_VULGAR = dict(zip(map(Fraction, ("1/2", "1/3", "2/3", "1/4", "3/4")), "½⅓⅔¼¾", strict=True))


def _number(value: Fraction) -> str:
    """A small fraction as one, any other number with six digits; a real minus sign."""
    if value.denominator <= _DENOMINATOR:
        text = _VULGAR.get(abs(value), str(abs(value)))
        return f"−{text}" if value < 0 else text
    return short_text(value)


def _shown(value) -> Fraction:
    """The number that is printed for a value: a small fraction where it is one to rounding, else six digits."""
    near = Fraction(value).limit_denominator(_DENOMINATOR)
    return near if abs(near - Fraction(value)) <= abs(Fraction(value)) / 10**12 else Fraction(f"{float(value):.6g}")
