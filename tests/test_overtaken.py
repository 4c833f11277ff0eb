"""What a visitor has done is heard once, whatever they ask for before Python comes to it."""

import asyncio
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequestType

from benchmarks.crowd import network_drawing, other_number
from components.shell.overtaken import _LEFT, REACTION, Requests, joined, repeated_in
from harness.server import Server
from harness.session import Drawing, Session, run

SLIDERS = {
    "activations": "Weight w",
    "network": "Drawn from seed",
    "collapse": "Depth (layers)",
    "build": "Hidden neurons",
}
VALUES = st.dictionaries(st.sampled_from("abc"), st.floats(-2, 2), max_size=3)
PRESSED = st.sets(st.sampled_from("pq"))


def told(values: dict[str, float], pressed: set[str]) -> WidgetStates:
    return WidgetStates(
        widgets=[
            *(WidgetState(id=name, double_value=value) for name, value in values.items()),
            *(WidgetState(id=name, trigger_value=True) for name in sorted(pressed)),
        ]
    )


def told_by(states: WidgetStates) -> tuple[dict[str, float], set[str]]:
    names = [state.id for state in states.widgets]
    assert len(names) == len(set(names))
    return (
        {state.id: state.double_value for state in states.widgets if state.WhichOneof("value") == "double_value"},
        {state.id for state in states.widgets if state.trigger_value},
    )


@given(VALUES, PRESSED, VALUES, PRESSED)
def test_of_two_values_the_later_one_counts_and_what_was_pressed_is_pressed(earlier, first, later, then):
    assert told_by(joined(told(earlier, first), told(later, then))) == (earlier | later, first | then)


@given(VALUES, VALUES, PRESSED, st.sets(st.sampled_from("abc")))
def test_what_has_the_value_of_before_is_repeated_but_where_it_may_be_an_answer(earlier, later, pressed, seen):
    repeated = repeated_in(told(earlier, pressed), told(later, pressed), seen.__contains__)
    assert sorted(repeated) == sorted(
        name for name, value in later.items() if earlier.get(name) == value and name not in seen
    )


@given(
    st.lists(st.sampled_from(["ask", "next", "word", "take in", "overtake"]), max_size=30),
    st.randoms(use_true_random=False),
)
def test_whatever_follows_whatever_all_is_heard_once_and_the_last_values_count(steps, chance):
    """Each request presses a button of its own and moves one of three sliders; Python moves none."""
    requests, asked, heard, has, running = Requests(), 0, [], {}, None
    shown = dict.fromkeys("abc", 0.0)

    def request() -> WidgetStates:
        nonlocal asked
        asked += 1
        shown[chance.choice("abc")] = float(asked)
        return told(shown, {f"{asked}"})

    def take_in(states: WidgetStates, repeated: frozenset[str]) -> None:
        values, pressed = told_by(states)
        has.update({name: value for name, value in values.items() if name not in repeated})
        heard.extend(pressed)

    def ask(runs: Requests, states: WidgetStates, fragment: str | None = None) -> bool:
        return runs.request_rerun(RerunData(widget_states=states, fragment_id=fragment))

    ask(requests, request())
    for step in steps:
        if step == "overtake" or (step == "ask" and requests.is_done):
            states = request()
            news, repeated = requests.end(states)
            left = _LEFT.set((states, repeated))
            requests, running = Requests(), None
            _LEFT.reset(left)
            ask(requests, news)
        elif step == "ask":
            assert ask(requests, request(), f"fragment {chance.randrange(2)}")
        elif step == "take in":
            if running is not None:
                take_in(running, requests.take_in(tuple))
            running = None
        elif running is None or step == "word":
            # A run is done, or says a word; what it was told it has taken in before the next one begins.
            next_one = requests.on_scriptrunner_ready if running is None else requests.on_scriptrunner_yield
            asked_for = next_one()
            if asked_for and asked_for.type is ScriptRequestType.RERUN:
                running = asked_for.rerun_data.widget_states
    last, repeated = requests.end(told(shown, set()))
    take_in(last, repeated)
    assert has == shown
    assert sorted(heard, key=int) == [f"{number + 1}" for number in range(asked)]


def test_a_value_only_repeats_until_its_widget_has_been_seen(monkeypatch):
    now = 0.0
    monkeypatch.setattr("components.shell.overtaken.time.monotonic", lambda: now)
    requests, drawn = Requests(), set()
    same = told({"a": 1.0, "b": 2.0}, set())

    def repeated() -> set[str]:
        assert requests.request_rerun(RerunData(widget_states=same, fragment_id="one"))
        requests.on_scriptrunner_ready()
        return requests.take_in(lambda: drawn)

    assert repeated() == set()
    drawn.add("a")
    assert repeated() == {"a", "b"}
    now += 2 * REACTION
    assert repeated() == {"b"}
    now += 2 * REACTION
    # What waits has not been taken in, so nothing of it was seen.
    assert requests.request_rerun(RerunData(widget_states=told({"a": 3.0, "b": 2.0}, set()), fragment_id="one"))
    assert requests.request_rerun(RerunData(widget_states=told({"a": 3.0, "b": 2.0}, set()), fragment_id="one"))
    requests.on_scriptrunner_ready()
    assert requests.take_in(lambda: drawn) == {"b"}


@pytest.fixture(scope="module")
def server():
    with Server() as server:
        yield server


@pytest.mark.parametrize("page", SLIDERS)
@pytest.mark.parametrize("moves", [1, 2])
def test_a_slider_that_was_moved_before_its_page_was_left_stands_there_still(server, page, moves):
    """The second move waits for the answer to the first one."""

    async def leave_and_come_back() -> float:
        async with Session(server, page) as session:
            slider = session.slider(SLIDERS[page])
            ends.extend([slider.default[0] + slider.step * (move + 1) for move in range(moves)])
            for value in ends:
                await session.move(slider, value, waits=False)
            await session.go("xor")
            await session.go(page)
            return session.slider(SLIDERS[page]).value[0]

    ends = []
    assert run(leave_and_come_back()) == pytest.approx(ends[-1])


def test_a_network_that_was_edited_before_its_page_was_left_is_drawn_still(server):
    async def leave_and_come_back() -> tuple[str, str]:
        async with Session(server, "network") as session:
            drawing = network_drawing(session)
            network = other_number(drawing.data["network"], random.Random(1))
            for serial in range(2):
                entry = {"network": network, "inputs": drawing.data["inputs"], "done": serial == 1}
                await session.edit(drawing, {**entry, "serial": time.time_ns() // 1000 + serial}, waits=False)
            await session.go("xor")
            await session.go("network")
            return network, network_drawing(session).data["network"]

    wanted, drawn = run(leave_and_come_back())
    assert drawn == wanted


def curves(session: Session) -> Drawing:
    return next(drawing for drawing in session.drawings() if "curves" in drawing.data)


async def let_go(session: Session, weight: float, *, is_done: bool = True, waits: bool = True) -> None:
    """Drag the weight on the curves and let it go, or hold it still."""
    entry = {**curves(session).data["entry"], "weight": weight, "done": is_done}
    await session.edit(curves(session), {**entry, "serial": time.time_ns() // 1000}, waits=waits)


def test_a_number_that_was_let_go_stays_where_another_control_is_moved_before_the_answer(server):
    """What the browser has for the number's own slider is from before."""

    async def let_go_and_move() -> dict:
        async with Session(server, "activations") as session:
            await let_go(session, 1.3, waits=False)
            await session.move(session.slider("Probe x"), 2.0)
            await session.rerun_fragment(curves(session).fragment)
            return curves(session).data["entry"]

    shown = run(let_go_and_move())
    assert (shown["weight"], shown["x"]) == (1.3, 2.0)


def test_a_number_that_is_let_go_where_it_was_held_stays(server):
    async def hold_and_let_go() -> dict:
        async with Session(server, "activations") as session:
            await let_go(session, 1.3, is_done=False)
            await let_go(session, 1.3)
            await session.rerun()
            return curves(session).data["entry"]

    assert run(hold_and_let_go())["weight"] == 1.3


def test_a_slider_that_is_put_back_after_the_answer_counts(server):
    async def let_go_and_put_back() -> tuple[float, float]:
        async with Session(server, "activations") as session:
            first = curves(session).data["entry"]["weight"]
            await let_go(session, 1.3)
            between = curves(session).data["entry"]["weight"]
            await asyncio.sleep(2 * REACTION)
            await session.move(session.slider("Weight w"), first)
            return between, curves(session).data["entry"]["weight"]

    assert run(let_go_and_put_back()) == (1.3, 1.0)


def test_a_number_that_was_let_go_stays_though_another_control_is_moved_and_the_page_left_before_the_answer(server):
    async def let_go_move_and_leave() -> dict:
        async with Session(server, "activations") as session:
            await let_go(session, 1.3, waits=False)
            await session.move(session.slider("Probe x"), 2.0, waits=False)
            await session.go("xor")
            await session.go("activations")
            return curves(session).data["entry"]

    shown = run(let_go_move_and_leave())
    assert (shown["weight"], shown["x"]) == (1.3, 2.0)
