"""A running app and a real Chromium for the tests of this folder.

A page opens in a third of the time where its tab was open before, so all tests take one tab in turn, and those
that need a tab of another kind, one with a touch screen for instance, take one of that kind.  What keeps them
apart: before each the tab leaves the app, forgets all that the browser stored (cookies, local and session storage)
and gets its first size and looks back, for somebody who wants no motion, which would be drawn for nobody (a test of
motion asks for it); the page that is opened then is a new session for the server.  After a test
that failed there is a new tab.  There is one server too, and a test may stop it.
"""

import time
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from components.module import MODULE
from harness.chromium import VIEWPORT, launch_options
from harness.page import ASKING, DRAWING, IDLE, UNFINISHED
from harness.server import Server

PATIENCE = 20.0
expect.set_options(timeout=1000 * PATIENCE)

FRAME = "() => new Promise(requestAnimationFrame)"

# A page rests when every element, in the drawings' shadows too, stands where it stood in the nine frames before.
REST = """() => new Promise((resolve) => {
  const boxes = (root) => [...root.querySelectorAll("*")].flatMap((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x, y, width, height, ...(node.shadowRoot ? boxes(node.shadowRoot) : [])];
  });
  let layout = "";
  let frames = 0;
  const look = () => {
    const now = boxes(document).join();
    frames = now === layout ? frames + 1 : 1;
    layout = now;
    if (frames < 10) requestAnimationFrame(look);
    else resolve();
  };
  look();
})"""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Of the tests that look at one visited page, those that want one size of the screen come together."""
    places = [place for place, item in enumerate(items) if "visited" in item.fixturenames]
    visits, sizes, last_size, turns = {}, {}, {}, []
    for place in places:
        wanted = items[place].callspec.params
        visit = visits.setdefault((wanted["path"], wanted["scheme"]), len(visits))
        if "size" in wanted:
            last_size[visit] = sizes.setdefault(wanted["size"], len(sizes))
        # Who wants no size stays behind the one before.
        turns.append((visit, last_size.get(visit, -1), items[place]))
    turns.sort(key=lambda turn: turn[:2])
    for place, (*_, item) in zip(places, turns, strict=True):
        items[place] = item


# A page of a test lives for a second or two: to compile its JavaScript for years to come takes a quarter of that.
SHORT_LIVED = "--js-flags=--no-maglev,--no-turbofan"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    options = launch_options()
    return {**browser_type_launch_args, **options, "args": [*options["args"], SHORT_LIVED]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": VIEWPORT}


@pytest.fixture(scope="session")
def server():
    with Server() as server:
        yield server


@pytest.fixture(scope="session")
def base_url(server):
    return server.url


@pytest.fixture
def stoppable(server):
    """The server, for a test that stops it; the next one finds it running."""
    yield server
    if not server.is_running:
        server.start()


class App:
    """A page of the app as a visitor has it, with everything that went wrong on the way."""

    def __init__(self, page: Page, base_url: str):
        self.page, self.base_url, self.errors = page, base_url, []
        self._listeners, self._sessions = [], []
        self._listen("console", self._keep)
        self._listen("pageerror", lambda error: self.errors.append(str(error)))

    def _listen(self, event: str, listener: Callable) -> None:
        self._listeners.append((event, listener))
        self.page.on(event, listener)

    def _keep(self, message) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def leave(self) -> None:
        """Listen no more and take back what was asked of the browser: the tab goes to another test."""
        for event, listener in self._listeners:
            self.page.remove_listener(event, listener)
        for session in self._sessions:
            session.detach()

    def fetched(self) -> list[str]:
        """The addresses of all that is fetched from here on; who does not ask is not told, which takes time."""
        urls = []
        self._listen("request", lambda request: urls.append(request.url))
        return urls

    def session(self):
        """The browser's own protocol; what it is told holds until the tab is left."""
        self._sessions.append(self.page.context.new_cdp_session(self.page))
        return self._sessions[-1]

    def before(self, script: str) -> None:
        """Run a script on every page that is opened from here on, before the page's own."""
        session = self.session()
        session.send("Page.enable")
        session.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})

    def open(self, path: str) -> "App":
        self.page.goto(self.base_url + path)
        self.settle()
        return self

    def open_at_rest(self, path: str) -> "App":
        """Nothing moves any more: what would play by itself stands at its end, as for those who want no motion."""
        self.page.emulate_media(reduced_motion="reduce")
        self.open(path)
        self.rest()
        return self

    def settle(self) -> None:
        """Wait until the script has run to its end and all of its charts, networks and boards are drawn."""
        expect(self.page.locator(IDLE)).to_be_attached()
        # Where nothing but the step is presented, drawings may stand there unseen.
        expect(self.page.locator(DRAWING).filter(visible=True).first).to_be_visible()
        # Asked for in one question: ten would take ten times as long.
        expect(self.page.locator(", ".join(UNFINISHED))).to_have_count(0)
        # What stands there may be written at the next frame.
        self.frame()

    def frame(self) -> None:
        """Let the browser draw once: every drawing then shows what the hand has done."""
        self.page.evaluate(FRAME)

    def heard(self) -> None:
        """Wait until Python has answered all that hands have done on drawings, and the address says so."""
        self.frame()
        expect(self.page.locator("[data-unheard]")).to_have_count(0)
        expect(self.page.locator(IDLE)).to_be_attached()

    def eventually(self, holds: Callable[[], bool], otherwise: str = "") -> None:
        """Wait, frame by frame, until that holds for which no `expect` has words."""
        last_moment = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < last_moment, otherwise
            self.frame()

    def address_comes(self, holds: Callable[[str], bool], otherwise: str = "") -> None:
        """Wait for an address of which that holds; the browser tells each new one, nobody asks at every frame."""

        def is_there(url: str) -> bool:
            return holds(urlunsplit(("", "", *urlsplit(url)[2:4], "")))

        try:
            self.page.wait_for_url(is_there, wait_until="commit", timeout=1000 * PATIENCE)
        except TimeoutError as late:
            raise AssertionError(f"{otherwise} {self.address}") from late

    def rest(self) -> None:
        """Wait until nothing moves any more: the same layout in ten frames that follow each other."""
        self.page.evaluate(REST)

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

    def finger(self, places: Sequence[tuple[float, float]]) -> None:
        """One finger from place to place, as the browser's own input events."""
        session = self.session()
        for kind, path in (("touchStart", places[:1]), ("touchMove", places[1:]), ("touchEnd", [None])):
            for place in path:
                points = [{"x": place[0], "y": place[1]}] if place else []
                session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    @property
    def address(self) -> str:
        return self.page.evaluate("location.pathname + location.search")


def assert_apart(elements) -> None:
    """No two of them cover each other, but for a pixel."""
    # All at once: to ask for one box after the other takes longer than to open the page.
    boxes = elements.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert len(boxes) > 1
    assert all(box["width"] and box["height"] for box in boxes)
    for index, one in enumerate(boxes):
        for two in boxes[index + 1 :]:
            is_apart = (
                one["x"] + one["width"] <= two["x"] + 1
                or two["x"] + two["width"] <= one["x"] + 1
                or one["y"] + one["height"] <= two["y"] + 1
                or two["y"] + two["height"] <= one["y"] + 1
            )
            assert is_apart, (one, two)


class Tab:
    """The tab that tests take in turn."""

    def __init__(self, browser: Browser, options: dict):
        self._browser, self._options = browser, options
        self._context = None
        # The path, the scheme and the app of a page that tests only look at, as long as nothing else was opened.
        self.visit = None

    def cleared(self, base_url: str) -> Page:
        """Empty, as for a visitor who comes for the first time."""
        if self.visit:
            self.visit[2].leave()
        self.visit = None
        if self._context is None:
            self._context = self._browser.new_context(**self._options)
            self._context.add_init_script(ASKING)
        page, *others = self._context.pages or [self._context.new_page()]
        for other in others:
            other.close()
        # An address of the same server where no app runs: storage belongs to a server.
        page.goto(f"{base_url}/_stcore/health")
        # The mouse is let go and moved away where no drawing hears of it.
        page.mouse.up()
        page.mouse.move(0, 0)
        page.evaluate("sessionStorage.clear(); localStorage.clear()")
        self._context.clear_cookies()
        page.set_viewport_size(self._options["viewport"])
        page.emulate_media(media="null", color_scheme="null", reduced_motion="reduce", forced_colors="null")
        return page

    def close(self) -> None:
        if self._context:
            self._context.close()
        self._context = self.visit = None


@pytest.fixture(scope="session")
def tab_of(browser, browser_context_args):
    """The tab of a kind: tab_of(has_touch=True)."""
    tabs = {}

    def tab(**options: bool) -> Tab:
        # What is False is so in every tab.
        kind = frozenset(name for name, is_so in options.items() if is_so)
        if kind not in tabs:
            tabs[kind] = Tab(browser, browser_context_args | dict.fromkeys(kind, True))
        return tabs[kind]

    yield tab
    for one in tabs.values():
        one.close()


@pytest.fixture(scope="session")
def tab(tab_of):
    return tab_of()


@pytest.fixture
def app_of(request, tab_of, base_url):
    """The app in the tab of a kind, for what a tab has from its start: app_of(has_touch=True)."""
    failed = request.session.testsfailed
    lent = []

    def lend(**options) -> App:
        tab = tab_of(**options)
        app = App(tab.cleared(base_url), base_url)
        lent.append((tab, app))
        return app

    yield lend
    for tab, app in lent:
        app.leave()
        if request.session.testsfailed > failed:
            tab.close()


@pytest.fixture
def app(app_of):
    return app_of()


@pytest.fixture
def new_app(new_context, base_url):
    """Opens the app in a fresh browser context: for a second visitor, and for what a tab would not forget.

    `keep` takes in hand each connection of its page to the server (Playwright's `WebSocketRoute`).
    """

    def another(keep: Callable | None = None, **options) -> App:
        page = new_context(**options).new_page()
        if keep:
            page.route_web_socket("**/_stcore/stream", keep)
        # Over that: what is kept back is still on its way.
        page.add_init_script(ASKING)
        return App(page, base_url)

    return another


@pytest.fixture(scope="session")
def module_page(browser):
    """An empty page with the drawings' JavaScript as `window.drawing`: for functions, which leave nothing behind."""
    page = browser.new_page()
    page.evaluate(
        """async (source) => {
          const blob = new Blob([source], { type: "text/javascript" });
          window.drawing = await import(URL.createObjectURL(blob));
        }""",
        MODULE,
    )
    yield page
    page.close()
