"""Firefox, spoken to by WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/."""

import base64
import itertools
import json
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from websockets.sync.client import connect

from harness.browser import VIEWPORT, Browser
from harness.server import end

PATIENCE = 120.0
_NAMES = ("firefox-esr", "firefox")


class Firefox(Browser):
    """A Firefox without a screen, in a profile of its own."""

    def __init__(self):
        with ExitStack() as started:
            profile = started.enter_context(
                tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True)
            )
            self._log = Path(profile, "log")
            self._process = self._start(profile)
            started.callback(self._stop)
            self._socket = started.enter_context(
                connect(f"{self._address()}/session", max_size=None, open_timeout=PATIENCE)
            )
            self._numbers, self._errors = itertools.count(), []
            self._command("session.new", capabilities={})
            self._command("session.subscribe", events=["log.entryAdded"])
            self._tab = self._command("browsingContext.getTree")["contexts"][0]["context"]
            width, height = VIEWPORT
            self._in_tab("browsingContext.setViewport", viewport={"width": width, "height": height})
            self.close = started.pop_all().close

    def _start(self, profile: str) -> subprocess.Popen:
        command = next(filter(None, map(shutil.which, _NAMES)), _NAMES[0])
        options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with self._log.open("wb") as log:
            return subprocess.Popen([command, *options], stdout=log, stderr=subprocess.STDOUT)

    def _stop(self) -> None:
        end(self._process)

    def _address(self) -> str:
        """Where it listens, which it says once it does."""
        last_moment = time.monotonic() + PATIENCE
        while time.monotonic() < last_moment and self._process.poll() is None:
            said = re.search(r"WebDriver BiDi listening on (ws://\S+)", self._log.read_text(errors="replace"))
            if said:
                return said[1]
            time.sleep(0.1)
        raise RuntimeError(f"Firefox did not start.\n{self._log.read_text(errors='replace')[-2000:]}")

    def open(self, url: str) -> None:
        self._errors.clear()
        self._in_tab("browsingContext.navigate", url=url, wait="complete")

    def screenshot(self) -> bytes:
        return base64.b64decode(self._in_tab("browsingContext.captureScreenshot")["data"])

    @property
    def errors(self) -> list[str]:
        # An answer comes after the events that came before it.
        self._command("session.status")
        return list(self._errors)

    def _run(self, expression: str) -> str:
        answer = self._command(
            "script.evaluate", expression=expression, target={"context": self._tab}, awaitPromise=True
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"]["value"]

    def _perform(self, sources: list[dict]) -> None:
        self._in_tab("input.performActions", actions=sources)

    def _in_tab(self, method: str, **parameters) -> dict:
        return self._command(method, context=self._tab, **parameters)

    def _command(self, method: str, **parameters) -> dict:
        """The answer to a command; RuntimeError with what Firefox says against it."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=PATIENCE))
            if message["type"] == "event":
                self._keep(message["params"])
            elif message["id"] == number:
                break
        if message["type"] == "error":
            raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
        return message["result"]

    def _keep(self, entry: dict) -> None:
        if entry["level"] == "error":
            self._errors.append(entry["text"] or "")
