"""Processor time of the server for one rerun, with a single visitor.

On every page of Crease one control is moved, which runs its fragment; in the bare app the slider is moved and
the whole script runs.  The heaviest page has to be as cheap as that.  Every page has a server of its own, so
that no other visitor's objects are in the way, and the pages and the bare app take turns in short blocks, so
that all of them meet the same machine.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack

from benchmarks.report import Reading, Row
from benchmarks.serving import BARE_APP, CREASE, Server
from benchmarks.session import Session, walk

# The name of the slider that is moved; None for the first on the page, or where there is none a rerun of the
# first fragment with everything as it is.
CONTROLS = {
    "": "Weights drawn from seed",
    "activations": "Probe x",
    "network": None,
    "collapse": "Depth (layers)",
    "xor": None,
}
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

            async def subject(script, page, label, whole_page=False) -> Subject:
                server = servers.enter_context(Server(script))
                session = await sessions.enter_async_context(Session(server, page))
                return Subject(server, session, label, whole_page=whole_page)

            bare = await subject(BARE_APP, "", "Probe x", whole_page=True)
            pages = {page: await subject(CREASE, page, label) for page, label in CONTROLS.items()}
            for each in (bare, *pages.values()):
                await each.warm_up()
            for _ in range(BLOCKS):
                for each in (bare, *pages.values()):
                    await each.measure()
            return pages, bare


def rows() -> list[Row]:
    pages, bare = asyncio.run(_measure())
    costs = {page: Reading.of(subject.costs, "ms") for page, subject in pages.items()}
    heaviest = max(costs, key=lambda page: costs[page].value)
    return [
        Row(
            f"server CPU per rerun: {page or 'home'}, {pages[page].control}{', the heaviest' * (page == heaviest)}",
            cost,
            Reading.of(bare.costs, "ms"),
            TARGET if page == heaviest else None,
        )
        for page, cost in sorted(costs.items(), key=lambda item: -item[1].value)
    ]
