"""Whether a hyperplane parts two finite classes of points: the plane, or a proof that there is none.

Two finite sets can be parted strictly exactly when their convex hulls share no point (hyperplane
separation theorem).  So the answer is either a plane, or convex weights over each class that meet in
one point, which anyone can check by multiplying and adding.

A neuron answers 1 where weights @ x + bias > 0.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from core.network import read_only

MOST_DIMENSIONS = 10
# Certificates are exact to this part of the points' spread; classes nearer than that count as touching.
_TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class SeparatingLine:
    """A hyperplane with every 1 on its positive side: weights (n_dims,), bias.

    `margin` is the Euclidean distance to the nearest point, infinite where there is one class only.
    """

    weights: np.ndarray
    bias: float
    margin: float

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

    @property
    def residual(self) -> float:
        """How far the two weighted means lie apart: the certificate checked by its own arithmetic."""
        return float(np.abs(self.weights_zero @ self.zeros - self.weights_one @ self.ones).max())

    def sentence(self) -> str:
        """The certificate as one line that a person can check."""
        left = _weighted_sum(self.weights_zero, self.zeros)
        right = _weighted_sum(self.weights_one, self.ones)
        return f"{left} = {_point(self.point)} = {right}"


def separate(points, labels) -> SeparatingLine | NotSeparable:
    """A hyperplane that parts the points labelled 1 from those labelled 0, or the proof of none.

    points (n_points, n_dims) with 1 to 10 dimensions, labels (n_points,) of 0 and 1.
    Raises ValueError for anything else.
    """
    points, labels = _checked(points, labels)
    zeros, ones = points[labels == 0], points[labels == 1]
    if not len(zeros) or not len(ones):
        nothing = read_only(np.zeros(points.shape[1]), 1, "The weights")
        return SeparatingLine(nothing, 1.0 if len(ones) else -1.0, np.inf)
    centre = points.mean(axis=0)
    spread = float(np.abs(points - centre).max()) or 1.0
    line = _widest_line(points, labels, centre, spread)
    if line is not None:
        return line
    return _common_point(zeros, ones, centre, spread)


def _widest_line(points, labels, centre, spread) -> SeparatingLine | None:
    """The plane of the largest margin with |weights| <= 1, by linear programming; None if none holds."""
    from scipy.optimize import linprog

    scaled = (points - centre) / spread
    signs = np.where(labels == 1, 1.0, -1.0)
    n_dims = points.shape[1]
    # Unknowns: weights, bias, margin.  Each point wants sign·(weights @ x + bias) >= margin.
    constraints = np.column_stack([-signs[:, None] * scaled, -signs, np.ones(len(points))])
    solution = linprog(
        c=[*np.zeros(n_dims + 1), -1.0],
        A_ub=constraints,
        b_ub=np.zeros(len(points)),
        bounds=[*[(-1, 1)] * n_dims, (None, None), (0, None)],
    )
    if not solution.success or solution.x[-1] <= _TOLERANCE:
        return None
    weights, bias = solution.x[:n_dims], solution.x[n_dims]
    # Back to the given coordinates, with the largest weight 1 where the coordinates allow it.
    weights, bias = weights + 0.0, bias * spread - weights @ centre
    found = _verified_line(weights, float(bias), points, labels)
    tidied = _verified_line(_tidy(weights), float(_tidy(bias)), points, labels)
    # Small fractions are nicer to read, but not at the price of the margin.
    return tidied if found and tidied and tidied.margin > 0.999 * found.margin else found


def _verified_line(weights, bias, points, labels) -> SeparatingLine | None:
    """The plane, if by its own arithmetic it puts every point strictly on its side."""
    values = points @ weights + bias
    if not np.array_equal(values > 0, labels == 1) or not np.all(values):
        return None
    margin = float(np.abs(values).min() / np.linalg.norm(weights))
    return SeparatingLine(read_only(weights, 1, "The weights"), bias, margin)


def _common_point(zeros, ones, centre, spread) -> NotSeparable:
    """Convex weights over both classes whose means are nearest to each other, by linear programming."""
    from scipy.optimize import linprog

    n_dims = zeros.shape[1]
    scaled_zeros, scaled_ones = (zeros - centre) / spread, (ones - centre) / spread
    n_zeros, n_ones = len(zeros), len(ones)
    # Unknowns: weights of both classes, then the gap; the gap bounds every coordinate's difference.
    difference = np.column_stack([scaled_zeros.T, -scaled_ones.T])
    solution = linprog(
        c=[*np.zeros(n_zeros + n_ones), 1.0],
        A_ub=np.vstack(
            [
                np.column_stack([difference, -np.ones(n_dims)]),
                np.column_stack([-difference, -np.ones(n_dims)]),
            ]
        ),
        b_ub=np.zeros(2 * n_dims),
        A_eq=[[*np.ones(n_zeros), *np.zeros(n_ones), 0.0], [*np.zeros(n_zeros), *np.ones(n_ones), 0.0]],
        b_eq=[1.0, 1.0],
        bounds=[(0, None)] * (n_zeros + n_ones + 1),
    )
    found = np.maximum(solution.x[:-1], 0.0)
    exact = found[:n_zeros] / found[:n_zeros].sum(), found[n_zeros:] / found[n_zeros:].sum()
    tidied = tuple(_tidy(weights) for weights in exact)
    is_tidy = all(abs(weights.sum() - 1) < 1e-12 for weights in tidied)
    gap = np.abs(tidied[0] @ scaled_zeros - tidied[1] @ scaled_ones).max()
    weights_zero, weights_one = tidied if is_tidy and gap < 1e-12 else exact
    return NotSeparable(
        point=read_only(weights_zero @ zeros, 1, "The point"),
        zeros=read_only(zeros, 2, "The points"),
        ones=read_only(ones, 2, "The points"),
        weights_zero=read_only(weights_zero, 1, "The weights"),
        weights_one=read_only(weights_one, 1, "The weights"),
    )


def _tidy(values):
    """The nearest fractions with a small denominator: what a solver leaves as 0.49999999 is ½."""
    nearest = [float(Fraction(float(v)).limit_denominator(60)) for v in np.atleast_1d(values)]
    return np.array(nearest) if np.ndim(values) else nearest[0]


def _checked(points, labels) -> tuple[np.ndarray, np.ndarray]:
    points, labels = np.asarray(points, dtype=np.float64), np.asarray(labels)
    if points.ndim != 2 or not points.size:
        raise ValueError(f"The points have shape {points.shape}; give at least one, as (n_points, n_dims).")
    if points.shape[1] > MOST_DIMENSIONS:
        raise ValueError(f"The points have {points.shape[1]} dimensions; at most {MOST_DIMENSIONS} are allowed.")
    if not np.all(np.isfinite(points)):
        raise ValueError("A point has a coordinate that is not a finite number; every one must be.")
    if labels.shape != points.shape[:1]:
        raise ValueError(
            f"There are {len(points)} points and labels of shape {labels.shape}; give one label a point."
        )
    if not np.all((labels == 0) | (labels == 1)):
        raise ValueError("A label is neither 0 nor 1; every label must be one of them.")
    return points, labels.astype(int)


def _weighted_sum(weights, points) -> str:
    return " + ".join(
        f"{_fraction(weight)}·{_point(point)}" for weight, point in zip(weights, points, strict=True) if weight > 0
    )


def _point(point) -> str:
    return f"({', '.join(_fraction(value) for value in point)})"


def _fraction(value: float) -> str:
    near = Fraction(float(value)).limit_denominator(60)
    if abs(float(near) - value) > 1e-12:
        return f"{value:.6g}".replace("-", "−")
    return {Fraction(1, 2): "½", Fraction(1, 3): "⅓", Fraction(1, 4): "¼"}.get(near, str(near)).replace("-", "−")
