"""What a visitor has done is heard once, whatever they ask for before Python comes to it."""

import asyncio
import functools
import random
import time
from collections import ChainMap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from benchmarks.crowd import network_drawing, other_number
from components.shell.overtaken import AGAIN, REACTION, joined, with_repeated_marked
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


def marked_of(requests: list[tuple[dict[str, float], set[str]]]) -> list[WidgetStates]:
    """Requests as they follow each other, with marks for what each only repeats of the one before."""
    before, marked = {}, []
    for values, pressed in requests:
        states = list(told(values, pressed).widgets)
        marked.append(with_repeated_marked(before, states, may_be_answer=False))
        before = {state.id: state for state in states}
    return marked


@given(st.lists(st.tuples(VALUES, PRESSED), min_size=1), st.integers(0))
def test_of_requests_that_wait_the_last_new_value_counts_and_what_was_pressed_is_pressed(requests, first):
    """Whichever of them are taken in together."""
    marked = marked_of(requests)
    first %= len(marked)
    values, pressed = told_by(functools.reduce(joined, marked[first:]))
    new = [
        {name: value for name, value in now.items() if last.get(name) != value}
        for (last, _), (now, _) in zip([({}, set()), *requests], requests, strict=False)
    ]
    wanted = dict(ChainMap(*reversed(new[first:])))
    assert {name: value for name, value in values.items() if not name.startswith(AGAIN)} == wanted
    assert pressed == set().union(*(pressed for _, pressed in requests[first:]))
    # What nobody has changed is known by its mark.
    assert {name.removeprefix(AGAIN) for name in values} == set().union(*(now for now, _ in requests[first:]))


def test_only_where_nothing_is_new_may_a_repeated_value_be_an_answer():
    before = {state.id: state for state in told({"a": 1.0, "b": 2.0}, set()).widgets}

    def repeated(values: dict[str, float], pressed: set[str], may_be_answer: bool) -> set[str]:
        marked = with_repeated_marked(before, list(told(values, pressed).widgets), may_be_answer=may_be_answer)
        return {state.id.removeprefix(AGAIN) for state in marked.widgets if state.id.startswith(AGAIN)}

    for may_be_answer in (False, True):
        assert repeated({"a": 3.0, "b": 2.0}, set(), may_be_answer) == {"b"}
        assert repeated({"a": 1.0, "b": 2.0}, {"p"}, may_be_answer) == {"a", "b"}
    assert repeated({"a": 1.0, "b": 2.0}, set(), False) == {"a", "b"}
    assert repeated({"a": 1.0, "b": 2.0}, set(), True) == set()


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


@pytest.mark.parametrize("seconds", [0, 0.005, 0.01, 0.02, 0.03])
def test_the_address_has_what_python_and_the_browser_wrote_at_once(server, seconds):
    async def let_go_and_move() -> dict:
        async with Session(server, "activations") as session:
            await let_go(session, 1.3, waits=False)
            await asyncio.sleep(seconds)
            await session.move(session.slider("Probe x"), 2.0, waits=False)
            await session.move(session.slider("Probe x"), 2.1)
            await session.rerun_fragment(curves(session).fragment)
            await session.rerun_fragment(curves(session).fragment)
            return session.query

    query = run(let_go_and_move())
    assert (query["weight"], query["x"]) == ("1.3", "2.1")


def test_what_python_writes_of_a_page_that_was_left_does_not_stay_in_the_address_of_the_next(server):
    async def let_go_and_leave() -> dict:
        async with Session(server, "activations") as session:
            await let_go(session, 1.3, waits=False)
            await session.go("xor")
            await session.rerun()
            return session.query

    assert "weight" not in run(let_go_and_leave())


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_done_how_fast_what_was_done_last_stands(server, seed):
    """A number is let go on the drawing, and before the answer sliders are moved and the whole page is asked for."""
    chance = random.Random(seed)
    sliders = {"bias": "Bias b", "x": "Probe x"}

    async def done_and_shown() -> tuple[dict, dict, dict]:
        async with Session(server, "activations") as session:
            entry = curves(session).data["entry"]
            done = {name: entry[name] for name in ("weight", *sliders)}
            for _ in range(8):
                done["weight"] = chance.randint(-30, 30) / 10
                await let_go(session, done["weight"], waits=False)
                for _ in range(chance.randrange(5)):
                    await asyncio.sleep(chance.choice([0, 0, 0.005, 0.02, 0.05]))
                    name = chance.choice(list(sliders))
                    done[name] = chance.randint(-30, 30) / 10
                    is_whole = chance.random() < 0.4
                    await session.move(session.slider(sliders[name]), done[name], whole_page=is_whole, waits=False)
                shown = await quiet(session, done)
                if shown != done:
                    break
            # A link says what differs from what the page begins with.
            said = {name: float(session.query.get(name, entry[name])) for name in done}
            return done, shown, said

    async def quiet(session: Session, done: dict) -> dict:
        """What is shown when all is answered; what comes first may be the answer to an earlier question."""
        for _ in range(12):
            await session.rerun_fragment(curves(session).fragment)
            shown = {name: curves(session).data["entry"][name] for name in done}
            if shown == done:
                break
        return shown

    done, shown, said = run(done_and_shown())
    assert shown == done
    assert said == done
