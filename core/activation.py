"""One activation as a value, and everything that can be computed from it.

The table of all activations is in `activations.py`.  Here nothing is typed in that the functions
themselves can tell: kinks, range, limits, monotony and slopes are measured on them.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core.numbers import short_text

# Inside ±15 no entry of the table has reached its limit by rounding (tanh does at 19.1), so a value
# found only at infinity is not attained.
_PROBE_LIMIT = 15.0
_SATURATED_SLOPE = 0.05
# Where the slowest tail of any parameters has long levelled off.
_FAR = 1e4


@dataclass(frozen=True)
class Parameter:
    """A number that shapes an activation, with the closed interval in which it makes sense."""

    name: str
    symbol: str
    value: float
    minimum: float
    maximum: float


@dataclass(frozen=True)
class Interval:
    """A real interval; an end is closed where the value is attained.

    `values` are the only ones in it, in order, for a function that takes but a few.
    """

    low: float
    high: float
    low_closed: bool
    high_closed: bool
    values: tuple[float, ...] = ()

    def __str__(self) -> str:
        if self.values:
            return f"{{{', '.join(map(_short, self.values))}}}"
        left, right = "[" if self.low_closed else "(", "]" if self.high_closed else ")"
        return f"{left}{_short(self.low)}, {_short(self.high)}{right}"


@dataclass(frozen=True)
class Activation:
    """An elementwise function of a pre-activation, with its derivative.

    `function` and `slope` take a float64 array of any shape and the parameters by name.
    `breakpoints` are the points where the formula changes; which of them are kinks is computed.
    `convention` says what the derivative is at a kink, `source` where the formula comes from.
    """

    key: str
    name: str
    latex: str
    function: Callable[..., np.ndarray]
    slope: Callable[..., np.ndarray]
    source: str
    convention: str = ""
    breakpoints: tuple[float, ...] = ()
    parameters: tuple[Parameter, ...] = ()

    def __call__(self, preactivation) -> np.ndarray:
        """f(x) elementwise: any shape in, the same shape out, float64; nan where x is nan."""
        return self._where_a_number(self.function, preactivation)

    def derivative(self, preactivation) -> np.ndarray:
        """f'(x) elementwise: any shape in, the same shape out, float64; nan where x is nan."""
        return self._where_a_number(self.slope, preactivation)

    def with_parameters(self, **values: float) -> "Activation":
        """The same activation with some parameters changed.

        Raises ValueError for a name that it does not have and for a value outside its interval.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, value in values.items():
            if name not in known:
                allowed = ", ".join(known) or "none"
                raise ValueError(f"{self.name} has no parameter {name!r}; its parameters are: {allowed}.")
            parameter = known[name]
            if not parameter.minimum <= value <= parameter.maximum:
                raise ValueError(
                    f"{name} = {value} does not suit {self.name}; "
                    f"give a number from {parameter.minimum:g} to {parameter.maximum:g}."
                )
        return replace(
            self,
            parameters=tuple(replace(p, value=float(values.get(p.name, p.value))) for p in self.parameters),
        )

    def _where_a_number(self, function: Callable[..., np.ndarray], preactivation) -> np.ndarray:
        # A comparison with nan is false, so that formulas made of cases would give a number there.
        x = np.asarray(preactivation, dtype=np.float64)
        return np.where(np.isnan(x), x, function(x, **self._arguments))

    @cached_property
    def _arguments(self) -> dict[str, float]:
        return {parameter.name: parameter.value for parameter in self.parameters}

    @cached_property
    def kinks(self) -> tuple[float, ...]:
        """Where the derivative, or the value itself, jumps."""
        return tuple(
            point
            for point in self.breakpoints
            if self._jumps_at(point) or not np.isclose(*self._slopes_beside(point), atol=1e-9)
        )

    @cached_property
    def jumps(self) -> tuple[float, ...]:
        """The kinks at which the value itself jumps."""
        return tuple(point for point in self.kinks if self._jumps_at(point))

    @cached_property
    def is_piecewise_linear(self) -> bool:
        """Whether the graph is straight between its kinks."""
        ends = (-_PROBE_LIMIT, *self.kinks, _PROBE_LIMIT)
        for left, right in itertools.pairwise(ends):
            inner = left + (right - left) * np.array([0.1, 0.23, 0.5, 0.61, 0.9])
            if np.ptp(self.derivative(inner)) > 1e-12:
                return False
        return True

    @cached_property
    def pieces(self) -> tuple[np.ndarray, np.ndarray]:
        """Slopes and intercepts of the straight pieces, from left to right, one more than there are kinks.

        Raises ValueError for a curved activation.
        """
        if not self.is_piecewise_linear:
            raise ValueError(f"{self.name} is curved; it has no straight pieces.")
        ends = np.array(self.kinks or (0.0,))
        inner = (ends[:-1] + ends[1:]) / 2
        points = np.array([ends[0] - 1, *inner, ends[-1] + 1]) if self.kinks else ends
        slopes = self.derivative(points)
        return slopes, self(points) - slopes * points

    @property
    def is_affine(self) -> bool:
        """Whether the whole graph is one straight line, so that layers with it collapse."""
        return self.is_piecewise_linear and not self.kinks

    @cached_property
    def is_monotone(self) -> bool:
        """Whether f never decreases."""
        return bool(np.all(np.diff(self(self._probes)) >= -1e-15))

    @cached_property
    def is_zero_centred(self) -> bool:
        """Whether f is odd, f(-x) = -f(x): inputs symmetric around 0 give outputs that average 0."""
        return bool(np.allclose(self(-self._probes), -self(self._probes), atol=1e-12))

    @cached_property
    def limits(self) -> tuple[float, float]:
        """(f(-inf), f(+inf)); nan where there is no limit, as for sin."""
        with np.errstate(invalid="ignore"):
            low, high = self(np.array([-np.inf, np.inf]))
        return float(low) + 0.0, float(high) + 0.0

    @cached_property
    def range(self) -> Interval:
        """All values that f takes, with the closed ends that it attains."""
        attained_low, attained_high = self._extremes(self)
        limits = [limit for limit in self.limits if not np.isnan(limit)]
        low, high = min([attained_low, *limits]), max([attained_high, *limits])
        return Interval(
            low,
            high,
            low == attained_low and self._attains(low),
            high == attained_high and self._attains(high),
            self._only_values,
        )

    @cached_property
    def largest_slope(self) -> float:
        """The supremum of |f'| where there is a derivative; a jump has none."""
        beside = [abs(slope) for point in self.kinks for slope in self._slopes_beside(point)]
        far = np.abs(self.derivative(np.array([-700.0, 700.0])))
        return float(max(*np.abs(self._extremes(self.derivative)), *far, *beside))

    def saturates(self, preactivation) -> np.ndarray:
        """Where f has levelled off towards a limit: |f'| < 0.05 from here on outwards.  Bool, same shape.

        A peak of sin is flat and does not saturate: f has no limit there.  Nor does a leaky ReLU, which goes on.
        """
        x = np.asarray(preactivation, dtype=np.float64)
        low, high = self._levelled_off
        return (x <= low) | (x >= high)

    @cached_property
    def _levelled_off(self) -> tuple[float, float]:
        """Below and above which f saturates; infinite where it never does."""
        ends = zip((-1, 1), self.limits, strict=True)
        low, high = (self._level_from(side) if np.isfinite(limit) else np.inf for side, limit in ends)
        return -low, high

    def _level_from(self, side: int) -> float:
        """The least t from which on |f'(side·t)| < 0.05, and f jumps no more."""
        far = np.geomspace(_PROBE_LIMIT, _FAR, 4001)[1:]
        points = np.concatenate([np.sort(side * self._probes), far])
        (steep,) = np.nonzero(np.abs(self.derivative(side * points)) >= _SATURATED_SLOPE)
        start = -np.inf
        if steep.size:
            left, start = points[steep[-1]], points[steep[-1] + 1]
            while left < (middle := (left + start) / 2) < start:
                if abs(self.derivative(side * middle)) < _SATURATED_SLOPE:
                    start = middle
                else:
                    left = middle
        return float(max([start, *(np.nextafter(side * jump, np.inf) for jump in self.jumps)]))

    @cached_property
    def _only_values(self) -> tuple[float, ...]:
        """The values of a function whose graph is level between its jumps; none for any other."""
        if not self.is_piecewise_linear or not self.jumps or np.any(self.pieces[0]):
            return ()
        return tuple(sorted({float(value) + 0.0 for value in (*self.pieces[1], *self(self.kinks))}))

    @cached_property
    def _probes(self) -> np.ndarray:
        grid = np.linspace(-_PROBE_LIMIT, _PROBE_LIMIT, 3001)
        return np.unique(np.concatenate([grid, self.breakpoints]))

    def _attains(self, value: float) -> bool:
        """Whether an extreme found by probing is really a value of f, not a limit reached by rounding.

        CELU with α = 0.1 is -0.1 in float64 at -15, where it still has a slope; ReLU is 0 and flat.
        """
        if value not in self.limits:
            return True
        there = self._probes[self(self._probes) == value]
        return bool(np.any(self.derivative(there) == 0))

    def _slopes_beside(self, point: float) -> tuple[float, float]:
        left, right = self.derivative(np.nextafter(point, [-np.inf, np.inf]))
        return float(left), float(right)

    def _jumps_at(self, point: float) -> bool:
        left, right = self(np.nextafter(point, [-np.inf, np.inf]))
        return bool(abs(right - left) > 1e-9)

    def _extremes(self, function: Callable[[np.ndarray], np.ndarray]) -> tuple[float, float]:
        """Smallest and largest value of a function inside the probed interval."""
        return -_maximum(lambda x: -function(x), self._probes), _maximum(function, self._probes)


def _maximum(function: Callable[[np.ndarray], np.ndarray], points: np.ndarray) -> float:
    """The largest value near the best of `points`, by zooming in until float64 cannot tell more."""
    best = float(points[np.argmax(function(points))])
    width = float(np.max(np.diff(points)))
    value = float(function(np.array([best]))[0])
    for _ in range(5):
        finer = np.clip(best + np.linspace(-width, width, 201), points[0], points[-1])
        values = function(finer)
        index = int(np.argmax(values))
        if values[index] > value:
            best, value = float(finer[index]), float(values[index])
        width /= 100
    return value


def _short(number: float) -> str:
    if np.isinf(number):
        return "∞" if number > 0 else "−∞"
    return short_text(round(number, 4))
