"""Gradient descent on a network's weights: one start with its whole history, or many starts as one computation.

An epoch is one pass over the samples to learn from.  What is noted of an epoch belongs to the weights at its end, and
of epoch 0 to the first weights.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.datasets import Dataset, Split
from core.descent import Descent, Ending
from core.frozen import FrozenArrays
from core.losses import Loss
from core.network import Network
from core.numbers import LARGEST_NUMBER
from core.training_config import TrainingConfig

MOST_SNAPSHOTS = 200

# Told an epoch and its loss between two epochs; whether to go on.
Watch = Callable[[int, float], bool]


@dataclass(frozen=True, eq=False)
class TrainingRun(FrozenArrays):
    """A training from its first weights to its last.

    train_losses and test_losses (epochs + 1,): the mean loss of every epoch, without L1 and L2.
    snapshot_epochs (n_snapshots,) whole numbers; snapshots (n_snapshots, n_parameters) float32, in the order of a
    network's text; gradient_norms (n_snapshots, n_layers): the norm of the gradient of the whole training loss for
    each layer.  weights (n_parameters,): the last ones in float64.  Everything is finite, however the run ended.
    """

    config: TrainingConfig
    data: Split
    train_losses: np.ndarray
    test_losses: np.ndarray
    snapshot_epochs: np.ndarray
    snapshots: np.ndarray
    gradient_norms: np.ndarray
    weights: np.ndarray
    ending: Ending

    @property
    def epochs(self) -> int:
        """The last epoch that was reached."""
        return len(self.train_losses) - 1

    @property
    def network(self) -> Network:
        """The network with the last weights."""
        return _network(self.config, self.weights)

    def snapshot(self, index: int) -> Network:
        """The network of one snapshot, with its float32 weights."""
        return _network(self.config, self.snapshots[index])

    @property
    def ending_sentence(self) -> str:
        """How the training ended, in words."""
        return ending_sentence(self.ending, self.epochs, self.config)

    @property
    def early_ending(self) -> str:
        """The same where it ended before its last epoch, and nothing where it did not."""
        return "" if self.ending is Ending.FINISHED else self.ending_sentence


@dataclass(frozen=True, eq=False)
class ManyRuns(FrozenArrays):
    """What many starts came to: a row for each seed.

    weights (n_seeds, n_parameters), the last ones; train_losses, test_losses and epochs (n_seeds,) of the last epoch
    that each reached.
    """

    config: TrainingConfig
    data: Split
    seeds: tuple[int, ...]
    weights: np.ndarray
    train_losses: np.ndarray
    test_losses: np.ndarray
    epochs: np.ndarray
    endings: tuple[Ending, ...]

    def network(self, index: int) -> Network:
        """The network that one of the starts came to."""
        return _network(self.config, self.weights[index])

    def counts_right(self) -> np.ndarray:
        """How many of the samples to learn from each start got right: (n_seeds,) whole numbers."""
        loss = self.config.loss_function
        return np.array([count_right(self.network(index), self.data.train, loss) for index in range(len(self.seeds))])

    def accuracies(self) -> np.ndarray:
        """The share of the samples to learn from that each start got right: (n_seeds,)."""
        return self.counts_right() / len(self.data.train)


def train(config: TrainingConfig, data: Split | None = None, watch: Watch | None = None) -> TrainingRun:
    """Train one start; the same configuration and data give the same run, bit for bit.

    `data` stands in for the configuration's own.  `watch` is asked between two epochs; where it answers False the run
    ends and keeps what it has reached.  A run of which a weight, or the loss beside the first one, goes beyond
    1,000,000 has diverged: it ends with the epoch before.  Raises ValueError for data that do not fit.
    """
    data = _fitting(config, data)
    history = _History(config)

    def note(epoch: int, descent: Descent) -> bool:
        history.note(epoch, descent)
        return watch is None or watch(epoch, history.train_losses[epoch])

    descent = Descent(config, data, (config.seed,))
    descent.run(note)
    return history.run(data, descent)


def train_many(
    config: TrainingConfig, seeds: Sequence[int], data: Split | None = None, watch: Watch | None = None
) -> ManyRuns:
    """Train many starts at once; each comes to what `train` gives for its seed, to the last bit.

    `watch` is told the mean loss of the starts that go on.  Raises ValueError as `train` does, for no seeds and for
    more than the configuration's `most_starts`.
    """
    if not 1 <= len(seeds) <= config.most_starts:
        raise ValueError(
            f"There are {len(seeds):,} seeds; give at least 1 and for this training at most {config.most_starts:,}."
        )
    data = _fitting(config, data)
    descent = Descent(config, data, tuple(seeds))
    descent.run(lambda epoch, now: watch is None or watch(epoch, float(now.train_losses[now.goes_on].mean())))
    return ManyRuns(
        config,
        data,
        tuple(seeds),
        descent.parameters,
        descent.train_losses,
        descent.test_losses(),
        descent.epochs,
        tuple(descent.endings),
    )


def count_right(network: Network, data: Dataset, loss: Loss) -> int:
    """The samples whose class the network says.  Raises ValueError where the targets are no classes."""
    if not data.has_classes:
        raise ValueError("These targets are numbers, not classes; how near a network comes is what its loss says.")
    return int(np.sum(loss.answers(network(data.inputs)[:, 0]) == data.targets))


def accuracy(network: Network, data: Dataset, loss: Loss) -> float:
    """The share of the samples whose class the network says.  Raises ValueError where the targets are no classes."""
    return count_right(network, data, loss) / len(data)


def snapshot_epochs(epochs: int, most: int = MOST_SNAPSHOTS) -> tuple[int, ...]:
    """At most `most` epochs from 0 to `epochs`, both among them: all of few, else close together first, wider later.

    Of many epochs the i-th is the square (i / (most − 1))² of them, and at least one later than the one before.
    """
    if epochs < most:
        return tuple(range(epochs + 1))
    return tuple(max(i, epochs * i * i // (most - 1) ** 2) for i in range(most))


def ending_sentence(ending: Ending, epoch: int, config: TrainingConfig) -> str:
    """How a training that has reached `epoch` ended, in words."""
    if ending is Ending.FINISHED:
        return f"All {config.epochs:,} epochs are done."
    if ending is Ending.STOPPED:
        return f"Stopped after {epoch:,} of {config.epochs:,} epochs."
    return (
        f"Diverged in epoch {epoch + 1:,}: a weight or the loss went beyond {LARGEST_NUMBER:,.0f}. "
        f"What is shown is epoch {epoch:,}; a learning rate below {config.learning_rate:g} makes smaller steps."
    )


class _History:
    """What a run notes of its only start, in arrays that are made once."""

    def __init__(self, config: TrainingConfig):
        self._config = config
        self._due = snapshot_epochs(config.epochs)
        self.train_losses, self.test_losses = np.empty((2, config.epochs + 1))
        self._snapshots = np.empty((len(self._due), config.layout.count), dtype=np.float32)
        self._norms = np.empty((len(self._due), len(config.sizes) - 1))
        self._n_taken = 0

    def note(self, epoch: int, descent: Descent) -> None:
        self.train_losses[epoch] = descent.train_losses[0]
        self.test_losses[epoch] = descent.test_losses()[0]
        if epoch == self._due[self._n_taken]:
            self._take(descent)

    def _take(self, descent: Descent) -> None:
        self._snapshots[self._n_taken] = descent.parameters[0]
        gradient = descent.layout.matrices(descent.whole_gradient()[0])
        self._norms[self._n_taken] = [math.sqrt(numbers @ numbers) for numbers in map(np.ravel, gradient)]
        self._n_taken += 1

    def run(self, data: Split, descent: Descent) -> TrainingRun:
        """The history as a value.  The last epoch has a snapshot, whatever made it the last."""
        epoch = int(descent.epochs[0])
        epochs = self._due[: self._n_taken]
        if epoch != epochs[-1]:
            descent.measure()
            self._take(descent)
            epochs = (*epochs, epoch)
        return TrainingRun(
            self._config,
            data,
            self.train_losses[: epoch + 1],
            self.test_losses[: epoch + 1],
            np.array(epochs),
            self._snapshots[: self._n_taken],
            self._norms[: self._n_taken],
            descent.parameters[0],
            descent.endings[0],
        )


def _network(config: TrainingConfig, row: np.ndarray) -> Network:
    return config.layout.network(row, config.hidden_activation, config.output_activation)


def _fitting(config: TrainingConfig, data: Split | None) -> Split:
    """The data to train on.  Raises ValueError where given ones do not fit the configuration."""
    if data is None:
        return config.draw_data()
    if data.train.n_inputs != config.sizes[0]:
        raise ValueError(
            f"The data have {data.train.n_inputs} inputs and the network takes {config.sizes[0]}; "
            "the two must be the same."
        )
    has_classes = data.train.has_classes and data.test.has_classes
    if not has_classes and not config.loss_function.takes_numbers:
        raise ValueError(
            f"{config.loss_function.name} wants the classes 0 and 1, and some targets are other numbers; "
            "choose mean_squared_error, or mend the targets."
        )
    return data
