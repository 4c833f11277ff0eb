"""A headless Chromium, started as the tests of the browser start theirs."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from harness.chromium import VIEWPORT, launch_options
from harness.page import DRAWING, IDLE

PATIENCE = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
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
    page.locator(DRAWING).filter(visible=True).first.wait_for()
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(milliseconds)
