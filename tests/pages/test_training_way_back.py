"""The signal's way back: what arrives, what it is good for, and what a link may ask for."""

import json

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.gradient_depth import WayBack
from scenes.training.settings import RACERS
from scenes.training.way_back import (
    ALSO,
    CONTROLS,
    DATA,
    DEEPEST,
    SHOWN,
    WEIGHTS,
    arriving_text,
    found_way,
    least_loss,
    n_right,
    one_of,
)

SCENE = "3 The way back"


def opened(open_page, **query):
    return open_page("training", scene=SCENE, **query)


def words(app) -> str:
    return " ".join(element.value for kind in (app.markdown, app.caption) for element in kind)


def chart(app) -> dict:
    (drawn,) = app.get("plotly_chart")
    return json.loads(drawn.proto.spec)


def cells(app) -> dict[str, list[str]]:
    """The table of both numbers, by activation."""
    rows = next(element.value for element in app.markdown if element.value.startswith("| |")).splitlines()
    return {
        name.strip(" *"): [cell.strip() for cell in rest]
        for name, *rest in (row.strip("|").split("|") for row in rows[2:])
    }


def test_the_identity_passes_on_the_most_and_is_good_for_the_least(open_page):
    app = opened(open_page)
    ways = {key: found_way(key, 10, 16, "xor_clouds", "suited") for key in SHOWN}
    assert ways["sigmoid"].arriving < 2e-5
    assert 0.4 < ways["tanh"].arriving < 1.2
    assert 0.4 < ways["relu"].arriving < 1.6
    assert 0.8 < ways["identity"].arriving < 1.3
    assert abs(np.log(ways["identity"].arriving)) == min(abs(np.log(way.arriving)) for way in ways.values())
    assert {key: n_right(key, "xor_clouds")[0] for key in SHOWN if key != "identity"} == {
        "sigmoid": 60,
        "tanh": 60,
        "relu": 60,
    }
    assert n_right("identity", "xor_clouds")[0] < 45
    shown = cells(app)
    assert list(shown) == ["Sigmoid", "tanh", "ReLU", "Identity"]
    assert shown["Sigmoid"] == [arriving_text(ways["sigmoid"]), "✓ 60 of 60"]
    assert shown["Identity"][1].startswith("✗ ")
    assert "without an activation all layers are one affine map" in words(app)
    assert f"below a loss of **{least_loss('xor_clouds'):.4f}**" in words(app)


def test_the_slopes_on_the_way_are_multiplied_by_cores_own_numbers(open_page):
    said = words(opened(open_page))
    assert "From layer 10 to layer 2 the signal meets 8 slopes f′: **sigmoid**’s are at most **0.25**" in said
    assert f"together at most **{one_of(65_536)}**" in said


@pytest.mark.parametrize("depth", range(1, DEEPEST + 1))
def test_the_picture_shows_a_line_for_each_activation_over_all_layers(open_page, depth):
    app = opened(open_page, back_depth=str(depth))
    lines = [trace for trace in chart(app)["data"] if trace["mode"] == "markers"]
    assert [trace["name"] for trace in lines] == ["Sigmoid", "tanh", "ReLU", "Identity"]
    assert all(len(trace["customdata"]) == depth for trace in lines)
    assert app.get("plotly_chart")[0].proto.alt.startswith("The norm of the gradient at ")
    assert not app.warning


def test_one_layer_has_no_way_back_and_is_told_so(open_page):
    app = opened(open_page, back_depth="1")
    assert {row[0] for row in cells(app).values()} == {"–"}
    assert "One layer has no way back" in words(app)
    assert "Yet it is useless" not in words(app)


def test_where_nothing_arrives_it_is_told_of_how_many_starts(open_page):
    app = opened(open_page, back_width="1", back_data="XOR, four points")
    n_lost = found_way("relu", 10, 1, "xor", "suited").n_lost
    assert n_lost > 20
    assert f"ReLU in {n_lost} of 40 starts" in words(app)
    assert cells(app)["ReLU"][0] == "nothing"
    assert "nan" not in json.dumps(chart(app)).lower()


def test_without_weights_nothing_arrives_anywhere(open_page):
    app = opened(open_page, back_weights="Zeros")
    assert {row[0] for row in cells(app).values()} == {"nothing"}


def test_where_a_line_is_enough_the_identity_is_not_called_useless(open_page):
    app = opened(open_page, back_data="Two clouds")
    assert "one line is enough" in words(app)
    assert "useless" not in words(app)
    assert cells(app)["Identity"][1] == "✓ 60 of 60"


@pytest.mark.parametrize("key", [key for key in ALSO.options if key in RACERS])
def test_any_other_activation_can_stand_beside_them(open_page, key):
    app = opened(open_page, back_also=ALSO.options[key], back_depth="4", back_width="3", back_data="XOR, four points")
    assert list(cells(app))[-1] == ACTIVATIONS[key].name
    assert "nan" not in words(app).lower()


def test_every_activation_leads_to_its_curve_with_its_slope_and_its_saturated_part(open_page):
    app = opened(open_page)
    links = {node.proto.label: node.proto.query_string for node in app.get("page_link") if "f′" in node.proto.label}
    assert len(links) == 4
    query = next(query for label, query in links.items() if label.startswith("Sigmoid: |f′| ≤ 0.25, saturated "))
    assert query == "curves=Sigmoid&derivative=true&close=Sigmoid"
    curves = open_page("activations", curves="Sigmoid", derivative="true", close="Sigmoid")
    assert not curves.warning


def test_what_is_computed_is_computed_once_for_all(open_page):
    first = found_way("tanh", 7, 5, "moons", "he")
    assert found_way("tanh", 7, 5, "moons", "he") is first


def test_every_control_stands_in_the_link(open_page):
    asked = {
        "back_depth": "4",
        "back_width": "7",
        "back_data": DATA.options["moons"],
        "back_weights": WEIGHTS.options["he"],
        "back_also": "GELU",
    }
    assert asked.keys() == {control.key for control in CONTROLS}
    app = opened(open_page, **asked)
    assert not app.warning
    assert [app.session_state[key] for key in asked] == [4, 7, "moons", "he", "gelu"]


@pytest.mark.parametrize(
    ("key", "text"), [("back_depth", "11"), ("back_width", "0"), ("back_width", "1e9"), ("back_data", "Two spirals")]
)
def test_a_link_that_asks_for_too_much_gets_a_sentence_and_the_default(open_page, key, text):
    app = opened(open_page, **{key: text})
    assert f"`{key} = {text}` cannot be used" in app.warning[0].value
    assert app.session_state[key] == next(control.default for control in CONTROLS if control.key == key)


@pytest.mark.parametrize(
    ("arriving", "text"),
    [(0.594, "0.59"), (1.0, "1.00"), (0.01, "0.01"), (0.00952, "1 / 110"), (9.52e-6, "1 / 110,000"), (0, "nothing")],
)
def test_what_arrives_is_written_as_people_read_it(arriving, text):
    way = WayBack(ACTIVATIONS["tanh"], np.array([[0.0, arriving, 1.0]]), np.zeros((1, 2)))
    assert arriving_text(way).replace("\N{NO-BREAK SPACE}", " ") == text
