"""What each setting of a training may be: the nearest allowed value for any given one, and a sentence about it."""

import math
import numbers
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from core.activations import ACTIVATIONS
from core.datasets import DATA_SOURCES, OWN, DataSource
from core.initialisations import INITIALISATIONS
from core.losses import LOSSES, Loss
from core.numbers import format_number, number_text, read_number, shortened, split_list, with_minus
from core.optimisers import OPTIMISERS
from core.own_points import points_from_text
from core.parameters import ParameterLayout
from core.seeds import LARGEST_SEED
from core.serialization import activation_from_text, activation_to_text
from core.training_cost import MOST_EPOCHS, most_epochs, steps_of_an_epoch

WIDEST = 64
# With the output's that is as many layers as a network in a link may have.
MOST_HIDDEN_LAYERS = 5


@dataclass(frozen=True)
class _Range:
    """The numbers that a field takes."""

    what: str
    low: float
    high: float
    is_whole: bool = False

    def mend(self, value: object, default: float) -> tuple[float, str]:
        """The nearest allowed number, or the default for what is none, and a sentence where it is another one."""
        number = _number(value)
        if number is None:
            return default, f"{self.what} is “{shortened(str(value))}”; {self._takes}, for example {_text(default)}."
        nearest = min(max(number, self.low), self.high)
        nearest = round(nearest) if self.is_whole else nearest
        if nearest == number:
            return nearest, ""
        return nearest, f"{self.what} is {_text(number)}; {self._takes}, and the nearest is {_text(nearest)}."

    @property
    def _takes(self) -> str:
        kind = "a whole number" if self.is_whole else "a number"
        return f"it has to be {kind} from {_text(self.low)} to {_text(self.high)}"


_RANGES: Mapping[str, _Range] = MappingProxyType(
    {
        "data_seed": _Range("The seed of the data", 0, LARGEST_SEED, is_whole=True),
        "learning_rate": _Range("The learning rate", 1e-5, 10.0),
        "epochs": _Range("The number of epochs", 1, MOST_EPOCHS, is_whole=True),
        "l1": _Range("The weight of L1", 0.0, 1.0),
        "l2": _Range("The weight of L2", 0.0, 1.0),
        "seed": _Range("The seed", 0, LARGEST_SEED, is_whole=True),
    }
)
# What stands between two widths; a dash in front of the first one is a minus.
_BETWEEN = re.compile(r"(?<=\d)\s*-\s*(?=\d)|,")
_TABLES: Mapping[str, tuple[str, Mapping[str, object]]] = MappingProxyType(
    {
        "data": ("data set", DATA_SOURCES),
        "loss": ("loss", LOSSES),
        "optimiser": ("optimiser", OPTIMISERS),
        "initialisation": ("way to draw the first weights", INITIALISATIONS),
    }
)


def mended(given: Mapping[str, object], defaults: Mapping[str, object]) -> tuple[dict[str, object], tuple[str, ...]]:
    """The nearest allowed value of every field, and a sentence for each that had to be changed.

    `given` has a value for every field, or a link's text; `defaults` are taken where nothing is near.
    """
    values, faults = dict(given), []

    def mend(name: str, how: Callable[[object], tuple[object, str]]) -> None:
        values[name], fault = how(values[name])
        if fault:
            faults.append(fault)

    for name, (what, table) in _TABLES.items():
        mend(name, lambda value, name=name, what=what, table=table: _named(value, what, table, defaults[name]))
    source = DATA_SOURCES[values["data"]]
    mend("size", lambda value: _size(value, source))
    noise = _Range(f"The noise of {source.name}", 0.0, source.most_noise)
    mend("noise", lambda value: (source.noise, "") if value is None else noise.mend(value, source.noise))
    mend("points", lambda value: _points(value, source))
    batch = _Range("The size of a batch, where 0 takes all samples at once,", 0, source.most_size, is_whole=True)
    mend("batch_size", lambda value: batch.mend(value, defaults["batch_size"]))
    for name, numbers_allowed in _RANGES.items():
        mend(name, lambda value, name=name, allowed=numbers_allowed: allowed.mend(value, defaults[name]))
    mend("hidden_sizes", lambda value: _widths(value, defaults["hidden_sizes"]))
    for name in ("activation", "output"):
        mend(name, lambda value, name=name: _trainable(value, defaults[name]))
    mend("loss", lambda value: _loss_for(value, source))
    mend("output", lambda value: _output_for(value, LOSSES[values["loss"]]))
    mend("epochs", lambda value: _affordable(value, values, source))
    return values, tuple(faults)


def has_a_nearest(field: str, value: object) -> bool:
    """Whether a value of a number's field, or of the hidden layers', says any number, so that another one is near."""
    return (_numbers(value) if field == "hidden_sizes" else _number(value)) is not None


def _number(value: object) -> float | None:
    """A finite or infinite number, or a link's text for one; None for anything else, nan and True included."""
    if isinstance(value, str):
        try:
            return read_number(value, -math.inf, math.inf)
        except ValueError:
            return None
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        return None
    try:
        value = float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    return None if math.isnan(value) else value


def _text(number: float) -> str:
    if math.isinf(number):
        return number_text(number)
    is_plain = float(number).is_integer() and abs(number) < 1e15
    return with_minus(f"{number:,.0f}" if is_plain else format_number(number))


def _named(value: object, what: str, table: Mapping[str, object], default: str) -> tuple[str, str]:
    if isinstance(value, str) and value in table:
        return value, ""
    return default, f"“{shortened(str(value))}” is no {what}; choose one of {', '.join(table)}."


def _size(value: object, source: DataSource) -> tuple[int, str]:
    if value is None:
        return source.size, ""
    number = _number(value)
    nearest = source.size if number is None else source.nearest_size(number)
    if nearest == number:
        return nearest, ""
    shown = shortened(str(value)) if number is None else _text(number)
    return nearest, f"{source.name} cannot have “{shown}” samples; it has to be {source.sizes_text}: {nearest:,}."


def _points(value: object, source: DataSource) -> tuple[tuple[float, ...], str]:
    """Own points, from a sequence of numbers or a text; none of them for what the data set begins with."""
    try:
        text = value if isinstance(value, str) else ", ".join(map(format_number, value))
        if not split_list(text):
            return (), ""
        if source.key != OWN:
            return (), f"{source.name} has points of its own; the data set “{OWN}” takes others."
        return points_from_text(text), ""
    except ValueError as error:
        return (), str(error)
    except TypeError:
        return (), f"“{shortened(str(value))}” are no points; give x₁, x₂ and class of each, as in 0 0 1, 1 0 0."


def _widths(value: object, default: tuple[int, ...]) -> tuple[tuple[int, ...], str]:
    """Hidden widths, from a sequence of numbers or a text such as “4, 4”, “4-4” or, for no hidden layer, “none”."""
    found = _numbers(value)
    if found is None:
        example = ", ".join(map(str, default))
        return default, f"The hidden layers are “{shortened(str(value))}”; give their widths, for example {example}."
    nearest = tuple(round(min(max(number, 1), WIDEST)) for number in found[:MOST_HIDDEN_LAYERS])
    if list(nearest) == found:
        return nearest, ""
    return nearest, (
        f"The hidden layers are {shortened(', '.join(map(_text, found)))} wide; there may be at most "
        f"{MOST_HIDDEN_LAYERS}, each from 1 to {WIDEST} neurons, and the nearest are "
        f"{', '.join(map(str, nearest))}."
    )


def _numbers(value: object) -> list[float] | None:
    """The numbers of a sequence or a text; None for anything else."""
    if value == "none":
        return []
    parts = _BETWEEN.sub(" ", value).split() or None if isinstance(value, str) else value
    if not isinstance(parts, Sequence) or len(parts) > 1000:
        return None
    found = [_number(part) for part in parts]
    return None if None in found else found


def _trainable(value: object, default: str) -> tuple[str, str]:
    try:
        activation = activation_from_text(value if isinstance(value, str) else str(value))
    except ValueError as error:
        return default, str(error)
    if activation.jumps:
        return default, (
            f"{activation.name} jumps, and is flat everywhere else, so no gradient tells where to go; "
            f"choose another activation, for example {ACTIVATIONS[default].name}."
        )
    return activation_to_text(activation), ""


def _loss_for(key: str, source: DataSource) -> tuple[str, str]:
    if source.has_classes or LOSSES[key].takes_numbers:
        return key, ""
    allowed = next(loss for loss in LOSSES.values() if loss.takes_numbers)
    return allowed.key, (
        f"{LOSSES[key].name} wants classes, and {source.name} has numbers; {allowed.name.lower()} takes both."
    )


def _output_for(name: str, loss: Loss) -> tuple[str, str]:
    if name == "identity" or not loss.takes_logits:
        return name, ""
    return "identity", (
        f"{loss.name} takes the output's pre-activation, a number on the whole axis, and has no use for "
        f"{name}; the output's activation is identity."
    )


def _affordable(epochs: int, values: Mapping[str, object], source: DataSource) -> tuple[int, str]:
    layout = ParameterLayout((source.n_inputs, *values["hidden_sizes"], 1))
    size, batch_size = values["size"], values["batch_size"]
    most = most_epochs(layout, size, batch_size)
    if epochs <= most:
        return epochs, ""
    return most, (
        f"{epochs:,} epochs of {steps_of_an_epoch(size, batch_size):,} steps with {layout.count:,} parameters and "
        f"{size:,} samples would take too long; at most {most:,} are allowed here, and more with larger batches, "
        "fewer samples or smaller layers."
    )
