"""Memory of a server that many have visited: each opens a scene, moves something once and goes."""

import asyncio

from benchmarks.report import Reading, Row
from benchmarks.scenes import SCENES, Hand
from harness.server import Server
from harness.session import Session

FEW, MANY = 100, 1000
AT_ONCE = 4
TARGET = 1.2


async def _visit(server: Server, place: int) -> None:
    scene = SCENES[place % len(SCENES)]
    async with Session(server, scene.page, scene.query) as session:
        await Hand(session, scene.slider, start=place).move()


async def _measure(few: int, many: int) -> tuple[float, float]:
    """Megabytes after the first few and after all."""
    with Server() as server:
        memory = []
        for places in (range(few), range(few, many)):
            for first in places[::AT_ONCE]:
                together = places[first - places.start :][:AT_ONCE]
                await asyncio.gather(*(_visit(server, place) for place in together))
            memory.append(server.memory)
        return tuple(memory)


def rows(few: int = FEW, many: int = MANY) -> list[Row]:
    after_few, after_many = asyncio.run(_measure(few, many))
    return [
        Row(f"server memory after {few} sessions", Reading(after_few, "MB")),
        Row(f"server memory after {many:,} sessions", Reading(after_many, "MB")),
        Row(f"after {many:,} sessions, after {few} = 1", Reading(after_many / after_few, "times"), target=TARGET),
    ]
