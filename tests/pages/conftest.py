"""The app as AppTest runs it, always from app.py."""

import functools
import itertools
import json
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.shell.lessons import LESSONS

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
def tell():
    """tell(app, "home-sheet", {"bend": 1, …}) is an edit of a drawing, told as the browser tells it.

    With it come the values of all controls, as the browser has them: now, or as they were in `states`.
    """

    def edit(app: AppTest, drawing: str, edit: dict, states=None) -> None:
        sent = type(app._tree.get_widget_states())()
        sent.CopyFrom(states or app._tree.get_widget_states())
        ids = [node.proto.id for node in app.get("bidi_component")]
        state = sent.widgets.add()
        state.id = next(name for name in ids if name.endswith(f"-{drawing}"))
        state.json_value = json.dumps({"edit": edit})
        app._run(sent)

    return edit


@pytest.fixture
def drag():
    """drag(app, "net", "2-1 relu 5 5 5", (1, 2)) is an edit of a drawing, told as the browser tells it."""
    serials = itertools.count(1)

    def tell(app: AppTest, key: str, network: str, inputs=(1.0, 0.0), /, *, is_done: bool = True, **junk) -> None:
        graph = next(node.proto.id for node in app.get("bidi_component") if node.proto.id.endswith(f"-{key}-graph"))
        states = app._tree.get_widget_states()
        state = states.widgets.add()
        state.id = graph
        edit = {"network": network, "inputs": list(inputs), "serial": next(serials), "done": is_done} | junk
        state.json_value = json.dumps({"edit": edit})
        app._run(states)

    return tell


@pytest.fixture
def told():
    """told(app, "net") is what a drawing is told: its data."""

    def data(app: AppTest, key: str) -> dict:
        nodes = [node.proto for node in app.get("bidi_component")]
        return next(json.loads(proto.json) for proto in nodes if proto.id.endswith(f"-{key}-graph"))

    return data
