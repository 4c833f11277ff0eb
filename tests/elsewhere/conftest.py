"""A running app and the two browsers that Playwright's Chromium says nothing of: Firefox and WebKit."""

import time
from collections.abc import Callable

import pytest

from harness.browser import Browser
from harness.firefox import Firefox
from harness.page import DRAWING, IDLE, UNFINISHED
from harness.server import Server
from harness.webkit import WebKit
from tests.browser.conftest import FRAME

BROWSERS = {"Firefox": Firefox, "WebKit": WebKit}
PATIENCE = 60.0

# `look(found, ...others)` for the elements that a selector finds, in the drawings' shadows too.
LOOK = """(selector, look, ...others) => {
  const found = (root) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll("*")].flatMap((node) => (node.shadowRoot ? found(node.shadowRoot) : [])),
  ];
  return eval(look)(found(document), ...others);
}"""


@pytest.fixture(scope="session")
def server():
    with Server() as server:
        yield server


@pytest.fixture(scope="session", params=BROWSERS)
def driven(request):
    with BROWSERS[request.param]() as browser:
        yield browser


class App:
    """A page of the app as somebody has it who uses this browser."""

    def __init__(self, browser: Browser, base_url: str):
        self.browser, self.base_url = browser, base_url

    def open(self, path: str) -> "App":
        self.browser.open(self.base_url + path)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the script has run to its end and all that it draws is drawn."""
        self.eventually(lambda: self.count(IDLE) and self.count(DRAWING), "The page is not drawn.")
        for unfinished in UNFINISHED:
            self.eventually(lambda what=unfinished: not self.count(what), f"There is {unfinished}.")

    def eventually(self, holds: Callable[[], bool], otherwise: str = "") -> None:
        """Wait, frame by frame, until that holds."""
        last_moment = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < last_moment, otherwise
            self.browser.evaluate(FRAME)

    def look(self, selector: str, look: str, *others):
        """What a function written in JavaScript says of the elements that a selector finds, in every shadow too."""
        return self.browser.evaluate(LOOK, selector, look, *others)

    def count(self, selector: str) -> int:
        return self.look(selector, "(found) => found.length")

    def assert_sound(self) -> None:
        """No console error, no exception box."""
        assert self.count('[data-testid="stException"]') == 0
        assert self.browser.errors == []

    def value(self, handle: str) -> str:
        return self.look(handle, "([handle]) => handle.getAttribute('aria-valuenow') ?? handle.value")

    def picture(self, selector: str) -> str:
        """What is painted on the canvases that a selector finds: equal for equal pictures."""
        return self.look(selector, "(found) => found.map((canvas) => canvas.toDataURL()).join()")

    def grab(self, selector: str) -> tuple[float, float]:
        """Press the mouse on the middle of something, and say where that is."""
        x, y = self.look(
            selector,
            """([element]) => {
              element.scrollIntoView({ block: "center", behavior: "instant" });
              const { x, y, width, height } = element.getBoundingClientRect();
              return [x + width / 2, y + height / 2];
            }""",
        )
        self.browser.move(x, y)
        self.browser.press()
        return x, y

    def press(self, name: str) -> None:
        """Press the button with this text."""
        script = "(buttons, name) => buttons.find((one) => one.textContent === name).click()"
        self.look("button", script, name)

    @property
    def question(self) -> str:
        """What the guide asks."""
        return self.look(".guide .question", "([question]) => question.textContent")

    @property
    def said(self) -> str:
        """What the guide says of an answer."""
        return self.look(".guide .said", "([said]) => said.textContent")

    @property
    def query(self) -> dict[str, str]:
        """What the address says behind its question mark."""
        return self.browser.evaluate("() => Object.fromEntries(new URLSearchParams(location.search))")


@pytest.fixture
def app(driven, server):
    # A test that failed may have left the button pressed.
    driven.release()
    return App(driven, server.url)
