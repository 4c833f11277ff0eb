"""Hands that draw a line as an answer."""

from collections.abc import Callable

import numpy as np

from lessons.step import Drawn

# Where the plane's sides are on the page, as its own grid has them: left, top, right, bottom.
SIDES = """(svg) => {
  const lines = [...svg.querySelectorAll(".axes line")];
  const { left, top } = svg.getBoundingClientRect();
  const of = (name) => lines.map((line) => Number(line.getAttribute(name)));
  const [across, down] = [[...of("x1"), ...of("x2")], [...of("y1"), ...of("y2")]];
  return [left + Math.min(...across), top + Math.min(...down), left + Math.max(...across), top + Math.max(...down)];
}"""
Line = Callable[[np.ndarray], np.ndarray]


def plane(app):
    return app.page.locator(".guide .plane")


def path(app, name: str):
    return plane(app).locator(f".{name} path")


def sides(app) -> list[float]:
    plane(app).scroll_into_view_if_needed()
    return plane(app).locator("svg").evaluate(SIDES)


def places(app, drawn: Drawn, line: Line, part: float = 1.0) -> list[tuple[float, float]]:
    """Where on the screen a line goes, over the first `part` of its window."""
    left, top, right, bottom = sides(app)
    (start, end), (low, high) = drawn.plane
    xs = np.linspace(start, start + part * (end - start), 25)
    across = left + (xs - start) / (end - start) * (right - left)
    down = bottom - (np.asarray(line(xs)) - low) / (high - low) * (bottom - top)
    return [(float(x), float(y)) for x, y in zip(across, down, strict=True)]


def draw(app, drawn: Drawn, line: Line, part: float = 1.0) -> None:
    """One stroke of the mouse along a line."""
    way = places(app, drawn, line, part)
    app.page.mouse.move(*way[0])
    app.page.mouse.down()
    for place in way:
        app.page.mouse.move(*place)
    app.page.mouse.up()
    app.frame()


def points(app, drawn: Drawn, name: str) -> np.ndarray:
    """A path in the plane as points (n, 2) of what it shows; a place where it is broken is left out."""
    left, top, right, bottom = sides(app)
    (start, end), (low, high) = drawn.plane
    box = plane(app).locator("svg").bounding_box()
    text = path(app, name).get_attribute("d").replace("M", " ").replace("L", " ")
    found = np.array(text.split(), dtype=float).reshape(-1, 2) + np.array([box["x"], box["y"]])
    xs = start + (found[:, 0] - left) / (right - left) * (end - start)
    return np.column_stack([xs, low + (bottom - found[:, 1]) / (bottom - top) * (high - low)])


def press_along(app, line: Line) -> None:
    """The same with the arrow keys alone: at each place where the pen stops, up or down until it is there."""
    pen = plane(app)
    for stop in range(13):
        if stop:
            app.page.keyboard.press("ArrowRight")
            app.frame()
        text = pen.get_attribute("aria-valuetext")
        x = float(text.split(",")[0].removeprefix("x = ").replace("−", "-"))
        target, before = float(line(np.array(x))), np.inf
        # Nearer and nearer; the first press that leads away again is taken back.
        while True:
            height = float(pen.get_attribute("aria-valuenow"))
            off = target - height
            if abs(off) >= before - 1e-9:
                break
            before = abs(off)
            key, back = ("ArrowUp", "ArrowDown") if off > 0 else ("ArrowDown", "ArrowUp")
            app.page.keyboard.press(key)
            app.frame()
        app.page.keyboard.press(back)
        app.frame()
