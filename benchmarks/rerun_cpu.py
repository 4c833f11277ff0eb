"""Processor time of the server for one rerun, with a single visitor.

In every scene of Crease one control is moved, which runs its fragment; in the bare app the slider is moved and
the whole script runs.  The heaviest has to be as cheap as that.  Each has a server of its own, so that no other
visitor's objects are in the way, and all take turns in short blocks, so that they meet the same machine.
"""

import asyncio
from contextlib import AsyncExitStack, ExitStack

from benchmarks import BARE_APP, server_of
from benchmarks.report import Reading, Row
from benchmarks.scenes import SCENES, Hand, Scene
from harness.server import CREASE, Server
from harness.session import Session

BLOCKS, RERUNS = 8, 10
WARM_UP = 5
TARGET = 1.0


class Subject:
    """A hand in a session, and what its reruns cost the server, in milliseconds."""

    def __init__(self, server: Server, hand: Hand):
        self._server, self.hand = server, hand
        self.costs: list[float] = []

    async def _cpu_seconds(self) -> float:
        """The server's clock, once it rests: some of its work it does after it has told that a run has ended."""
        last = self._server.cpu_seconds
        while True:
            await asyncio.sleep(0.1)
            now = self._server.cpu_seconds
            if now - last < 0.001:
                return now
            last = now

    async def warm_up(self) -> None:
        for _ in range(WARM_UP):
            await self.hand.move()

    async def measure(self) -> None:
        """One block of reruns; what one of them costs on average is kept."""
        start = await self._cpu_seconds()
        for _ in range(RERUNS):
            await self.hand.move()
        self.costs.append((await self._cpu_seconds() - start) / RERUNS * 1000)


async def _measure() -> tuple[dict[str, Subject], Subject]:
    with ExitStack() as servers:
        async with AsyncExitStack() as sessions:

            async def subject(script, scene, whole_page=False) -> Subject:
                server = servers.enter_context(server_of(script))
                session = await sessions.enter_async_context(Session(server, scene.page, scene.query))
                return Subject(server, Hand(session, scene.slider, whole_page=whole_page))

            bare = await subject(BARE_APP, Scene("bare", "", "Probe x"), whole_page=True)
            scenes = {scene.name: await subject(CREASE, scene) for scene in SCENES}
            for each in (bare, *scenes.values()):
                await each.warm_up()
            for _ in range(BLOCKS):
                for each in (bare, *scenes.values()):
                    await each.measure()
            return scenes, bare


def rows() -> list[Row]:
    scenes, bare = asyncio.run(_measure())
    costs = {name: Reading.of(subject.costs, "ms") for name, subject in scenes.items()}
    heaviest = max(costs, key=lambda name: costs[name].value)
    return [
        Row(
            f"server CPU per rerun: {name}: {scenes[name].hand.moves}{', the heaviest' * (name == heaviest)}",
            cost,
            Reading.of(bare.costs, "ms"),
            TARGET if name == heaviest else None,
        )
        for name, cost in sorted(costs.items(), key=lambda item: -item[1].value)
    ]
