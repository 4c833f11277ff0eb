"""Some trainings side by side: computed for the first who asks, and kept for everybody who asks for the same."""

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from components.film import Reel, reel_of
from core.affine_limit import least_affine_loss
from core.datasets import DATA_SOURCES, Split
from core.descent import Ending
from core.stuck import findings
from core.training import TrainingRun, accuracy, train
from core.training_config import TrainingConfig

# Races that are kept, each at most some megabytes, and seconds between two looks at whether the visitor still waits.
MOST_KEPT = 32
LOOK = 0.05

Configs = tuple[TrainingConfig, ...]


@dataclass(frozen=True)
class Finisher:
    """What one of the trainings has come to.

    `n_right` counts the right answers on what it learned from, None without classes.  `ending` is a sentence where it
    ended before its last epoch, and `why` are sentences about what holds an activation that does not get all right;
    what holds the identity is the same for every start.
    """

    config: TrainingConfig
    name: str
    reel: Reel
    train_loss: float
    n_right: int | None
    ending: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Race:
    """What some trainings on the same data from the same start have come to.

    No affine map has a lower loss on what is learned from than `least`.
    """

    configs: Configs
    data: Split
    finishers: tuple[Finisher, ...]
    least: float


@dataclass
class Desk:
    """Where a race that is broken off leaves what it has reached: it is put together for who still wants it.

    Who stops stops the race that runs, whichever was on screen when the button was drawn.  Streamlit begins the next
    run of a script while the last one is still on its way to its end: whose `turn` it is has the desk to itself.
    """

    configs: Configs = ()
    reached: Callable[[], Race] | None = None
    is_stopped: bool = False
    turn: threading.Lock = field(default_factory=threading.Lock)

    def stop(self) -> None:
        self.is_stopped = True

    def clear(self) -> None:
        self.configs, self.reached, self.is_stopped = (), None, False


class Runner(threading.Thread):
    """A training in a thread of its own, which can be looked at and stopped meanwhile."""

    def __init__(self, config: TrainingConfig, data: Split):
        super().__init__(daemon=True)
        self.config, self.epoch, self.loss = config, 0, math.nan
        self.reached: TrainingRun | None = None
        self._data, self._is_stopped = data, False
        self.start()

    def run(self) -> None:
        self.reached = train(self.config, self._data, self._watch)

    def stop(self) -> None:
        self._is_stopped = True

    def _watch(self, epoch: int, loss: float) -> bool:
        self.epoch, self.loss = epoch, loss
        return not self._is_stopped


# Told of what runs, twenty times a second.  What it raises ends the race.
Watch = Callable[[Sequence[Runner]], None]


def run_race(configs: Configs, desk: Desk, watch: Watch) -> Race:
    """Run a race, or get the one that has been run already.

    `watch` may raise: Streamlit ends a script so, when the visitor has left or wants something else.  The trainings
    then end with the epoch under way, and what they have reached is on the desk.
    """
    kept = _kept(configs)
    while not kept.lock.acquire(timeout=LOOK):
        watch(())
    try:
        kept.race = kept.race or _run(configs, desk, watch)
        return kept.race
    finally:
        kept.lock.release()


@dataclass
class _Kept:
    lock: threading.Lock = field(default_factory=threading.Lock)
    race: Race | None = None


@lru_cache(maxsize=MOST_KEPT)
def _kept(configs: Configs) -> _Kept:
    return _Kept()


def _run(configs: Configs, desk: Desk, watch: Watch) -> Race:
    data = configs[0].draw_data()
    runners = [Runner(config, data) for config in configs]
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
        desk.configs, desk.reached = configs, cache(lambda: _finished(configs, data, runners))
        raise
    return _finished(configs, data, runners)


def _finished(configs: Configs, data: Split, runners: Sequence[Runner]) -> Race:
    loss = configs[0].loss_function
    return Race(configs, data, tuple(map(_finisher, runners)), least_affine_loss(data.train, loss))


def _finisher(runner: Runner) -> Finisher:
    run = runner.reached
    activation, data, loss = run.config.hidden_activation, run.data.train, run.config.loss_function
    has_classes = DATA_SOURCES[run.config.data].has_classes
    n_right = round(accuracy(run.network, data, loss) * len(data)) if has_classes else None
    is_stuck = n_right not in (None, len(data)) and not activation.is_affine
    return Finisher(
        run.config,
        activation.name,
        reel_of(run, activation.name),
        float(run.train_losses[-1]),
        n_right,
        "" if run.ending is Ending.FINISHED else run.ending_sentence,
        tuple(each.sentence for each in findings(run.network, data, loss)) if is_stuck else (),
    )
