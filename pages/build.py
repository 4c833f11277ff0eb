"""A function built from hinges: each hidden neuron adds one crease, and the sum comes as near as you like."""

import numpy as np
import streamlit as st

from components.address import Choice, Number, Switch, report_bad_link
from components.edited_function import EditedFunction, Made
from components.function_board import BoardLook
from components.guide import tell_facts
from components.shell.frame import few_need, heading, is_dark, show
from components.shell.lessons import next_lesson_link
from core.hinges import (
    EXACT,
    INTERVAL,
    MOST_NEURONS,
    N_HEIGHTS,
    NEAR_ENOUGH,
    TALLEST,
    TARGETS,
    HingeFit,
    Target,
    drawn_target,
    error_by_count,
    fit_hinges,
    flat_fit,
    known_errors,
    set_hinges,
)
from core.numbers import number_text, short_text
from figures.errors import describe_errors, error_figure
from figures.theme import palette_of
from scenes.guided import GUIDE, guide

TARGET = Choice("target", "Function", {key: t.name for key, t in TARGETS.items()} | {"drawn": "draw your own"}, "sin")
UNMEASURED = Switch("unmeasured", "Without the errors of other numbers of neurons")
NEURONS = Number("neurons", "Hidden neurons", 8, 0, MOST_NEURONS, 1)
FUNCTION = EditedFunction(NEURONS, "creases_at", "curve", "slopes")
_PLACES = np.linspace(*INTERVAL, N_HEIGHTS)
FIRST_CURVE = tuple(map(float, np.round(0.8 * np.sin(4.5 * _PLACES) * np.exp(-_PLACES) / 2.3, 3)))


# With more of them no hand could tell one corner from the next.
MOST_BENT = 20
# What a visitor has come to: the last sum by hand, and the fewest hinges that were near enough to the sine.
_YOURS, _FEWEST = "build-yours", "build-fewest"


def added_control(count: int) -> Number:
    return Number("added", "Add up the first", count, 0, count, 1, help="One hinge after the other")


def add_all_up() -> None:
    """Another number of neurons: all their hinges are added up."""
    added_control(NEURONS.value).put(NEURONS.value)


def all_evenly() -> None:
    """A number of neurons from the slider: their creases stand evenly."""
    if not FUNCTION.is_counted_by_hand():
        FUNCTION.recount()
        add_all_up()


CONTROLS = (TARGET, NEURONS, added_control(MOST_NEURONS), *FUNCTION.controls, UNMEASURED)
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
        return f"{target.name} from −1 to 1, and a constant. Its error is {error_text(fit.root_mean_square)}."
    return (
        f"{target.name} from −1 to 1, and the sum of {min(shown, count)} of {count} hinges. "
        f"With all of them the error is {error_text(fit.root_mean_square)}."
    )


def caption_of_board(is_drawn: bool, count: int, bends: bool) -> str:
    """How to read and move what is on the board."""
    draws = "Draw in the picture. " * is_drawn
    if not count:
        return f"{draws}Pale: the function to build. Bold: a bias alone, a constant. {_DASHED}"
    hands = (
        "Drag a corner: sideways its crease moves, up and down the sum bends there."
        if bends
        else f"Drag the creases. Up to {MOST_BENT} hinges, when all are added up, have corners to drag too."
    )
    return (
        f"{draws}{hands} "
        "Pale: the function to build. Thin: the hinges, each of them one ReLU: flat up to its crease, then a line. "
        f"Bold: their sum and a bias. {_DASHED}"
    )


_DASHED = "Dashed: the best straight line, all that a network without activations can do."


@st.fragment
def workshop() -> None:
    palette = palette_of(is_dark())
    controls, near = st.columns([1.9, 1], gap="medium")
    with controls, st.container(key="abreast-controls"):
        target_place, neurons_place = st.columns([1, 1.8], gap="medium")
    with target_place:
        key = TARGET.select()
    with neurons_place:
        count = NEURONS.slider(on_change=all_evenly)
    with few_need():
        is_measured = not UNMEASURED.toggle()
        made = FUNCTION.current(count, FIRST_CURVE)
    if misfit := FUNCTION.misfit(count):
        st.error(misfit, icon=":material/error:")
    target = drawn_target(made.curve) if key == "drawn" else TARGETS[key]
    machine, flat = fit_hinges(target, made.creases), flat_fit(target)
    yours = set_hinges(target, made.creases, made.slopes) if made.slopes else None
    now = yours or machine
    tell_facts(error=now.root_mean_square, hinges=count, by_hand=bool(yours))
    board, errors = st.columns([1.9, 1], gap="medium")
    below, reading = st.columns([1, 2.2], gap="medium")
    with below:
        # A slider with one place only is none.
        shown = added_control(count).slider() if count else 0
    bends = count <= MOST_BENT and shown == count
    reading.caption(caption_of_board(key == "drawn", count, bends))
    with board:
        FUNCTION.draw(
            made,
            FIRST_CURVE,
            BoardLook(
                palette=palette,
                low=INTERVAL[0],
                high=INTERVAL[1],
                reach=TALLEST + 0.1,
                most=TALLEST,
                target=lines_of(target),
                flat=[(x, float(flat.affine([[x]])[0, 0])) for x in INTERVAL],
                machine=machine.slopes,
                shown=shown,
                bends=bends,
                drawable=key == "drawn",
                alt=describe_board(target, now, count, shown),
            ),
            on_count=add_all_up,
        )
    with near:
        how_near(yours_beside(target, made, yours), machine, flat.root_mean_square)
    with errors:
        by_count = errors_of(target) if is_measured else None
        against_n(by_count, now, flat.root_mean_square, count, palette)
        if key == "sin":
            st.caption(fewest(count, now.root_mean_square))


def yours_beside(target: Target, made: Made, yours: HingeFit | None) -> float | None:
    """How near a hand came with these creases, also after the machine has done it."""
    task = (target.key, made.creases, made.curve if target.key == "drawn" else None)
    if yours:
        st.session_state[_YOURS] = task, yours.root_mean_square
    last, error = st.session_state.get(_YOURS, (None, None))
    return error if last == task else None


def how_near(yours: float | None, machine: HingeFit, flat: float) -> None:
    """The errors of a hand, of the machine and of no activations, beside each other."""
    with st.container(key="abreast-errors"):
        places = st.columns(3 if yours is not None else 2, gap="small")
    if yours is not None:
        places[0].metric("You", error_text(yours), help=f"By hand. {_ERROR}")
    places[-2].metric("The machine", error_text(machine.root_mean_square), help=f"With the same creases. {_ERROR}")
    places[-1].metric("No activation", error_text(flat), help="However many neurons and layers")


_ERROR = (
    "About how far off the sum is: the gap squared, averaged from −1 to 1, and of that the root (root mean square)"
)


def fewest(count: int, error: float) -> str:
    """The fewest hinges so far that were near enough, these ones among them."""
    before = st.session_state.get(_FEWEST)
    if error < NEAR_ENOUGH and (before is None or count < before):
        before = st.session_state[_FEWEST] = count
    if before is None:
        return f"You have not come within {NEAR_ENOUGH} of the sine yet."
    return f"Fewest hinges within {NEAR_ENOUGH} of the sine so far: {before}."


def errors_of(target: Target) -> np.ndarray:
    return known_errors(target.key) if target.key in TARGETS else error_by_count(target)


def against_n(by_count: np.ndarray | None, now: HingeFit, flat: float, count: int, palette) -> None:
    """The error for other numbers of neurons, where it is not still asked for."""
    show(
        error_figure(by_count, flat, palette, now=(count, now.root_mean_square), height=320),
        describe_errors(by_count, flat),
        key="errors",
    )
    if by_count is None:
        st.caption("How far off it is with other numbers of neurons is seen when you have answered.")
        return
    ringed, hollow = "Ringed: now. " * (count > 0), "Hollow: exact. " * bool((by_count <= EXACT).any())
    st.caption(
        f"By the machine, with evenly placed creases. {ringed}{hollow}Where the function is smooth "
        "the error falls like n⁻²; with a jump it takes far more."
    )


def error_text(error: float) -> str:
    if error <= EXACT:
        return "0, exact"
    return number_text(error, 3) if 0.01 <= error < 100 else short_text(error, 2)


workshop()
next_lesson_link("pages/build.py")
