"""`python -m benchmarks.load` lets a crowd come to replicas behind HAProxy, or to any address.

    python -m benchmarks.load                                   400 visitors, as many replicas as there are cores
    python -m benchmarks.load --address http://localhost:8501 --visitors 50 --arriving 10 --staying 20
    python -m benchmarks.load --query room=KMTR                 everybody comes with the code of a room

    python -m benchmarks.load --visitors 100 --arriving 10 --staying 590       does what they hold grow

What the replicas hold is printed twice a minute where those are ours.  Only ask your own servers.
"""

import argparse
import asyncio
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass
from urllib.parse import parse_qsl

from benchmarks.crowd import Crowd, Experience, give
from benchmarks.report import Reading, Row, table
from harness.replicas import Cost, Replicas

MEDIAN_TARGET, SLOWEST_TARGET, GROWN = 80, 500, 1.05
# Seconds between two looks at what the replicas hold, until that has settled, and until those who left are gone.
SELDOM, SETTLED, GONE = 30.0, 180.0, 3.0


@dataclass(frozen=True)
class Elsewhere:
    """A server that somebody else has started: its memory and its log are not ours to see."""

    url: str
    log: str = ""

    def cost(self) -> None:
        """Not to be known."""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.load", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", help="of a server that runs; without it, replicas are started here")
    parser.add_argument("--workers", type=int, default=2, help="replicas to be started (2)")
    parser.add_argument("--visitors", type=int, default=400, help="how many come (400)")
    parser.add_argument("--arriving", type=float, default=60, help="seconds within which they come (60)")
    parser.add_argument("--staying", type=float, default=60, help="seconds for which all then stay (60)")
    parser.add_argument("--thinking", type=float, default=5, help="seconds between two moves of one of them (5)")
    parser.add_argument("--query", default="", help="what stands in everybody's address, such as room=KMTR")
    parser.add_argument("--seed", type=int, default=1, help="of who does what, when (1)")
    options = parser.parse_args()
    query = dict(parse_qsl(options.query))
    crowd = Crowd(
        options.visitors, options.arriving, options.staying, options.thinking, query=query, seed=options.seed
    )
    place = Elsewhere(options.address.rstrip("/")) if options.address else None
    with nullcontext(place) if place else Replicas(options.workers) as server:
        experience, costs = asyncio.run(_watched(server, crowd))
        log = server.log
    faults = [*experience.faults, *(line for line in log.splitlines() if "Error" in line)]
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    print(table(_rows(crowd, experience, faults, costs)))
    return 1 if faults else 0


async def _watched(server, crowd: Crowd) -> tuple[Experience, dict[float, Cost]]:
    """What the crowd experiences, and by the seconds that have passed what the replicas hold: until all are gone."""
    costs, start = {}, time.monotonic()

    async def look() -> None:
        passed = time.monotonic() - start
        if cost := await asyncio.to_thread(server.cost):
            costs[passed] = cost
            print(
                f"{passed:.0f} s: {cost.memory:.0f} MB, {cost.descriptors} descriptors, {cost.threads} threads",
                file=sys.stderr,
            )

    async def watch() -> None:
        while True:
            await look()
            await asyncio.sleep(SELDOM)

    watching = asyncio.create_task(watch())
    experience = await give(server, crowd)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    await asyncio.sleep(GONE)
    await look()
    return experience, costs


def _rows(crowd: Crowd, experience: Experience, faults: list[str], costs: dict[float, Cost]) -> list[Row]:
    who = f"{crowd.visitors} come in {crowd.arriving:g} s and do something every {crowd.thinking:g} s"
    rows = [
        Row(f"{who}: first load, median", Reading.of(experience.loads, "ms")),
        Row(f"{who}: first load, 95th percentile", Reading.of(experience.loads, "ms", 95)),
        Row(f"{who}: rerun, median", Reading.of(experience.reruns, "ms"), target=MEDIAN_TARGET),
        Row(f"{who}: rerun, 95th percentile", Reading.of(experience.reruns, "ms", 95), target=SLOWEST_TARGET),
        Row(f"{who}: what went wrong", Reading(len(faults), "faults"), target=0),
        Row(f"{who}: the visitors themselves", Reading(experience.own_share, "core")),
    ]
    if costs:
        first, *_, last = costs.values()
        rows += [
            Row("memory of all replicas, before they came", Reading(first.memory, "MB")),
            Row("memory of all replicas, in the end", Reading(last.memory, "MB")),
            Row("threads when all are gone, more than before", Reading(last.threads - first.threads, "threads")),
        ]
    settled = [cost for passed, cost in costs.items() if passed >= SETTLED]
    if len(settled) > 2:
        # While they come and go; of those who left, Streamlit keeps the last 128 of each replica for two minutes, and
        # each of them has three descriptors.
        early, *_, late, _ = settled
        rows += [
            Row(
                "memory at last, after three minutes = 1", Reading(late.memory / early.memory, "times"), target=GROWN
            ),
            Row(
                "descriptors at last, more than after three minutes",
                Reading(late.descriptors - early.descriptors, "descriptors"),
            ),
        ]
    return rows


if __name__ == "__main__":
    sys.exit(main())
