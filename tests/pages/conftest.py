"""The app as AppTest runs it, always from app.py."""

import functools
import itertools
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.shell.lessons import LESSONS
from tests import drawings
from tests.drawings import tell

ROOT = Path(__file__).parents[2]
TITLES = {Path(lesson.path).stem: lesson.title for lesson in LESSONS}


@pytest.fixture(scope="session", autouse=True)
def packages_are_read_once():
    """For each AppTest Streamlit looks for components in all packages that are installed: most of what it took."""
    with pytest.MonkeyPatch.context() as patch:
        scan = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture
def open_page():
    """open_page("xor", w1="nan") runs a page as a link opens it."""

    def run(page: str = "home", **query) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        if page != "home":
            app.switch_page(f"pages/{page}.py")
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        assert not app.exception
        if page != "home":
            assert app.title[0].value == TITLES[page]
        return app

    return run


@pytest.fixture
def drag():
    """drag(app, "net", "2-1 relu 5 5 5", (1, 2)) is an edit of a drawing, told as the browser tells it."""
    serials = itertools.count(1)

    def edit(app: AppTest, key: str, network: str, inputs=(1.0, 0.0), /, *, is_done: bool = True, **junk) -> None:
        entry = {"network": network, "inputs": list(inputs), "serial": next(serials), "done": is_done}
        tell(app, f"{key}-graph", entry | junk)

    return edit


@pytest.fixture
def told():
    """told(app, "net") is what the drawing of a network is told: its data."""
    return lambda app, key: drawings.told(app, f"{key}-graph")
