"""What it costs to cut a window into the linear regions of random ReLU networks, in Python and in the browser.

Each network is cut several times; the memory is the largest that Python and numpy hold at once while one is cut.
"""

import time
import tracemalloc

import numpy as np

from benchmarks.chromium import chromium, new_page
from benchmarks.report import Reading, Row
from components.module import MODULE
from core.activations import ACTIVATIONS
from core.creases import linear_regions
from core.network import Network
from core.serialization import network_to_text

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
# In the browser: milliseconds of script for one of many frames.
BROWSER_TARGETS = {(2, 8, 8, 1): 2, (2, 16, 16, 16, 1): 16}
FRAMES = 100
CUT = """async ([source, text, window, frames]) => {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { linearRegions, readNetwork } = await import(url);
  const network = readNetwork(text);
  return Array.from({ length: frames }, () => {
    const start = performance.now();
    linearRegions(network, window);
    return performance.now() - start;
  });
}"""


def _in_the_browser() -> list[Row]:
    with chromium() as browser:
        page = new_page(browser)
        return [
            Row(
                f"cutting {'-'.join(map(str, sizes))} in the browser, a frame",
                Reading.of(page.evaluate(CUT, [MODULE, network_to_text(_network(sizes)), WINDOW, FRAMES]), "ms"),
                target=target,
            )
            for sizes, target in BROWSER_TARGETS.items()
        ]


def _network(sizes) -> Network:
    return Network.random(sizes, ACTIVATIONS["relu"], rng=np.random.default_rng(0))


def rows() -> list[Row]:
    table = []
    for sizes, target in NETWORKS:
        network = _network(sizes)
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
    linear_regions(_network((2, 16, 16, 16, 1)), WINDOW)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    table.append(Row("cutting 2-16-16-16-1: memory", Reading(most / 1e6, "MB"), target=MEMORY_TARGET))
    return table + _in_the_browser()
