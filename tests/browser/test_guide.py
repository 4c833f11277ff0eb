"""The guide above a page: it asks, notices, reveals and goes on, by hand and by a clicker's keys."""

import itertools
import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from components.shell.lessons import LESSONS
from lessons import ENDING, STEPS
from lessons.facts import FACTS
from lessons.step import Guess, condition
from tests.browser.axe import AXE, findings, quiet

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
    expect(part(app, "question")).to_have_text(STEPS["activations"][0].question)
    app.open("/activations?guide=4&curves=Sigmoid&close=Sigmoid")
    first = STEPS["activations"][3]
    expect(part(app, "question")).to_have_text(first.question)
    for option in first.options:
        if not option.is_right:
            button(app, option.text).click()
            expect(part(app, "said")).to_have_text(f"✗ {option.says}")
    button(app, next(option.text for option in first.options if option.is_right)).click()
    expect(part(app, "said")).to_have_text(f"✓ {first.reveal}")
    app.address_comes(lambda address: "weight=4" in address, "What is revealed is not shown")
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
    app.open("/activations?guide=6")
    button(app, "identity").click()
    expect(part(app, "place")).to_have_attribute("data-solved", "")
    button(app, "Fold").click()
    expect(button(app, "Next")).to_be_hidden()
    app.open("/activations?guide=6")
    expect(button(app, "Guide me")).to_be_visible()
    expect(part(app, "question")).to_have_text("The only part of a neuron that is not a product or a sum.")
    button(app, "Guide me").click()
    expect(part(app, "place")).to_have_attribute("data-solved", "")


def test_after_the_last_step_comes_the_first_of_the_next_page(app):
    last = len(STEPS["activations"])
    app.open(f"/activations?guide={last}")
    button(app, "Network").click()
    expect(part(app, "question")).to_have_text(STEPS["network"][0].question)
    app.address_comes(lambda address: address.startswith("/network?"), "The address is not the next page's")
    button(app, "Back").click()
    button(app, "Activations").click()
    expect(part(app, "question")).to_have_text(STEPS["activations"][-1].question)
    app.settle()
    # Nothing is left to be told that would lead on again.
    app.heard()
    assert app.address == f"/activations?guide={last}"
    app.assert_sound()


def test_who_goes_back_in_the_browser_is_at_the_step_before_and_stays_there(app):
    last = len(STEPS["activations"])
    app.open(f"/activations?guide={last}&answer=1")
    button(app, "Network").click()
    app.address_comes(lambda address: address.startswith("/network?"), "The address is not the next page's")
    app.settle()
    app.page.go_back()
    app.address_comes(lambda address: address == f"/activations?guide={last}&answer=1", "It is another entry")
    app.settle()
    # Nothing is left to be told that would lead on again.
    app.heard()
    assert app.address == f"/activations?guide={last}&answer=1"
    expect(part(app, "question")).to_have_text(STEPS["activations"][-1].question)
    app.assert_sound()


def test_the_presenters_view_is_walked_through_by_keys_alone(app):
    app.open(f"/xor?guide={len(STEPS['xor'])}")
    app.page.keyboard.press("p")
    expect(app.page.locator("h1")).to_be_hidden()
    expect(app.page.locator(".tools").first).to_be_hidden()
    app.page.keyboard.press("PageDown")
    expect(part(app, "said")).to_have_text(f"✓ {STEPS['xor'][-1].reveal}")
    # The second press comes before the page that the first one leads to, and waits for it.
    for _ in range(2):
        app.page.keyboard.press("ArrowRight")
    expect(part(app, "said")).to_have_text(f"✓ {STEPS['training'][0].reveal}")
    expect(part(app, "question")).to_have_text(STEPS["training"][0].question)
    app.address_comes(lambda address: "present=true" in address, "The next page is not presented")
    app.page.keyboard.press("b")
    expect(app.page.locator(":root[data-blank]")).to_have_count(1)
    app.page.keyboard.press("b")
    expect(app.page.locator(":root[data-blank]")).to_have_count(0)
    app.page.keyboard.press("Escape")
    expect(app.page.locator("h1")).to_be_visible()
    app.address_comes(lambda address: "present" not in address, "It is still presented")
    app.assert_sound()


# Presses Answer, or Next where that has been given, until the question is `last`.
PRESSES = """async ([last, most, pause]) => {
  const parts = [...document.querySelectorAll('[class*="st-key-guide-"] *')];
  const root = parts.map((one) => one.shadowRoot?.querySelector(".guide")).find(Boolean);
  const [shows, next] = [...root.querySelectorAll(".ways .way")].slice(1, 3);
  const isThere = () => root.querySelector(".question").textContent === last;
  for (let presses = 0; presses < most && !isThere(); presses += 1) {
    (shows.hidden ? next : shows).click();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return isThere();
}"""


def test_steps_that_are_clicked_faster_than_python_answers_end_as_those_that_are_not(app):
    """What is asked for before an answer brings what the controls had before it: the page stayed behind."""
    last = STEPS["collapse"][-1]
    app.open("/collapse")
    assert app.page.evaluate(PRESSES, [last.question, 60, 90])
    app.heard()
    fast = app.address
    app.open("/collapse")
    while not app.page.evaluate(PRESSES, [last.question, 1, 0]):
        app.heard()
    app.heard()
    assert fast == app.address


@pytest.mark.parametrize(("page", "place"), [("activations", 1), ("activations", 2), ("network", 1)])
def test_keys_stay_with_what_has_the_focus(app, page, place):
    app.open(f"/{page}?guide={place}&present=true")
    app.page.locator('[role="slider"]').first.focus()
    app.page.keyboard.press("ArrowRight")
    app.page.keyboard.press("p")
    expect(part(app, "question")).to_have_text(STEPS[page][place - 1].question)
    expect(app.page.locator("h1")).to_be_hidden()


def question_is(app, text: str) -> None:
    expect(part(app, "question")).to_have_text(text)


def test_of_keys_that_wait_one_may_lead_to_another_page_and_the_rest_wait_for_that(module_page):
    taken = module_page.evaluate(
        """() => {
          const taken = [];
          const guide = (name, left) => ({
            get beyond() { return left === 0 ? "a question" : ""; },
            press(key) { left -= 1; taken.push(name + key); return true; },
          });
          document.documentElement.setAttribute("data-present", "");
          drawing.takeKeys(guide("first ", 0));
          for (const key of ["1", "2", "3"]) window.dispatchEvent(new KeyboardEvent("keydown", { key }));
          drawing.takeKeys(guide("second ", 1));
          const third = guide("third ", 9);
          drawing.takeKeys(third);
          drawing.leaveKeys(third);
          document.documentElement.removeAttribute("data-present");
          return taken;
        }"""
    )
    assert taken == ["second 1", "third 2", "third 3"]


# Of the pictures and words that are seen: whether each stands under one of the keys.
SEEN = """(keys) => [...document.querySelectorAll(":is(.stBidiComponent, .stPlotlyChart, .stMarkdown)")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().height > 60)
  .filter((one) => one.closest(".stMainBlockContainer") && !one.closest('[class*="st-key-guide-"]'))
  .map((one) => keys.some((key) => one.closest(`.st-key-${key}`)))"""


@pytest.mark.long
def test_the_whole_lesson_is_presented_by_keys_alone(app):
    """From the first step of the first page to the sentence at the end, each press of each answer its own.

    What a step names is seen, nothing else is, and it ends with the screen.  In all of it axe finds nothing grave.
    """
    app.page.set_viewport_size({"width": 1920, "height": 1080})
    app.open("/?present=true")
    app.page.evaluate(AXE)
    found = {}
    key = app.page.keyboard.press
    for (page, steps), scheme in zip(STEPS.items(), itertools.cycle(["light", "dark"]), strict=False):
        app.page.emulate_media(color_scheme=scheme)
        for place, step in enumerate(steps, 1):
            # What was pressed first may be on its way, and the next page comes with its first step.
            if place > 1 or page == "home":
                key("PageDown")
            question_is(app, step.question)
            app.address_comes(
                lambda address, place=place: f"guide={place}" in address, f"The address is not of {page} {place}"
            )
            expect(part(app, "presents")).to_have_text("Leave (Esc)")
            for pressed in range(1, len(step.presses) + 1 if step.reveal else 1):
                key("ArrowRight")
                app.address_comes(
                    lambda address, pressed=pressed: f"answer={pressed}" in address, f"{page} {place}: no press"
                )
            if step.reveal:
                expect(part(app, "said")).to_contain_text(step.reveal)
            main = app.page.get_by_test_id("stMain")
            assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 1, (page, place)
            if step.seen:
                app.eventually(
                    lambda step=step: (seen := app.page.evaluate(SEEN, list(step.seen))) and all(seen),
                    f"{page} {place} shows something else",
                )
                app.eventually(
                    lambda main=main: main.evaluate("node => node.scrollHeight - node.clientHeight") <= 1,
                    f"{page} {place} goes below the screen",
                )
            quiet(app)
            found[page, place, scheme] = findings(app)
        if page != list(STEPS)[-1]:
            key("PageDown")
    assert not {where: what for where, what in found.items() if what}
    app.assert_sound()


# Sizes that are tried until one stays, of something that takes `fixed` room, `each` for its size, and `more` from a
# size `from` on; how much it takes at the last one, and how often it was tried.
FIT = """([first, room, { fixed, each, more, from }]) => {
  const fitting = new drawing.Fitting();
  const used = (size) => fixed + each * size + (size >= from ? more : 0);
  let [size, tries] = [first, 0];
  while (tries < 30) {
    const next = fitting.next({ size, used: used(size), room, near: 10, least: 0.5, most: 2 });
    if (next === size) break;
    [size, tries] = [next, tries + 1];
  }
  return [size, used(size), tries];
}"""


@given(
    st.floats(0.5, 2),
    st.fixed_dictionaries(
        {
            "fixed": st.floats(0, 300),
            "each": st.floats(200, 600),
            "more": st.floats(0, 300),
            "from": st.floats(0.5, 2),
        }
    ),
)
def test_what_is_presented_is_as_large_as_its_room_though_it_may_show_more_where_it_is_larger(
    module_page, first, kind
):
    room = 800
    size, used, tries = module_page.evaluate(FIT, [first, room, kind])
    assert tries <= 12

    def takes(size: float) -> float:
        return kind["fixed"] + kind["each"] * size + kind["more"] * (size >= kind["from"])

    assert used == pytest.approx(takes(size))
    assert used <= room or size == 0.5
    assert size == 2 or room - used <= 10 or takes(1.03 * size) > room


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("/xor?guide=1", ".graph .stage"),
        ("/activations?guide=2", ".curves .stage"),
        ("/network?guide=3", ".graph .stage"),
    ],
)
def test_the_picture_ends_with_the_screen_where_it_is_presented(app, path, picture):
    app.page.set_viewport_size({"width": 1920, "height": 1080})
    app.open_at_rest(f"{path}&present=true")
    box = app.page.locator(picture).first.bounding_box()
    assert 0.85 * 1080 <= box["y"] + box["height"] <= 1080


def test_the_link_of_what_is_on_screen_is_shared_as_a_text_and_as_a_code(app):
    app.open("/activations?guide=2")
    app.handle("bias b").last.focus()
    app.page.keyboard.press("ArrowRight")
    button(app, "Share").click()
    link = app.page.get_by_label("Link to what is on screen")
    expect(link).to_have_value(re.compile(r"/activations\?.*guide=2"))
    app.eventually(lambda: link.input_value() == app.page.url, "The link is not that of what is on screen")
    assert "bias=" in link.input_value()
    expect(part(app, "copied")).to_have_text(re.compile("The link is copied|it is selected"))
    expect(part(app, "code svg path")).not_to_have_count(0)
    button(app, "Share").click()
    expect(link).to_be_hidden()
    app.assert_sound()


# A page may copy only where its visitor lets it, and never where it came over plain http from another machine.
MAY_NOT_COPY = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
MAY_COPY = "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => {} } })"


@pytest.mark.parametrize("clipboard", [MAY_COPY, MAY_NOT_COPY])
def test_the_code_fills_the_screen_in_the_presenters_view_and_leads_to_the_step_alone(app, clipboard):
    app.before(clipboard)
    app.page.set_viewport_size({"width": 1920, "height": 1080})
    app.open("/xor?guide=1&present=true")
    app.page.keyboard.press("q")
    expect(part(app, "code svg")).to_be_visible()
    assert part(app, "code svg").bounding_box()["height"] > 0.75 * 1080
    link = app.page.get_by_label("Link to what is on screen").input_value()
    assert "guide=1" in link and "present" not in link
    said = "The link is copied." if clipboard == MAY_COPY else "Copy the link: it is selected."
    expect(part(app, "copied")).to_have_text(said)
    app.page.keyboard.press("Escape")
    expect(part(app, "code svg")).to_be_hidden()
    expect(app.page.locator("h1")).to_be_hidden()
    app.assert_sound()


def test_a_control_that_is_ticked_leaves_the_screen_and_keeps_its_value(app):
    app.open("/build?neurons=4")
    slider = app.page.locator(".st-key-neurons")
    expect(slider).to_be_visible()
    button(app, "Share").click()
    app.page.locator(".st-key-share-panel label").filter(has_text="Hidden neurons").click()
    expect(slider).to_be_hidden()
    app.address_comes(lambda address: "hide=neurons" in address, "The address does not hide it")
    assert "neurons=4" in app.address
    # What is drawn elsewhere cannot be hidden, and is not offered.
    expect(app.page.locator(".st-key-hides-creases_at")).to_be_hidden()
    app.open(app.address)
    expect(slider).to_be_hidden()
    app.assert_sound()


OWN = """# Two steps on two pages.
page: activations
address: ?curves=ReLU&bias=1
question: Where is the kink?
number: -1
too small: Further right.
reveal: At −b/w.
then: ?x=-1

page: xor
question: Why not?
words: yes
reveal: One line parts the plane once.
"""


def test_a_lesson_of_ones_own_is_opened_walked_and_left(app):
    app.open("/")
    button(app, "Share").click()
    upload = app.page.locator('.st-key-share-panel input[type="file"]')
    upload.set_input_files({"name": "bad.txt", "mimeType": "text/plain", "buffer": b"page: xor\nquestions: why?"})
    expect(app.page.get_by_test_id("stAlert").filter(has_text="Line 2")).to_be_visible()
    upload.set_input_files({"name": "own.txt", "mimeType": "text/plain", "buffer": OWN.encode()})
    question_is(app, "A lesson of your own: 2 steps.")
    app.address_comes(lambda address: "lesson=" in address, "The lesson is not in the address")
    button(app, "Begin").click()
    expect(app.page.get_by_role("heading", level=1, name="Activations")).to_be_visible()
    question_is(app, "Where is the kink?")
    app.address_comes(lambda address: "bias=1" in address and "lesson=" in address, "The step is not set")
    number = app.page.get_by_label("Your number")
    number.fill("-1,5")
    number.press("Enter")
    expect(part(app, "said")).to_have_text("✗ Further right.")
    number.fill("−1")
    button(app, "Check").click()
    expect(part(app, "said")).to_have_text("✓ At −b/w.")
    app.heard()
    app.open(app.address)
    question_is(app, "Where is the kink?")
    button(app, "Next").click()
    question_is(app, "Why not?")
    expect(app.page.get_by_role("heading", level=1, name="XOR")).to_be_visible()
    button(app, "Leave this lesson").click()
    question_is(app, LESSONS[4].question)
    app.address_comes(lambda address: "lesson=" not in address, "The lesson is still in the address")
    app.assert_sound()


def test_at_the_end_ones_own_sentence_is_kept_in_the_browser_and_ours_stands_beside_it(app):
    page, last = list(STEPS)[-1], len(STEPS[list(STEPS)[-1]])
    app.open(f"/{page}?guide={last}")
    own = app.page.get_by_label("Your sentence")
    own.fill("Because lines stay lines.")
    # Letters are no keys of the guide while somebody writes.
    own.press("p")
    expect(app.page.locator("h1")).to_be_visible()
    button(app, "Compare").click()
    expect(part(app, "said")).to_have_text(f"Ours: {ENDING.reveal}")
    app.heard()
    assert "lines" not in app.address
    app.open(f"/{page}?guide={last}")
    expect(own).to_have_value("Because lines stay lines.p")
    expect(part(app, "place")).to_have_attribute("data-solved", "")


@given(st.floats(-9, 9), st.floats(0, 2), st.floats(-9, 9))
def test_a_number_is_judged_as_python_judges_it(module_page, wanted, within, typed):
    guess = Guess(wanted, within)
    found = module_page.evaluate("([guess, typed]) => drawing.faultOf(guess, typed)", [asdict(guess), typed])
    assert found == guess.fault(typed)
