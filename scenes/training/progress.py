"""Trainings under way: their progress while it takes longer than a moment, and the button that stops a race."""

import math
import time
from collections.abc import Callable, Sequence

import streamlit as st

from core.numbers import number_text
from scenes.training import UNANSWERED
from scenes.training.races import Configs, Desk, Finish, finished_race, run_race
from scenes.training.runners import Runner

_DESK = "training-desk"
# Seconds that nobody minds waiting without being told what goes on.
_UNNOTICED = 0.5


def run(configs: Configs, finish: Finish = finished_race):
    """What `finish` makes of a race, with its progress while it takes longer than a moment.

    Of one that was stopped it is what that had reached.
    """
    desk = st.session_state.setdefault(_DESK, Desk())
    if desk.reached and desk.is_stopped and desk.configs == configs:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("You have stopped this race. Below is what it had reached.")
            st.button("Train to the end", on_click=desk.clear)
        return desk.reached()
    desk.clear()
    progress = Progress(desk.stop)
    result = run_race(configs, desk, progress.tell, finish)
    progress.clear()
    return result


class Progress:
    """What is told of trainings under way, after a moment, with a button that stops them where they can be."""

    def __init__(self, stop: Callable[[], None] | None = None):
        self._stop, self._began = stop, time.monotonic()
        self._place, self._bar, self._can_stop = st.empty(), None, False

    def tell(self, runners: Sequence[Runner], is_own: bool) -> None:
        """Called while the race is run.  Here Streamlit ends the script of a visitor who wants something else."""
        if self._bar is None and time.monotonic() - self._began < _UNNOTICED:
            self._place.empty()
            return
        # Another one's training is not to be stopped; who waits for it may become the one who runs it.
        can_stop = self._stop is not None and is_own
        if self._bar is None or can_stop != self._can_stop:
            self._can_stop = can_stop
            with self._place.container(horizontal=True, vertical_alignment="center"):
                self._bar = st.progress(0.0)
                if can_stop:
                    st.button("Stop, and keep what is reached", icon=":material/stop_circle:", on_click=self._stop)
        self._bar.progress(share_done(runners), progress_text(runners, is_own))

    def clear(self) -> None:
        self._place.empty()


def share_done(runners: Sequence[Runner]) -> float:
    return min((runner.epoch / runner.config.epochs for runner in runners), default=0.0)


def progress_text(runners: Sequence[Runner], is_own: bool) -> str:
    said = " · ".join(
        f"{runner.config.hidden_activation.name}: epoch {runner.epoch:,} of {runner.config.epochs:,}"
        # Before its first epoch has ended there is none.
        + (f", loss {number_text(runner.loss, 4)}" if math.isfinite(runner.loss) and not UNANSWERED.value else "")
        for runner in runners
    )
    return said if is_own else f"Somebody else has started the same; you get it when it is done. {said}".strip()
