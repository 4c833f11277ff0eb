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


class Server:
    """A server of this test run's own, on a free port; it can be stopped and started again."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        self.process = subprocess.Popen(
            [*command, "--server.port", str(self.port), "--server.address", "127.0.0.1"],
            cwd=ROOT,
            env=os.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1)
                return
            except OSError:
                time.sleep(0.25)
        pytest.fail("The app did not start within a minute.")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def base_url():
    server = Server()
    server.start()
    yield server.url
    server.stop()


@pytest.fixture
def own_server():
    """A server for one test, which may stop it."""
    server = Server()
    server.start()
    yield server
    server.stop()


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
        """Wait until the script has run and its first chart or network is drawn."""
        expect(self.page.locator(".js-plotly-plot .main-svg, .graph .tile").first).to_be_visible()
        expect(self.page.locator('[data-testid="stApp"][data-test-script-state="running"]')).to_have_count(0)
        expect(self.page.locator('[data-testid="stSkeleton"]')).to_have_count(0)

    def assert_sound(self) -> None:
        """No console error, no exception box."""
        expect(self.page.locator('[data-testid="stException"]')).to_have_count(0)
        assert not self.errors

    def handle(self, name: str):
        """A number of a drawn network: "weight from x1 to h2", "bias of y", "input x1"."""
        return self.page.get_by_role("slider", name=name, exact=True)

    def grab(self, locator) -> tuple[float, float]:
        """Press the mouse on the middle of something, and say where that is."""
        locator.scroll_into_view_if_needed()
        box = locator.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        return x, y

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


@pytest.fixture
def own_app(page, own_server) -> App:
    return App(page, own_server.url)
