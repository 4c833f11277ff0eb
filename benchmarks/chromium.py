"""A headless Chromium, started as the tests of the browser start theirs."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEWPORT = {"width": 1440, "height": 900}
PATIENCE = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=FLAGS, executable_path=found)
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: Browser):
    """A page with a browser context of its own: nothing is cached, and no other page shares its cookies."""
    page = browser.new_context(viewport=VIEWPORT).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def wait_until_quiet(page, milliseconds: int = 0) -> None:
    """Wait until the script has run, its charts are drawn and nothing more is to come."""
    page.wait_for_selector(".js-plotly-plot .main-svg, .graph .tile")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(milliseconds)
