"""WebKit's GTK port, the engine of Safari, spoken to by WebDriver; it draws on a screen that nobody sees."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from glob import glob

from selenium.common.exceptions import NoSuchFrameException
from selenium.webdriver import WebKitGTK, WebKitGTKOptions, WebKitGTKService
from selenium.webdriver.remote.command import Command

from harness.browser import VIEWPORT, Browser

PATIENCE = 120.0
_MINI_BROWSER = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
# The protocol says nothing of the console and lets no script run before the page's own.  This one comes to a page
# while it loads; it gives whether it came in time, or null where the page before is still there.
_LISTEN = """(url) => {
  if (location.href !== new URL(url).href || window.wentWrong) return null;
  const wentWrong = (window.wentWrong = []);
  addEventListener("error", ({ message, target }) => wentWrong.push(String(message ?? target)));
  addEventListener("unhandledrejection", ({ reason }) => wentWrong.push(String(reason)));
  const { error } = console;
  console.error = (...words) => {
    wentWrong.push(words.join(" "));
    error.apply(console, words);
  };
  return document.readyState !== "complete";
}"""


class WebKit(Browser):
    """A MiniBrowser, which is WebKit with next to nothing around it, on an X server without a monitor."""

    def __init__(self):
        options = WebKitGTKOptions()
        options.binary_location = next(iter(glob(_MINI_BROWSER)), "MiniBrowser")
        options.add_argument("--automation")
        options.page_load_strategy = "none"
        with ExitStack() as started:
            display = started.enter_context(_screen())
            service = WebKitGTKService(env={**os.environ, "DISPLAY": display})
            self._driver = started.enter_context(WebKitGTK(options, service))
            self._driver.set_script_timeout(PATIENCE)
            self._fit()
            self.close = started.pop_all().close

    def _fit(self) -> None:
        """Make the window so large that the page in it has the size that is wanted."""
        width, height = VIEWPORT
        self._driver.set_window_size(width, height)
        inner = self.evaluate("() => [innerWidth, innerHeight]")
        self._driver.set_window_size(2 * width - inner[0], 2 * height - inner[1])

    def open(self, url: str) -> None:
        last_moment = time.monotonic() + PATIENCE
        is_early = False
        while not is_early:
            if is_early is False:
                self._driver.get(url)
            # The page before may be left at this very moment.
            is_early = None
            with suppress(NoSuchFrameException):
                is_early = self._driver.execute_script(f"return ({_LISTEN})(arguments[0])", url)
            if time.monotonic() > last_moment:
                raise RuntimeError(f"{url} was not opened within {PATIENCE:g} seconds.")

    def screenshot(self) -> bytes:
        return self._driver.get_screenshot_as_png()

    @property
    def errors(self) -> list[str]:
        return self.evaluate("() => window.wentWrong")

    def _run(self, expression: str) -> str:
        answer = self._driver.execute_async_script(
            f"const done = arguments[0]; {expression}.then((text) => done([text]), (error) => done(String(error)));"
        )
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return answer[0]

    def _perform(self, sources: list[dict]) -> None:
        self._driver.execute(Command.W3C_ACTIONS, {"actions": sources})


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a display, the first that is free."""
    reader, writer = os.pipe()
    options = ["-displayfd", str(writer), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(["Xvfb", *options], pass_fds=[writer], stderr=subprocess.DEVNULL) as process:
        os.close(writer)
        try:
            with open(reader) as said:
                yield f":{said.readline().strip()}"
        finally:
            process.terminate()
