"""The guide above a page: it asks, notices, reveals and goes on, by hand and by a clicker's keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from lessons import STEPS
from lessons.facts import FACTS
from lessons.step import condition

RELATIONS = ("<", "<=", "=", ">=", ">")
numbers = st.sampled_from([-1.0, 0.0, 1.0, 1.004, 1.005, 1.006, 0.994, 2.0])


@given(st.lists(st.tuples(st.sampled_from(list(FACTS)), st.sampled_from(RELATIONS), numbers), min_size=1, max_size=3),
       st.dictionaries(st.sampled_from(list(FACTS)), numbers))  # fmt: skip
def test_what_is_done_is_told_as_python_tells_it(module_page, wanted, facts):
    clauses = condition(" and ".join(f"{fact} {relation} {number}" for fact, relation, number in wanted), FACTS)
    found = module_page.evaluate("([clauses, facts]) => drawing.isDone(clauses, facts)", [wanted, facts])
    assert found == all(clause.holds(facts) for clause in clauses)


def part(app, name: str):
    return app.page.locator(f".guide .{name}")


def button(app, name: str):
    return app.page.locator(".guide").get_by_role("button", name=name, exact=True)


def test_a_wrong_answer_gets_its_sentence_and_the_right_one_is_revealed(app):
    app.open("/activations")
    expect(part(app, "question")).to_have_text("What does an activation do to a number?")
    button(app, "Begin").click()
    first = STEPS["activations"][0]
    expect(part(app, "question")).to_have_text(first.question)
    for option in first.options:
        if not option.is_right:
            button(app, option.text).click()
            expect(part(app, "said")).to_have_text(f"✗ {option.says}")
    button(app, next(option.text for option in first.options if option.is_right)).click()
    expect(part(app, "said")).to_have_text(f"✓ {first.reveal}")
    app.eventually(lambda: "x=-3" in app.address, "What is revealed is not shown")
    expect(part(app, "place")).to_have_attribute("data-solved", "")
    app.assert_sound()


def test_a_task_is_noticed_when_the_hand_has_done_it(app):
    app.open("/activations?guide=2")
    expect(part(app, "said")).to_have_text("○ Not yet")
    bias = app.page.get_by_role("slider", name="bias b", exact=True).last
    bias.focus()
    app.page.keyboard.type("-2")
    app.page.keyboard.press("Enter")
    expect(part(app, "said")).to_have_text(f"✓ {STEPS['activations'][1].reveal}")
    # It stays solved, whatever is done next.
    app.page.keyboard.press("ArrowRight")
    expect(part(app, "said")).to_have_text("○ Not yet")
    expect(part(app, "place")).to_have_attribute("data-solved", "")


def test_what_is_solved_and_that_it_is_folded_away_outlives_a_reload(app):
    app.open("/activations?guide=1")
    button(app, "0").click()
    expect(part(app, "place")).to_have_attribute("data-solved", "")
    button(app, "Fold").click()
    expect(button(app, "Next")).to_be_hidden()
    app.open("/activations?guide=1")
    expect(button(app, "Guide me")).to_be_visible()
    expect(part(app, "question")).to_have_text("The only part of a neuron that is not a product or a sum.")
    button(app, "Guide me").click()
    expect(part(app, "place")).to_have_attribute("data-solved", "")


def test_after_the_last_step_comes_the_first_of_the_next_page(app):
    last = len(STEPS["activations"])
    app.open(f"/activations?guide={last}")
    button(app, "Network").click()
    expect(part(app, "question")).to_have_text(STEPS["network"][0].question)
    app.eventually(lambda: app.address.startswith("/network?"), "The address is not the next page's")
    button(app, "Back").click()
    button(app, "Activations").click()
    expect(part(app, "question")).to_have_text(STEPS["activations"][-1].question)
    app.assert_sound()


def test_the_presenters_view_is_walked_through_by_keys_alone(app):
    app.open(f"/xor?guide={len(STEPS['xor'])}")
    app.page.keyboard.press("p")
    expect(app.page.locator("h1")).to_be_hidden()
    expect(app.page.locator(".tools").first).to_be_hidden()
    app.page.keyboard.press("PageDown")
    expect(part(app, "said")).to_have_text(f"✓ {STEPS['xor'][-1].reveal}")
    app.page.keyboard.press("ArrowRight")
    expect(part(app, "question")).to_have_text(STEPS["training"][0].question)
    app.eventually(lambda: "present=true" in app.address, "The next page is not presented")
    app.page.keyboard.press("b")
    expect(app.page.locator(":root[data-blank]")).to_have_count(1)
    app.page.keyboard.press("b")
    expect(app.page.locator(":root[data-blank]")).to_have_count(0)
    app.page.keyboard.press("Escape")
    expect(app.page.locator("h1")).to_be_visible()
    app.eventually(lambda: "present" not in app.address, "It is still presented")
    app.assert_sound()


@pytest.mark.parametrize("page", ["activations", "network"])
def test_keys_stay_with_what_has_the_focus(app, page):
    app.open(f"/{page}?guide=1&present=true")
    app.page.locator('[role="slider"]').first.focus()
    app.page.keyboard.press("ArrowRight")
    app.page.keyboard.press("p")
    expect(part(app, "question")).to_have_text(STEPS[page][0].question)
    expect(app.page.locator("h1")).to_be_hidden()
