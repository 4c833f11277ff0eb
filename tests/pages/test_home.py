"""The home page: what the sheet is told, and what it is believed."""

import pytest

from components.shell.lessons import LESSONS
from tests import drawings
from tests.drawings import tell

SHEET = "home-sheet"


def told(app) -> dict:
    return drawings.told(app, SHEET)


def test_what_a_hand_leaves_becomes_the_controls_values_and_the_description(open_page):
    app = open_page()
    before = told(app)
    assert before["entry"] == {"bend": 1.0, "layers": 2}
    assert before["address"] == {"bent": "", "layers": ""}
    tell(app, SHEET, {"bend": 0.35, "layers": 3, "serial": 1, "done": True})
    assert app.slider(key="bent").value == 0.35
    assert app.slider(key="layers").value == 3
    after = told(app)
    assert after["entry"] == {"bend": 0.35, "layers": 3}
    assert after["address"] == {"bent": "0.35", "layers": "3"}
    assert after["network"] == before["network"]
    assert after["alts"] != before["alts"]
    assert not app.exception


@pytest.mark.parametrize("bend", [1.0, 0.7])
def test_a_control_that_has_not_heard_of_the_last_edit_does_not_take_back_the_next(open_page, bend):
    """Under load a browser sent the old value with the next edit, and the sheet jumped back to the one before."""
    app = open_page()
    before = app._tree.get_widget_states()
    tell(app, SHEET, {"bend": 0.0, "layers": 2, "serial": 1, "done": True})
    tell(app, SHEET, {"bend": bend, "layers": 2, "serial": 2, "done": True}, before)
    assert told(app)["entry"]["bend"] == bend
    slider = app.slider(key="bent")
    assert slider.value == bend
    # The browser's slider has 0 by now.
    assert slider.proto.set_value


@pytest.mark.parametrize(
    "junk",
    [
        {"bend": 2, "layers": 2}, {"bend": "1", "layers": 2}, {"bend": True, "layers": 2}, {"bend": 0.5},
        {"bend": 0.5, "layers": 2.5}, {"bend": 0.5, "layers": 7}, {"bend": None, "layers": []}, {},
    ],
)  # fmt: skip
def test_what_no_sheet_can_be_is_not_believed(open_page, junk):
    app = open_page()
    tell(app, SHEET, {**junk, "serial": 1, "done": True})
    assert told(app)["entry"] == {"bend": 1.0, "layers": 2}
    assert not app.exception


@pytest.mark.parametrize(("query", "opens"), [({}, True), ({"seed": "42"}, True), ({"bent": "1"}, False)])
def test_it_opens_with_a_bend_unless_the_link_says_one(open_page, query, opens):
    assert told(open_page(**query))["opens"] == opens


def test_the_way_through_leads_to_every_lesson(open_page):
    questions = " ".join(str(element.value) for element in open_page().markdown)
    assert all(lesson.question in questions for lesson in LESSONS[1:])
