"""Some trainings side by side: computed for the first who asks, and kept for everybody who asks for the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from components.film import Reel, reel_of
from core.affine_limit import least_affine_loss
from core.datasets import DATA_SOURCES, Split
from core.network import Network
from core.stuck import findings
from core.training import count_right, train
from core.training_config import TrainingConfig
from scenes.training.runners import Once, Runner, Watch, wait_for

# Races that are kept, each at most some megabytes.
MOST_KEPT = 32

Configs = tuple[TrainingConfig, ...]


@dataclass(frozen=True)
class Finisher:
    """What one of the trainings has come to: its last network, and the film of how it came there.

    `n_right` counts the right answers on what it learned from, None without classes.  `ending` is a sentence where it
    ended before its last epoch, and `why` are sentences about what holds an activation that does not get all right;
    what holds the identity is the same for every start.
    """

    config: TrainingConfig
    name: str
    network: Network
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

    Who stops stops the race that runs, whichever was on screen when the button was drawn.
    """

    configs: Configs = ()
    reached: Callable[[], object] | None = None
    is_stopped: bool = False

    def stop(self) -> None:
        self.is_stopped = True

    def clear(self) -> None:
        self.configs, self.reached, self.is_stopped = (), None, False


# What is made of the data and of what the trainings have reached on them.
Finish = Callable[[Configs, Split, Sequence[Runner]], object]


def finished_race(configs: Configs, data: Split, runners: Sequence[Runner]) -> Race:
    loss = configs[0].loss_function
    return Race(configs, data, tuple(map(_finisher, runners)), least_affine_loss(data.train, loss))


def run_race(configs: Configs, desk: Desk, watch: Watch, finish: Finish = finished_race):
    """What `finish` makes of a race, run now or already; if it is broken off, what it has reached is on the desk."""
    return _kept(configs, finish).get(lambda tell: _run(configs, desk, tell, finish), watch)


@lru_cache(maxsize=MOST_KEPT)
def _kept(configs: Configs, finish: Finish) -> Once:
    return Once()


def _run(configs: Configs, desk: Desk, tell: Callable[[Sequence[Runner]], None], finish: Finish):
    data = configs[0].draw_data()
    runners = [Runner(config, partial(train, config, data)) for config in configs]
    try:
        wait_for(runners, tell)
    except BaseException:
        desk.configs, desk.reached = configs, cache(lambda: finish(configs, data, runners))
        raise
    return finish(configs, data, runners)


def _finisher(runner: Runner) -> Finisher:
    run = runner.reached
    activation, data, loss = run.config.hidden_activation, run.data.train, run.config.loss_function
    has_classes = DATA_SOURCES[run.config.data].has_classes
    n_right = count_right(run.network, data, loss) if has_classes else None
    is_stuck = n_right not in (None, len(data)) and not activation.is_affine
    return Finisher(
        run.config,
        activation.name,
        run.network,
        reel_of(run, activation.name),
        float(run.train_losses[-1]),
        n_right,
        run.early_ending,
        tuple(each.sentence for each in findings(run.network, data, loss)) if is_stuck else (),
    )
