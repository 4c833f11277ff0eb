"""What two trainings on the pictures have come to: the identity's and ReLU's, from the same first weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from core.activations import ACTIVATIONS
from core.affine import AffineMap, collapse
from core.datasets import Dataset, Split
from core.losses import Loss
from core.network import Network
from core.numbers import number_text, text_beside
from core.training import count_right
from core.training_config import TrainingConfig
from core.training_presets import TRAINING_PRESETS
from scenes.training.races import Configs
from scenes.training.runners import Runner

PRESET = TRAINING_PRESETS["pictures"].config
RACERS = ("identity", "relu")
SPECIES = ("cat", "dog")


@cache
def samples() -> Split:
    """The pictures that are learned from, and the ones that are tested on: the same for every training."""
    return PRESET.draw_data()


@dataclass(frozen=True)
class Learned:
    """One network after its training.

    `n_right` and `n_test_right` count its right answers on what it learned from and on the test; `ending` is a
    sentence where the training ended before its last epoch.
    """

    config: TrainingConfig
    network: Network
    n_right: int
    n_test_right: int
    ending: str

    @property
    def name(self) -> str:
        return self.config.hidden_activation.name

    @property
    def right(self) -> str:
        """How much it gets right of what it learned from, in words."""
        return _percent(self.n_right, len(samples().train))

    @property
    def test_right(self) -> str:
        return _percent(self.n_test_right, len(samples().test))

    @property
    def loss(self) -> Loss:
        return self.config.loss_function


@dataclass(frozen=True)
class Both:
    """The identity and ReLU; `affine` is the one map that the identity's layers are together."""

    identity: Learned
    relu: Learned
    affine: AffineMap

    @property
    def each(self) -> tuple[Learned, Learned]:
        return self.identity, self.relu

    @property
    def test(self) -> Dataset:
        return samples().test


def finished_pictures(configs: Configs, data: Split, runners: Sequence[Runner]) -> Both:
    identity, relu = (_learned(runner) for runner in runners)
    return Both(identity, relu, collapse(identity.network))


def _learned(runner: Runner) -> Learned:
    run = runner.reached
    network, loss = run.network, run.config.loss_function
    n_right, n_test_right = (count_right(network, part, loss) for part in (run.data.train, run.data.test))
    return Learned(
        run.config,
        network,
        n_right,
        n_test_right,
        run.early_ending,
    )


def answer_text(value: float, loss: Loss) -> str:
    """What a network's output says: its species, and σ(f), with as many decimals as tell it from 0, ½ and 1."""
    share = float(ACTIVATIONS["sigmoid"](value))
    text = max((text_beside(share, bound) for bound in (0, 0.5, 1)), key=len)
    return f"{SPECIES[int(loss.answers(value))]} {text}"


def _percent(count: int, total: int) -> str:
    return f"{number_text(100 * count / total, 1)} %"
