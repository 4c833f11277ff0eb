"""From an input event to the repainted network drawing, in the browser: how much script stands in each frame.

A weight of a 2-4-4-1 network is dragged on the network page, with a heat map in each neuron and the output plane
beside it.  The page times its own animation frames, and the handling of the pointer event before each of them.
"""

import numpy as np

from benchmarks.chromium import chromium, new_page, wait_until_quiet
from benchmarks.report import Reading, Row
from core.activations import ACTIVATIONS
from core.network import Network
from core.serialization import network_to_text
from harness.server import CREASE, Server

SIZES = (2, 4, 4, 1)
MOVES = 120
TARGET = 8
WATCH = """() => {
  const request = window.requestAnimationFrame.bind(window);
  let handled = 0;
  window.frames_ = [];
  window.requestAnimationFrame = (draw) => request((now) => {
    const start = performance.now();
    draw(now);
    frames_.push(handled + performance.now() - start);
    handled = 0;
  });
  // The first and the last to hear an event: what is between them is the drawing's own handler.
  let heard;
  addEventListener("pointermove", () => { heard = performance.now(); }, { capture: true });
  addEventListener("pointermove", () => { handled += performance.now() - heard; });
}"""


def _script_times(browser, url: str, activation: str) -> list[float]:
    """Milliseconds of script in each frame in which something was drawn."""
    network = Network.random(SIZES, ACTIVATIONS[activation], rng=np.random.default_rng(1)).rounded(2)
    page = new_page(browser)
    page.goto(f"{url}/network?net={network_to_text(network).replace(' ', '+')}")
    page.wait_for_selector(".graph .tile")
    wait_until_quiet(page, 500)
    page.evaluate(WATCH)
    box = page.get_by_role("slider", name="weight from x1 to h2").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(MOVES):
        page.mouse.move(x + step, y)
    page.mouse.up()
    drawn = [time for time in page.evaluate("frames_") if time > 0.5]
    page.close()
    if len(drawn) < MOVES / 10:
        raise RuntimeError(f"The drawing was repainted in {len(drawn)} frames only.")
    return drawn


def rows() -> list[Row]:
    with Server(CREASE) as crease, chromium() as browser:
        return [
            Row(
                f"script per frame while a weight is dragged, 2-4-4-1 {activation} with its planes",
                Reading.of(_script_times(browser, crease.url, activation), "ms"),
                target=TARGET,
            )
            for activation in ("relu", "tanh", "gelu")
        ]
