"""`python -m benchmarks.fuzz` gives a server hostile inputs, and looks after its other visitors meanwhile.

    python -m benchmarks.fuzz --seed 7 --count 10000
    python -m benchmarks.fuzz --seed 7 --only 4711              one of them again

After each input its page has to run as if nothing had been; where Streamlit's protocol closes the connection, one can
connect again.  A neighbour moves a slider all the while.  What went wrong is printed with the number of its input.
"""

import argparse
import asyncio
import itertools
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed

from benchmarks.hostile import Input, draw
from benchmarks.report import Reading, Row, table
from harness.server import ROOT, Server
from harness.session import Session, walk

# How many times slower a neighbour may be than beside somebody who means well.
SLOWED = 2
# Seconds: between two moves of the neighbour, and for which somebody who means well is beside it.
PAUSE, CALM = 0.2, 8.0


@dataclass
class Findings:
    """What went wrong, by the number of the input; the neighbour's waiting in milliseconds; inputs by their kind."""

    faults: list[str] = field(default_factory=list)
    beside_friends: list[float] = field(default_factory=list)
    beside_foes: list[float] = field(default_factory=list)
    kinds: Counter = field(default_factory=Counter)
    # Seconds and words of the inputs that took longest.
    longest: list[tuple[float, str]] = field(default_factory=list)


async def fuzz(server: Server, seed: int, numbers: Iterable[int], calm: float = CALM) -> Findings:
    """Give the inputs of these numbers, one after the other."""
    findings = Findings()
    async with Session(server, "activations") as neighbour:
        moving = asyncio.create_task(_move(neighbour, findings.beside_friends))
        await _mean_well(server, calm)
        await _end(moving, findings)
        moving = asyncio.create_task(_move(neighbour, findings.beside_foes))
        for number in numbers:
            await _give(server, seed, number, findings)
            if moving.done():
                break
        await _end(moving, findings)
        slider = neighbour.slider("Probe x")
        await neighbour.move(slider, slider.min)
    findings.faults += _our_tracebacks(server.log)
    return findings


async def _give(server: Server, seed: int, number: int, findings: Findings) -> None:
    """Open a page, give it one input, and see whether it goes on."""
    rng = random.Random(f"{seed} {number}")
    page, query, make = draw(rng)
    begun, given = time.perf_counter(), Input("link", repr(query)[:300], Session.rerun)
    session = Session(server, page, query)
    try:
        await session.open()
        given = make(session)
        await given.give(session)
        if given.is_cut:
            await _goes_on_after_a_cut(session)
        else:
            await session.rerun()
    except Exception as error:
        # A page that is not there, or a broken connection, or an error on the page.
        findings.faults.append(
            f"{number} ({given.kind}) {page}: {type(error).__name__} {str(error)[:60]}: {given.words}"
        )
    finally:
        await session.close()
    findings.kinds[given.kind] += 1
    took = time.perf_counter() - begun
    findings.longest = sorted([*findings.longest, (took, f"{number} ({given.kind}) {page}: {given.words}")])[-5:]


async def _goes_on_after_a_cut(session: Session) -> None:
    """The connection is closed, or what was cut off made sense all the same; in both cases the page can be had."""
    try:
        await session.rerun()
    except ConnectionClosed:
        await session.open()


async def _mean_well(server: Server, seconds: float) -> None:
    """Open page after page and look at it again, as the hostile ones will."""
    end = time.perf_counter() + seconds
    for number in itertools.count():
        if time.perf_counter() > end:
            return
        page, *_ = draw(random.Random(f"friend {number}"))
        async with Session(server, page) as session:
            await session.rerun()
            await session.rerun()


async def _move(neighbour: Session, into: list[float]) -> None:
    slider = neighbour.slider("Probe x")
    for value in walk(slider):
        begun = time.perf_counter()
        await neighbour.move(slider, value)
        into.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(PAUSE)


async def _end(moving: asyncio.Task, findings: Findings) -> None:
    if moving.done() and moving.exception():
        findings.faults.append(f"the neighbour: {moving.exception()!r}")
    moving.cancel()
    await asyncio.gather(moving, return_exceptions=True)


def _our_tracebacks(log: str) -> list[str]:
    """Tracebacks that went through the app: Streamlit's own refusals of what is no message are none of them."""
    blocks = re.findall(r"Traceback \(most recent call last\):\n(?:[ \t|+-].*\n|\n)*.*", log)
    app = re.compile(rf'File "{re.escape(str(ROOT))}/(?!\.venv)')
    return [f"in the log: {block[-1500:]}" for block in dict.fromkeys(blocks) if app.search(block)]


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1, help="of all inputs (1)")
    parser.add_argument("--count", type=int, default=1000, help="how many inputs (1000)")
    parser.add_argument("--only", type=int, help="only the input of this number")
    options = parser.parse_args()
    numbers = range(options.count) if options.only is None else [options.only]
    with Server() as server:
        findings = asyncio.run(fuzz(server, options.seed, _told(numbers)))
    for fault in findings.faults:
        print(fault, file=sys.stderr)
    for took, words in reversed(findings.longest):
        print(f"{took:.2f} s: {words}", file=sys.stderr)
    print(table(_rows(findings, options.seed)))
    return 1 if findings.faults else 0


def _told(numbers: Iterable[int]) -> Iterable[int]:
    for number in numbers:
        if number and number % 500 == 0:
            print(f"{number} inputs", file=sys.stderr)
        yield number


def _rows(findings: Findings, seed: int) -> list[Row]:
    given = ", ".join(f"{count} of a {kind}" for kind, count in sorted(findings.kinds.items()))
    return [
        Row(f"hostile inputs with seed {seed} ({given}): faults", Reading(len(findings.faults), "faults"), target=0),
        Row(
            "their neighbour, beside an ordinary visitor = 1",
            Reading.of(findings.beside_foes, "ms"),
            Reading.of(findings.beside_friends, "ms"),
            target=SLOWED,
        ),
        Row(
            "the same, 95th percentile",
            Reading.of(findings.beside_foes, "ms", 95),
            Reading.of(findings.beside_friends, "ms", 95),
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
