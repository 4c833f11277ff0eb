"""What holds on every page: it opens, survives its controls' extremes, and leads on."""

import re

import pytest

from components.shell.lessons import LESSONS
from scenes.training.starts import TRY_ALL
from scenes.xor import STEP

PAGES = [lesson.path.removeprefix("pages/").removesuffix(".py") for lesson in LESSONS]
SCENES = [
    *((page, {}) for page in PAGES),
    *(("xor", {"step": step, "line": "9"}) for step in tuple(STEP.options.values())[1:]),
    ("collapse", {"between": "true"}),
    ("collapse", {"part": "2 A patchwork"}),
    ("collapse", {"part": "2 A patchwork", "bend": "0", "shape": "2-5-1"}),
    ("collapse", {"part": "3 In space"}),
    ("collapse", {"depth": "6", "width1": "8", "width2": "1"}),
    ("network", {"preset": "Tent 1-2-1"}),
    ("network", {"preset": "XOR", "creases": "true"}),
    ("network", {"preset": "Tent 1-2-1", "creases": "true"}),
    ("activations", {"curves": "Step", "derivative": "true"}),
    *(("activations", {"topic": topic}) for topic in ("2 A gate", "3 Softmax", "4 Table")),
    ("training", {"data": "Two moons", "loss": "Cross-entropy", "third": "tanh"}),
    ("training", {"data": "|x|", "racer": "ReLU"}),
    ("training", {"scene": "2 Many starts", "start_activation": "tanh"}),
    ("training", {"scene": "3 The way back"}),
    (
        "training",
        {"scene": "3 The way back", "back_width": "1", "back_also": "GELU", "back_data": "XOR, four points"},
    ),
    *(
        ("training", {"scene": "4 Pictures", "pictures_part": part})
        for part in ("The pictures", "What was learned", "The proof", "The pad")
    ),
    ("build", {"target": "draw your own", "neurons": "64"}),
    ("build", {"target": "|x|", "neurons": "0"}),
]


def shown(app) -> str:
    """Everything a visitor reads."""
    kinds = (app.markdown, app.caption, app.metric, app.title, app.subheader, app.latex)
    return " ".join(str(element.value) for kind in kinds for element in kind)


def assert_sound(app) -> None:
    assert not app.exception
    # NAND is a gate.
    assert not re.search(r"\bnan\b", shown(app).lower())
    assert "traceback" not in shown(app).lower()


@pytest.mark.parametrize(("page", "query"), SCENES, ids=str)
def test_a_scene_opens_without_a_complaint(open_page, page, query):
    app = open_page(page, **query)
    assert_sound(app)
    assert not app.warning
    assert not app.error


@pytest.mark.parametrize(("page", "query"), SCENES, ids=str)
def test_every_slider_can_stand_at_both_of_its_ends(open_page, page, query):
    app = open_page(page, **query)
    for key, low, high in [(slider.key, slider.min, slider.max) for slider in app.slider]:
        for value in (low, high):
            present = {slider.key: slider for slider in app.slider if not slider.disabled}
            if key in present:
                present[key].set_value(value).run()
                assert_sound(app)


@pytest.mark.parametrize(("page", "query"), SCENES, ids=str)
def test_every_toggle_and_every_choice_can_be_taken(open_page, page, query):
    app = open_page(page, **query)
    # Trying all activations is a test of its own: it trains four thousand networks.
    for key in [toggle.key for toggle in app.toggle if toggle.key != TRY_ALL.key]:
        app.toggle(key=key).set_value(True).run()
        assert_sound(app)
    for key, options in [(box.key, box.options) for box in app.selectbox]:
        for option in (options[0], options[-1]):
            if any(box.key == key for box in app.selectbox):
                box = app.selectbox(key=key)
                box.select_index(box.options.index(option) if option in box.options else 0).run()
                assert_sound(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_on(open_page, page):
    app = open_page(page)
    links = [node.proto.page for node in app.main if getattr(node, "type", "") == "page_link"]
    links += [block.proto.page for block in app.get("page_link")]
    assert links


@pytest.mark.parametrize(
    ("page", "query", "key", "text"),
    [
        ("activations", {"topic": "3 Softmax"}, "scores", "3, 4, 5"),
        ("network", {}, "net", "2-1 relu 5 5 5"),
        ("network", {}, "at", "2 2"),
        ("collapse", {}, "stack", "2-1-2 identity 1 0 0 identity 1 0 1 0"),
        ("xor", {}, "single", "2-1 step 3 2 1"),
    ],
)
def test_moving_between_pages_loses_nothing(open_page, page, query, key, text):
    app = open_page(page, **query)
    app.text_input(key=key).set_value(text).run()
    app.switch_page("pages/home.py").run()
    app.switch_page(f"pages/{page}.py").run()
    assert app.text_input(key=key).value == text
