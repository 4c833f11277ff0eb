"""A line drawn as an answer: by mouse, finger and keys, held against core's, kept, and large on a wall."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from core.formulas import formula
from core.sketch import N_COLUMNS, band, furthest
from lessons import STEPS
from lessons.step import Drawn, Step
from lessons.text import OwnStep, pack, write_lesson
from tests.browser.sketching import draw, path, places, plane, points, press_along

STEP = STEPS["activations"][0]
LINE = STEP.drawn
PAGE = "/activations?guide=1"
formulas = st.sampled_from(["relu(x - 1)", "step(x)", "relu'(x + 1) - 2 tanh(x)", "cos(3 x)"]).map(formula)
heights = st.lists(st.floats(-5, 5), min_size=N_COLUMNS, max_size=N_COLUMNS)


@given(formulas, heights, st.integers(0, 9))
def test_a_line_is_as_far_off_as_python_has_it(module_page, truth, line, missing):
    line = [None] * missing + line[missing:]
    low, high = band(truth, (-3, 3))
    found = module_page.evaluate(
        "([line, low, high]) => drawing.furthestOf(line, low, high, [-3, 3])", [line, low.tolist(), high.tolist()]
    )
    wanted = furthest(line, truth, (-3.0, 3.0))
    assert (found is None) == (wanted is None)
    if wanted:
        assert found["gap"] == wanted.gap
        assert found["x"] == pytest.approx(wanted.x)


def said(app):
    return app.page.locator(".guide .said")


def button(app, name: str):
    return app.page.locator(".guide").get_by_role("button", name=name, exact=True)


def too_far_right(xs):
    return np.maximum(xs - 1, 0)


def test_what_is_laid_over_a_line_is_cores_function_and_open_where_it_jumps(app):
    drawn = Drawn(formula("step(x - 0.5) - 2 relu'(x + 1) + tanh(2 x)"), (-3.0, 3.0), 0.3)
    lesson = pack(write_lesson([OwnStep("activations", Step("Draw it.", drawn=drawn, reveal="There."))]))
    app.open(f"{PAGE}&lesson={lesson}")
    expect(path(app, "truth")).to_have_count(0)
    button(app, "Answer").click()
    expect(said(app)).to_have_text("✓ There.")
    xs, ys = points(app, drawn, "truth").T
    # Beside a jump both sides stand on one pixel.
    clear = np.min([np.abs(xs - jump) for jump in drawn.truth.jumps], axis=0) > 0.02
    np.testing.assert_allclose(ys[clear], drawn.truth(xs[clear]), atol=0.04)
    assert path(app, "truth").get_attribute("d").count("M") == 1 + len(drawn.truth.jumps)


def test_a_wrong_line_gets_its_sentence_and_another_one_is_right_and_kept(app):
    app.open(PAGE)
    assert button(app, "That is my line").is_disabled()
    draw(app, LINE, too_far_right)
    xs, ys = points(app, LINE, "mine").T
    np.testing.assert_allclose(ys, too_far_right(xs), atol=0.15)
    expect(path(app, "truth")).to_have_count(0)
    button(app, "That is my line").click()
    far = r"✗ At most 2(\.\d)? apart, at x\s=\s[\d.]+; 0\.5 is near enough\. "
    expect(said(app)).to_have_text(re.compile(far + re.escape(LINE.too_low)))
    expect(path(app, "truth")).to_have_count(1)
    # What is right is out of sight while another line is drawn.
    button(app, "Draw again").click()
    expect(path(app, "truth")).to_have_count(0)
    expect(path(app, "mine")).to_have_count(0)
    draw(app, LINE, LINE.truth)
    button(app, "That is my line").click()
    expect(said(app)).to_have_text(
        re.compile(rf"✓ (At most 0\.\d+ apart, at x\s=\s\S+|Hardly apart anywhere)\. {re.escape(STEP.reveal)}")
    )
    expect(app.page.locator(".guide .place")).to_have_attribute("data-solved", "")
    app.eventually(lambda: "bias=1" in app.address, "What is revealed is not shown")
    button(app, "Next").click()
    expect(app.page.locator(".guide .question")).to_have_text(STEPS["activations"][1].question)
    button(app, "Back").click()
    # The line and the truth, on the way back and in another visit.
    for _ in range(2):
        expect(path(app, "mine")).to_have_count(1)
        expect(path(app, "truth")).to_have_count(1)
        expect(said(app)).to_have_text(re.compile("✓ (At most 0|Hardly apart)"))
        app.heard()
        app.open(PAGE)
    app.assert_sound()


def test_a_stroke_after_the_truth_begins_anew_and_one_before_it_mends(app):
    app.open(PAGE)
    draw(app, LINE, LINE.truth, part=0.5)
    button(app, "That is my line").click()
    expect(said(app)).to_have_text("✗ Draw one line all the way from x = −3 to x = 3.")
    expect(path(app, "truth")).to_have_count(0)
    way = places(app, LINE, LINE.truth)[12:]
    app.page.mouse.move(*way[0])
    app.page.mouse.down()
    for place in way:
        app.page.mouse.move(*place)
    app.page.mouse.up()
    button(app, "That is my line").click()
    expect(said(app)).to_have_text(re.compile("✓ (At most 0|Hardly apart)"))
    draw(app, LINE, LINE.truth, part=0.5)
    expect(path(app, "truth")).to_have_count(0)
    assert points(app, LINE, "mine")[:, 0].max() < 0.5


def test_a_finger_draws_and_the_page_does_not_scroll(app_of):
    app = app_of(has_touch=True)
    app.page.set_viewport_size({"width": 390, "height": 844})
    app.open(PAGE)
    # Down the plane, as a swipe would go.
    falling = places(app, LINE, lambda xs: 3 - xs)
    main = app.page.get_by_test_id("stMain")
    before = main.evaluate("node => node.scrollTop")
    app.finger(falling)
    app.frame()
    assert main.evaluate("node => node.scrollTop") == before
    xs, ys = points(app, LINE, "mine").T
    np.testing.assert_allclose(ys, 3 - xs, atol=0.3)
    # A tap so soon after a stroke is none to Chromium, which takes it for a hand that stops a page on its way.
    button(app, "Draw again").click()
    expect(path(app, "mine")).to_have_count(0)
    app.finger(places(app, LINE, LINE.truth))
    button(app, "That is my line").click()
    expect(said(app)).to_have_text(re.compile("✓ (At most 0|Hardly apart)"))
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 1
    app.assert_sound()


def test_a_line_is_drawn_and_answered_by_keys_and_the_pen_says_where_it_is(app):
    app.open(PAGE)
    pen = app.page.get_by_role("slider", name=re.compile("^Empty plane, x from −3 to 3, y from −2 to 6"))
    expect(pen).to_have_attribute("aria-valuetext", "x = −3, y = 0, no line yet")
    pen.focus()
    press_along(app, LINE.truth)
    expect(pen).to_have_attribute("aria-valuetext", "x = 3, y = 4")
    app.page.keyboard.press("Enter")
    expect(said(app)).to_have_text(f"✓ Hardly apart anywhere. {STEP.reveal}")
    app.page.keyboard.press("ArrowLeft")
    expect(pen).to_have_attribute("aria-valuetext", "x = 2.5, your line 3.5, right is 3.5")
    # The keys were the pen's, and no step's.
    expect(app.page.locator(".guide .question")).to_have_text(STEP.question)
    app.page.keyboard.press("Delete")
    expect(path(app, "mine")).to_have_count(0)
    app.assert_sound()


def test_a_hall_sees_an_empty_plane_as_large_as_the_screen_and_a_press_shows_the_truth(app):
    app.page.set_viewport_size({"width": 1920, "height": 1080})
    app.open(PAGE)
    draw(app, LINE, too_far_right)
    button(app, "That is my line").click()
    expect(path(app, "truth")).to_have_count(1)
    app.page.keyboard.press("p")
    expect(app.page.locator("h1")).to_be_hidden()
    # What somebody has drawn in this browser tells a hall nothing.
    expect(path(app, "mine")).to_have_count(0)
    expect(path(app, "truth")).to_have_count(0)
    app.rest()
    box = plane(app).bounding_box()
    assert box["height"] > 0.7 * 1080 and box["width"] > 0.6 * 1920
    assert plane(app).locator("text").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 28
    # Who draws on the wall goes on with the clicker, and nothing moves under the hand.
    draw(app, LINE, too_far_right)
    assert plane(app).bounding_box() == box
    app.page.keyboard.press("PageDown")
    expect(path(app, "truth")).to_have_count(1)
    expect(said(app)).to_contain_text(STEP.reveal)
    app.rest()
    assert plane(app).bounding_box() == box
    app.page.keyboard.press("PageUp")
    expect(path(app, "truth")).to_have_count(0)
    app.assert_sound()
