"""Many starts: the rates that the table has, the start that is opened, and where trained weights can be taken."""

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
import pytest

from core.gates import GATES
from core.hidden_gates import hidden_gates
from core.parameters import parameters_of
from core.serialization import network_from_text
from core.xor_network import score_network
from scenes.training import many
from scenes.training.many import N_STARTS
from scenes.training.runners import Once
from scenes.training.starts import COLUMNS, ROWS
from tests.drawings import tell, told

SCENE = "2 Many starts"


def words(app) -> str:
    return " ".join(element.value for element in app.markdown)


def table(app) -> dict[str, list[str]]:
    """The table's cells by the name of their row, without what sets the chosen one off."""
    (text,) = [element.value for element in app.markdown if element.value.startswith("| solved")]
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines()[2:]]
    return {
        name: [re.sub(r"\*\*:primary-background\[(.*)\]\*\*", r"\1", cell) for cell in cells] for name, *cells in rows
    }


def test_only_the_activation_that_is_looked_at_is_tried_unless_all_are_wanted(open_page, monkeypatch):
    monkeypatch.setattr(many, "_kept", lru_cache(lambda config: Once()))
    rates = table(open_page("training", scene=SCENE))
    assert {name for name, cells in rates.items() if "…" not in cells} == {"ReLU"}


def test_the_table_has_the_rate_of_every_activation_and_width(open_page):
    rates = table(open_page("training", scene=SCENE, try_all="true"))
    assert rates["Identity"] == ["0"] * len(COLUMNS)
    assert all(cell.isdecimal() for name in ROWS.values() for cell in rates[name])
    # 2,000 starts solve 24.5 and 97 %; of 200 a few percent more or fewer.
    assert int(rates["ReLU"][0]) == pytest.approx(24.5, abs=9)
    assert int(rates["ReLU"][-1]) == pytest.approx(97, abs=4)


@pytest.mark.parametrize("activation", ROWS.values())
def test_every_start_that_is_called_solved_has_all_four_right(open_page, activation):
    app = open_page("training", scene=SCENE, start_activation=activation, start_width="3")
    wall = told(app, "wall")
    assert len(wall["right"]) == N_STARTS
    solved = wall["right"].count(4)
    assert f"**{solved} of {N_STARTS} starts solve XOR**" in words(app)
    assert table(app)[activation][1] == f"{100 * solved / N_STARTS:.0f}"


def test_the_opened_start_is_the_one_of_the_wall(open_page):
    app = open_page("training", scene=SCENE, opened=str(N_STARTS - 1))
    right = told(app, "wall")["right"]
    for serial, place in enumerate((right.index(4), right.index(3), right.index(2)), 1):
        app.slider(key="at_epoch").set_value(7).run()
        tell(app, "wall", {"opened": place, "serial": serial, "done": True})
        assert app.slider(key="opened").value == place
        # Of another start the end is shown first.
        assert told(app, "film")["entry"] == told(app, "film")["first"]
        (reel,) = told(app, "reels")["reels"]
        assert score_network(network_from_text(reel["last"]), GATES["xor"]).n_correct == right[place]
        said = "solves it" if right[place] == 4 else f"is stuck with {right[place]} of 4 right. "
        assert f"**Start {place}** {said}" in words(app)


def test_next_stuck_and_next_solved_go_round(open_page):
    app = open_page("training", scene=SCENE, opened=str(N_STARTS - 1))
    right = told(app, "wall")["right"]
    for label, kind in (("Next solved", True), ("Next stuck", False)):
        app.slider(key="opened").set_value(N_STARTS - 1).run()
        next(button for button in app.button if button.label == label).click().run()
        assert app.slider(key="opened").value == next(i for i, n in enumerate(right) if (n == 4) == kind)


def test_without_an_activation_there_is_nothing_to_be_found(open_page):
    app = open_page("training", scene=SCENE, start_activation="Identity")
    assert f"**0 of {N_STARTS} starts solve XOR**, and none has more than 3 of 4 right" in words(app)
    assert next(button for button in app.button if button.label == "Next solved").disabled


def test_hidden_neurons_are_named_where_they_are_gates(open_page):
    app = open_page("training", scene=SCENE)
    place = told(app, "wall")["right"].index(4)
    app.slider(key="opened").set_value(place).run()
    network = network_from_text(told(app, "reels")["reels"][0]["last"])
    named = [gate.gate.name for layer in hidden_gates(network) for gate in layer if gate]
    assert named
    assert all(name in words(app).split("Hidden neurons as gates:")[1] for name in named)


# Where the other pages have a network in their address.
TEXTS = {"net", "stack", "patch", "hidden"}
TAKEN = [
    {},
    {"sizes": "2", "start": "2", "optimiser": "Gradient descent", "rate": "0.1"},
    {"sizes": "16, 16, 16", "data": "Two moons", "epochs": "3"},
    {"sizes": "none", "data": "Two moons", "epochs": "3", "racer": "tanh"},
    {"sizes": "4", "data": "sin πx", "epochs": "3", "racer": "ReLU"},
    {"sizes": "64", "epochs": "3"},
    {"scene": SCENE, "opened": "7"},
]


@pytest.mark.parametrize("query", TAKEN, ids=str)
def test_where_trained_weights_can_be_taken_they_are_shown_as_they_are(open_page, query):
    app = open_page("training", **query)
    reels = {reel["last"] for reel in told(app, "reels")["reels"]}
    links = [(link.proto.page, dict(parse_qsl(link.proto.query_string))) for link in app.get("page_link")]
    taken = [(page, key, address) for page, address in links for key in TEXTS & address.keys()]
    assert taken or "too large for the other pages" in words(app)
    for page, key, address in taken:
        assert address[key] in reels
        opened = open_page(Path(page).stem, **address)
        assert not opened.warning
        assert not opened.error
        ours, theirs = map(network_from_text, (address[key], told(opened, f"{key}-graph")["network"]))
        np.testing.assert_array_equal(parameters_of(theirs), parameters_of(ours))
