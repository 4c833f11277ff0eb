"""From a clicker's key to the next step's question, where the lesson is presented, in the browser.

All steps of all pages are walked through once, as a lecture does.  The clock starts when the page hears the key that
goes on from a step that is answered, and stops at the first animation frame in which the guide shows another
question.  Both times are the page's own.  What each step reveals is pressed before, and not measured.
"""

from playwright.sync_api import Page

from benchmarks.chromium import chromium, new_page, wait_until_quiet
from benchmarks.report import Reading, Row
from harness.server import Server
from lessons import STEPS
from lessons.step import Step

TARGET = 300
PAUSE = 400
KEY = "PageDown"
GUIDE = """
const guideNow = () => {
  const nodes = [...document.querySelectorAll('[class*="st-key-guide-"] *')];
  return nodes.map((node) => node.shadowRoot?.querySelector(".guide")).filter(Boolean).at(-1);
};
const questionNow = () => guideNow()?.querySelector(".question").textContent;
"""
WATCH = f"""{{
{GUIDE}
window.moved = [];
let presses = 0;
addEventListener("keydown", () => {{
  // A press that reveals changes no question: the next one is measured from its own key.
  const press = ++presses;
  const pressed = performance.now();
  const before = questionNow();
  const look = () => {{
    const now = questionNow();
    if (press !== presses) return;
    if (now && now !== before) moved.push(performance.now() - pressed);
    else requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}}, {{ capture: true }});
}}"""
# A step is there when its guide knows its place, and its answer has been looked at when the address says so.
SHOWS = f"""([question, place]) => {{
{GUIDE}
  return questionNow() === question && guideNow().querySelector(".place").textContent === place;
}}"""
ADDRESS = "([key, text]) => (new URLSearchParams(location.search).get(key) ?? '') === text"


def _walk(page: Page) -> tuple[list[float], list[float]]:
    """Milliseconds to the next step, within a page and to the next page."""
    within, across = [], []
    for steps in STEPS.values():
        for place, step in enumerate(steps, 1):
            page.wait_for_function(SHOWS, arg=[step.question, f"{place} of {len(steps)}"])
            _answer(page, step)
            if place == len(steps) and steps is list(STEPS.values())[-1]:
                break
            page.evaluate("moved.length = 0")
            page.keyboard.press(KEY)
            (within if place < len(steps) else across).append(page.wait_for_function("moved[0]").json_value())
    return within, across


def _answer(page: Page, step: Step) -> None:
    wait_until_quiet(page, PAUSE)
    for pressed in range(1, len(step.presses) + 1 if step.reveal else 1):
        page.keyboard.press(KEY)
        page.wait_for_function(ADDRESS, arg=["answer", str(pressed)])
    wait_until_quiet(page, PAUSE)


def rows() -> list[Row]:
    with Server() as server, chromium() as browser:
        page = new_page(browser)
        page.add_init_script(WATCH)
        page.goto(f"{server.url}/?guide=1&present=true")
        within, across = _walk(page)
    return [
        Row("key to the next step, within a page", Reading.of(within, "ms"), target=TARGET),
        Row("key to the next step, to the next page", Reading.of(across, "ms"), target=TARGET),
    ]
