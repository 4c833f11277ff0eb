"""A lecture at one process: visitors come within a minute, on all pages, and then each moves something."""

import asyncio

from benchmarks.crowd import Crowd, give
from benchmarks.report import Reading, Row
from harness.server import Server

CROWD = Crowd(200)
MEDIAN_TARGET, SLOWEST_TARGET = 60, 1500


def rows(crowd: Crowd = CROWD) -> list[Row]:
    with Server() as server:
        experience = asyncio.run(give(server, crowd))
        faults = [*experience.faults, *(line for line in server.log.splitlines() if "Error" in line)]
    who = f"{crowd.visitors} come in {crowd.arriving:g} s and do something every {crowd.thinking:g} s"
    return [
        Row(f"{who}: first load, median", Reading.of(experience.loads, "ms")),
        Row(f"{who}: rerun, median", Reading.of(experience.reruns, "ms"), target=MEDIAN_TARGET),
        Row(f"{who}: rerun, 95th percentile", Reading.of(experience.reruns, "ms", 95), target=SLOWEST_TARGET),
        Row(f"{who}: what went wrong", Reading(len(faults), "faults"), target=0),
    ]
