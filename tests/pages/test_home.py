"""The home page: what its scenes are told, and what they are believed."""

import pytest

from components.shell.lessons import LESSONS
from core.affine import collapse
from core.border import DOTS
from core.presets import random_network
from scenes.home.more_layers import MOST_LAYERS, WIDTH
from tests import drawings
from tests.drawings import tell

SHEET, DEEP, GRAPH = "home-sheet", "deep-sheet", "border_net-graph"
BEND, LAYERS = {"border": "3 The bend"}, {"border": "2 More layers"}


def told(app, name: str = SHEET) -> dict:
    return drawings.told(app, name)


# One neuron


def test_it_begins_with_a_neuron_that_is_not_right_and_the_line_that_is_left_is_counted(open_page, drag):
    app = open_page()
    data = told(app, GRAPH)
    assert data["picture"]["line"]
    assert len(data["picture"]["points"]) == len(DOTS)
    assert app.metric[0].value == f"5 of {len(DOTS)}"
    assert told(app, "facts")["facts"] == {"wrong": 7}
    drag(app, "border_net", "2-1 step -0.5 1 -0.2", (1.0, 0.5))
    assert app.metric[0].value == f"{len(DOTS)} of {len(DOTS)}"
    assert told(app, "facts")["facts"] == {"wrong": 0}
    assert app.success
    assert app.text_input(key="border_net").value == "2-1 step -0.5 1 -0.2"


@pytest.mark.parametrize("text", ["2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0", "2-1 relu 1 1 0"])
def test_what_is_no_single_neuron_gets_a_sentence(open_page, text):
    app = open_page(border_net=text)
    assert "this page tries one neuron" in app.error[0].value
    assert told(app, "facts")["facts"] == {"wrong": 7}


# More layers


@pytest.mark.parametrize("layers", [1, 4, MOST_LAYERS])
def test_layers_without_an_activation_stay_one_flat_piece_with_one_line(open_page, layers):
    app = open_page(**LAYERS, deep=str(layers))
    data = told(app, DEEP)
    assert data["entry"] == {"layers": layers}
    assert "1 flat piece," in data["alts"][0]
    assert data["alts"][1].endswith("has one straight line.")
    network = random_network(60, (2, *(WIDTH,) * layers, 1), "identity")
    said = data["stacks"][layers - 1]
    assert f": {network.parameter_count} numbers." in said
    # Before any is added nothing says what comes of it.
    assert (f"{collapse(network).parameter_count} would do" in said) == (layers > 1)
    assert len(data["stacks"]) == data["most_layers"] == MOST_LAYERS


def test_new_weights_are_those_of_the_next_seed_whose_border_is_in_sight_at_every_depth(open_page):
    app = open_page(**LAYERS, seed="99", deep=str(MOST_LAYERS))
    for _ in range(6):
        before = told(app, DEEP)
        (button,) = [button for button in app.button if button.label == "New weights"]
        button.click().run()
        after = told(app, DEEP)
        assert after["network"] != before["network"]
        assert not [sentence for sentence in after["stacks"] if "out of sight" in sentence]
        assert after["alts"][1].endswith("has one straight line.")
    # Seed 4 is passed over.
    assert app.slider(key="seed").value == 6


def test_a_border_that_is_out_of_sight_is_told_to_be(open_page):
    data = told(open_page(**LAYERS, seed="4", deep="1"), DEEP)
    assert ["out of sight" in sentence for sentence in data["stacks"]].count(True) > 0


# The bend


def test_what_a_hand_leaves_becomes_the_controls_values_and_the_description(open_page):
    app = open_page(**BEND)
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
    app = open_page(**BEND)
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
    app = open_page(**BEND)
    tell(app, SHEET, {**junk, "serial": 1, "done": True})
    assert told(app)["entry"] == {"bend": 1.0, "layers": 2}
    assert not app.exception


@pytest.mark.parametrize(("query", "opens"), [(BEND, True), ({"seed": "42"}, True), ({"bent": "1"}, False)])
def test_it_opens_with_a_bend_unless_the_link_says_one(open_page, query, opens):
    assert told(open_page(**query))["opens"] == opens


@pytest.mark.parametrize("query", [{"bent": "0.4"}, {"layers": "3", "seed": "7"}, {"bent": "abc"}])
def test_a_link_from_before_there_were_scenes_shows_the_sheet(open_page, query):
    app = open_page(**query)
    assert told(app)["entry"]["bend"] == (0.4 if query == {"bent": "0.4"} else 1.0)
    app.segmented_control(key="border").set_value("neuron").run()
    assert told(app, GRAPH)
    app.run()
    assert told(app, GRAPH)


def test_a_link_that_names_its_scene_shows_that_one(open_page):
    assert told(open_page(**LAYERS, bent="0.4"), DEEP)


def test_the_way_through_leads_to_every_lesson(open_page):
    questions = [element.value for element in open_page().caption]
    assert [lesson.question for lesson in LESSONS[1:]] == questions[-len(LESSONS) + 1 :]
