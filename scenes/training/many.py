"""Many starts of one training on XOR's four points, computed for the first who asks and kept for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from core.training import ManyRuns, train_many
from core.training_config import TrainingConfig
from scenes.training.runners import Once, Runner, Watch, wait_for

N_STARTS = 200
# Sets of starts that are kept, each at most a fifth of a megabyte.
MOST_KEPT = 128


@dataclass(frozen=True)
class Starts:
    """What the seeds from 0 on have come to, with the number of corners that each has right: (n_starts,)."""

    runs: ManyRuns
    n_right: Sequence[int]

    @property
    def is_solved(self) -> np.ndarray:
        return np.array(self.n_right) == len(self.runs.data.train)

    @property
    def n_solved(self) -> int:
        return int(self.is_solved.sum())


def run_starts(config: TrainingConfig, watch: Watch) -> Starts:
    """Train all starts, or get those that were trained already."""
    return _kept(config).get(lambda tell: _run(config, tell), watch)


def known_starts(config: TrainingConfig) -> Starts | None:
    """What was trained already."""
    return _kept(config).result


@lru_cache(maxsize=MOST_KEPT)
def _kept(config: TrainingConfig) -> Once[Starts]:
    return Once()


def _run(config: TrainingConfig, tell: Callable[[Sequence[Runner]], None]) -> Starts:
    runner = Runner(config, partial(_trained, config))
    wait_for((runner,), tell)
    runs = runner.reached
    return Starts(runs, tuple(runs.counts_right().tolist()))


def _trained(config: TrainingConfig, watch) -> ManyRuns:
    return train_many(config, range(N_STARTS), watch=watch)
