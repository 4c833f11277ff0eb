"""The steps of the lesson: every one opens, every task can be noticed, every right answer is core's."""

import json

import numpy as np
import pytest

from components.shell.lessons import LESSONS
from core.activations import ACTIVATIONS
from core.gates import GATES, corners
from core.hinges import (
    NEAR_ENOUGH,
    TARGETS,
    creases_from_text,
    decay,
    error_by_count,
    even_creases,
    fit_hinges,
    hinge_network,
    set_hinges,
    slopes_from_text,
)
from core.presets import PRESETS
from core.separability import NotSeparable, SeparatingLine, separate
from core.serialization import network_from_text, network_to_text
from core.sketch import N_COLUMNS, columns
from core.training import train_many
from core.training_presets import MANY_STARTS
from core.xor_network import merged_corners
from lessons import STEPS
from lessons.build import SEVEN
from lessons.facts import FACTS
from lessons.step import Clause, Option, Step, condition
from scenes import guided
from scenes.guided import filled
from scenes.guided.lesson import name_of
from tests import drawings
from tests.drawings import tell, told

ALL = [(page, place, step) for page, steps in STEPS.items() for place, step in enumerate(steps, 1)]


def facts(app) -> dict:
    """What the page tells of itself."""
    return drawings.told(app, "facts")["facts"]


def guide(app, page: str) -> dict:
    return told(app, f"guide-{page}")


def right_answer(page: str, place: int) -> str:
    (text,) = [option.text for option in STEPS[page][place - 1].options if option.is_right]
    return text


@pytest.mark.parametrize(("name", "place", "step"), ALL, ids=lambda value: str(value)[:20])
def test_a_step_opens_by_its_address(open_page, name, place, step):
    for address in [step.state(presses) for presses in range(len(step.presses) + 1)]:
        app = open_page(name, **filled(address), guide=str(place))
        assert not app.warning
        assert not app.error


@pytest.mark.parametrize(
    ("name", "place", "step"), [one for one in ALL if one[2].done], ids=lambda value: str(value)[:20]
)
def test_a_task_is_told_of_and_not_done_on_arrival(open_page, name, place, step):
    told_facts = facts(open_page(name, **filled(step.address), guide=str(place)))
    assert {clause.fact for clause in step.done} <= told_facts.keys()
    assert not step.is_done(told_facts)


# Five tries are not to be set: they are a hand's.
SHOWN = [one for one in ALL if one[2].done and one[2].set_by(len(one[2].presses))]


@pytest.mark.parametrize(("name", "place", "step"), SHOWN, ids=lambda value: str(value)[:20])
def test_what_a_task_reveals_does_it(open_page, name, place, step):
    address = step.state(len(step.presses))
    assert step.is_done(facts(open_page(name, **filled(address), guide=str(place))))


def test_every_task_but_one_shows_how_it_is_done():
    assert sum(bool(step.done) for _, _, step in ALL) - len(SHOWN) == 1


def test_the_errors_that_answer_a_question_are_seen_after_it(open_page):
    def rings(address) -> list:
        (chart,) = open_page("build", **filled(address)).get("plotly_chart")
        traces = json.loads(chart.proto.spec)["data"]
        return [trace for trace in traces if trace.get("name") == "hinges" and trace["mode"] == "markers"]

    step = next(step for step in STEPS["build"] if step.options and "|x|" in step.question)
    (before,), (after,) = rings(step.address), rings({**step.address, **step.then})
    assert not points(before)
    assert points(after)


def points(trace) -> int:
    """How many it has, written out or packed."""
    x = trace.get("x", [])
    return len(x["bdata"]) if isinstance(x, dict) else len(x)


def test_what_the_networks_say_of_pictures_is_seen_after_the_question(open_page):
    (step,) = [step for step in STEPS["training"] if "Cats and dogs" in step.question]
    before, after = (
        open_page("training", **filled(address)) for address in (step.address, {**step.address, **step.then})
    )
    assert not before.metric
    assert not any(sign in told(before, "pictures-sent")["html"] for sign in "✓✗")
    assert after.metric
    assert all(sign in told(after, "pictures-sent")["html"] for sign in "✓✗")


@pytest.mark.parametrize("place", [1, 2])
def test_how_the_race_ends_is_told_after_the_question(open_page, place):
    step = STEPS["training"][place - 1]
    before, after = (
        [part.value for part in open_page("training", **filled(state)).markdown]
        for state in (step.address, step.state(1))
    )
    ending = "Without an activation the loss ends at"
    assert not any(ending in part for part in before)
    assert any(ending in part for part in after)


def test_every_page_has_steps_and_every_number_is_told_by_one(open_page):
    assert list(STEPS) == [name_of(lesson) for lesson in LESSONS if name_of(lesson) in STEPS]
    assert {name_of(lesson) for lesson in LESSONS} == set(STEPS)
    used = {clause.fact for _, _, step in ALL for clause in step.done}
    assert used <= FACTS.keys()


def test_going_on_sets_what_the_step_names_and_nothing_else(open_page):
    app = open_page("activations", x="4", bias="1")
    tell(app, "guide-activations", {"at": 2, "pressed": 0, "present": 0, "serial": 1, "done": True})
    assert app.slider(key="guide").value == 2
    assert app.slider(key="bias").value == 0
    assert app.multiselect(key="curves").value == ["relu"]
    tell(app, "guide-activations", {"at": 1, "pressed": 1, "present": 0, "serial": 2, "done": True})
    assert app.slider(key="bias").value == 1


@pytest.mark.parametrize("page", STEPS)
def test_the_address_of_a_step_that_was_gone_to_opens_the_page_as_it_is(open_page, page):
    """Controls that a step brings to the page are in it as well."""
    app = open_page(page)
    serial = 0
    for place, step in enumerate(STEPS[page], 1):
        for pressed in range(len(step.presses) + 1):
            serial += 1
            now = {"at": place, "pressed": pressed, "present": 0, "serial": serial, "done": True}
            tell(app, f"guide-{page}", now)
            opened = open_page(page, **app.query_params)
            # Of what is not drawn the address says nothing.
            for key in (key for key in step.state(pressed) if key in opened.session_state):
                here, there = (np.array(one.session_state[key]) for one in (app, opened))
                assert np.array_equal(here, there), (place, pressed, key, app.query_params)


@pytest.mark.parametrize(("last", "at", "pressed"), [(2, 3, 1), (2, 5, 1), (3, 7, 0), (6, 4, 1), (1, 4, 0)])
def test_who_goes_fast_comes_to_the_page_that_is_there_for_who_waits_at_each_step(open_page, last, at, pressed):
    """Several presses that Python hears of at once: steps that are passed, and an answer that comes with its step."""

    def shown(*ways: tuple[int, int]) -> dict:
        app = open_page("build", guide=str(last), **filled(STEPS["build"][last - 1].address))
        for serial, (at, pressed) in enumerate(ways, 1):
            tell(app, "guide-build", {"at": at, "pressed": pressed, "present": 0, "serial": serial, "done": True})
        return {key: app.session_state[key] for key in STEPS["build"][0].address if key in app.session_state}

    between = range(last + 1, at) if at > last else ()
    slowly = [(one, 0) for one in (*between, at)] + [(at, 1)] * pressed
    assert shown((at, pressed)) == shown(*slowly)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_the_neuron_to_be_switched_off_is_there_whatever_was_drawn_before(open_page, preset):
    app = open_page("network", preset=preset.name, draw="7", guide="3")
    tell(app, "guide-network", {"at": 4, "pressed": 0, "present": 0, "serial": 1, "done": True})
    assert app.selectbox(key="neuron").value == "h₃"
    assert facts(app)["most_of_h3"] > 0
    drawn = told(app, "net-graph")
    assert drawn["network"] == network_to_text(PRESETS["random"].network)


def test_who_goes_to_another_page_by_a_way_of_their_own_begins_its_steps_anew(open_page):
    app = open_page("xor", guide="3", answer="1")
    app.switch_page("pages/network.py").run()
    assert app.slider(key="guide").value == 0
    assert not app.slider(key="answer").value


def test_the_guide_leads_to_the_first_step_of_the_next_page_and_sets_it(open_page):
    app = open_page("activations", guide="6", present="true")
    last = {"at": len(STEPS["activations"]) + 1, "pressed": 0, "present": 1}
    tell(app, "guide-activations", last | {"serial": 1, "done": True})
    assert app.title[0].value == "Network"
    assert app.slider(key="guide").value == 1
    assert app.toggle(key="present").value
    assert told(app, "net-graph")["network"] == STEPS["network"][0].address["net"]


@pytest.mark.parametrize(("soon", "title"), [(60, "Network"), (0, "Activations")])
def test_a_page_that_the_browser_asks_for_before_it_has_heard_of_the_next_one_leads_on(
    open_page, monkeypatch, soon, title
):
    """A scheme that changes, a look at a room: the old page ran again, and the step of the next one was its own."""
    monkeypatch.setattr(guided, "_SOON", soon)
    app = open_page("activations", guide="6")
    last = {"at": len(STEPS["activations"]) + 1, "pressed": 0, "present": 0}
    tell(app, "guide-activations", last | {"serial": 1, "done": True})
    assert app.title[0].value == "Network"
    app.switch_page("pages/activations.py").run()
    assert app.title[0].value == title
    if title == "Network":
        assert app.slider(key="guide").value == 1
        assert told(app, "net-graph")["network"] == STEPS["network"][0].address["net"]


@pytest.mark.parametrize("junk", [{"at": 99}, {"at": "2"}, {"pressed": 99}, {"present": None}, {}], ids=str)
def test_a_guide_is_not_believed_everything(open_page, junk):
    app = open_page("xor")
    before = guide(app, "xor")["entry"]
    tell(app, "guide-xor", before | junk | {"serial": 1, "done": True})
    if junk:
        assert guide(app, "xor")["entry"] == before


# The right answers, each from core.


def test_the_rate_of_two_relus_is_about_a_quarter():
    solved = sum(train_many(MANY_STARTS, range(200)).accuracies() == 1)
    assert right_answer("training", 4) == f"about {25 * round(100 * solved / 200 / 25)}"


def test_two_of_the_sixteen_gates_have_no_line():
    without = [gate for gate in GATES.values() if isinstance(separate(corners(2), gate.outputs), NotSeparable)]
    assert right_answer("xor", 8) == str(len(without))


def test_the_best_line_gets_three_corners_of_xor():
    # What a line answers at the corners is a gate that one line can do.
    answers = [gate.outputs for gate in GATES.values()]
    lines = [one for one in answers if isinstance(separate(corners(2), one), SeparatingLine)]
    right = [sum(a == b for a, b in zip(one, GATES["xor"].outputs, strict=True)) for one in lines]
    assert right_answer("xor", 3) == str(max(right))


def test_the_solving_network_lays_01_and_10_on_one_point():
    network = network_from_text(STEPS["xor"][5].then["hidden"])
    assert merged_corners(network.forward(corners(2))) == ((1, 2),)
    assert right_answer("xor", 6) == "on one point"


def test_two_hinges_make_the_absolute_value_and_one_does_not():
    assert fit_hinges(TARGETS["abs"], (0.0,)).root_mean_square > 0.01
    assert fit_hinges(TARGETS["abs"], (-1.0, 0.0)).root_mean_square < 1e-9
    assert right_answer("build", 2) == "2"


def test_twice_the_hinges_make_a_quarter_of_the_error():
    assert 2 ** decay(error_by_count(TARGETS["sin"])) == pytest.approx(1 / 4, abs=0.02)
    assert right_answer("build", 4) == "about a quarter"


def test_the_absolute_value_of_the_answer_is_exact():
    numbers = STEPS["build"][2].then
    creases, slopes = creases_from_text(numbers["creases_at"]), slopes_from_text(numbers["slopes"])
    assert set_hinges(TARGETS["abs"], creases, slopes).root_mean_square < 1e-9


def test_seven_hinges_come_near_enough_to_the_sine_and_the_even_ones_of_seven_do_not():
    assert fit_hinges(TARGETS["sin"], SEVEN).root_mean_square < NEAR_ENOUGH
    assert fit_hinges(TARGETS["sin"], even_creases(8)).root_mean_square < NEAR_ENOUGH
    assert fit_hinges(TARGETS["sin"], even_creases(7)).root_mean_square > NEAR_ENOUGH


def test_the_line_to_draw_on_activations_is_relu_one_to_the_left_and_wrong_ones_get_their_sentence():
    drawn = STEPS["activations"][0].drawn
    xs = columns(drawn.window)
    np.testing.assert_array_equal(drawn.truth(xs), ACTIVATIONS["relu"](xs + 1))
    for wrong, is_low in ((np.maximum(xs - 1, 0), 1), (np.maximum(xs, 0), 1), (xs + 1, 1), (np.abs(xs + 1), 0)):
        apart = drawn.furthest(wrong)
        assert not drawn.is_near(apart)
        assert (apart.gap < 0) == is_low


def test_the_sum_to_draw_on_build_is_that_of_its_two_hinges_and_wrong_ones_get_their_sentence():
    step = STEPS["build"][0]
    xs = columns(step.drawn.window)
    creases, slopes = creases_from_text(step.then["creases_at"]), slopes_from_text(step.then["slopes"])
    wanted = hinge_network(creases, slopes[1:], slopes[0])(xs[:, None])[:, 0]
    np.testing.assert_allclose(step.drawn.truth(xs), wanted, atol=1e-12)
    as_steep_as_the_second, not_turned = xs + 1 - 3 * np.maximum(xs, 0), xs + 1
    assert step.drawn.furthest(as_steep_as_the_second).gap < -step.drawn.near
    assert step.drawn.furthest(not_turned).gap > step.drawn.near


@pytest.mark.parametrize("step", [step for _, _, step in ALL if step.drawn], ids=lambda step: str(step.drawn.truth))
def test_a_line_to_draw_is_right_as_it_is_with_a_hands_tremble_and_not_as_a_level_one(step):
    drawn = step.drawn
    truth = drawn.truth(columns(drawn.window))
    tremble = drawn.near * np.resize([0.9, -0.9], N_COLUMNS)
    assert drawn.is_near(drawn.furthest(truth + tremble))
    assert all(not drawn.is_near(drawn.furthest(np.full(N_COLUMNS, height))) for height in truth)


# Conditions


def test_a_condition_holds_where_all_of_it_does():
    clauses = condition("kink = 2 and weight < 0", FACTS)
    assert clauses == (Clause("kink", "=", 2.0), Clause("weight", "<", 0.0))
    step = Step("?", done=clauses)
    assert step.is_done({"kink": 2.004, "weight": -1})
    assert not step.is_done({"kink": 2.004, "weight": 0})
    assert not step.is_done({"kink": 2.01, "weight": -1})
    assert not step.is_done({"kink": 2})
    assert condition("error ≤ 0.02", FACTS) == (Clause("error", "<=", 0.02),)


@pytest.mark.parametrize("text", ["", "kink", "kink == 2", "kink = two", "kinks = 2", "kink = 2 and", "kink = nan"])
def test_a_condition_that_cannot_be_used_gets_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        condition(text, FACTS)


def test_a_prediction_has_one_right_answer():
    with pytest.raises(ValueError, match="one right answer"):
        Step("?", options=(Option("1"), Option("2")))
