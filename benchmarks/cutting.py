"""What it costs to cut a window into the linear regions of random ReLU networks, as the regions get more.

Each network is cut several times; the memory is the largest that Python and numpy hold at once while one is cut.
"""

import time
import tracemalloc

import numpy as np

from benchmarks.report import Reading, Row
from core.activations import ACTIVATIONS
from core.creases import linear_regions
from core.network import Network

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))
# Layers, and where there is one, the longest time in milliseconds.
NETWORKS = (
    ((2, 8, 1), None),
    ((2, 8, 8, 1), 100),
    ((2, 16, 16, 1), None),
    ((2, 16, 16, 16, 1), 2000),
    ((2, 16, 16, 16, 16, 1), None),
    ((2, 16, 16, 16, 16, 16, 1), None),
)
TIMES = 5
MEMORY_TARGET = 200


def rows() -> list[Row]:
    table = []
    for sizes, target in NETWORKS:
        network = Network.random(sizes, ACTIVATIONS["relu"], rng=np.random.default_rng(0))
        times = []
        for _ in range(TIMES):
            start = time.perf_counter()
            regions = linear_regions(network, WINDOW)
            times.append(1000 * (time.perf_counter() - start))
        each = 1000 * np.median(times) / len(regions)
        name = "-".join(map(str, sizes))
        table.append(
            Row(
                f"cutting {name}: {len(regions):,} regions, {each:.0f} µs each",
                Reading.of(times, "ms"),
                target=target,
            )
        )
    tracemalloc.start()
    linear_regions(Network.random((2, 16, 16, 16, 1), ACTIVATIONS["relu"], rng=np.random.default_rng(0)), WINDOW)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    table.append(Row("cutting 2-16-16-16-1: memory", Reading(most / 1e6, "MB"), target=MEMORY_TARGET))
    return table
