"""Functions of one input built from hinges: ReLU networks with one hidden layer, made by hand or by least squares.

A hidden neuron ReLU(x − t) is a hinge: 0 up to its crease t, then a line.  With the creases given, the network
c + Σ aᵢ ReLU(x − tᵢ) is linear in c and a, so the best of them is a least-squares problem.  For a smooth target
the error falls like n⁻², the rate of piecewise-linear interpolation (de Boor, A Practical Guide to Splines, 1978).
A hand sets c and a too: "slopes" are these n + 1 numbers, c first.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from core.activations import ACTIVATIONS
from core.affine import AffineFit, fit_affine
from core.network import Layer, Network
from core.numbers import LARGEST_NUMBER, format_number, read_numbers

INTERVAL = (-1.0, 1.0)
MOST_NEURONS = 64
# A curve drawn by hand has this many heights, evenly spaced, each within ±TALLEST.
N_HEIGHTS = 41
TALLEST = 1.2
# For these numbers of neurons the error is shown.
COUNTS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
# The sine is asked for with an error below this, with as few hinges as it takes.
NEAR_ENOUGH = 0.02
# From here on the error has its own way of falling.
_SETTLED = 8
# Below this an error is rounding, and the network is exact.
EXACT = 1e-12
_N_SAMPLES = 2_000
# In the middle of even steps, so that no sample falls on the jump of a step at 0.
_SAMPLES = INTERVAL[0] + (INTERVAL[1] - INTERVAL[0]) * (np.arange(_N_SAMPLES) + 0.5) / _N_SAMPLES


@dataclass(frozen=True)
class Target:
    """A function on [−1, 1] to be built.  `function` takes and gives (n_samples,)."""

    key: str
    name: str
    function: Callable[[np.ndarray], np.ndarray]


_ROWS = (
    Target("sin", "sin πx", lambda x: np.sin(np.pi * x)),
    Target("abs", "|x|", np.abs),
    Target("step", "a step", lambda x: np.where(x > 0, 1.0, 0.0)),
    Target("parabola", "x²", np.square),
)
TARGETS: Mapping[str, Target] = MappingProxyType({row.key: row for row in _ROWS})


def drawn_target(heights: Sequence[float]) -> Target:
    """The curve through evenly spaced heights, straight between them."""
    places = np.linspace(*INTERVAL, len(heights))
    return Target("drawn", "your own curve", lambda x: np.interp(x, places, heights))


@dataclass(frozen=True)
class HingeFit:
    """A network of hinges and how near it comes.  Errors are over the interval: root mean square, and the largest."""

    network: Network
    root_mean_square: float
    largest: float

    @property
    def slope_changes(self) -> np.ndarray:
        """aᵢ, by how much each hinge changes the slope: (n,)."""
        return self.network.layers[-1].weights[0] if len(self.network.layers) > 1 else np.zeros(0)

    @property
    def offset(self) -> float:
        """c, the output's bias."""
        return float(self.network.layers[-1].bias[0])

    @property
    def slopes(self) -> tuple[float, ...]:
        """c and the aᵢ, as a hand sets them: (n + 1,)."""
        return (self.offset, *self.slope_changes.tolist())

    @property
    def creases(self) -> np.ndarray:
        """tᵢ, where each hinge begins: (n,)."""
        return -self.network.layers[0].bias if len(self.slope_changes) else np.zeros(0)

    def corners(self, count: int) -> np.ndarray:
        """The graph of the first `count` hinges and the bias, which is straight between these points: (k, 2)."""
        partial = hinge_network(self.creases[:count], self.slope_changes[:count], self.offset)
        xs = np.unique([*INTERVAL, *self.creases[:count]])
        return np.column_stack([xs, partial(xs[:, None])[:, 0]])


def even_creases(count: int) -> tuple[float, ...]:
    """Creases that cut the interval into `count` equal pieces; the first stands at its left end."""
    low, high = INTERVAL
    return tuple(round(low + (high - low) * i / count, 12) for i in range(count))


def hinge_network(creases: Sequence[float], slope_changes: Sequence[float], offset: float) -> Network:
    """c + Σ aᵢ ReLU(x − tᵢ); without hinges, the constant c."""
    identity = ACTIVATIONS["identity"]
    if not len(creases):
        return Network((Layer([[0.0]], [offset], identity),))
    hidden = Layer(np.ones((len(creases), 1)), -np.asarray(creases, dtype=np.float64), ACTIVATIONS["relu"])
    return Network((hidden, Layer([slope_changes], [offset], identity)))


def fit_hinges(target: Target, creases: Sequence[float]) -> HingeFit:
    """The network with the given creases that is nearest to the target, by least squares over the interval.

    Where creases coincide their hinges share the change of slope.  Raises ValueError for more than 64 creases and for
    creases outside the interval.
    """
    places = _places(creases)
    columns = np.column_stack([np.ones(_N_SAMPLES), np.maximum(_SAMPLES[:, None] - places, 0.0)])
    # The triangle R of [columns wanted] has the same least-squares solutions, in at most 65 rows instead of 2,000.
    triangle = np.linalg.qr(np.column_stack([columns, target.function(_SAMPLES)]), mode="r")[:-1]
    solution, *_ = np.linalg.lstsq(triangle[:, :-1], triangle[:, -1], rcond=_N_SAMPLES * np.finfo(np.float64).eps)
    return set_hinges(target, creases, solution)


def set_hinges(target: Target, creases: Sequence[float], slopes: Sequence[float]) -> HingeFit:
    """The network with the given creases and slopes, and how near it comes to the target.

    Raises ValueError as `fit_hinges` does, and for slopes that are not one more than the creases.
    """
    places = _places(creases)
    if len(slopes) != len(places) + 1:
        raise ValueError(f"There are {len(slopes)} slopes for {len(places)} creases; give the bias and one for each.")
    network = hinge_network(places, slopes[1:], float(slopes[0]))
    gap = network(_SAMPLES[:, None])[:, 0] - target.function(_SAMPLES)
    return HingeFit(network, float(np.sqrt(np.mean(gap**2))), float(np.abs(gap).max()))


def slopes_through(creases: Sequence[float], heights: Sequence[float]) -> tuple[float, ...]:
    """The slopes of the sum that has these heights at its creases and, the last of them, at the interval's end.

    The creases ascend and end before the interval does.
    """
    rises = np.diff(heights) / np.diff([*creases, INTERVAL[1]])
    return (float(heights[0]), *np.diff(rises, prepend=0.0).tolist())


def carried_over(network: Network, creases: Sequence[float]) -> tuple[float, ...]:
    """The slopes that give other creases, as `slopes_through` takes them, a network's heights."""
    return slopes_through(creases, network(np.array([[*creases, INTERVAL[1]]]).T)[:, 0])


def _places(creases: Sequence[float]) -> np.ndarray:
    places = np.asarray(creases, dtype=np.float64)
    if len(places) > MOST_NEURONS:
        raise ValueError(f"There are {len(places)} creases; the most allowed is {MOST_NEURONS}.")
    if not np.all((places >= INTERVAL[0]) & (places <= INTERVAL[1])):
        raise ValueError("A crease lies outside the interval; every one stands between −1 and 1.")
    return places


def flat_fit(target: Target) -> AffineFit:
    """The best that a network without activations can do, however many neurons it has: one straight line."""
    return fit_affine(_SAMPLES[:, None], target.function(_SAMPLES)[:, None])


def error_by_count(target: Target) -> np.ndarray:
    """The root mean square error with each of COUNTS evenly placed creases."""
    return np.array([fit_hinges(target, even_creases(count)).root_mean_square for count in COUNTS])


@functools.cache
def known_errors(key: str) -> np.ndarray:
    """`error_by_count` of a target of the table."""
    return error_by_count(TARGETS[key])


def decay(errors: np.ndarray) -> float | None:
    """p where the error falls like n^p, from 8 neurons on; None where fewer than three errors are not rounding."""
    counts = np.array(COUNTS)
    used = (counts >= _SETTLED) & (errors > EXACT)
    if used.sum() < 3:
        return None
    return float(np.polyfit(np.log(counts[used]), np.log(errors[used]), 1)[0])


def heights_from_text(text: str) -> tuple[float, ...]:
    """The 41 heights of a drawn curve.  Raises ValueError with a sentence for anything else."""
    return read_numbers(text, "heights", (N_HEIGHTS, N_HEIGHTS), "-0.5 0 0.25", -TALLEST, TALLEST)


def creases_from_text(text: str) -> tuple[float, ...]:
    """1 to 64 creases between −1 and 1.  Raises ValueError with a sentence for anything else."""
    return read_numbers(text, "creases", (1, MOST_NEURONS), "-0.5 0 0.25", *INTERVAL)


def slopes_from_text(text: str) -> tuple[float, ...]:
    """The bias, then by how much the slope changes at each of at most 64 creases.

    Raises ValueError with a sentence for anything else.
    """
    return read_numbers(text, "slopes", (1, MOST_NEURONS + 1), "1 -1 2", -LARGEST_NUMBER, LARGEST_NUMBER)


def numbers_to_text(values: Sequence[float], decimals: int = 3) -> str:
    """Numbers as they stand in a link, with at most so many decimals."""
    return " ".join(format_number(round(value, decimals)) for value in values)
