"""Gradient descent on a network's weights: one start with its whole history, or many starts as one computation.

An epoch is one pass over the samples to learn from.  What is noted of an epoch belongs to the weights at its end, and
of epoch 0 to the first weights.  A start computes the same numbers alone and among others, to the last bit.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from core.datasets import Dataset, Split
from core.frozen import FrozenArrays
from core.initialisations import first_parameters
from core.losses import Loss
from core.network import Network
from core.numbers import LARGEST_NUMBER
from core.optimisers import OPTIMISERS
from core.propagation import Propagation, with_ones
from core.seeds import generator
from core.training_config import TrainingConfig

MOST_SNAPSHOTS = 200
MOST_STARTS = 2000

# Told an epoch and its loss between two epochs; whether to go on.
Watch = Callable[[int, float], bool]


class Ending(Enum):
    """Why a training ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    DIVERGED = "diverged"


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

    def accuracies(self) -> np.ndarray:
        """The share of the samples to learn from that each start got right: (n_seeds,)."""
        loss = self.config.loss_function
        return np.array([accuracy(self.network(index), self.data.train, loss) for index in range(len(self.seeds))])


def train(config: TrainingConfig, data: Split | None = None, watch: Watch | None = None) -> TrainingRun:
    """Train one start; the same configuration and data give the same run, bit for bit.

    `data` stands in for the configuration's own.  `watch` is asked between two epochs; where it answers False the run
    ends and keeps what it has reached.  A run of which a weight, or the loss beside the first one, goes beyond
    1,000,000 has diverged: it ends with the epoch before.  Raises ValueError for data that do not fit.
    """
    data = _fitting(config, data)
    history = _History(config)

    def note(epoch: int, descent: _Descent) -> bool:
        history.note(epoch, descent)
        return watch is None or watch(epoch, history.train_losses[epoch])

    descent = _Descent(config, data, (config.seed,))
    descent.run(note)
    return history.run(data, descent)


def train_many(
    config: TrainingConfig, seeds: Sequence[int], data: Split | None = None, watch: Watch | None = None
) -> ManyRuns:
    """Train many starts at once; each comes to what `train` gives for its seed, to the last bit.

    `watch` is told the mean loss of the starts that go on.  Raises ValueError as `train` does, and for more than
    2,000 seeds or none.
    """
    if not 1 <= len(seeds) <= MOST_STARTS:
        raise ValueError(f"There are {len(seeds):,} seeds; give at least 1 and at most {MOST_STARTS:,}.")
    data = _fitting(config, data)
    descent = _Descent(config, data, tuple(seeds))
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


def accuracy(network: Network, data: Dataset, loss: Loss) -> float:
    """The share of the samples whose class the network says.  Raises ValueError where the targets are no classes."""
    if not data.has_classes:
        raise ValueError("These targets are numbers, not classes; how near a network comes is what its loss says.")
    return float(np.mean(loss.answers(network(data.inputs)[:, 0]) == data.targets))


def snapshot_epochs(epochs: int, most: int = MOST_SNAPSHOTS) -> tuple[int, ...]:
    """At most `most` epochs from 0 to `epochs`, both among them: all of few, else close together first, wider later.

    Of many epochs the i-th is the square (i / (most − 1))² of them, and at least one later than the one before.
    """
    if epochs < most:
        return tuple(range(epochs + 1))
    return tuple(max(i, epochs * i * i // (most - 1) ** 2) for i in range(most))


def ending_sentence(ending: Ending, epoch: int, config: TrainingConfig) -> str:
    """How a training ended, in words."""
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

    def note(self, epoch: int, descent: "_Descent") -> None:
        self.train_losses[epoch] = descent.train_losses[0]
        self.test_losses[epoch] = descent.test_losses()[0]
        if epoch == self._due[self._n_taken]:
            self._take(descent)

    def _take(self, descent: "_Descent") -> None:
        self._snapshots[self._n_taken] = descent.parameters[0]
        gradient = descent.layout.matrices(descent.whole_gradient()[0])
        self._norms[self._n_taken] = [math.sqrt(numbers @ numbers) for numbers in map(np.ravel, gradient)]
        self._n_taken += 1

    def run(self, data: Split, descent: "_Descent") -> TrainingRun:
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


@dataclass(frozen=True)
class _Samples:
    """Samples as the networks take them, inputs (1, n_in + 1, n) and targets (n,), with buffers for their passes."""

    inputs: np.ndarray
    targets: np.ndarray
    propagation: Propagation

    def forward(self) -> np.ndarray:
        return self.propagation.forward(self.inputs)


class _Descent:
    """Some starts on their way: parameters (n_starts, n_parameters), and for each start its losses and its ending."""

    def __init__(self, config: TrainingConfig, data: Split, seeds: Sequence[int]):
        self._config, self._train = config, data.train
        self.layout = config.layout
        self.parameters = np.stack([first_parameters(config.initialisation, self.layout, seed) for seed in seeds])
        self._every = self.parameters.reshape(-1)
        self.goes_on, self._has_ended = np.ones(len(seeds), dtype=bool), False
        self.epochs = np.full(len(seeds), config.epochs)
        self.endings = [Ending.FINISHED] * len(seeds)
        self._learned, self._tested = (
            _Samples(with_ones(part.inputs), part.targets, self._propagation(len(part)))
            for part in (data.train, data.test)
        )
        self._is_tested_apart = data.test is not data.train
        self._loss = config.loss_function
        self._optimiser = OPTIMISERS[config.optimiser]
        self._memories = tuple(np.zeros_like(self.parameters) for _ in range(self._optimiser.n_memories))
        self._n_steps = 0
        self._before = self.parameters.copy()
        self._step_of_epoch = self._whole_step
        if 0 < config.batch_size < len(data.train):
            self._prepare_batches(seeds)
        self.measure()
        self._most_loss = LARGEST_NUMBER * np.maximum(1, self.train_losses)

    def run(self, note: Callable[[int, "_Descent"], bool]) -> None:
        """Epoch after epoch, until all are done, every start has diverged, or `note` answers False."""
        with np.errstate(over="ignore", invalid="ignore"):
            for epoch in range(1, self._config.epochs + 1):
                if not note(epoch - 1, self):
                    self._end(self.goes_on, Ending.STOPPED, epoch - 1)
                    return
                np.copyto(self._before, self.parameters)
                self._step_of_epoch()
                if self._has_ended:
                    self._set_back()
                self.measure()
                if not self._is_surely_within_bounds():
                    self._end_the_diverged(epoch - 1)
                    if not self.goes_on.any():
                        return
            note(self._config.epochs, self)

    def measure(self) -> None:
        """The losses with the parameters as they are."""
        self._outputs, self._gradient = self._learned.forward(), None
        self.train_losses = self._mean_losses(self._learned, self._outputs)

    def test_losses(self) -> np.ndarray:
        """The losses on what is tested on, with the parameters as they are: (n_starts,)."""
        return self._mean_losses(self._tested, self._tested.forward()) if self._is_tested_apart else self.train_losses

    def whole_gradient(self) -> np.ndarray:
        """The gradient of the loss over all samples to learn from, after `measure`: (n_starts, n_parameters)."""
        if self._gradient is None:
            slopes = self._loss.slope(self._outputs, self._learned.targets)
            slopes *= 1 / len(self._learned.targets)
            self._gradient = self._learned.propagation.backward(self._learned.inputs, slopes)
        return self._gradient

    def _mean_losses(self, samples: "_Samples", outputs: np.ndarray) -> np.ndarray:
        losses = self._loss.function(outputs, samples.targets)
        return np.add.reduce(losses[:, 0], axis=1) / len(samples.targets)

    def _whole_step(self) -> None:
        self._step(self.whole_gradient())

    def _prepare_batches(self, seeds: Sequence[int]) -> None:
        self._orders = [generator(seed, "order of the samples") for seed in seeds]
        self._samples = np.column_stack([self._train.inputs, np.ones(len(self._train))])
        n_batch, n_rest = self._config.batch_size, len(self._train) % self._config.batch_size
        self._batch = self._propagation(n_batch)
        self._rest = self._propagation(n_rest) if n_rest else None
        self._step_of_epoch = self._batch_steps

    def _batch_steps(self) -> None:
        """One step for each batch, in an order of the samples that each start draws anew."""
        n_train, size = len(self._train), self._config.batch_size
        order = np.stack([rng.permutation(n_train) for rng in self._orders])
        for start in range(0, n_train, size):
            chosen = order[:, start : start + size]
            inputs, targets = self._samples[chosen].swapaxes(1, 2), self._train.targets[chosen][:, None]
            n_chosen = chosen.shape[1]
            propagation = self._batch if n_chosen == size else self._rest
            slopes = self._loss.slope(propagation.forward(inputs), targets)
            slopes *= 1 / n_chosen
            self._step(propagation.backward(inputs, slopes))

    def _step(self, gradient: np.ndarray) -> None:
        if self._config.l1:
            gradient += self._config.l1 * np.sign(self.parameters) * self.layout.is_weight
        if self._config.l2:
            gradient += self._config.l2 * self.parameters * self.layout.is_weight
        self._n_steps += 1
        self._optimiser.step(self.parameters, gradient, self._memories, self._config.learning_rate, self._n_steps)

    def _propagation(self, n_samples: int) -> Propagation:
        config = self._config
        return Propagation(
            self.layout, self.parameters, config.hidden_activation, config.output_activation, n_samples
        )

    def _is_surely_within_bounds(self) -> bool:
        """Whether no weight and no loss can have left its bounds, since the sums of their squares are small.

        einsum adds in one thread; the linear algebra would wake others for many starts.
        """
        weights, losses = np.einsum("i,i", self._every, self._every), np.einsum("i,i", *[self.train_losses] * 2)
        return bool(weights < LARGEST_NUMBER**2 and losses < LARGEST_NUMBER**2)

    def _end_the_diverged(self, epoch: int) -> None:
        """Starts out of bounds end with the epoch before, and stay there beside those that go on."""
        is_within = (np.abs(self.parameters) <= LARGEST_NUMBER).all(axis=1) & (self.train_losses <= self._most_loss)
        diverged = self.goes_on & ~is_within
        if diverged.any():
            self._end(diverged, Ending.DIVERGED, epoch)
            self._set_back()
            self.measure()

    def _set_back(self) -> None:
        """Starts that have ended are again where they were before the last step."""
        self.parameters[~self.goes_on] = self._before[~self.goes_on]

    def _end(self, which: np.ndarray, ending: Ending, epoch: int) -> None:
        for index in np.flatnonzero(which):
            self.endings[index] = ending
        self.epochs[which] = epoch
        self.goes_on = self.goes_on & ~which
        self._has_ended = not self.goes_on.all()


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
