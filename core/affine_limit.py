"""The least loss that any affine map reaches on a data set, and so any network without activations, however deep.

All losses are convex in the weights and the bias, so the least one is found for certain and by no luck of a start.

Where samples come in pairs that lie opposite each other about one point, with one target, as on XOR and where each
picture has its negative, no affine map is better than a constant: the map f and the one that gives f of the opposite
point have the same mean loss, the mean of the two maps is a constant, and by convexity it does not lose more.  With
as many 1s as 0s that is ¼ for the mean squared error, ln 2 for the cross-entropy and 1 for the hinge.
"""

from collections.abc import Callable, Mapping

import numpy as np

from core.affine import fit_affine
from core.datasets import Dataset
from core.losses import LOSSES, Loss

_MOST_STEPS, _LEAST_STEP = 100, 1e-6
# A loss below this has no least value but comes as near to 0 as one likes: the classes are parted.
_PARTED = 1e-9


def least_affine_loss(data: Dataset, loss: Loss) -> float:
    """The infimum of the mean loss over all affine maps of the inputs; 0 where classes can be parted by a plane.

    An output activation, which would make the map something else, is not meant.  Raises ValueError where the loss
    wants classes and the data have numbers.
    """
    if not (data.has_classes or loss.takes_numbers):
        raise ValueError(f"{loss.name} wants the classes 0 and 1, and some targets are other numbers.")
    return _LEAST[loss.key](_middle(data) if _comes_in_opposites(data) else data)


def _comes_in_opposites(data: Dataset) -> bool:
    """Whether the data stay the same when they are turned about their middle, by half a turn."""
    turned = data.inputs.min(axis=0) + data.inputs.max(axis=0) - data.inputs
    here, there = (np.column_stack([inputs, data.targets]) for inputs in (data.inputs, turned))
    return np.array_equal(here[np.lexsort(here.T)], there[np.lexsort(there.T)])


def _middle(data: Dataset) -> Dataset:
    """All samples in one point, where every affine map is a constant."""
    return Dataset(np.zeros((len(data), 1)), data.targets)


def _least_squares(data: Dataset) -> float:
    return fit_affine(data.inputs, data.targets[:, None]).root_mean_square ** 2


def _logistic(data: Dataset) -> float:
    """Newton's method, each step halved until it goes down: (n, d) and (n,) -> the least mean cross-entropy."""
    loss = LOSSES["cross_entropy"]
    columns = np.column_stack([data.inputs, np.ones(len(data))])
    parameters = np.zeros(columns.shape[1])
    value = loss(columns @ parameters, data.targets)
    for _ in range(_MOST_STEPS):
        outputs = columns @ parameters
        slopes = loss.slope(outputs, data.targets)
        # σ′ = |slope|·(1 − |slope|), since a slope is σ − 0 or σ − 1.
        curvatures = np.abs(slopes) * (1 - np.abs(slopes))
        step, *_ = np.linalg.lstsq((columns.T * curvatures) @ columns, columns.T @ slopes, rcond=None)
        size = 1.0
        while (lower := loss(columns @ (parameters - size * step), data.targets)) > value and size > _LEAST_STEP:
            size /= 2
        if lower >= value:
            return value
        parameters, value = parameters - size * step, lower
        if value < _PARTED:
            return 0.0
    return value


def _hinge(data: Dataset) -> float:
    """Linear programming: the least mean of what is missing to sign·(w·x + b) >= 1."""
    from scipy.optimize import linprog

    signs = (2 * data.targets - 1)[:, None]
    n_samples, n_inputs = data.inputs.shape
    solution = linprog(
        c=[*np.zeros(n_inputs + 1), *np.full(n_samples, 1 / n_samples)],
        A_ub=np.column_stack([-signs * data.inputs, -signs, -np.eye(n_samples)]),
        b_ub=-np.ones(n_samples),
        bounds=[*[(None, None)] * (n_inputs + 1), *[(0, None)] * n_samples],
    )
    return 0.0 if solution.fun < _PARTED else float(solution.fun)


_LEAST: Mapping[str, Callable[[Dataset], float]] = {
    "mean_squared_error": _least_squares,
    "cross_entropy": _logistic,
    "hinge": _hinge,
}
