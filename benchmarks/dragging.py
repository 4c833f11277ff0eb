"""A hand that drags for ten seconds: how many frames the browser draws, and what it costs the server.

On each page something is dragged to and fro, one move a frame, and the page counts its own animation frames.  An
empty page that only draws a rectangle at each move is dragged over in the same way in the same browser.  The server's
processor time is of those ten seconds and of the answers that come after them.  Once more all is done with 100 ms of
delay each way between browser and server.
"""

import asyncio
import contextlib
import threading
import time
from dataclasses import dataclass

from benchmarks.chromium import chromium, new_page, wait_until_quiet
from benchmarks.report import Reading, Row
from harness.server import CREASE, Server

SECONDS = 10.0
SWING = 40
DELAY = 0.1
FEWEST_FRAMES = 0.95
MOST_CPU = 0.02
EMPTY = """<body style="margin:0"><canvas width="800" height="800"></canvas><script>
  const context = document.querySelector("canvas").getContext("2d");
  let at = null;
  addEventListener("pointermove", ({ clientX, clientY }) => {
    if (at === null) requestAnimationFrame(() => {
      context.clearRect(0, 0, 800, 800);
      context.fillRect(at[0] - 20, at[1] - 20, 40, 40);
      at = null;
    });
    at = [clientX, clientY];
  });
</script>"""
COUNT = """(seconds) => {
  window.counted = new Promise((resolve) => {
    let [frames, start] = [0, performance.now()];
    const look = () => {
      frames += 1;
      const passed = performance.now() - start;
      if (passed < 1000 * seconds) requestAnimationFrame(look);
      else resolve((1000 * frames) / passed);
    };
    requestAnimationFrame(look);
  });
}"""


@dataclass(frozen=True)
class Drag:
    """What is dragged on a page: the element of a selector, sideways."""

    name: str
    path: str
    selector: str


WEIGHT = '.handle[aria-label="weight from x1 to h1"]'
DRAGS = (
    Drag("home, the line", "/", ".grip.line"),
    Drag("home, the layers", "/?border=2+More+layers&deep=5", '[role="slider"][aria-label="layers"]'),
    Drag("home, the bend", "/?border=3+The+bend", '[role="slider"][aria-label="bend"]'),
    Drag("activations, the probe", "/activations", '[role="slider"][aria-label="probe x"]'),
    Drag("network, a weight", "/network?creases=true", WEIGHT),
    Drag("collapse, one map: a weight", "/collapse", WEIGHT),
    Drag("collapse, a patchwork: a weight", "/collapse?part=2+A+patchwork", WEIGHT),
    Drag("collapse, in space: the sheet", "/collapse?part=3+In+space", ".sheet canvas"),
    Drag("xor, the line", "/xor?step=2+Try+XOR", ".grip.line"),
    Drag("xor, two ReLUs: a weight", "/xor?step=4+Two+ReLUs", WEIGHT),
    Drag("training, a film of spirals", "/training?data=Two+spirals", '.film [type="range"]'),
    Drag("build, a crease", "/build", '[role="slider"][aria-label^="crease"]'),
)


def frames(page, place) -> float:
    """Frames a second while a hand moves to and fro around a place."""
    page.mouse.move(*place)
    page.mouse.down()
    page.evaluate(COUNT, SECONDS)
    end = time.monotonic() + SECONDS
    step = 0
    while time.monotonic() < end:
        step += 1
        away = abs(step % (4 * SWING) - 2 * SWING) - SWING
        page.mouse.move(place[0] + away, place[1])
    rate = page.evaluate("window.counted")
    page.mouse.up()
    return rate


def middle_of(page, selector: str) -> tuple[float, float]:
    element = page.locator(selector).first
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _dragged(browser, url: str, server: Server, drag: Drag) -> tuple[float, float]:
    """Frames a second, and the part of a core that the server used."""
    page = new_page(browser)
    page.goto(url + drag.path)
    page.wait_for_selector(drag.selector)
    wait_until_quiet(page, 3000)
    before = server.cpu_seconds
    rate = frames(page, middle_of(page, drag.selector))
    page.wait_for_timeout(1000)
    used = (server.cpu_seconds - before) / SECONDS
    page.context.close()
    return rate, used


def empty_frames(browser) -> float:
    page = new_page(browser)
    page.set_content(EMPTY)
    rate = frames(page, (400.0, 400.0))
    page.context.close()
    return rate


@contextlib.contextmanager
def delayed(port: int, delay: float):
    """The port of a proxy to a local port that holds back every byte for `delay` seconds, each way."""
    loop = asyncio.new_event_loop()

    async def pump(reader, writer) -> None:
        pending = asyncio.Queue()

        async def write() -> None:
            while True:
                due, data = await pending.get()
                await asyncio.sleep(max(0, due - loop.time()))
                if not data:
                    writer.close()
                    return
                writer.write(data)
                await writer.drain()

        writing = loop.create_task(write())
        while data := await reader.read(65536):
            pending.put_nowait((loop.time() + delay, data))
        pending.put_nowait((loop.time() + delay, b""))
        await writing

    async def serve(reader, writer) -> None:
        with contextlib.suppress(OSError):
            there = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(pump(reader, there[1]), pump(there[0], writer), return_exceptions=True)

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(serve, "127.0.0.1", 0), loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)


def rows() -> list[Row]:
    table = []
    with Server(CREASE) as crease, chromium() as browser, delayed(crease.port, DELAY) as far:
        for where, url in (("", crease.url), (", 200 ms away", f"http://127.0.0.1:{far}")):
            for drag in DRAGS:
                rate, used = _dragged(browser, url, crease, drag)
                empty = empty_frames(browser)
                what = f"frames a second while dragging{where}: {drag.name}"
                table.append(Row(what, Reading(rate, "/s"), Reading(empty, "/s"), FEWEST_FRAMES, is_least=True))
                if not where:
                    table.append(Row(f"server while dragging: {drag.name}", Reading(used, "core"), target=MOST_CPU))
    return table
