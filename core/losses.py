"""The one table of losses: how far outputs are from what was wanted, as one number that training makes small.

Targets are the classes 0 and 1, or for the mean squared error any numbers.  The mean runs over samples and outputs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

# An affine network that has learned all it can of XOR gives the threshold itself at all four points, and what
# rounding leaves above or below it is no answer.
_TIE = 1e-9


@dataclass(frozen=True)
class Loss:
    """A loss of outputs and targets.

    `function` and `slope` take outputs and targets of one shape and give the loss of each output, and its derivative
    with respect to that output.  An output above `threshold` counts as the answer 1.  `takes_numbers` says whether
    targets may be other numbers than 0 and 1, and `takes_logits` whether the output has to be a pre-activation, a
    number on the whole axis, because the loss itself does what an output's activation would do.
    """

    key: str
    name: str
    latex: str
    function: Callable[[np.ndarray, np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray, np.ndarray], np.ndarray]
    threshold: float
    source: str
    convention: str = ""
    takes_numbers: bool = False
    takes_logits: bool = False

    def __call__(self, outputs, targets) -> float:
        """The mean loss.  outputs and targets of one shape; ValueError for two shapes."""
        outputs, targets = self._checked(outputs, targets)
        return float(np.mean(self.function(outputs, targets)))

    def gradient(self, outputs, targets) -> np.ndarray:
        """The derivative of the mean loss with respect to every output: the shape of the outputs."""
        outputs, targets = self._checked(outputs, targets)
        return self.slope(outputs, targets) / outputs.size

    @property
    def border(self) -> float:
        """What an output has to be above for the answer 1: the threshold, and 1e-9 for what rounding leaves there."""
        return self.threshold + _TIE

    def answers(self, outputs) -> np.ndarray:
        """The class that each output stands for, 0 or 1; on the threshold, to 1e-9, it is 0."""
        return (np.asarray(outputs) > self.border).astype(int)

    def _checked(self, outputs, targets) -> tuple[np.ndarray, np.ndarray]:
        outputs, targets = np.asarray(outputs, dtype=np.float64), np.asarray(targets, dtype=np.float64)
        if outputs.shape != targets.shape or not outputs.size:
            raise ValueError(
                f"The outputs have shape {outputs.shape} and the targets {targets.shape}; "
                "give one target for each output, and at least one."
            )
        return outputs, targets


def _cross_entropy(z, y):
    """−y·ln σ(z) − (1 − y)·ln σ(−z), with no exponential that overflows and no logarithm of 0."""
    return np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))


def _cross_entropy_slope(z, y):
    """σ(z) − y; for y = 1 it is −σ(−z), which keeps its digits where σ(z) is 1 to the last place."""
    away = (1 - 2 * y) * z
    small = np.exp(-np.abs(away))
    return (1 - 2 * y) * np.where(away < 0, small, 1.0) / (1 + small)


def _hinge(z, y):
    return np.maximum(0, 1 - (2 * y - 1) * z)


def _hinge_slope(z, y):
    sign = 2 * y - 1
    return np.where(sign * z < 1, -sign, 0.0)


_ROWS = (
    Loss(
        key="mean_squared_error",
        name="Mean squared error",
        latex=r"\tfrac{1}{n} \sum (f(x) - y)^2",
        function=lambda outputs, targets: (outputs - targets) ** 2,
        slope=lambda outputs, targets: 2 * (outputs - targets),
        threshold=0.5,
        source="torch.nn.functional.mse_loss; Legendre 1805, Gauss 1809",
        takes_numbers=True,
    ),
    Loss(
        key="cross_entropy",
        name="Cross-entropy",
        latex=r"-\tfrac{1}{n} \sum \big(y \ln \sigma(f(x)) + (1 - y) \ln(1 - \sigma(f(x)))\big)",
        function=_cross_entropy,
        slope=_cross_entropy_slope,
        threshold=0.0,
        source="torch.nn.functional.binary_cross_entropy_with_logits; Cox 1958",
        convention="targets are 0 and 1; σ(f(x)) is read as the probability of 1",
        takes_logits=True,
    ),
    Loss(
        key="hinge",
        name="Hinge",
        latex=r"\tfrac{1}{n} \sum \max(0,\, 1 - (2y - 1) f(x))",
        function=_hinge,
        slope=_hinge_slope,
        threshold=0.0,
        source="Cortes and Vapnik 1995; scikit-learn's SGDClassifier",
        convention="targets 0 and 1 count as −1 and 1; at the kink the derivative is 0",
        takes_logits=True,
    ),
)

LOSSES: Mapping[str, Loss] = MappingProxyType({row.key: row for row in _ROWS})
