"""From opening the address to the first chart, in a browser that has nothing in its cache.

Each load has a browser context of its own; the servers are warm.  The time is the page's own, from the start of
its navigation to the first animation frame in which a chart with curves can be seen.  Crease's activations page
and the bare app take turns.
"""

from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import BARE_APP, server_of
from benchmarks.chromium import chromium, new_page
from benchmarks.report import Reading, Row
from harness.server import CREASE

LOADS = 9
TARGET = 1.2
CHARTS = (Path(__file__).parent / "charts.js").read_text()
WATCH = f"""{{
{CHARTS}
const look = () => {{
  if (shownCharts().length) window.firstChart = performance.now();
  else requestAnimationFrame(look);
}};
requestAnimationFrame(look);
}}"""


def _load(browser: Browser, url: str) -> float:
    """Milliseconds from the start of the navigation to the first chart."""
    page = new_page(browser)
    page.add_init_script(WATCH)
    page.goto(url)
    time = page.wait_for_function("window.firstChart").json_value()
    page.context.close()
    return time


def rows() -> list[Row]:
    crease_times, bare_times = [], []
    with server_of(CREASE) as crease, server_of(BARE_APP) as bare, chromium() as browser:
        # The first load of each warms its server, and the second pair the browser.
        for turn in range(LOADS + 2):
            times = _load(browser, f"{crease.url}/activations"), _load(browser, bare.url)
            if turn >= 2:
                crease_times.append(times[0])
                bare_times.append(times[1])
    return [Row("cold load to first chart", Reading.of(crease_times, "ms"), Reading.of(bare_times, "ms"), TARGET)]
