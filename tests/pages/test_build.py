"""The build page: more hinges are nearer, a hand may place them, and the straight line never gets better."""

import itertools

import numpy as np
import pytest

from core.hinges import N_HEIGHTS, even_creases, numbers_to_text
from tests import drawings
from tests.drawings import tell

_serials = itertools.count(1)


BOARD = "creases_at-board"


def told(app) -> dict:
    return drawings.told(app, BOARD)


def hand(app, creases, curve, states=None, *, is_done: bool = True) -> None:
    edit = {"creases": list(creases), "curve": list(curve), "serial": next(_serials), "done": is_done}
    tell(app, BOARD, edit, states)


def error(app) -> float:
    return float(app.metric[0].value)


def test_more_neurons_come_nearer_and_the_straight_line_stays(open_page):
    app = open_page("build")
    errors, flat = [], set()
    for count in (0, 1, 4, 8, 16):
        app.slider(key="neurons").set_value(count).run()
        errors.append(error(app))
        flat.add(app.metric[1].value)
        assert len(told(app)["hinges"]) == count
    assert errors == sorted(errors, reverse=True)
    assert len(flat) == 1


@pytest.mark.parametrize("name", ["sin πx", "|x|", "a step", "x²", "draw your own"])
def test_every_target_can_be_built(open_page, name):
    app = open_page("build", target=name)
    data = told(app)
    assert not app.warning
    assert data["drawable"] == (name == "draw your own")
    assert np.all(np.isfinite(np.concatenate([*data["target"], data["sum"], data["flat"]])))


def test_the_sum_on_the_board_is_that_of_the_hinges_added_up(open_page):
    app = open_page("build", neurons="6")
    for shown in (0, 2, 6):
        app.slider(key="added").set_value(shown).run()
        data = told(app)
        total = [sum(bend * max(x - crease, 0) for crease, bend in data["hinges"][:shown]) for x, _ in data["sum"]]
        heights = np.array([y for _, y in data["sum"]])
        np.testing.assert_allclose(heights - heights[0], np.array(total) - total[0], atol=1e-9)
        assert data["shown"] == shown


def test_creases_that_a_hand_has_placed_stand_in_the_address_until_the_number_changes(open_page):
    app = open_page("build", neurons="3")
    curve = told(app)["curve"]
    hand(app, [-1, -0.5, 0.5], curve, is_done=False)
    assert told(app)["creases"] == [-1, -0.5, 0.5]
    assert app.text_input(key="creases_at").value == ""
    hand(app, [-1, -0.5, 0.5], curve)
    assert app.text_input(key="creases_at").value == "-1 -0.5 0.5"
    app.slider(key="neurons").set_value(4).run()
    assert told(app)["creases"] == list(even_creases(4))
    assert app.text_input(key="creases_at").value == ""


def test_undoing_to_another_number_of_neurons_brings_that_number_back(open_page):
    app = open_page("build", neurons="5")
    hand(app, [-1, 0, 0.5], told(app)["curve"])
    assert app.slider(key="neurons").value == 3
    assert len(told(app)["hinges"]) == 3
    assert not app.error


def test_undo_and_redo_of_a_number_of_neurons_leave_all_of_them_added_up(open_page):
    app = open_page("build", neurons="8")
    curve = told(app)["curve"]
    for count in (3, 8, 0, 8):
        hand(app, even_creases(count), curve)
        assert app.slider(key="neurons").value == count
        assert told(app)["shown"] == count
        assert not count or app.slider(key="added").value == count


@pytest.mark.parametrize("count", [5, 3])
def test_a_slider_that_has_not_heard_of_the_last_edit_does_not_take_back_the_next(open_page, count):
    app = open_page("build", neurons="5")
    curve, before = told(app)["curve"], app._tree.get_widget_states()
    hand(app, [-1, 0, 0.4, 0.6], curve)
    creases = [-0.9, -0.5, 0.1, 0.3, 0.7][:count]
    hand(app, creases, curve, before)
    assert app.slider(key="neurons").value == count
    assert told(app)["creases"] == creases
    assert app.slider(key="neurons").proto.set_value


def test_creases_that_are_moved_leave_the_number_that_is_added_up(open_page):
    app = open_page("build", neurons="3", added="2")
    hand(app, [-1, -0.5, 0.5], told(app)["curve"])
    assert app.slider(key="added").value == 2


def test_a_drawn_curve_becomes_the_target_and_a_link(open_page):
    app = open_page("build", target="draw your own", neurons="2")
    tent = (1 - np.abs(np.linspace(-1, 1, N_HEIGHTS))).round(3)
    hand(app, even_creases(2), tent)
    assert app.text_input(key="curve").value == numbers_to_text(tent)
    assert app.metric[0].value == "0, exact"
    again = open_page("build", target="draw your own", neurons="2", curve=numbers_to_text(tent))
    assert again.metric[0].value == "0, exact"


@pytest.mark.parametrize(
    "junk",
    [
        {"creases": ["x"], "curve": []},
        {"creases": [2.0], "curve": [0.0] * N_HEIGHTS},
        {"creases": [float("nan")], "curve": [0.0] * N_HEIGHTS},
        {"creases": [0.0] * 65, "curve": [0.0] * N_HEIGHTS},
        {"creases": [0.0], "curve": [0.0]},
    ],
    ids=str,
)
def test_what_no_board_would_send_changes_nothing(open_page, junk):
    app = open_page("build")
    before = told(app)
    hand(app, junk["creases"], junk["curve"])
    assert not app.exception
    assert {**told(app), "seen": 0} == {**before, "seen": 0}


def test_creases_of_another_number_get_a_sentence_and_stand_evenly(open_page):
    app = open_page("build", creases_at="-1 0")
    assert "2 creases for 8 neurons" in app.error[0].value
    assert told(app)["creases"] == list(even_creases(8))


def test_without_neurons_nothing_is_said_of_hinges(open_page):
    app = open_page("build", neurons="0")
    captions = " ".join(caption.value for caption in app.caption)
    assert "Bold: a bias alone, the best constant." in captions
    assert "hinges. Bold" not in captions
