"""A running app and a real Chromium for the tests of this folder."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    return {**browser_type_launch_args, "args": FLAGS} | ({"executable_path": found} if found else {})


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def base_url():
    """A server of this test run's own, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port), "--server.address", "127.0.0.1"],
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.25)
        else:
            pytest.fail("The app did not start within a minute.")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


class App:
    """A page of the app as a visitor has it, with everything that went wrong on the way."""

    def __init__(self, page: Page, base_url: str):
        self.page, self.base_url, self.errors = page, base_url, []
        page.on("console", self._keep)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _keep(self, message) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def open(self, path: str) -> "App":
        self.page.goto(self.base_url + path)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the script has run and its first chart is drawn."""
        expect(self.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        expect(self.page.locator('[data-testid="stApp"][data-test-script-state="running"]')).to_have_count(0)
        expect(self.page.locator('[data-testid="stSkeleton"]')).to_have_count(0)

    def assert_sound(self) -> None:
        """No console error, no exception box."""
        expect(self.page.locator('[data-testid="stException"]')).to_have_count(0)
        assert not self.errors

    @property
    def address(self) -> str:
        return self.page.evaluate("location.pathname + location.search")


@pytest.fixture
def app(page, base_url) -> App:
    return App(page, base_url)


@pytest.fixture
def new_app(new_context, base_url):
    """Opens the app in a fresh browser context: new_app(color_scheme="dark")."""
    return lambda **options: App(new_context(**options).new_page(), base_url)
