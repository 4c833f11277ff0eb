"""Whether a hyperplane parts two finite classes of points: the plane, or a proof that there is none.

Two finite sets can be parted strictly exactly when their convex hulls share no point (hyperplane
separation theorem, for finite sets Farkas' lemma).  So the answer is either a plane, or convex weights
over each class that meet in one point, which anyone can check by multiplying and adding.  XOR is the
classic case (Minsky & Papert, Perceptrons, 1969); OEIS A000609 counts the Boolean functions with a plane.

A neuron answers 1 where weights @ x + bias > 0.

Classes nearer to each other than 1e-9 of their extent along every axis, or than 64 units in the last
place of the largest coordinate, count as touching: there rounding decides, not the points.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from core.network import read_only

MOST_DIMENSIONS = 10
# Beyond this a sum of ten coordinates could overflow.
LARGEST_COORDINATE = 1e300
_TOLERANCE = 1e-9
# HiGHS's own 1e-7 would blur gaps of 1e-9; 1e-10 is the smallest it takes.
_SOLVER_OPTIONS = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
_ROUNDING = 64 * float(np.finfo(np.float64).eps)
# A solver's 0.4999999999 is ½; the cleanest fraction that still verifies is taken.
_DENOMINATORS = (60, 1000, 100_000)


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
        return (np.asarray(points, dtype=np.float64) @ self.weights + self.bias > 0).astype(int)


@dataclass(frozen=True, eq=False)
class NotSeparable:
    """One point that lies in both convex hulls, with the weights that show it.

    zeros (n_zeros, n_dims) and ones (n_ones, n_dims) are the points of the classes in the given
    order; weights_zero and weights_one are not negative and sum to 1.
    """

    point: np.ndarray
    zeros: np.ndarray
    ones: np.ndarray
    weights_zero: np.ndarray
    weights_one: np.ndarray

    def __post_init__(self):
        for name, ndim in (("point", 1), ("zeros", 2), ("ones", 2), ("weights_zero", 1), ("weights_one", 1)):
            object.__setattr__(self, name, read_only(getattr(self, name), ndim, f"NotSeparable.{name}"))

    @property
    def residual(self) -> float:
        """How far the weighted means lie from the point, at most, along any axis: 0 is a perfect proof."""
        means = np.array([self.weights_zero @ self.zeros, self.weights_one @ self.ones])
        return float(np.abs(means - self.point).max())

    def sentence(self) -> str:
        """The certificate as one line that a person can check; ≈ where a number had to be rounded."""
        left = _weighted_sum(self.weights_zero, self.zeros)
        right = _weighted_sum(self.weights_one, self.ones)
        numbers = np.concatenate([np.ravel(array) for array in vars(self).values()])
        equals = "≈" if any(_near_fraction(number) is None for number in numbers) else "="
        return f"{left} {equals} {_point(self.point)} {equals} {right}"


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
    noise = _ROUNDING * float(np.abs(points).max())
    # One unit for all axes keeps distances as they are; a unit for each axis sees a gap along an axis
    # that is tiny beside the others.
    common_unit = np.full(n_dims, max(float(reach.max()), noise) or 1.0)
    own_units = np.where(reach > noise, reach, common_unit)
    for units in (common_unit, own_units):
        line = _widest_line(points, labels, centre, units, noise)
        if line is not None:
            return line
    return _common_point(zeros, ones, centre, own_units, noise)


def _widest_line(points, labels, centre, units, noise) -> SeparatingLine | None:
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
    if not solution.success or solution.x[-1] <= _TOLERANCE:
        return None
    # Back to the given coordinates, the largest weight 1, and no minus zero.
    smallest = units.min()
    weights = solution.x[:n_dims] * (smallest / units)
    largest = np.abs(weights).max()
    weights = weights / largest + 0.0
    bias = float(solution.x[n_dims] * (smallest / largest) - weights @ centre)
    found = _verified_line(weights, bias, points, labels, noise)
    tidied = _verified_line(_tidy(weights, 60), float(_tidy([bias], 60)[0]), points, labels, noise)
    # Small fractions are nicer to read, but not at the price of the margin.
    return tidied if found and tidied and tidied.margin > 0.999 * found.margin else found


def _verified_line(weights, bias, points, labels, noise) -> SeparatingLine | None:
    """The plane, if by its own arithmetic it puts every point strictly on its side, beyond rounding."""
    values = points @ weights + bias
    if not np.any(weights) or not np.array_equal(values > 0, labels == 1):
        return None
    margin = float(np.abs(values).min() / np.linalg.norm(weights))
    return SeparatingLine(weights, bias, margin) if margin > noise / 2 else None


def _common_point(zeros, ones, centre, units, noise) -> NotSeparable:
    """Convex weights over both classes whose means are nearest to each other, by linear programming."""
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
    weights_zero, weights_one = _convex(solution.x[:n_zeros]), _convex(solution.x[n_zeros:-1])
    for denominator in _DENOMINATORS:
        tidied = _tidy(weights_zero, denominator), _tidy(weights_one, denominator)
        sums_to_one = all(abs(weights.sum() - 1) < 1e-14 for weights in tidied)
        if sums_to_one and np.abs(tidied[0] @ scaled_zeros - tidied[1] @ scaled_ones).max() < 1e-12:
            weights_zero, weights_one = tidied
            break
    point = weights_zero @ zeros
    if np.any(np.abs(point - weights_one @ ones) > 10 * (_TOLERANCE * units + noise)):
        raise ValueError(
            "The classes lie too near each other to tell in float64 whether they touch; allowed are classes "
            "that overlap or stand clearly apart.  Move them apart, or nearer to the origin."
        )
    return NotSeparable(point, zeros, ones, weights_zero, weights_one)


def _convex(values) -> np.ndarray:
    """Weights without the dust that a solver leaves, not negative, with sum 1."""
    kept = np.where(values > 1e-12, values, 0.0)
    return kept / kept.sum()


def _tidy(values, denominator: int) -> np.ndarray:
    """The nearest fractions with a small denominator: what a solver leaves as 0.49999999 is ½."""
    return np.array([float(Fraction(float(value)).limit_denominator(denominator)) for value in values])


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


def _number(value: float) -> str:
    """A small fraction as one, any other number with six digits; a real minus sign."""
    near = _near_fraction(value)
    if near is None:
        return f"{value:.6g}".replace("-", "−")
    text = _VULGAR.get(abs(near), str(abs(near)))
    return f"−{text}" if near < 0 else text


def _near_fraction(value: float) -> Fraction | None:
    near = Fraction(float(value)).limit_denominator(60)
    return near if abs(float(near) - value) <= 1e-12 * abs(value) else None
