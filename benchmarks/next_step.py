"""From a clicker's key to the next step's question, where the lesson is presented, in the browser.

All steps of all pages are walked through once, as a lecture does.  The clock starts when the page hears the key that
goes on from a step that is answered.  It is looked at at the first animation frame in which the guide shows another
question, and at the first one in which the page of that step stands there: it is in the address, and Python has run
to its end.  The times are the page's own.  What each step reveals is pressed before, and not measured.
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
  const address = location.href;
  let asked = null;
  const look = () => {{
    const now = questionNow();
    if (press !== presses) return;
    if (now && now !== before) asked ??= performance.now() - pressed;
    // A question of another page has no place of its own until that page is there.
    const isPlaced = guideNow()?.querySelector(".place").hidden === false;
    const isAtRest = !document.querySelector('[data-test-script-state="running"]');
    const isThere = isPlaced && isAtRest && location.href !== address;
    if (asked !== null && isThere) moved.push([asked, performance.now() - pressed]);
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


def _walk(page: Page) -> tuple[list[tuple], list[tuple]]:
    """Milliseconds to the next question and to its page, where both are on one page and where they are on two."""
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
        Row(f"key to the next step's {what}, {where}", Reading.of(times, "ms"), target=TARGET)
        for where, both in (("within a page", within), ("to the next page", across))
        for what, times in zip(("question", "page"), zip(*both, strict=True), strict=True)
    ]
