"""A running app and a real Chromium for the tests of this folder."""

import pytest
from playwright.sync_api import Page, expect

from harness.chromium import VIEWPORT, launch_options
from harness.server import Server

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": VIEWPORT}


@pytest.fixture(scope="session")
def base_url():
    with Server() as server:
        yield server.url


@pytest.fixture
def own_server():
    """A server for one test, which may stop it."""
    with Server() as server:
        yield server


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
