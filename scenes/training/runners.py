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


# Told of what runs, twenty times a second.  What it raises ends the trainings: Streamlit ends a script so, when the
# visitor has left or wants something else.
Watch = Callable[[Sequence[Runner]], None]


def wait_for(runners: Sequence[Runner], watch: Watch) -> None:
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
    """What is computed for the first who asks, and kept; who asks meanwhile waits, and may leave."""

    def __init__(self):
        self._lock, self.result = threading.Lock(), None

    def get(self, compute: Callable[[], Result], watch: Watch) -> Result:
        while not self._lock.acquire(timeout=LOOK):
            watch(())
        try:
            if self.result is None:
                self.result = compute()
            return self.result
        finally:
            self._lock.release()
