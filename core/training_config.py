"""What a training is: a frozen value of names and numbers, each within bounds, so that it fits in a link.

A value that is not allowed is answered by a sentence, and has a nearest one that is.  `TrainingConfig` refuses with
the sentences, `nearest_config` gives the nearest configuration with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from core.activation import Activation
from core.datasets import DATA_SOURCES, Split, draw_split, own_split
from core.losses import LOSSES, Loss
from core.numbers import shortened
from core.parameters import ParameterLayout
from core.serialization import activation_from_text
from core.training_bounds import mended
from core.training_cost import most_starts


@dataclass(frozen=True)
class TrainingConfig:
    """A whole training.  The same configuration gives the same weights, bit for bit.

    `data`, `loss`, `optimiser` and `initialisation` are keys of their tables, `activation` and `output` names as in a
    network's text.  `size` and `noise` are those of the data; None stands for what the data set begins with.
    `hidden_sizes` are the widths between the inputs and the one output.  `batch_size` 0 takes all samples at once.
    `l1` and `l2` weigh what is added to the loss, l1·Σ|w| + l2/2·Σw² over the weights, without the biases.
    `points` are those of the data set "own", x₁, x₂ and class of each in turn; none for those it begins with.
    `data_seed` draws the data, `seed` the first weights and the order of the samples.

    Raises ValueError with a sentence for each value that is not allowed.
    """

    data: str = "xor"
    size: int | None = None
    noise: float | None = None
    data_seed: int = 0
    hidden_sizes: tuple[int, ...] = (8,)
    activation: str = "relu"
    output: str = "identity"
    loss: str = "mean_squared_error"
    optimiser: str = "adam"
    learning_rate: float = 0.03
    batch_size: int = 0
    epochs: int = 500
    l1: float = 0.0
    l2: float = 0.0
    initialisation: str = "he"
    seed: int = 0
    points: tuple[float, ...] = ()

    def __post_init__(self):
        values, faults = mended({field.name: getattr(self, field.name) for field in fields(self)}, _defaults())
        if faults:
            raise ValueError(" ".join(faults))
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The widths of all layers, the inputs first."""
        return (DATA_SOURCES[self.data].n_inputs, *self.hidden_sizes, 1)

    @property
    def layout(self) -> ParameterLayout:
        return ParameterLayout(self.sizes)

    @property
    def loss_function(self) -> Loss:
        return LOSSES[self.loss]

    @property
    def hidden_activation(self) -> Activation:
        return activation_from_text(self.activation)

    @property
    def output_activation(self) -> Activation:
        return activation_from_text(self.output)

    @property
    def most_starts(self) -> int:
        """How many starts may be computed at once."""
        return most_starts(self.layout, self.size, self.batch_size, self.epochs)

    def draw_data(self) -> Split:
        """The data to learn from and the data to test on."""
        if self.points:
            return own_split(self.points)
        return draw_split(self.data, self.size, self.noise, self.data_seed)


def nearest_config(given: Mapping[str, object]) -> tuple[TrainingConfig, tuple[str, ...]]:
    """The configuration nearest to what was given, by field or as texts of a link, and a sentence for each change.

    What is missing has its default.  A name that no field has is passed over, with a sentence.
    """
    known = _defaults()
    strangers = [
        f"“{shortened(str(name))}” is no setting of a training; there are {', '.join(known)}."
        for name in given
        if name not in known
    ]
    values, faults = mended(known | {name: value for name, value in given.items() if name in known}, known)
    return TrainingConfig(**values), (*strangers, *faults)


def _defaults() -> dict[str, object]:
    return {field.name: field.default for field in fields(TrainingConfig)}
