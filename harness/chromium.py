"""How the Chromium of the tests and of the benchmarks is started."""

import shutil

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
VIEWPORT = {"width": 1440, "height": 900}
# The first is Debian's Chromium without what only a window needs; all pages are drawn by the same engine.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def launch_options() -> dict:
    """What Playwright's `launch` is given: this machine's own browser where it has one, otherwise Playwright's."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return {"args": list(FLAGS)} | ({"executable_path": found} if found else {})
