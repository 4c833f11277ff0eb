"""From the click on New start to the trained picture, in the browser, and how good what it shows is.

Each click is a start that no one has asked for before, so that it is trained.  Both times are the page's own: the
click, and the first animation frame after which the film shows the end of another training.
"""

import re

from benchmarks import server_of
from benchmarks.chromium import chromium, new_page, wait_until_quiet
from benchmarks.report import Reading, Row
from core.training_presets import TRAINING_PRESETS
from harness.server import CREASE
from scenes.training.settings import SOURCES

CLICKS = 9
# Seconds that a picture may take.
TARGETS = {"xor_clouds": 1.0, "circles": 1.0, "spirals": 2.0}
FIRST_START = 1000
WATCH = """() => {
  const nameOf = (root) => [...root.querySelectorAll("*")].map((node) => node.dataset.film
    ?? (node.shadowRoot ? nameOf(node.shadowRoot) : null)).find(Boolean);
  window.trained = null;
  addEventListener("click", ({ target }) => {
    if (!target.closest("button")) return;
    const [start, before] = [performance.now(), nameOf(document)];
    window.trained = null;
    const look = () => {
      const name = nameOf(document);
      if (name && name !== before) requestAnimationFrame(() => (window.trained = performance.now() - start));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { capture: true });
}"""


def _measure(browser, url: str, key: str) -> tuple[list[float], list[float]]:
    """Seconds of each click, and the loss on the test set that each training ended with."""
    page = new_page(browser)
    # Nothing plays by itself: the end is shown at once.
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{url}/training?data={SOURCES[key].name.replace(' ', '+')}&start={FIRST_START}")
    wait_until_quiet(page, 1000)
    page.evaluate(WATCH)
    times, losses = [], []
    for _ in range(CLICKS):
        page.get_by_role("button", name="New start").click()
        times.append(page.wait_for_function("window.trained").json_value() / 1000)
        said = page.locator(".film .losses").nth(1).text_content()
        losses.append(float(re.search(r"test ([\d.e−]+)", said)[1].replace("−", "-")))
        wait_until_quiet(page, 300)
    page.context.close()
    return times, losses


def rows() -> list[Row]:
    table = []
    with server_of(CREASE) as crease, chromium() as browser:
        for key, target in TARGETS.items():
            times, losses = _measure(browser, crease.url, key)
            goal = TRAINING_PRESETS[key].goal
            reached = sum(loss <= goal for loss in losses)
            what = f"{SOURCES[key].name}: click to trained picture; {reached} of {CLICKS} below {goal:g}"
            table.append(Row(what, Reading.of(times, "s"), target=target))
    return table
