"""The build page: more hinges are nearer, a hand may place them, and the straight line never gets better."""

import itertools

import numpy as np
import pytest

from core.hinges import N_HEIGHTS, TARGETS, even_creases, numbers_to_text, set_hinges
from core.numbers import number_text
from tests import drawings
from tests.drawings import tell

_serials = itertools.count(1)


BOARD = "creases_at-board"


def told(app) -> dict:
    return drawings.told(app, BOARD)


def hand(app, creases, curve, states=None, *, slopes=(), is_done: bool = True) -> None:
    made = {"creases": list(creases), "curve": list(curve), "slopes": list(slopes)}
    tell(app, BOARD, made | {"serial": next(_serials), "done": is_done}, states)


def errors(app) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def error(app) -> float:
    return float(errors(app)["The machine"])


def test_more_neurons_come_nearer_and_the_straight_line_stays(open_page):
    app = open_page("build")
    nearer, flat = [], set()
    for count in (0, 1, 4, 8, 16):
        app.slider(key="neurons").set_value(count).run()
        nearer.append(error(app))
        flat.add(errors(app)["No activation"])
        assert len(told(app)["machine"]) == count + 1
    assert nearer == sorted(nearer, reverse=True)
    assert len(flat) == 1


@pytest.mark.parametrize("name", ["sin πx", "|x|", "a step", "x²", "draw your own"])
def test_every_target_can_be_built(open_page, name):
    app = open_page("build", target=name)
    data = told(app)
    assert not app.warning
    assert data["drawable"] == (name == "draw your own")
    assert np.all(
        np.isfinite(np.concatenate([*map(np.ravel, data["target"]), data["machine"], np.ravel(data["flat"])]))
    )


def test_the_first_hinges_alone_can_be_added_up(open_page):
    app = open_page("build", neurons="6")
    for shown in (0, 2, 6):
        app.slider(key="added").set_value(shown).run()
        assert told(app)["shown"] == shown
        assert f"the sum of {shown} of 6 hinges" in told(app)["alt"]


@pytest.mark.parametrize(("query", "bends"), [({}, True), ({"added": "7"}, False), ({"neurons": "21"}, False)])
def test_a_sum_bends_where_its_corners_can_be_told_apart(open_page, query, bends):
    app = open_page("build", **query)
    assert told(app)["bends"] == bends
    assert any("Drag a corner" in caption.value for caption in app.caption) == bends


def test_slopes_that_a_hand_has_set_are_its_own_until_the_machine_does_it(open_page):
    app = open_page("build", target="|x|", neurons="2")
    curve, creases, slopes = told(app)["curve"], [-1, 0.5], [1, -1, 1.5]
    hand(app, creases, curve)
    assert "You" not in errors(app)
    machine = errors(app)["The machine"]
    hand(app, creases, curve, slopes=slopes, is_done=False)
    yours = number_text(set_hinges(TARGETS["abs"], creases, slopes).root_mean_square, 3)
    assert errors(app)["You"] == yours
    assert app.text_input(key="slopes").value == ""
    hand(app, creases, curve, slopes=slopes)
    assert app.text_input(key="slopes").value == "1 -1 1.5"
    assert drawings.told(app, "facts")["facts"]["by_hand"] == 1
    # The machine's word: what the person came to stays beside it, for these creases.
    hand(app, creases, curve)
    assert app.text_input(key="slopes").value == ""
    assert drawings.told(app, "facts")["facts"]["by_hand"] == 0
    assert (errors(app)["You"], errors(app)["The machine"]) == (yours, machine)
    hand(app, [-1, 0.4], curve)
    assert "You" not in errors(app)


def test_slopes_in_a_link_are_shown_as_they_are(open_page):
    app = open_page("build", target="|x|", neurons="2", slopes="1 -1 2")
    assert told(app)["slopes"] == [1, -1, 2]
    assert errors(app)["You"] == errors(app)["The machine"] == "0, exact"
    flat = open_page("build", target="x²", neurons="0", slopes="0.5")
    assert float(errors(flat)["You"]) > error(flat)


def test_creases_that_are_moved_leave_the_slopes_of_a_hand(open_page):
    app = open_page("build", neurons="2", slopes="1 -1 2")
    hand(app, [-1, 0.3], told(app)["curve"], slopes=[1, -1, 2])
    assert told(app)["slopes"] == [1, -1, 2]
    assert app.text_input(key="slopes").value == "1 -1 2"


def test_a_sum_by_hand_keeps_its_heights_where_more_creases_stand(open_page):
    app = open_page("build", target="|x|", neurons="2", slopes="1 -1 2")
    app.slider(key="neurons").set_value(4).run()
    assert told(app)["creases"] == list(even_creases(4))
    np.testing.assert_allclose(told(app)["slopes"], [1, -1, 0, 2, 0], atol=1e-6)
    assert errors(app)["You"] == "0, exact"


@pytest.mark.parametrize("slopes", ["1 2", "1 2 3 4", "0 " * 65])
def test_slopes_of_another_number_get_a_sentence_and_are_the_machines(open_page, slopes):
    app = open_page("build", neurons="2", slopes=slopes)
    assert "slopes for 2 neurons" in app.error[0].value
    assert told(app)["slopes"] == []


@pytest.mark.parametrize("slopes", ["nan", "1e7 0 0", "<b>", "0 " * 66])
def test_slopes_that_cannot_be_used_get_a_sentence(open_page, slopes):
    app = open_page("build", neurons="2", slopes=slopes)
    assert "cannot be used" in app.warning[0].value
    assert told(app)["slopes"] == []


def test_the_largest_slopes_leave_a_page_that_can_be_read(open_page):
    app = open_page("build", neurons="2", slopes="1e6 1e6 1e6")
    assert np.isfinite(float(errors(app)["You"]))


def test_the_fewest_hinges_near_enough_to_the_sine_are_kept(open_page):
    def said(app) -> str:
        return next(caption.value for caption in app.caption if "0.02" in caption.value)

    app = open_page("build", neurons="3")
    assert "not" in said(app)
    app.slider(key="neurons").set_value(12).run()
    assert "so far: 12." in said(app)
    app.slider(key="neurons").set_value(8).run()
    app.slider(key="neurons").set_value(3).run()
    assert "so far: 8." in said(app)


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
    assert len(told(app)["machine"]) == 4
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
    assert errors(app)["The machine"] == "0, exact"
    again = open_page("build", target="draw your own", neurons="2", curve=numbers_to_text(tent))
    assert errors(again)["The machine"] == "0, exact"


@pytest.mark.parametrize(
    "junk",
    [
        {"creases": ["x"], "curve": []},
        {"creases": [0.0], "curve": [0.0] * N_HEIGHTS, "slopes": [1.0]},
        {"creases": [0.0], "curve": [0.0] * N_HEIGHTS, "slopes": [1.0, float("inf")]},
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
    hand(app, junk["creases"], junk["curve"], slopes=junk.get("slopes", ()))
    assert not app.exception
    assert {**told(app), "seen": 0} == {**before, "seen": 0}


def test_creases_of_another_number_get_a_sentence_and_stand_evenly(open_page):
    app = open_page("build", creases_at="-1 0")
    assert "2 creases for 8 neurons" in app.error[0].value
    assert told(app)["creases"] == list(even_creases(8))


def test_without_neurons_nothing_is_said_of_hinges(open_page):
    app = open_page("build", neurons="0")
    captions = " ".join(caption.value for caption in app.caption)
    assert "Bold: a bias alone, a constant." in captions
    assert "Thin" not in captions
