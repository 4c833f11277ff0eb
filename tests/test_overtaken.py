"""What a visitor has done is heard once, whatever they ask for before Python comes to it."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequestType

from benchmarks.crowd import network_drawing, other_number
from components.shell.overtaken import Requests, joined
from harness.server import Server
from harness.session import Session, run

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


@given(st.lists(st.sampled_from(["fragment", "ready", "yield", "take in"])), st.randoms())
def test_of_a_run_that_ends_everything_is_heard_once(steps, order):
    """Each request presses a button of its own."""
    requests, asked, heard, running = Requests(), 0, [], None

    def ask(fragment: str | None) -> None:
        nonlocal asked
        asked += 1
        requests.request_rerun(RerunData(widget_states=told({}, {f"{asked}"}), fragment_id=fragment))

    ask(None)
    for step in steps:
        if step == "fragment":
            ask(f"fragment {order.randrange(2)}")
        elif step == "take in":
            if running and requests.take_in():
                heard += sorted(told_by(running)[1])
            running = None
        elif running is None or step == "yield":
            # A run is done, or says a word; what it was told it has taken in before the next one begins.
            request = requests.on_scriptrunner_ready() if running is None else requests.on_scriptrunner_yield()
            if request is not None:
                if request.type is ScriptRequestType.STOP:
                    break
                running = request.rerun_data.widget_states
    for states in requests.end():
        heard += sorted(told_by(states)[1])
    assert not requests.take_in()
    assert requests.end() == []
    assert sorted(heard, key=int) == [f"{number + 1}" for number in range(asked)]


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
