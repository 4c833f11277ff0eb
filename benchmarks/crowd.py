"""Visitors who come within a minute, on all pages, and then each do something every few seconds.

They think for a while of their own, move the page's controls, drag a number of a drawing, or go on to another page.
A rerun lasts from asking for it to its end, without the browser's part.  Who still waits for an answer when the next
move is due makes it as soon as the answer is there.  The visitors share the machine with the server, unless that is
elsewhere; all of them are one thread.
"""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from benchmarks.scenes import SCENES, Hand, Scene
from harness.files import fetch
from harness.session import Drawing, Session

# Of what a visitor does, so much is a drag, and so much going on to another page.
DRAGS, LEAVES = 0.3, 0.05


@dataclass(frozen=True)
class Crowd:
    """How many come in how many seconds, how long they then stay together, and how long they think between two moves.

    They fetch Streamlit's files as browsers do that were never there, unless those are not `new`.  `query` stands in
    everybody's address: the code of a room, for instance.
    """

    visitors: int
    arriving: float = 60.0
    staying: float = 60.0
    thinking: float = 5.0
    is_new: bool = True
    query: Mapping[str, str] = field(default_factory=dict)
    seed: int = 1


@dataclass
class Experience:
    """Milliseconds that visitors waited, and what went wrong: on a page, in the protocol or in the server's log."""

    loads: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    # Of these visitors' own thread: near 1 they measure themselves.
    own_share: float = 0.0


async def give(server, crowd: Crowd) -> Experience:
    """What a crowd experiences at the address `server.url`."""
    experience = Experience()
    start, used = time.perf_counter(), time.process_time()
    visits = (_visit(server, crowd, place, start, experience) for place in range(crowd.visitors))
    await asyncio.gather(*visits)
    experience.own_share = (time.process_time() - used) / (time.perf_counter() - start)
    return experience


async def _visit(server, crowd: Crowd, place: int, start: float, experience: Experience) -> None:
    """One visitor: they come evenly one after the other, each with thoughts of its own."""
    thoughts = random.Random(f"{crowd.seed} {place}")
    scene = SCENES[place % len(SCENES)]
    end = start + crowd.arriving + crowd.staying
    await _sleep_until(start + crowd.arriving * place / crowd.visitors)
    try:
        cookie = (await fetch(server.url)).cookie if crowd.is_new else ""
        while scene:
            scene = await _stay(server, crowd, scene, cookie, thoughts, end, experience)
    except Exception as error:
        experience.faults.append(f"{scene.name}: {type(error).__name__} {error}")


async def _stay(
    server, crowd: Crowd, scene: Scene, cookie: str, thoughts: random.Random, end: float, experience: Experience
):
    """Stay on a page, and give the next one, or None at the end."""
    session = Session(server, scene.page, {**scene.query, **crowd.query}, cookie)
    await _timed(session.open, experience.loads)
    try:
        # Each on a way of its own, so that hardly an answer serves two of them.
        hand = Hand(session, scene.slider, start=thoughts.randrange(40))
        while (due := time.perf_counter() + crowd.thinking * thoughts.uniform(0.5, 1.5)) < end:
            await _sleep_until(due)
            choice = thoughts.random()
            if choice < LEAVES:
                return thoughts.choice(SCENES)
            if choice < LEAVES + DRAGS and await _drag(session, thoughts, experience.reruns):
                continue
            await _timed(hand.move, experience.reruns)
    finally:
        await session.close()


async def _drag(session: Session, thoughts: random.Random, into: list[float]) -> bool:
    """Drag the first number of a network's drawing, and whether there is one: Python hears of it twice."""
    drawing = network_drawing(session)
    if drawing is None:
        return False
    for is_done in (False, True):
        network = other_number(drawing.data["network"], thoughts)
        await _timed(lambda network=network, is_done=is_done: tell_network(session, drawing, network, is_done), into)
    return True


def network_drawing(session: Session) -> Drawing | None:
    """The first drawing of a network that a hand can move; None where there is none."""
    return next((one for one in session.drawings() if "inputs" in one.data and "network" in one.data), None)


async def tell_network(session: Session, drawing: Drawing, network: str, is_done: bool) -> None:
    """Tell Python of the network that a hand holds on a drawing, or has let go, and wait for its answer."""
    entry = {"network": network, "inputs": drawing.data["inputs"], "serial": time.time_ns() // 1000, "done": is_done}
    await session.edit(drawing, entry)


def other_number(network: str, thoughts: random.Random) -> str:
    """A network's text with another first weight."""
    sizes, activation, _, *rest = network.split(" ")
    return " ".join([sizes, activation, f"{round(thoughts.uniform(-2, 2), 2) + 0.0:g}", *rest])


async def _timed(action: Callable, into: list[float]) -> None:
    start = time.perf_counter()
    await action()
    into.append((time.perf_counter() - start) * 1000)


async def _sleep_until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))
