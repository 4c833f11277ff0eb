"""`python -m benchmarks.kill`: a replica is killed with -9 while many drag; is each edit that was let go still there?

Half of the visitors were at that replica.  Each does what its browser does: it connects again, opens its address, and
tells its last edit once more.  What a real browser needs for that is tested in tests/browser/test_replicas.py.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import time
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from benchmarks.crowd import network_drawing, other_number, tell_network
from benchmarks.report import Reading, Row, table
from harness.files import fetch
from harness.replicas import Replicas
from harness.session import Session

BACK = 3000
# Seconds: between two words of a drag, before the kill and after it.
WORD, BEFORE, AFTER = 1.0, 5.0, 10.0


@dataclass
class Dragger:
    """A visitor of the network page who drags one weight, lets go, and takes it again."""

    place: int
    cookie: str = ""
    let_go: str = ""
    back: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    async def drag(self, server, until: float) -> None:
        thoughts = random.Random(self.place)
        self.cookie = (await fetch(server.url)).cookie
        session, is_done = Session(server, "network", cookie=self.cookie), False
        await session.open()
        await asyncio.sleep(thoughts.uniform(0, WORD))
        while time.perf_counter() < until:
            network = other_number(network_drawing(session).data["network"], thoughts)
            if is_done:
                self.let_go = network
            try:
                await tell_network(session, network_drawing(session), network, is_done)
            except (WebSocketException, OSError):
                session = await self._come_back(server)
            else:
                if is_done and network_drawing(session).data["network"] != network:
                    self.faults.append(f"{self.place}: {network} was let go, and is not shown")
            is_done = not is_done
            await asyncio.sleep(WORD * thoughts.uniform(0.5, 1.5))
        await session.close()

    async def _come_back(self, server) -> Session:
        lost = time.perf_counter()
        session = Session(server, "network", cookie=self.cookie)
        await session.open()
        if self.let_go:
            await tell_network(session, network_drawing(session), self.let_go, True)
            if network_drawing(session).data["network"] != self.let_go:
                self.faults.append(f"{self.place}: {self.let_go} was lost")
        self.back.append(time.perf_counter() - lost)
        return session


async def _kill_among(server: Replicas, visitors: int) -> list[Dragger]:
    until = time.perf_counter() + BEFORE + AFTER
    draggers = [Dragger(place) for place in range(visitors)]
    dragging = [asyncio.create_task(one.drag(server, until)) for one in draggers]
    await asyncio.sleep(BEFORE)
    victim = next(iter((await asyncio.to_thread(server.pids)).values()))
    os.kill(victim, signal.SIGKILL)
    for one, end in zip(draggers, await asyncio.gather(*dragging, return_exceptions=True), strict=True):
        if end:
            one.faults.append(f"{one.place}: {end!r}")
    return draggers


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill", description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=50, help="how many drag (50)")
    options = parser.parse_args()
    with Replicas() as server:
        draggers = asyncio.run(_kill_among(server, options.visitors))
    faults = [fault for one in draggers for fault in one.faults]
    back = [1000 * seconds for one in draggers for seconds in one.back]
    for fault in faults:
        print(fault, file=sys.stderr)
    who = f"{options.visitors} drag, and the replica of {len(back)} of them is killed"
    rows = [Row(f"{who}: edits lost", Reading(len(faults), "edits"), target=0)]
    if back:
        rows.append(Row(f"{who}: back again, median", Reading.of(back, "ms")))
        rows.append(Row(f"{who}: back again, the last", Reading(max(back), "ms"), target=BACK))
    print(table(rows))
    return 1 if faults or not back else 0


if __name__ == "__main__":
    sys.exit(main())
