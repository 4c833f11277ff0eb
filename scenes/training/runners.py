"""Trainings in threads of their own: looked at and stopped meanwhile, and computed once for all who ask."""

import math
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from core import training
from core.training_config import TrainingConfig

# Seconds between two looks at whether the visitor still waits.
LOOK = 0.05

Result = TypeVar("Result")


class Runner(threading.Thread):
    """A training under way: `train` is given who watches it, and gives what is `reached`."""

    def __init__(self, config: TrainingConfig, train: Callable[[training.Watch], object]):
        super().__init__(daemon=True)
        self.config, self.epoch, self.loss = config, 0, math.nan
        self.reached = None
        self._train, self._is_stopped = train, False
        self.start()

    def run(self) -> None:
        self.reached = self._train(self._watch)

    def stop(self) -> None:
        self._is_stopped = True

    def _watch(self, epoch: int, loss: float) -> bool:
        self.epoch, self.loss = epoch, loss
        return not self._is_stopped


# Told of what runs, twenty times a second, and whether it is one's own.  What it raises ends one's own trainings:
# Streamlit ends a script so, when the visitor has left or wants something else.
Watch = Callable[[Sequence[Runner], bool], None]


def wait_for(runners: Sequence[Runner], watch: Callable[[Sequence[Runner]], None]) -> None:
    """Until all have ended.  If `watch` raises they end with the epoch under way."""
    try:
        for runner in runners:
            while runner.is_alive():
                runner.join(LOOK)
                watch(runners)
    except BaseException:
        for runner in runners:
            runner.stop()
        for runner in runners:
            runner.join()
        raise


class Once(Generic[Result]):
    """What is computed for the first who asks, and kept; who asks meanwhile sees how far it is, and may leave.

    `compute` is given whom to tell of its runners.
    """

    def __init__(self):
        self._lock, self._runners, self.result = threading.Lock(), (), None

    def get(self, compute: Callable[[Callable[[Sequence[Runner]], None]], Result], watch: Watch) -> Result:
        while not self._lock.acquire(timeout=LOOK):
            watch(self._runners, False)

        def tell(runners: Sequence[Runner]) -> None:
            self._runners = runners
            watch(runners, True)

        try:
            if self.result is None:
                self.result = compute(tell)
            return self.result
        finally:
            self._runners = ()
            self._lock.release()
