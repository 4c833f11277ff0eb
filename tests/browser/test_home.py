"""The start of the argument, walked through by hand: a line, layers that leave it a line, and the bend."""

import math

from playwright.sync_api import expect

from core.border import DOTS
from lessons import STEPS
from scenes.home.more_layers import MOST_LAYERS, sentence

HOME = STEPS["home"]
SEED = 60
ONE_LINE = "The plane from above: the border between negative and positive has one straight line."


def guide(app, part: str):
    return app.page.locator(f".guide .{part}")


def press(app, name: str) -> None:
    app.page.locator(".guide").get_by_role("button", name=name, exact=True).click()


def predict(app, step) -> None:
    """First each wrong answer, then the right one."""
    expect(guide(app, "question")).to_have_text(step.question)
    for option in sorted(step.options, key=lambda option: option.is_right):
        press(app, option.text)
        expect(guide(app, "said")).to_have_text(f"✓ {step.reveal}" if option.is_right else f"✗ {option.says}")


def middle(locator) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def turn_the_border(app, degrees: float) -> None:
    """Take hold of the border's upper end, and turn it to the left."""
    (x, y), (cx, cy) = middle(app.page.locator(".grip.turn").first), middle(app.page.locator(".grip.line"))
    app.page.mouse.move(x, y)
    app.page.mouse.down()
    for part in range(1, 11):
        angle = -math.radians(degrees * part / 10)
        sin, cos = math.sin(angle), math.cos(angle)
        app.page.mouse.move(cx + cos * (x - cx) - sin * (y - cy), cy + sin * (x - cx) + cos * (y - cy))
    app.page.mouse.up()


def test_the_first_page_is_walked_through_by_hand(app):
    app.page.emulate_media(reduced_motion="reduce")
    app.open("/")
    shape, turn, layers, bend, look = HOME
    press(app, "Begin")
    predict(app, shape)

    press(app, "Next")
    expect(guide(app, "question")).to_have_text(turn.question)
    expect(guide(app, "said")).to_have_text("○ Not yet")
    app.heard()
    turn_the_border(app, 95)
    caption = app.page.locator(".picture .caption")
    expect(caption).to_have_text(f"{len(DOTS)} of {len(DOTS)} right")
    expect(guide(app, "said")).to_have_text(f"✓ {turn.reveal}")
    expect(app.page.get_by_test_id("stMetricValue")).to_have_text(f"{len(DOTS)} of {len(DOTS)}")
    app.page.keyboard.press("Control+z")
    expect(caption).to_have_text(f"5 of {len(DOTS)} right")

    press(app, "Next")
    expect(guide(app, "question")).to_have_text(layers.question)
    for count in (1, 2, 3):
        expect(app.page.locator(".stack .caption")).to_have_text(sentence(SEED, count))
        app.page.get_by_role("button", name="Add a layer").click()
    predict(app, layers)
    expect(app.page.locator(".stack .caption")).to_have_text(sentence(SEED, MOST_LAYERS))
    expect(app.page.get_by_role("button", name="Add a layer")).to_be_disabled()
    expect(app.page.locator(".beside .frame")).to_have_attribute("aria-label", ONE_LINE)

    press(app, "Next")
    expect(guide(app, "question")).to_have_text(bend.question)
    expect(guide(app, "said")).to_have_text("○ Not yet")
    app.page.get_by_role("slider", name="bend", exact=True).focus()
    app.page.keyboard.press("End")
    expect(guide(app, "said")).to_have_text(f"✓ {bend.reveal}")

    press(app, "Next")
    expect(guide(app, "question")).to_have_text(look.question)
    press(app, "Show")
    press(app, "Activations")
    expect(guide(app, "question")).to_have_text(STEPS["activations"][0].question)
    app.assert_sound()


def test_a_clicker_adds_the_layers_and_takes_them_back(app):
    app.open("/?border=2+More+layers&guide=3&present=true")
    words = app.page.locator(".stack .caption")
    expect(words).to_have_text(sentence(SEED, 1))
    expect(guide(app, "question")).to_be_visible()
    for layers in (3, 6, 10):
        app.page.keyboard.press("PageDown")
        expect(words).to_have_text(sentence(SEED, layers))
    expect(guide(app, "said")).to_have_text(f"✓ {HOME[2].reveal}")
    for layers in (6, 3, 1):
        app.page.keyboard.press("PageUp")
        expect(words).to_have_text(sentence(SEED, layers))
    app.assert_sound()


def test_layers_are_added_by_button_and_slider_stand_in_the_address_and_need_no_server(stoppable, app):
    app.open("/?border=2+More+layers")
    words, slider = app.page.locator(".stack .caption"), app.page.get_by_role("slider", name="layers", exact=True)
    app.page.get_by_role("button", name="Add a layer").click()
    app.page.wait_for_function("location.search.includes('deep=2')")
    app.heard()
    app.page.get_by_role("button", name="New weights").click()
    expect(words).to_have_text(sentence(SEED + 1, 2))
    expect(app.page.locator(".beside .frame")).to_have_attribute("aria-label", ONE_LINE)
    app.heard()
    app.assert_sound()
    stoppable.stop()
    slider.focus()
    app.page.keyboard.press("End")
    expect(words).to_have_text(sentence(SEED + 1, MOST_LAYERS))
    app.page.keyboard.press("ArrowLeft")
    expect(words).to_have_text(sentence(SEED + 1, MOST_LAYERS - 1))
    expect(app.page.locator(".sheet .main .caption")).to_have_text("1 flat piece without an activation")
