"""The film of some trainings, replayed by the browser: what it is told of them."""

import numpy as np
import streamlit as st

from components.address import Text
from components.film import FilmLook, draw_film, send_reels
from components.guide import tell_facts
from core.datasets import OWN, Split
from core.losses import Loss
from core.numbers import number_text
from core.own_points import MOST_POINTS, REACH
from core.plane import Window
from scenes.training.races import Finisher, Race
from scenes.training.settings import POINTS, SHOWN, SOURCES

_REELS = "reels"
# Beside the border, where the colour is at its strongest: the wanted 0 and 1, or logits of 2 % and 98 %.
_REACH, _LOGIT_REACH = 0.5, 4.0
# Own points can be put on all of this, and a little stays around it.
_OWN = 1.6


def replay(result: Race, palette, height: float = 0.36) -> None:
    """Send the trainings to the browser, and show their film, with pictures of so many screens' height."""
    with st.container(key="unseen-reels"):
        name = send_reels(_REELS, [each.reel for each in result.finishers], result.data)
    if result.configs[0].data == OWN:
        # A click on the plane changes the field of the points, and makes it another training: all runs again.
        show_film(name, result, palette, height, POINTS)
    else:
        # What the film's player leaves is for nothing else on the page, and no reel is sent twice.
        st.fragment(show_film)(name, result, palette, height)


def show_film(name: str, result: Race, palette, height: float, points: Text | None = None) -> None:
    config = result.configs[0]
    with st.container(key="unseen-film"):
        epoch = SHOWN.slider()
    opened = result.finishers[-1]
    tell_facts(epoch=min(epoch, opened.reel.epochs[-1]), stuck=opened.n_right not in (None, len(result.data.train)))
    look = FilmLook(
        palette,
        window_of(result.data, is_own=bool(points)),
        config.loss_function.border if SOURCES[config.data].has_classes else None,
        reach_of(config.loss_function),
        top_of(result),
        result.least,
        description(result),
        height,
        {"reach": REACH, "most": MOST_POINTS} if points else None,
    )
    draw_film("film", _REELS, name, SHOWN, look, points)


def reach_of(loss: Loss) -> float:
    return _LOGIT_REACH if loss.takes_logits else _REACH


def window_of(data: Split, is_own: bool = False) -> Window:
    """A window with room around the data: a square over two inputs, over one the interval and the values."""
    points = data.train.inputs
    if is_own:
        return ((-_OWN, _OWN),) * 2
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
