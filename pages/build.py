"""A function built from hinges: each hidden neuron adds one crease, and the sum comes as near as you like."""

import numpy as np
import streamlit as st

from components.address import Choice, Number, report_bad_link
from components.edited_function import EditedFunction
from components.function_board import BoardLook
from components.guide import tell_facts
from components.shell.frame import few_need, heading, is_dark, show
from components.shell.lessons import next_lesson_link
from core.hinges import (
    EXACT,
    INTERVAL,
    MOST_NEURONS,
    N_HEIGHTS,
    TALLEST,
    TARGETS,
    HingeFit,
    Target,
    drawn_target,
    error_by_count,
    fit_hinges,
    flat_fit,
    known_errors,
)
from core.numbers import number_text, short_text
from figures.errors import describe_errors, error_figure
from figures.theme import palette_of
from scenes.guided import GUIDE, guide

TARGET = Choice(
    "target", "Function to build", {key: t.name for key, t in TARGETS.items()} | {"drawn": "draw your own"}, "sin"
)
NEURONS = Number("neurons", "Hidden neurons", 8, 0, MOST_NEURONS, 1)
FUNCTION = EditedFunction(NEURONS, "creases_at", "curve")
_PLACES = np.linspace(*INTERVAL, N_HEIGHTS)
FIRST_CURVE = tuple(map(float, np.round(0.8 * np.sin(4.5 * _PLACES) * np.exp(-_PLACES) / 2.3, 3)))


def added_control(count: int) -> Number:
    return Number("added", "Add up the first", count, 0, count, 1, help="One hinge after the other")


def add_all_up() -> None:
    """Another number of neurons: all their hinges are added up."""
    added_control(NEURONS.value).put(NEURONS.value)


def all_evenly() -> None:
    """A number of neurons from the slider: their creases stand evenly."""
    if not FUNCTION.is_counted_by_hand():
        FUNCTION.reset_creases()
        add_all_up()


CONTROLS = (TARGET, NEURONS, added_control(MOST_NEURONS), FUNCTION.creases_control, FUNCTION.curve_control)
heading("Build")
report_bad_link(*CONTROLS, *GUIDE)
guide(
    "build", "One hidden layer of ReLUs is a sum of hinges. With enough of them it comes near any function.", CONTROLS
)


def lines_of(target: Target) -> list[list[tuple[float, float]]]:
    """The target as it is drawn: one line, or two beside the jump of the step."""
    halves = ((-1.0, -1e-9), (1e-9, 1.0)) if target.key == "step" else (INTERVAL,)
    return [[(x, y) for x, y in zip(xs, target.function(xs), strict=True)]
            for xs in (np.linspace(*half, 161) for half in halves)]  # fmt: skip


def describe_board(target: Target, fit: HingeFit, count: int, shown: int) -> str:
    if not count:
        return f"{target.name} from −1 to 1, and the best constant. Its error is {error_text(fit.root_mean_square)}."
    return (
        f"{target.name} from −1 to 1, and the sum of {min(shown, count)} of {count} hinges. "
        f"With all of them the error is {error_text(fit.root_mean_square)}."
    )


def caption_of_board(is_drawn: bool, count: int) -> str:
    """How to read and move what is on the board."""
    if count:
        hands = "Draw in the picture, and drag the creases under it." if is_drawn else "Drag the creases."
        sums = "Thin: the hinges. Bold: their sum and a bias."
    else:
        hands = "Draw in the picture." if is_drawn else "Without hidden neurons there is nothing to drag."
        sums = "Bold: a bias alone, the best constant."
    return (
        f"{hands} Pale: the function to build. {sums} "
        "Dashed: the best straight line, all that a network without activations can do."
    )


def how_many(count: int) -> int:
    """How many of the hinges are added up; a slider with one place only is none."""
    return added_control(count).slider() if count else 0


@st.fragment
def workshop() -> None:
    palette = palette_of(is_dark())
    target_place, neurons_place, added_place = st.columns([1.2, 1.8, 1.8], gap="medium", vertical_alignment="center")
    with target_place:
        key = TARGET.select()
    with neurons_place:
        count = NEURONS.slider(on_change=all_evenly)
    with added_place:
        shown = how_many(count)
    with few_need():
        creases, curve = FUNCTION.current(count, FIRST_CURVE)
    if misfit := FUNCTION.misfit(count):
        st.error(misfit, icon=":material/error:")
    target = drawn_target(curve) if key == "drawn" else TARGETS[key]
    fit, flat = fit_hinges(target, creases), flat_fit(target)
    tell_facts(error=fit.root_mean_square, hinges=count)
    board, errors = st.columns([1.9, 1], gap="medium")
    with board:
        FUNCTION.draw(
            creases,
            curve,
            FIRST_CURVE,
            BoardLook(
                palette=palette,
                low=INTERVAL[0],
                high=INTERVAL[1],
                reach=TALLEST + 0.1,
                most=TALLEST,
                target=lines_of(target),
                total=fit.corners(shown).tolist(),
                flat=[(x, float(flat.affine([[x]])[0, 0])) for x in INTERVAL],
                hinges=list(zip(creases, fit.slope_changes.tolist(), strict=True)),
                shown=shown,
                drawable=key == "drawn",
                alt=describe_board(target, fit, count, shown),
            ),
            on_count=add_all_up,
        )
        st.caption(caption_of_board(key == "drawn", count))
    with errors:
        the_error(target, fit, flat.root_mean_square, count, shown, palette)


def the_error(target: Target, fit: HingeFit, flat: float, count: int, shown: int, palette) -> None:
    """How far off the sum is, now and for other numbers of neurons."""
    now, without = st.columns(2)
    label = "Error now" if shown == count else f"Error of all {count}"
    now.metric(label, error_text(fit.root_mean_square), help="Root mean square over the interval")
    without.metric("Without activations", error_text(flat), help="However many neurons and layers")
    by_count = known_errors(target.key) if target.key in TARGETS else error_by_count(target)
    show(
        error_figure(by_count, flat, palette, now=(count, fit.root_mean_square), height=330),
        describe_errors(by_count, flat),
        key="errors",
    )
    ringed, hollow = "Ringed: yours. " * (count > 0), "Hollow: exact. " * bool((by_count <= EXACT).any())
    st.caption(
        f"With evenly placed creases. {ringed}{hollow}A smooth function is reached at about n⁻², a jump much later."
    )


def error_text(error: float) -> str:
    if error <= EXACT:
        return "0, exact"
    return number_text(error, 3) if error >= 0.01 else short_text(error, 2)


workshop()
next_lesson_link("pages/build.py")
