"""Many starts of XOR: what a network can represent, and what training finds, are two things."""

from dataclasses import replace

import numpy as np
import streamlit as st

from components.address import Choice, Number, Switch
from components.shell.frame import few_need, show
from components.wall import WallLook, draw_wall
from core.activations import ACTIVATIONS
from core.initialisations import INITIALISATIONS
from core.numbers import number_text
from core.optimisers import OPTIMISERS
from core.training_config import TrainingConfig
from core.training_presets import MANY_STARTS
from figures.starts import loss_histogram
from scenes.training.many import N_STARTS, Starts, known_starts, run_starts
from scenes.training.progress import Progress, progress_text, run
from scenes.training.race import limit_sentence
from scenes.training.races import Race
from scenes.training.replay import reach_of, replay, window_of
from scenes.training.settings import show_the_end
from scenes.training.weights import gate_sentence, take_weights

ROWS = {key: ACTIVATIONS[key].name for key in ("identity", "relu", "leaky_relu", "tanh", "sigmoid")}
COLUMNS = {str(width): str(width) for width in (2, 3, 4, 8)}

ACTIVATION = Choice("start_activation", "Activation", ROWS, "relu")
WIDTH = Choice("start_width", "Hidden neurons", COLUMNS, "2")
FIRST = Choice(
    "start_weights",
    "First weights",
    {key: row.name for key, row in INITIALISATIONS.items()},
    MANY_STARTS.initialisation,
)
OPTIMISER = Choice(
    "start_optimiser", "Optimiser", {key: row.name for key, row in OPTIMISERS.items()}, MANY_STARTS.optimiser
)
OPENED = Number("opened", "Start", 0, 0, N_STARTS - 1, 1)
TRY_ALL = Switch("try_all", "Try the other activations too")
CONTROLS = (ACTIVATION, WIDTH, FIRST, OPTIMISER, OPENED, TRY_ALL)


def starts(palette) -> None:
    controls, wall, film = st.columns([1.3, 1.8, 1.4], gap="medium")
    with controls:
        configs, chosen = chosen_starts()
        table = st.container(key="rates").empty()
        table.markdown(rate_table(configs, chosen))
        wanted = (
            configs if TRY_ALL.toggle() else {place: configs[place] for place in configs if place[0] == chosen[0]}
        )
        told = st.empty()
    with wall:
        progress = Progress()
        found = run_starts(configs[chosen], progress.tell)
        progress.clear()
        table.markdown(rate_table(configs, chosen))
        with st.container(key="found"):
            st.markdown(headline(found))
            st.caption(
                "A start is one draw of the first weights. It is stuck where descent rests before all are right."
            )
            opened = show_wall(found, palette)
    with film, st.container(key="opened-first"):
        buttons = st.container(horizontal=True)
        result = run((replace(configs[chosen], seed=opened),))
        st.markdown(f"**Start {opened}** {verdict(result)}")
        replay(result, palette, height=0.23)
    with buttons:
        next_buttons(found, opened)
        take_weights(*result.finishers)
    for place in wanted:
        # What has not been tried yet, one after the other, so that the table fills.
        if not known_starts(configs[place]):
            run_starts(configs[place], lambda runners, is_own: told.caption(progress_text(runners, is_own)))
            table.markdown(rate_table(configs, chosen))
    told.empty()


def chosen_starts() -> tuple[dict[tuple[str, str], TrainingConfig], tuple[str, str]]:
    """Draw the controls.  The training of each row and column of the table, and which of them is looked at."""
    activation = ACTIVATION.select(on_change=show_the_end)
    width = WIDTH.segments(on_change=show_the_end, width="stretch")
    with few_need():
        first, optimiser = FIRST.select(on_change=show_the_end), OPTIMISER.select(on_change=show_the_end)
    base = replace(MANY_STARTS, initialisation=first, optimiser=optimiser)
    configs = {
        (row, column): replace(base, activation=row, hidden_sizes=(int(column),))
        for row in ROWS
        for column in COLUMNS
    }
    return configs, (activation, width)


def rate_table(configs, chosen) -> str:
    """Which share of the starts solve XOR, of each activation and width that has been tried, as Markdown."""
    lines = [f"| solved, % | {' | '.join(COLUMNS.values())} |", "|---|" + "---:|" * len(COLUMNS)]
    for row, name in ROWS.items():
        cells = []
        for column in COLUMNS:
            found = known_starts(configs[row, column])
            rate = f"{100 * found.n_solved / N_STARTS:.0f}" if found else "…"
            cells.append(f"**:primary-background[{rate}]**" if (row, column) == chosen else rate)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def headline(found: Starts) -> str:
    config = found.runs.config
    said = f"**{found.n_solved} of {N_STARTS} starts solve XOR**"
    if config.hidden_activation.is_affine:
        return f"{said}, and none has more than {max(found.n_right)} of 4 right: there is nothing to be found."
    return f"{said} with {config.hidden_sizes[0]} hidden neurons and {config.hidden_activation.name}."


def show_wall(found: Starts, palette) -> int:
    """The wall with its histogram, and which start is opened."""
    config = found.runs.config
    with st.container(key="unseen-wall"):
        opened = OPENED.slider()
    loss = config.loss_function
    look = WallLook(palette, window_of(found.runs.data), loss.border, reach_of(loss))
    draw_wall("wall", found.runs, found.n_right, OPENED, look, show_the_end)
    losses = found.runs.train_losses
    show(loss_histogram(losses, found.is_solved, opened, palette), histogram_text(losses), key="losses")
    return opened


def histogram_text(losses: np.ndarray) -> str:
    low, middle, high = (number_text(value, 3) for value in np.quantile(losses, (0, 0.5, 1)))
    return f"How often {len(losses)} starts end with which loss: from {low} to {high}, half of them below {middle}."


def verdict(result: Race) -> str:
    """What the opened start has come to, and why."""
    (finisher,) = result.finishers
    if finisher.config.hidden_activation.is_affine:
        return f"has {finisher.n_right} of 4 right. {limit_sentence(finisher, result)}"
    if finisher.n_right == len(result.data.train):
        return f"solves it. {gate_sentence(finisher)}"
    # The plainest reason, which may entail the others, and whether it still moves.
    return (
        f"is stuck with {finisher.n_right} of 4 right. {' '.join(dict.fromkeys((finisher.why[0], finisher.why[-1])))}"
    )


def next_buttons(found: Starts, opened: int) -> None:
    """Buttons that open the next start of either kind, round and round."""
    for label, kind in (("Next stuck", ~found.is_solved), ("Next solved", found.is_solved)):
        places = np.flatnonzero(kind)
        after = places[places > opened]
        target = int(after[0] if len(after) else places[0]) if len(places) else None
        st.button(label, disabled=target in (None, opened), on_click=open_start, args=(target,))


def open_start(place: int) -> None:
    OPENED.put(place)
    show_the_end()
