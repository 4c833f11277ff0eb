"""Some starts on their way down a loss, as one computation: each row of one array is a network.

A start computes the same numbers alone and among others, to the last bit, because no row has a part in another's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from core.datasets import Split
from core.initialisations import first_parameters
from core.numbers import LARGEST_NUMBER
from core.optimisers import OPTIMISERS
from core.propagation import Propagation, with_ones
from core.seeds import generator
from core.training_config import TrainingConfig


class Ending(Enum):
    """Why a training ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    DIVERGED = "diverged"


@dataclass(frozen=True)
class _Samples:
    """Samples as the networks take them, inputs (1, n_in + 1, n) and targets (n,), with buffers for their passes."""

    inputs: np.ndarray
    targets: np.ndarray
    propagation: Propagation

    def forward(self) -> np.ndarray:
        return self.propagation.forward(self.inputs)


class Descent:
    """Some starts on their way.

    parameters (n_starts, n_parameters) and train_losses (n_starts,) are those of now; a start that goes on no more
    stays where it was at the end of the epoch in `epochs` (n_starts,), and `endings` tells why.
    """

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

    def run(self, note: Callable[[int, "Descent"], bool]) -> None:
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
        """Whether no weight and no loss can have left its bounds, since the sums of their squares are small."""
        every, losses = self._every, self.train_losses
        return every @ every < LARGEST_NUMBER**2 and losses @ losses < LARGEST_NUMBER**2

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
