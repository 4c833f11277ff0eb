"""What a test does in a browser that Playwright does not drive: open, look, point, type.

Firefox and WebKit are driven by the two protocols of the W3C, and those share their description of what hands do:
https://www.w3.org/TR/webdriver2/#actions.  So gestures are written once here; a browser says how it is spoken to.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable

VIEWPORT = (1440, 900)
# The private-use code points by which both protocols name keys that write nothing.
KEYS = {
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "ArrowRight": "\ue014",
    "ArrowUp": "\ue013",
    "Tab": "\ue004",
    "PageDown": "\ue00f",
}
_FRAME = 16


class Browser(ABC):
    """One window of one browser."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go there; what went wrong on pages before is forgotten."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """The window's contents as PNG."""

    @property
    @abstractmethod
    def errors(self) -> list[str]:
        """What the page has written to the console as an error since it was opened, uncaught exceptions included."""

    #: Ends the browser and all that was started for it.
    close: Callable[[], None]

    @abstractmethod
    def _run(self, expression: str) -> str:
        """The text that a promise, written in JavaScript, comes to; RuntimeError where it fails."""

    @abstractmethod
    def _perform(self, sources: list[dict]) -> None:
        """Carry out actions of input sources, and come back when the page has had them."""

    def evaluate(self, function: str, *arguments):
        """What a function written in JavaScript gives for `arguments`; both are what JSON can say."""
        call = f"({function})(...{json.dumps(arguments)})"
        return json.loads(self._run(f"(async () => JSON.stringify((await {call}) ?? null))()"))

    def move(self, x: float, y: float) -> None:
        """Move the mouse to a place of the window, in CSS pixels."""
        self._mouse({"type": "pointerMove", "x": round(x), "y": round(y), "duration": _FRAME})

    def press(self) -> None:
        self._mouse({"type": "pointerDown", "button": 0})

    def release(self) -> None:
        self._mouse({"type": "pointerUp", "button": 0})

    def type(self, text: str) -> None:
        """Type what is written, or press one key that has a name, such as "Enter"."""
        keys = [KEYS[text]] if text in KEYS else text
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._perform([{"type": "key", "id": "keyboard", "actions": strokes}])

    def _mouse(self, action: dict) -> None:
        pointer = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self._perform([{**pointer, "actions": [action]}])

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_) -> None:
        self.close()
