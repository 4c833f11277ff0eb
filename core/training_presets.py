"""A training to begin with for each data set, as one table: it reaches its goal in a second, from most starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.training_config import TrainingConfig


@dataclass(frozen=True)
class TrainingPreset:
    """A configuration, and the loss on the test set that it ends below."""

    config: TrainingConfig
    goal: float


# tanh gets there from almost every start; two to four ReLUs are found from one start in two to four.
_SMOOTH = {"activation": "tanh", "initialisation": "xavier", "learning_rate": 0.1}
_CURVE = _SMOOTH | {"hidden_sizes": (8,), "initialisation": "uniform", "epochs": 2000}

_ROWS = (
    TrainingPreset(TrainingConfig(data="xor", hidden_sizes=(8,), epochs=500, seed=1), 0.01),
    TrainingPreset(TrainingConfig(data="xor_clouds", hidden_sizes=(4, 2), epochs=300, **_SMOOTH), 0.01),
    TrainingPreset(TrainingConfig(data="circles", hidden_sizes=(4, 2), epochs=300, **_SMOOTH), 0.01),
    TrainingPreset(TrainingConfig(data="moons", hidden_sizes=(8,), epochs=600, **_SMOOTH), 0.02),
    TrainingPreset(
        TrainingConfig(
            data="spirals",
            hidden_sizes=(8, 8),
            activation="tanh",
            initialisation="uniform",
            learning_rate=0.05,
            epochs=1500,
        ),
        0.05,
    ),
    TrainingPreset(TrainingConfig(data="gaussians", epochs=200, **_SMOOTH), 0.01),
    TrainingPreset(TrainingConfig(data="own", hidden_sizes=(8,), epochs=500, **_SMOOTH), 0.01),
    TrainingPreset(TrainingConfig(data="sin", **_CURVE), 0.001),
    TrainingPreset(TrainingConfig(data="abs", **_CURVE), 0.001),
    TrainingPreset(TrainingConfig(data="step", **_CURVE), 0.01),
    TrainingPreset(TrainingConfig(data="parabola", **_CURVE), 0.001),
    TrainingPreset(
        TrainingConfig(
            data="pictures",
            hidden_sizes=(32,),
            loss="cross_entropy",
            learning_rate=0.003,
            batch_size=50,
            epochs=60,
        ),
        0.05,
    ),
)

TRAINING_PRESETS: Mapping[str, TrainingPreset] = MappingProxyType({row.config.data: row for row in _ROWS})

# XOR's four points as many starts try them; of two ReLUs about one in four gets there.
MANY_STARTS = TrainingConfig(data="xor", hidden_sizes=(2,), optimiser="sgd", learning_rate=0.1, epochs=5000)
