"""From a key press on the probe to the repainted chart, in the browser.

The clock starts when the page hears the key (ArrowRight on Crease's own probe, and on the bare app's slider Probe x)
and stops at the first animation frame in which a chart can be seen that was not there before the key.  Both times are
the page's own, so nothing of what drives the browser is in them.  Every frame is looked at, because the first change
of the document is too early: Streamlit puts a new element in the place of a changed Plotly chart, and that is empty
and hidden at first.

Crease and the bare app take turns in blocks, each in a page of its own, so that both meet the same machine.
"""

import re
from pathlib import Path

from playwright.sync_api import Page

from benchmarks import BARE_APP, server_of
from benchmarks.chromium import chromium, new_page, wait_until_quiet
from benchmarks.report import Reading, Row
from harness.server import CREASE

BLOCKS, PRESSES = 6, 8
WARM_UP = 3
# A chart is drawn twice when its width has changed; the next press waits until that is over.
PAUSE = 400
TARGET = 0.25
CHARTS = (Path(__file__).parent / "charts.js").read_text()
WATCH = f"""() => {{
{CHARTS}
window.repaints = [];
addEventListener("keydown", () => {{
  const pressed = performance.now();
  const before = new Set(shownCharts().map(textOf));
  const look = () => {{
    if (shownCharts().some((chart) => !before.has(textOf(chart)))) repaints.push(performance.now() - pressed);
    else requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}}, {{ capture: true }});
}}"""


def _open(browser, url: str) -> Page:
    page = new_page(browser)
    page.goto(url)
    wait_until_quiet(page, PAUSE)
    page.evaluate(WATCH)
    _press(page, WARM_UP)
    return page


def _press(page: Page, count: int) -> list[float]:
    """Milliseconds from key to repaint, press by press."""
    # A page that lies behind another one may be drawn less often.
    page.bring_to_front()
    # Crease has both: the probe in the picture comes after Streamlit's slider, which the bare app has alone.
    slider = page.get_by_role("slider", name=re.compile("^probe x", re.IGNORECASE)).last
    value = "node => Number(node.value ?? node.ariaValueNow)"
    slider.focus()
    times = []
    for _ in range(count):
        before = slider.evaluate(value)
        page.evaluate("repaints.length = 0")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("repaints.length")
        wait_until_quiet(page, PAUSE)
        if slider.evaluate(value) <= before:
            raise RuntimeError("The probe did not move.")
        times += page.evaluate("repaints")
    return times


def rows() -> list[Row]:
    crease_times, bare_times = [], []
    with server_of(CREASE) as crease, server_of(BARE_APP) as bare, chromium() as browser:
        crease_page = _open(browser, f"{crease.url}/activations")
        bare_page = _open(browser, bare.url)
        for _ in range(BLOCKS):
            crease_times += _press(crease_page, PRESSES)
            bare_times += _press(bare_page, PRESSES)
    return [Row("key press to repainted chart", Reading.of(crease_times, "ms"), Reading.of(bare_times, "ms"), TARGET)]
