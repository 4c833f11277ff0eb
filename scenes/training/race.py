"""The race: one network, the same data and first weights, trained with an activation and without, and its film."""

import time
from collections.abc import Sequence

import numpy as np
import streamlit as st

from components.address import escaped
from components.film import FilmLook, draw_film, send_reels
from core.datasets import Split
from core.numbers import number_text
from core.plane import Window
from scenes.training.races import Configs, Desk, Finisher, Race, Runner, run_race
from scenes.training.settings import SHOWN, SOURCES, chosen_races

_DESK, _STOPPED, _REELS = "training-desk", "training-stopped", "reels"
# Seconds that nobody minds waiting without being told what goes on.
_UNNOTICED = 0.5
# Beside the border, where the colour is at its strongest: the wanted 0 and 1, or logits of 2 % and 98 %.
_REACH, _LOGIT_REACH = 0.5, 4.0


def race(palette) -> None:
    controls, film = st.columns([1, 3.7], gap="medium")
    with controls:
        configs, faults = chosen_races()
    with film:
        for fault in faults:
            st.warning(escaped(fault), icon=":material/straighten:")
        result = run(configs)
        with st.container(key="unseen-reels"):
            name = send_reels(_REELS, [each.reel for each in result.finishers], result.data)
        show_film(name, result, palette)
        st.markdown(verdict(result))
        if configs[0].data in ("xor", "xor_clouds"):
            st.page_link(
                "pages/xor.py",
                label="Why nobody finds a line for XOR: the proof",
                icon=":material/arrow_forward:",
                query_params={"step": "3 Why it fails", "proof": "true"},
            )


def run(configs: Configs) -> Race:
    """The race, with its progress while it takes longer than a moment; or what it had reached when it was stopped."""
    desk = st.session_state.setdefault(_DESK, Desk())
    with desk.turn:
        if desk.reached and desk.is_stopped and desk.configs == configs:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown("You have stopped this race. Below is what it had reached.")
                st.button("Train to the end", on_click=desk.clear)
            return desk.reached()
        desk.clear()
        progress = Progress(desk)
        result = run_race(configs, desk, progress.tell)
        progress.clear()
        return result


class Progress:
    """What is told of a race under way, after a moment, with the button that stops it."""

    def __init__(self, desk: Desk):
        self._desk, self._began = desk, time.monotonic()
        self._place, self._bar = st.empty(), None

    def tell(self, runners: Sequence[Runner]) -> None:
        """Called while the race is run.  Here Streamlit ends the script of a visitor who wants something else."""
        if self._bar is None and time.monotonic() - self._began < _UNNOTICED:
            self._place.empty()
            return
        if self._bar is None:
            with self._place.container(horizontal=True, vertical_alignment="center"):
                self._bar = st.progress(0.0)
                st.button(
                    "Stop, and keep what is reached",
                    icon=":material/stop_circle:",
                    on_click=self._desk.stop,
                )
        self._bar.progress(share_done(runners), progress_text(runners))

    def clear(self) -> None:
        self._place.empty()


def share_done(runners: Sequence[Runner]) -> float:
    return min((runner.epoch / runner.config.epochs for runner in runners), default=0.0)


def progress_text(runners: Sequence[Runner]) -> str:
    if not runners:
        return "Somebody else has just started the same race; you get it when it is done."
    return " · ".join(
        f"{runner.config.hidden_activation.name}: epoch {runner.epoch:,} of {runner.config.epochs:,}, "
        f"loss {number_text(runner.loss, 4)}"
        for runner in runners
    )


@st.fragment
def show_film(name: str, result: Race, palette) -> None:
    """What the film's own player leaves comes back here: nothing else runs again, and no reel is sent twice."""
    config = result.configs[0]
    with st.container(key="unseen-film"):
        SHOWN.slider()
    look = FilmLook(
        palette,
        window_of(result.data),
        config.loss_function.border if SOURCES[config.data].has_classes else None,
        _LOGIT_REACH if config.loss_function.takes_logits else _REACH,
        top_of(result),
        result.least,
        description(result),
    )
    draw_film("film", _REELS, name, SHOWN, look)


def window_of(data: Split) -> Window:
    """A window with room around the data: a square over two inputs, over one the interval and the values."""
    points = data.train.inputs
    if data.train.n_inputs == 1:
        points = np.column_stack([points, data.train.targets])
    low, high = points.min(axis=0), points.max(axis=0)
    middle, half = (low + high) / 2, (high - low) / 2
    if data.train.n_inputs == 2:
        # Four points stand on the corners of what is between them; around many there is less to see.
        half = np.full(2, half.max()) * (2.2 if len(points) == 4 else 1.2)
    else:
        half = half * [1.05, 1.5]
    return tuple(zip((middle - half).tolist(), (middle + half).tolist(), strict=True))


def top_of(result: Race) -> float:
    """The highest loss that is drawn: what the runs begin with, unless that makes all that follows small."""
    first = max(each.reel.train_losses[0] for each in result.finishers)
    last = max(each.train_loss for each in result.finishers)
    return 1.1 * min(first, 3 * max(result.least, last)) or 1.0


def description(result: Race) -> str:
    ends = (
        f"{each.name} ends at {number_text(each.train_loss, 4)}{right(each, result)}" for each in result.finishers
    )
    return f"The losses of {len(result.finishers)} trainings from the same start: {'; '.join(ends)}."


def right(finisher: Finisher, result: Race) -> str:
    return "" if finisher.n_right is None else f" with {finisher.n_right:,} of {len(result.data.train):,} right"


def verdict(result: Race) -> str:
    """What the race has shown, in words, with core's own numbers."""
    lines = [f"**{each.name}**: {each.ending}" for each in result.finishers if each.ending]
    lines += [
        f"**{each.name}** does not get all right: {' '.join(each.why)}" for each in result.finishers if each.why
    ]
    return "  \n".join((*lines, limit_sentence(result.finishers[0], result)))


def limit_sentence(identity: Finisher, result: Race) -> str:
    """What no training without an activation can do better."""
    if identity.n_right == len(result.data.train):
        return "For these data one line is enough, so the identity does as well. Others show the difference."
    if result.least == 0:
        return "A line parts these classes, so the identity comes as near to 0 as one likes, if it is given the time."
    end, least = (number_text(loss, 4) for loss in (identity.train_loss, result.least))
    of_four = ", or more than 3 of the 4 right" if identity.config.data == "xor" else ""
    outlook = "as good as it gets" if end == least else "it may come nearer"
    return (
        f"Without an activation the loss ends at **{end}**. All layers together are one affine map, and none gets "
        f"below **{least}** on these points{of_four}: {outlook}."
    )
