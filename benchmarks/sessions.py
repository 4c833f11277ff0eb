"""Many visitors at once: how long the first load and a rerun take, and how much memory the server needs.

The visitors of the activations page, or of the bare app, all come at once, and then all move their sliders at
once, each as soon as its last rerun has ended.  A load lasts from connecting to the end of the first run, a
rerun from asking for it to its end; the browser's part is left out.  The visitors share the machine with the
server.  Every row has a fresh server that has served one visitor before.
"""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import BARE_APP, server_of
from benchmarks.report import Reading, Row
from benchmarks.scenes import Hand
from harness.server import CREASE
from harness.session import Session


@dataclass(frozen=True)
class Crowd:
    """How many visitors there are, how often they come, and how often each then moves its slider."""

    visitors: int
    arrivals: int
    moves: int


# A few visitors give few numbers, so they come more often and stay longer.
CROWDS = (Crowd(1, 10, 40), Crowd(10, 2, 10), Crowd(50, 1, 5), Crowd(100, 1, 4))
LABEL = "Probe x"


@dataclass
class Experience:
    """Milliseconds that visitors waited, and megabytes that the server held in the end."""

    loads: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    memory: float = 0.0


async def _timed(awaitable, into: list[float]) -> None:
    start = time.perf_counter()
    await awaitable
    into.append((time.perf_counter() - start) * 1000)


async def _move_often(session: Session, start: int, count: int, into: list[float]) -> None:
    hand = Hand(session, LABEL, start=start)
    for _ in range(count):
        await _timed(hand.move(), into)


async def _serve(script: Path, page: str, crowd: Crowd) -> Experience:
    experience, unmeasured = Experience(), []
    with server_of(script) as server:
        async with Session(server, page) as first:
            await _move_often(first, 0, 3, unmeasured)
        for _ in range(crowd.arrivals - 1):
            sessions = [Session(server, page) for _ in range(crowd.visitors)]
            await asyncio.gather(*(_timed(session.open(), experience.loads) for session in sessions))
            await asyncio.gather(*(session.close() for session in sessions))
        sessions = [Session(server, page) for _ in range(crowd.visitors)]
        await asyncio.gather(*(_timed(session.open(), experience.loads) for session in sessions))
        await asyncio.gather(
            *(
                # Each moves through a part of the slider of its own, so that hardly an answer serves two of them.
                _move_often(session, crowd.moves * place, crowd.moves, experience.reruns)
                for place, session in enumerate(sessions)
            )
        )
        experience.memory = server.memory
        await asyncio.gather(*(session.close() for session in sessions))
    return experience


def rows() -> list[Row]:
    result = []
    for crowd in CROWDS:
        crease = asyncio.run(_serve(CREASE, "activations", crowd))
        bare = asyncio.run(_serve(BARE_APP, "", crowd))
        who = f"{crowd.visitors} at once" if crowd.visitors > 1 else "1 visitor"
        result += [
            Row(f"{who}: first load, median", Reading.of(crease.loads, "ms"), Reading.of(bare.loads, "ms")),
            Row(f"{who}: rerun, median", Reading.of(crease.reruns, "ms"), Reading.of(bare.reruns, "ms")),
            Row(
                f"{who}: rerun, 95th percentile",
                Reading.of(crease.reruns, "ms", 95),
                Reading.of(bare.reruns, "ms", 95),
            ),
            Row(f"{who}: server memory", Reading(crease.memory, "MB"), Reading(bare.memory, "MB")),
        ]
    return result
