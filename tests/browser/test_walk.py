"""The whole lesson, walked by hand: every prediction is made, wrong ones first, and every task done."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import pytest
from playwright.sync_api import expect

from components.shell.lessons import LESSONS
from core.numbers import format_number
from core.plane import grid_points
from core.presets import RANDOM_SEED, random_network
from lessons import STEPS
from lessons.step import Step
from scenes.collapse.patchwork import as_patchwork
from tests.browser.sketching import draw


def part(app, name: str):
    return app.page.locator(f".guide .{name}")


def press(app, name: str) -> None:
    app.page.locator(".guide").get_by_role("button", name=name, exact=True).click()


# What hands do


def typed(name: str, text: str):
    """A number of a drawing, typed at its handle."""

    def act(app) -> None:
        app.handle(name).last.focus()
        app.page.keyboard.type(text)
        app.page.keyboard.press("Enter")
        app.heard()

    return act


def keys(name: str, *pressed: str):
    """Keys on a slider of a drawing or of the page."""

    def act(app) -> None:
        of_page = app.page.get_by_test_id("stSlider").filter(has_text=name).locator('input[type="range"]')
        app.page.get_by_role("slider", name=name, exact=True).or_(of_page).first.focus()
        for key in pressed:
            app.page.keyboard.press(key)
        app.heard()

    return act


def pressed(name: str):
    return lambda app: app.page.get_by_role("button", name=name, exact=True).first.click()


def switched(name: str):
    return lambda app: app.page.locator("label", has=app.page.get_by_role("switch", name=name)).click()


def several(*acts):
    def act(app) -> None:
        for each in acts:
            each(app)

    return act


def to_where_two_are_on(app) -> None:
    """An input of the patchwork's window at which core finds just two neurons on."""
    network = as_patchwork(random_network(RANDOM_SEED, (2, 3, 1)))
    points = grid_points(np.linspace(-2.5, 2.5, 11), np.linspace(-2.5, 2.5, 11))
    n_on = (network.forward(points).preactivations[0] > 0).sum(axis=1)
    x1, x2 = points[n_on == 2][0]
    several(typed("input x1", format_number(x1)), typed("input x2", format_number(x2)))(app)


TASKS: Mapping[tuple[str, int], Callable] = MappingProxyType(
    {
        ("activations", 2): typed("bias b", "-2"),
        ("activations", 3): several(typed("weight w", "-1"), typed("bias b", "-1")),
        ("activations", 5): typed("gate z", "-1.1"),
        ("network", 2): typed("bias of y", "2"),
        ("network", 4): typed("bias of h3", "-20"),
        ("collapse", 2): several(*[pressed("Merge two layers to the end")] * 2),
        ("collapse", 4): switched("Activation between"),
        ("collapse", 6): to_where_two_are_on,
        ("xor", 1): typed("bias of y", "-1.5"),
        ("xor", 2): several(
            typed("weight from x1 to y", "-1"), typed("weight from x2 to y", "-1"), typed("bias of y", "1.5")
        ),
        ("xor", 4): several(*(typed("bias of y", bias) for bias in ("-1.5", "-0.4", "-1.4", "-0.3", "-1.3", "-0.2"))),
        ("xor", 7): typed("weight from h1 to y", "1"),
        ("training", 3): keys("epoch of the film", "Home"),
        ("training", 5): pressed("Next stuck"),
        ("build", 3): several(
            keys("crease 1", *["Shift+ArrowLeft"] * 4),
            keys("crease 2", *["Shift+ArrowLeft"] * 6),
            *(typed(*each) for each in (("corner 1", "1"), ("corner 2", "0"), ("end of the sum", "1"))),
        ),
        ("build", 5): keys("Hidden neurons", *["ArrowRight"] * 5),
    }
)  # fmt: skip


def is_looked_at(step: Step) -> bool:
    return not (step.options or step.number or step.drawn or step.done or step.in_words)


def answer(app, page: str, place: int) -> None:
    """Answer a step: the wrong ways first, each with its sentence."""
    step = STEPS[page][place - 1]
    said = part(app, "said")
    expect(part(app, "question")).to_have_text(step.question)
    expect(part(app, "place")).to_contain_text(f"{place} of {len(STEPS[page])}")
    for option in sorted(step.options, key=lambda option: option.is_right):
        press(app, option.text)
        expect(said).to_have_text(f"✓ {step.reveal}" if option.is_right else f"✗ {option.says}")
    if step.number:
        field = app.page.get_by_label("Your number")
        for off, sentence in ((-1, step.number.too_small), (1, step.number.too_large), (0, None)):
            field.fill(format_number(step.number.wanted + off))
            press(app, "Check")
            expect(said).to_have_text(f"✗ {sentence}" if sentence else f"✓ {step.reveal}")
    if step.drawn:
        floor = step.drawn.plane[1][0]
        draw(app, step.drawn, lambda xs: np.full_like(xs, floor))
        press(app, "That is my line")
        expect(said).to_have_text(re.compile(rf"✗ At most .* apart, .* {re.escape(step.drawn.too_low)}"))
        draw(app, step.drawn, step.drawn.truth)
        press(app, "That is my line")
        expect(said).to_have_text(re.compile(rf"✓ .* {re.escape(step.reveal)}"))
    if step.done:
        expect(said).to_have_text("○ Not yet")
        # The question stands there at once; what the step sets of the page's controls is yet to come.
        app.heard()
        app.settle()
        TASKS[page, place](app)
        expect(said).to_have_text(f"✓ {step.reveal}")
    if step.in_words:
        app.page.get_by_label("Your sentence").fill("Lines stay lines.")
        press(app, "Compare")
        expect(said).to_contain_text(step.reveal)
    if not is_looked_at(step):
        expect(part(app, "place")).to_have_attribute("data-solved", "")


def test_every_task_is_done_by_hand_here():
    assert set(TASKS) == {
        (page, place)
        for page, steps in STEPS.items()
        for place, step in enumerate(steps, 1)
        if step.done and page != "home"
    }


# The first page has a walk of its own, test_home.py.
@pytest.mark.long
@pytest.mark.parametrize("page", [page for page in STEPS if page != "home"])
def test_a_page_is_walked_by_hand_from_its_question_to_the_next_page(app, page):
    names = list(STEPS)
    app.open(f"/{page}")
    press(app, "Begin")
    for place, step in enumerate(STEPS[page], 1):
        answer(app, page, place)
        if is_looked_at(step) and step.reveal:
            for _ in step.presses:
                app.page.locator(".guide").get_by_role("button", name="Show").or_(
                    app.page.locator(".guide").get_by_role("button", name="Go on")
                ).click()
            expect(part(app, "said")).to_contain_text(step.reveal)
        app.heard()
        app.settle()
        if place < len(STEPS[page]):
            press(app, "Next")
    if page != names[-1]:
        after = names.index(page) + 1
        press(app, LESSONS[after].title)
        expect(part(app, "question")).to_have_text(STEPS[names[after]][0].question)
    app.assert_sound()
