"""Processor time of the server for one rerun, with a single visitor.

On every page of Crease, and every part of one that draws something of its own, one control is moved, which
runs its fragment; in the bare app the slider is moved and the whole script runs.  The heaviest has to be as cheap
as that.  Each has a server of its own, so that no other visitor's objects are in the way, and all take turns in
short blocks, so that they meet the same machine.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field

from benchmarks import BARE_APP
from benchmarks.report import Reading, Row
from harness.server import CREASE, Server
from harness.session import Session, walk


@dataclass(frozen=True)
class Scene:
    """A page, or one part of it, and the slider that is moved.

    Without a slider the first fragment is run again with everything as it is.
    """

    name: str
    page: str
    slider: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)


SCENES = (
    Scene("home", "", "Weights drawn from seed"),
    Scene("activations", "activations", "Probe x"),
    Scene("network", "network"),
    Scene("collapse, one map", "collapse", "Depth (layers)"),
    Scene("collapse, a patchwork", "collapse", "From identity (0) to ReLU (1)", {"part": "2 A patchwork"}),
    Scene("collapse, in space", "collapse", "From identity (0) to ReLU (1)", {"part": "3 In space"}),
    Scene("xor", "xor"),
    Scene("build", "build", "Hidden neurons"),
)
BLOCKS, RERUNS = 8, 10
WARM_UP = 5
TARGET = 1.0


class Subject:
    """A session on a server of its own, and what its reruns cost, in milliseconds."""

    def __init__(self, server: Server, session: Session, label: str | None, *, whole_page: bool):
        self._server, self._session, self._whole_page = server, session, whole_page
        self._slider = session.slider(label)
        if label and self._slider is None:
            raise RuntimeError(f"There is no slider {label!r}.")
        self._values: Iterator[float] = walk(self._slider) if self._slider else iter(())
        self.control = self._slider.label if self._slider else "nothing moved"
        self.costs: list[float] = []

    async def _rerun(self) -> None:
        if self._slider is None:
            await self._session.rerun_first_fragment()
        else:
            await self._session.move(self._slider, next(self._values), whole_page=self._whole_page)

    async def _cpu_seconds(self) -> float:
        """The server's clock, once it rests: it collects garbage after it has told that a run has ended."""
        last = self._server.cpu_seconds
        while True:
            await asyncio.sleep(0.1)
            now = self._server.cpu_seconds
            if now - last < 0.001:
                return now
            last = now

    async def warm_up(self) -> None:
        for _ in range(WARM_UP):
            await self._rerun()

    async def measure(self) -> None:
        """One block of reruns; what one of them costs on average is kept."""
        start = await self._cpu_seconds()
        for _ in range(RERUNS):
            await self._rerun()
        self.costs.append((await self._cpu_seconds() - start) / RERUNS * 1000)


async def _measure() -> tuple[dict[str, Subject], Subject]:
    with ExitStack() as servers:
        async with AsyncExitStack() as sessions:

            async def subject(script, scene, whole_page=False) -> Subject:
                server = servers.enter_context(Server(script))
                session = await sessions.enter_async_context(Session(server, scene.page, scene.query))
                return Subject(server, session, scene.slider, whole_page=whole_page)

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
            f"server CPU per rerun: {name}: {scenes[name].control}{', the heaviest' * (name == heaviest)}",
            cost,
            Reading.of(bare.costs, "ms"),
            TARGET if name == heaviest else None,
        )
        for name, cost in sorted(costs.items(), key=lambda item: -item[1].value)
    ]
