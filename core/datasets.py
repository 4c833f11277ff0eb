"""The one table of data sets to learn from: points of the plane in two classes, curves, and small pictures.

A data set is drawn from a size, a noise and a seed, and comes in two: one to learn from, and one of the same kind
that training never sees.  Targets are the classes 0 and 1, or for a curve its values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from core.frozen import FrozenArrays
from core.gates import GATES, corners
from core.hinges import INTERVAL, TARGETS, Target
from core.numbers import LARGEST_NUMBER
from core.own_points import FIRST_POINTS
from core.pictures import N_PIXELS, draw_pictures
from core.seeds import generator

# The data set whose points a configuration brings with it.
OWN = "own"


@dataclass(frozen=True, eq=False)
class Dataset(FrozenArrays):
    """Samples with what is wanted of them: inputs (n, d), targets (n,), read-only float64."""

    inputs: np.ndarray
    targets: np.ndarray

    def __post_init__(self):
        object.__setattr__(self, "inputs", np.asarray(self.inputs, dtype=np.float64))
        object.__setattr__(self, "targets", np.asarray(self.targets, dtype=np.float64))
        super().__post_init__()
        if self.inputs.ndim != 2 or not self.inputs.size or self.targets.shape != self.inputs.shape[:1]:
            raise ValueError(
                f"The inputs have shape {self.inputs.shape} and the targets {self.targets.shape}; "
                "give at least one sample, as (n, d) inputs and (n,) targets."
            )
        if not all(np.all(np.abs(values) <= LARGEST_NUMBER) for values in (self.inputs, self.targets)):
            raise ValueError(
                f"A sample has a value that is not a number within ±{LARGEST_NUMBER:,.0f}; mend it or leave it out."
            )

    def __len__(self) -> int:
        return len(self.targets)

    @property
    def n_inputs(self) -> int:
        return self.inputs.shape[1]

    @property
    def has_classes(self) -> bool:
        """Whether every target is 0 or 1."""
        return bool(np.all((self.targets == 0) | (self.targets == 1)))


@dataclass(frozen=True)
class Split:
    """The samples that are learned from, and the ones that are kept apart; they may be the same."""

    train: Dataset
    test: Dataset

    def __post_init__(self):
        if self.train.n_inputs != self.test.n_inputs:
            raise ValueError(
                f"The samples to learn from have {self.train.n_inputs} inputs and the ones for the test "
                f"{self.test.n_inputs}; the two must be the same."
            )


@dataclass(frozen=True)
class DataSource:
    """A kind of data.

    `draw` takes a size, a noise and a generator and gives inputs (size, n_inputs) and targets (size,).  `noise` is
    the one to begin with and `most_noise` the largest; `noise_is` says what it does.  A test set is `test_share` as
    large as what is learned from.  Samples come in groups of `group`, so that a size is a multiple of it.
    """

    key: str
    name: str
    about: str
    n_inputs: int
    draw: Callable[[int, float, np.random.Generator], tuple[np.ndarray, np.ndarray]]
    size: int = 250
    least_size: int = 10
    most_size: int = 2000
    noise: float = 0.1
    most_noise: float = 0.5
    noise_is: str = "the standard deviation of both coordinates"
    has_classes: bool = True
    test_share: float = 1.0
    group: int = 1

    @property
    def has_one_size(self) -> bool:
        """Whether the data are always the same few points, which are then tested on as well."""
        return self.least_size == self.most_size

    @property
    def sizes_text(self) -> str:
        """Which sizes are allowed, in words."""
        if self.has_one_size:
            return f"{self.least_size}"
        kind = "a whole number" if self.group == 1 else f"a multiple of {self.group}"
        return f"{kind} from {self.least_size:,} to {self.most_size:,}"

    def nearest_size(self, size: float) -> int:
        """The size that is allowed and nearest to a number."""
        return self.group * round(min(max(size, self.least_size), self.most_size) / self.group)


def draw_split(key: str, size: int, noise: float, seed: int) -> Split:
    """The data set of a row of DATA_SOURCES with `size` samples to learn from; the same for the same arguments.

    Raises ValueError for a key, a size and a noise that the table does not have.
    """
    if key not in DATA_SOURCES:
        raise ValueError(f"“{key}” is not a data set; choose one of {', '.join(DATA_SOURCES)}.")
    source = DATA_SOURCES[key]
    if size not in range(source.least_size, source.most_size + 1, source.group):
        raise ValueError(f"{source.name} with {size} samples is not offered; give {source.sizes_text}.")
    if not 0 <= noise <= source.most_noise:
        raise ValueError(f"{source.name} takes a noise from 0 to {source.most_noise:g}; {noise} was given.")
    train = Dataset(*source.draw(size, noise, generator(seed, "data to learn from")))
    if source.has_one_size:
        return Split(train, train)
    n_test = source.nearest_size(size * source.test_share)
    return Split(train, Dataset(*source.draw(n_test, noise, generator(seed, "data to test on"))))


def own_split(points: Sequence[float]) -> Split:
    """A visitor's own points, x₁, x₂ and class of each in turn, which are learned from and tested on."""
    rows = np.reshape(points, (-1, 3))
    data = Dataset(rows[:, :2], rows[:, 2])
    return Split(data, data)


def _halves(size: int) -> np.ndarray:
    """The classes 0 1 0 1 …, as evenly as the size allows: (size,)."""
    return np.arange(size) % 2


def _xor_points(size: int, noise: float, rng: np.random.Generator):
    return corners(2), np.array(GATES["xor"].outputs, dtype=np.float64)


def _xor_clouds(size: int, noise: float, rng: np.random.Generator):
    """Clouds around the corners (±1, ±1), by turns; 1 where exactly one coordinate of the corner is positive."""
    corner = np.arange(size) % 4
    centres = 2 * corners(2) - 1
    points = centres[corner] + rng.normal(scale=noise, size=(size, 2))
    return points, np.array(GATES["xor"].outputs)[corner]


def _circles(size: int, noise: float, rng: np.random.Generator):
    """A ring of radius 1 around one of radius ½; the inner one is 1."""
    classes, angles = _halves(size), rng.uniform(0, 2 * np.pi, size)
    points = np.where(classes, 0.5, 1.0)[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])
    return points + rng.normal(scale=noise, size=(size, 2)), classes


def _moons(size: int, noise: float, rng: np.random.Generator):
    """Two half rings of radius 1 that reach into each other, around the origin (scikit-learn's make_moons)."""
    classes, angles = _halves(size), rng.uniform(0, np.pi, size)
    upper = np.column_stack([np.cos(angles), np.sin(angles)])
    points = np.where(classes[:, None], [1.0, 0.5] - upper, upper) - [0.5, 0.25]
    return points + rng.normal(scale=noise, size=(size, 2)), classes


def _spirals(size: int, noise: float, rng: np.random.Generator):
    """Two arms, each the other turned by half a turn, that reach radius 1 in 1¾ turns (tensorflow/playground)."""
    classes = _halves(size)
    along = rng.uniform(0.05, 1, size)
    angles = 1.75 * 2 * np.pi * along + np.pi * classes
    points = along[:, None] * np.column_stack([np.sin(angles), np.cos(angles)])
    return points + rng.normal(scale=noise, size=(size, 2)), classes


def _gaussians(size: int, noise: float, rng: np.random.Generator):
    """A cloud around (−1, −1) and one around (1, 1), which is 1."""
    classes = _halves(size)
    return (2.0 * classes - 1)[:, None] + rng.normal(scale=noise, size=(size, 2)), classes


def _curve(target: Target):
    def draw(size: int, noise: float, rng: np.random.Generator):
        places = rng.uniform(*INTERVAL, size)
        return places[:, None], target.function(places) + rng.normal(scale=noise, size=size)

    return draw


def _first_points(size: int, noise: float, rng: np.random.Generator):
    rows = np.reshape(FIRST_POINTS, (-1, 3))
    return rows[:, :2], rows[:, 2]


_ROWS = (
    DataSource(
        "xor",
        "XOR, four points",
        "The corners of a square; 1 when exactly one input is 1.",
        2,
        _xor_points,
        size=4,
        least_size=4,
        most_size=4,
        noise=0.0,
        most_noise=0.0,
        noise_is="none: the points are the corners",
    ),
    DataSource("xor_clouds", "XOR, four clouds", "Opposite clouds belong together.", 2, _xor_clouds, noise=0.2),
    DataSource("circles", "Two circles", "One class surrounds the other.", 2, _circles, noise=0.05, most_noise=0.3),
    DataSource("moons", "Two moons", "Half rings that reach into each other.", 2, _moons, most_noise=0.3),
    DataSource("spirals", "Two spirals", "Arms around each other.", 2, _spirals, noise=0.0, most_noise=0.1),
    DataSource("gaussians", "Two clouds", "A line is enough for these.", 2, _gaussians, noise=0.4, most_noise=1.0),
    DataSource(
        OWN,
        "Your own points",
        "Points that you put on the plane.",
        2,
        _first_points,
        size=len(FIRST_POINTS) // 3,
        least_size=len(FIRST_POINTS) // 3,
        most_size=len(FIRST_POINTS) // 3,
        noise=0.0,
        most_noise=0.0,
        noise_is="none: the points are where they were put",
    ),
    *(
        DataSource(
            key,
            target.name,
            "A curve of one input, as on the page where functions are built.",
            1,
            _curve(target),
            noise=0.0,
            noise_is="the standard deviation of the values",
            has_classes=False,
        )
        for key, target in TARGETS.items()
    ),
    DataSource(
        "pictures",
        "Cats and dogs",
        "Pictures of 16 × 16 pixels, each with its negative: a dog gives 1, a cat 0.",
        N_PIXELS,
        draw_pictures,
        size=800,
        least_size=20,
        most_size=1000,
        noise=0.05,
        most_noise=0.3,
        noise_is="the standard deviation of every pixel, where black is 0 and white 1",
        test_share=0.5,
        group=2,
    ),
)

DATA_SOURCES: Mapping[str, DataSource] = MappingProxyType({row.key: row for row in _ROWS})
