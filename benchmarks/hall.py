"""`python -m benchmarks.hall`: all people of a room drag XOR's line for a minute, and a wall shows their tries.

Each says what a browser says of a hand that rests every three seconds: where the line is, and every fourth time that
it was let go.  Their pages and the wall look at the room as often as Python wants them to.  One more is a real
Chromium, whose frames are counted beside those of an empty page in the same minute.  All of them share one machine.
"""

import argparse
import asyncio
import base64
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.chromium import chromium, new_page, wait_until_quiet
from benchmarks.crowd import network_drawing, tell_network
from benchmarks.dragging import FEWEST_FRAMES, SECONDS, empty_frames, frames, middle_of
from benchmarks.report import Reading, Row, table
from harness.files import fetch
from harness.replicas import Replicas
from harness.session import Session
from rooms.reading import N_NUMBERS
from rooms.store import Store

SCENE = {"step": "2 Try XOR"}
# Seconds: within which they come, for which all drag, between two words of a hand.
ARRIVING, DRAGGING, WORD = 20.0, 60.0, 3.0
# Every so many words the hand lets go.
LETS_GO = 4
LATEST, MOST_CPU = 1000, 1.0


@dataclass
class Told:
    """When each try was told, by the numbers that a wall has of it; what was waited for in ms; what went wrong."""

    at: dict[tuple, float] = field(default_factory=dict)
    on_the_wall: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    cpu: float = 0.0


async def _drag(server, code: str, place: int, start: float, told: Told) -> None:
    """One of the room's people, from the code on."""
    thoughts = random.Random(place)
    await asyncio.sleep(max(0.0, start - ARRIVING * thoughts.random() - time.perf_counter()))
    cookie = (await fetch(server.url)).cookie
    async with Session(server, "xor", {**SCENE, "room": code}, cookie) as session:
        await asyncio.sleep(max(0.0, start + WORD * thoughts.random() - time.perf_counter()))
        count, looks, looked = 0, session.repeats, time.perf_counter()
        while (begun := time.perf_counter()) < start + DRAGGING:
            count += 1
            line = tuple(np.float32(round(thoughts.uniform(-3, 3), 4) + 0.0) for _ in range(3))
            told.at[line] = begun
            network = " ".join(["2-1 step", *(f"{number:.4f}" for number in line)])
            await tell_network(session, network_drawing(session), network, count % LETS_GO == 0)
            told.answers.append((time.perf_counter() - begun) * 1000)
            while looks and looked + min(looks.values()) < begun + WORD:
                looked += min(looks.values())
                await asyncio.sleep(max(0.0, looked - time.perf_counter()))
                await session.rerun_fragment(min(looks, key=looks.get))
            await asyncio.sleep(max(0.0, begun + WORD - time.perf_counter()))


async def _look(server, code: str, secret: str, end: float, told: Told) -> None:
    """The lecturer's wall: when each try is on it."""
    query = {**SCENE, "present": "true", "room": code, "host": secret}
    async with Session(server, "xor", query) as session:
        view = next(
            shown.button_group
            for shown in session.elements
            if shown.WhichOneof("type") == "button_group" and shown.button_group.label == "On the wall"
        )
        session.put(WidgetState(id=view.id, string_array_value={"data": ["Hall"]}))
        await session.rerun()
        while (begun := time.perf_counter()) < end:
            for line in _lines(session):
                if line in told.at:
                    told.on_the_wall.append((time.perf_counter() - told.at.pop(line)) * 1000)
            (fragment, pause), *_ = session.repeats.items()
            await asyncio.sleep(max(0.0, begun + pause - time.perf_counter()))
            await session.rerun_fragment(fragment)


def _wall(session: Session):
    return next(one for one in session.components() if "groups" in one.data)


def _lines(session: Session) -> list[tuple]:
    numbers = np.frombuffer(base64.b64decode(_wall(session).data["lines"]), "<f4").reshape(-1, N_NUMBERS)
    return [tuple(line[:3]) for line in numbers]


def _a_browsers_frames(url: str, code: str, start: float) -> tuple[float, float]:
    """Frames a second of XOR's line under a hand, and of an empty page, both while the others drag."""
    with chromium() as browser:
        page = new_page(browser)
        page.goto(f"{url}/xor?step=2+Try+XOR&room={code}")
        page.wait_for_selector(".grip.line")
        wait_until_quiet(page)
        place = middle_of(page, ".grip.line")
        time.sleep(max(0.0, start + SECONDS - time.perf_counter()))
        rate = frames(page, place)
        page.context.close()
        return rate, empty_frames(browser)


async def _lecture(server: Replicas, store: Store, people: int) -> tuple[Told, tuple[float, float]]:
    told = Told()
    room, secret = store.open_room()
    start = time.perf_counter() + ARRIVING + WORD
    end = start + DRAGGING + 2 * LATEST / 1000
    visits = [_drag(server, room.code, place, start, told) for place in range(people)]
    looking = asyncio.create_task(_look(server, room.code, secret, end, told))
    browser = asyncio.create_task(asyncio.to_thread(_a_browsers_frames, server.url, room.code, start))

    async def used() -> None:
        await asyncio.sleep(max(0.0, start - time.perf_counter()))
        before = server.cpu_seconds
        await asyncio.sleep(max(0.0, start + DRAGGING - time.perf_counter()))
        told.cpu = (server.cpu_seconds - before) / DRAGGING

    for result in await asyncio.gather(*visits, looking, used(), return_exceptions=True):
        if result:
            told.faults.append(repr(result))
    return told, await browser


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hall", description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=200, help="how many drag (200)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "rooms.sqlite")
        os.environ["CREASE_ROOMS"] = str(file)
        with Replicas() as server:
            told, (rate, empty) = asyncio.run(_lecture(server, Store(file), options.people))
            faults = [*told.faults, *(line for line in server.log.splitlines() if "Error" in line)]
    faults += [f"{len(told.at)} tries never came to the wall"] if told.at else []
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    who = f"{options.people} of a room drag XOR's line"
    print(
        table(
            [
                Row(f"{who}: a try is on the wall after, median", Reading.of(told.on_the_wall, "ms")),
                Row(f"{who}: the same, 99th percentile", Reading.of(told.on_the_wall, "ms", 99), target=LATEST),
                Row(f"{who}: the same, the last", Reading(max(told.on_the_wall), "ms")),
                Row(f"{who}: answer, median", Reading.of(told.answers, "ms")),
                Row(f"{who}: answer, 95th percentile", Reading.of(told.answers, "ms", 95)),
                Row(f"{who}: server", Reading(told.cpu, "core"), target=MOST_CPU),
                Row(
                    f"{who}: frames a second of one, beside an empty page",
                    Reading(rate, "/s"),
                    Reading(empty, "/s"),
                    FEWEST_FRAMES,
                    is_least=True,
                ),
                Row(f"{who}: what went wrong", Reading(len(faults), "faults"), target=0),
            ]
        )
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
