"""Cats and dogs on the training page: what is trained, shown and proved, and what a link may ask for."""

import base64
import re
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from core.numbers import MINUS, rounded
from core.seeds import LARGEST_SEED
from scenes.training.learned import PRESET, RACERS, finished_pictures
from scenes.training.pictures_wall import PER_SPECIES
from scenes.training.races import Desk, run_race
from tests.drawings import tell, told

SCENE = {"scene": "4 Pictures"}
PARTS = ("The pictures", "What was learned", "The proof", "The pad")


def open_part(open_page, part: str, **query):
    return open_page("training", **SCENE, pictures_part=part, **query)


def words(app) -> str:
    return " ".join(element.value for element in app.markdown)


def shares(app) -> dict[str, float]:
    return {metric.label: float(metric.value.removesuffix(" %")) for metric in app.metric}


def numbers(text: str, kind: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), dtype=kind)


def number(text: str) -> Decimal:
    return Decimal(text.replace(MINUS, "-"))


@pytest.mark.parametrize("sizes", ["none", "32", "32, 32, 32"])
def test_the_identity_never_passes_three_quarters_of_the_pictures_however_deep(open_page, sizes):
    found = shares(open_page("training", **SCENE, pictures_sizes=sizes, pictures_start="3"))
    assert found["Identity, test"] <= 75
    assert found["Identity, training"] <= 75


def test_the_identity_stays_at_chance_where_relu_reaches_99_percent(open_page):
    found = shares(open_page("training", **SCENE))
    assert 40 <= found["Identity, test"] <= 60
    assert found["ReLU, test"] >= 99
    assert found["ReLU, training"] >= 99


def test_the_marks_on_the_wall_are_what_both_networks_answer(open_page):
    app = open_part(open_page, "The pictures")
    sent = told(app, "pictures-sent")
    pixels = numbers(sent["values"], "<f4").reshape(2 * PER_SPECIES, 256)
    assert np.all(pixels[::2] + pixels[1::2] == 1)
    both = run_race(_configs(), Desk(), lambda runners, is_own: None, finished_pictures)
    wanted = np.repeat([1, 0], PER_SPECIES)
    answers = [each.loss.answers(each.network(pixels)[:, 0]) for each in both.each]
    marks = re.findall(r'aria-hidden="true">((?:<span[^>]*>[✓✗]</span>)+)', sent["html"])
    shown = ["".join(re.findall("[✓✗]", mark)) for mark in marks]
    assert shown == ["".join("✗✓"[int(answer[i] == wanted[i])] for answer in answers) for i in range(len(wanted))]


def _configs():
    return tuple(replace(PRESET, activation=racer) for racer in RACERS)


def test_what_is_opened_on_the_wall_stands_in_the_address_and_is_what_the_pad_begins_with(open_page):
    app = open_part(open_page, "The pictures")
    tell(app, "pictures-gallery", {"picture": 43, "serial": 1, "done": True})
    assert told(app, "pictures-gallery")["entry"] == {"picture": 43}
    pixels = numbers(told(app, "pictures-sent")["values"], "<f4").reshape(-1, 256)[42]
    next(button for button in app.button if button.label == "Draw on this picture").click().run()
    pad = told(app, "pad")
    assert pad["picture"] == 43
    np.testing.assert_array_equal(numbers(pad["first"], "<f8"), pixels)


def test_the_pad_can_begin_with_any_picture_of_the_wall(open_page):
    app = open_part(open_page, "The pad")
    first = told(app, "pad")
    app.slider(key="picture").set_value(2).run()
    pad = told(app, "pad")
    assert pad["picture"] == 2
    np.testing.assert_array_equal(numbers(pad["first"], "<f8"), 1 - numbers(first["first"], "<f8"))
    assert pad["name"] == first["name"]


@pytest.mark.parametrize("junk", [0, 2 * PER_SPECIES + 1, 1.5, "3", None], ids=str)
def test_a_wall_is_not_believed_everything(open_page, junk):
    app = open_part(open_page, "The pictures")
    tell(app, "pictures-gallery", {"picture": junk, "serial": 1, "done": True})
    assert told(app, "pictures-gallery")["entry"] == {"picture": 1}


def test_all_layers_of_the_identity_are_one_picture_of_weights(open_page):
    """The first of the weights sent is w of f(p) = w·p + b, as the network itself answers."""
    app = open_part(open_page, "What was learned", pictures_sizes="8, 4")
    sent = told(app, "weights-sent")
    weights = numbers(sent["values"], "<f4").reshape(-1, 256)
    assert len(weights) == len(sent["reaches"]) == 1 + 8 + 8
    configs = tuple(replace(config, hidden_sizes=(8, 4)) for config in _configs())
    network = run_race(configs, Desk(), lambda runners, is_own: None, finished_pictures).identity.network
    differences = network(np.eye(256))[:, 0] - network(np.zeros((1, 256)))[0, 0]
    np.testing.assert_allclose(weights[0], differences, atol=1e-6)


@pytest.mark.parametrize("start", range(6))
def test_the_printed_sums_add_up_and_one_of_the_four_is_wrong(open_page, start):
    app = open_part(open_page, "The proof", pictures_start=str(start))
    sums = re.findall(r"f\((.)\) \+ f\(1 − \1\) ≈ (\S+) \+ \(?([^\s()]+)\)? ≈ \*\*(\S+)\*\*", words(app))
    assert [letter for letter, *_ in sums] == ["p", "q"]
    assert len({total for *_, total in sums}) == 1
    for _, one, other, total in sums:
        assert rounded(number(one) + number(other), len(total.partition(".")[2])) == number(total)
    html = told(app, "proof-sent")["html"]
    assert html.count("✗") >= 1
    assert html.count("✗") + html.count("✓") == 4
    for _, one, other, _ in sums:
        assert f"≈ {one}" in html
        assert f"≈ {other}" in html


def test_the_proof_says_that_it_holds_for_any_number_of_layers_and_what_was_reached(open_page):
    app = open_part(open_page, "The proof", pictures_sizes="16, 16")
    reached = shares(app)["Identity, test"]
    assert "at most ¾ of all are right" in words(app)
    assert f"Your identity reaches {reached:.1f} %" in words(app)


def test_the_pad_and_the_proof_have_one_sum(open_page):
    always = told(open_part(open_page, "The pad"), "pad")["always"]
    assert f"**{always}**" in words(open_part(open_page, "The pad"))
    assert f"≈ **{always}**" in words(open_part(open_page, "The proof"))


def test_what_is_not_allowed_gets_a_sentence_and_the_nearest_value(open_page):
    app = open_page(
        "training", **SCENE, pictures_sizes="500,8,8,8,8,8,8", pictures_start="-3", picture="81", pictures_part="9"
    )
    (notice,) = [warning.value for warning in app.warning if "link" in warning.value]
    for part in ("`pictures_sizes = ", "`pictures_start = ", "`picture = 81`", "`pictures_part = 9`"):
        assert part in notice
    fields = {field.key: field.value for field in app.text_input}
    assert fields["pictures_sizes"] == "64, 8, 8, 8, 8"
    assert fields["pictures_start"] == "0"
    assert told(app, "pictures-gallery")["entry"] == {"picture": 1}


def test_the_start_can_be_another_one(open_page):
    app = open_page("training", **SCENE, pictures_start=str(LARGEST_SEED))
    next(button for button in app.button if button.label == "New start").click().run()
    assert app.text_input(key="pictures_start").value == "0"


def test_a_start_that_is_stuck_is_told_from_what_cannot_be(open_page):
    """Eight ReLUs from this start find three quarters: what training finds is less than what a network can do."""
    app = open_page("training", **SCENE, pictures_sizes="8", pictures_start="0")
    assert shares(app)["ReLU, training"] <= 75
    assert "what training finds are two things" in words(app)


def test_without_a_hidden_layer_both_are_one_affine_map(open_page):
    app = open_page("training", **SCENE, pictures_sizes="none")
    found = shares(app)
    assert found["ReLU, test"] == found["Identity, test"]
    assert "both are the same affine map" in words(app)


@pytest.mark.parametrize("part", PARTS)
def test_the_opened_picture_is_kept_from_part_to_part(open_page, part):
    app = open_part(open_page, "The pictures", picture="12")
    for name in (part, "The pad"):
        control = next(group for group in app.get("button_group") if group.proto.label == "Part")
        control.set_value(name).run()
        assert not app.exception
    assert told(app, "pad")["picture"] == 12


def test_the_scene_leads_to_the_network_at_the_same_sizes_and_back(open_page):
    """From 256 inputs to 30,000: the link opens "to scale" at 16 × 16 × 1."""
    (link,) = [
        node.proto
        for node in open_page("training", **SCENE, pictures_sizes="32, 8").get("page_link")
        if "30,000" in node.proto.label
    ]
    query = dict(part.split("=") for part in link.query_string.split("&"))
    app = open_page("network", **{key: value.replace("+", " ").replace("%2C", ",") for key, value in query.items()})
    assert not app.warning
    assert "16 × 16 pixels × 1 = **256 inputs**" in words(app)
    assert app.text_input(key="widths_to_scale").value == "32, 8, 1"
    assert any("cats and dogs" in node.proto.label for node in app.get("page_link"))


class Wish(BaseException):
    """As Streamlit ends a script."""


def leave(runners, is_own) -> None:
    """Watches until both trainings are under way."""
    if len(runners) == 2 and all(runner.epoch for runner in runners):
        raise Wish


def test_a_training_that_is_stopped_shows_what_it_had_reached():
    """A deep one, which takes seconds."""
    configs, desk = tuple(replace(config, hidden_sizes=(64,) * 5, seed=99) for config in _configs()), Desk()
    with pytest.raises(Wish):
        run_race(configs, desk, leave, finished_pictures)
    both = desk.reached()
    assert both.identity.ending.startswith("Stopped after ")
    assert 4 * both.identity.n_right <= 3 * 800
