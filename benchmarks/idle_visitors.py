"""What a rerun costs the server beside visitors who are merely there, against what it costs alone.

One server: a visitor of the collapse page moves a slider alone; then others open all scenes and look at them, and
the same visitor goes on.
"""

import asyncio
import itertools
from contextlib import AsyncExitStack

from benchmarks.report import Reading, Row
from benchmarks.rerun_cpu import Subject
from benchmarks.scenes import SCENES, Hand
from harness.server import Server
from harness.session import Session

IDLE = 300
BLOCKS = 8
TARGET = 1.3


async def _measure(idle: int) -> tuple[list[float], list[float]]:
    """Milliseconds for each block, alone and beside the others."""
    scene = next(scene for scene in SCENES if scene.page == "collapse")
    with Server() as server:
        async with AsyncExitStack() as sessions:
            session = await sessions.enter_async_context(Session(server, scene.page, scene.query))
            subject = Subject(server, Hand(session, scene.slider))
            await subject.warm_up()
            for _ in range(BLOCKS):
                await subject.measure()
            alone, subject.costs = subject.costs, []
            for other in itertools.islice(itertools.cycle(SCENES), idle):
                await sessions.enter_async_context(Session(server, other.page, other.query))
            for _ in range(BLOCKS):
                await subject.measure()
            return alone, subject.costs


def rows(idle: int = IDLE) -> list[Row]:
    alone, beside = (Reading.of(costs, "ms") for costs in asyncio.run(_measure(idle)))
    return [
        Row("server CPU per rerun, collapse, alone", alone),
        Row(f"server CPU per rerun, collapse, beside {idle} idle visitors", beside),
        Row(f"beside {idle} idle visitors, alone = 1", Reading(beside.value / alone.value, "times"), target=TARGET),
    ]
