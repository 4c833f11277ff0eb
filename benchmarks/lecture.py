"""A lecture: visitors come within a minute, on all pages, and then each moves something every few seconds.

A rerun lasts from asking for it to its end, without the browser's part.  Who still waits for an answer when the
next move is due makes it as soon as the answer is there.  The visitors share the machine with the server.
"""

import asyncio
import time
from dataclasses import dataclass, field

from benchmarks.report import Reading, Row
from benchmarks.scenes import SCENES, Hand
from harness.server import Server
from harness.session import Session

VISITORS, ARRIVING, CLICKING, PERIOD = 200, 60.0, 60.0, 5.0
MEDIAN_TARGET, SLOWEST_TARGET = 60, 1500


@dataclass
class Experience:
    """Milliseconds that visitors waited, and what went wrong: on a page, in the protocol or in the server's log."""

    loads: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def _visit(server: Server, place: int, visitors: int, start: float, experience: Experience) -> None:
    """One visitor: they come evenly one after the other, and in that order move their controls."""
    scene, share = SCENES[place % len(SCENES)], place / visitors
    await _sleep_until(start + share * ARRIVING)
    session = Session(server, scene.page, scene.query)
    try:
        came = time.perf_counter()
        await session.open()
        experience.loads.append((time.perf_counter() - came) * 1000)
        # Each on a way of its own, so that hardly an answer serves two of them.
        hand = Hand(session, scene.slider, start=place)
        for click in range(round(CLICKING / PERIOD)):
            await _sleep_until(start + ARRIVING + (click + share) * PERIOD)
            asked = time.perf_counter()
            await hand.move()
            experience.reruns.append((time.perf_counter() - asked) * 1000)
        await session.close()
    except Exception as error:
        experience.faults.append(f"{scene.name}: {error}")


async def _sleep_until(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))


async def _give(visitors: int) -> Experience:
    experience = Experience()
    with Server() as server:
        start = time.perf_counter()
        await asyncio.gather(*(_visit(server, place, visitors, start, experience) for place in range(visitors)))
        experience.faults += [line for line in server.log.splitlines() if "Error" in line]
    return experience


def rows(visitors: int = VISITORS) -> list[Row]:
    experience = asyncio.run(_give(visitors))
    who = f"{visitors} come in {ARRIVING:g} s and click every {PERIOD:g} s"
    return [
        Row(f"{who}: first load, median", Reading.of(experience.loads, "ms")),
        Row(f"{who}: rerun, median", Reading.of(experience.reruns, "ms"), target=MEDIAN_TARGET),
        Row(f"{who}: rerun, 95th percentile", Reading.of(experience.reruns, "ms", 95), target=SLOWEST_TARGET),
        Row(f"{who}: what went wrong", Reading(len(experience.faults), "faults"), target=0),
    ]
