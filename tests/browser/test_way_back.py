"""The signal's way back in a real browser: the picture follows the hand, its words are whole, its links lead on."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import assert_apart

BACK = "/training?scene=3+The+way+back"
SIZES = pytest.mark.parametrize("size", [(390, 844), (1440, 900), (1920, 1080)], ids=str)


def layers(app):
    """The numbers under the picture, one for each layer."""
    return app.page.locator(".js-plotly-plot .xtick")


def resize(app, size) -> None:
    app.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    app.rest()


def depth(app):
    return app.page.get_by_test_id("stSlider").filter(has_text="Depth (layers)")


def test_the_picture_follows_the_depth_while_the_hand_still_holds_it(app):
    app.open(BACK)
    expect(layers(app)).to_have_count(10)
    slider = depth(app)
    track = slider.get_by_role("group").bounding_box()
    _, y = app.grab(slider.locator('input[type="range"]').locator("xpath=.."))
    app.page.mouse.move(track["x"] + 0.5 * track["width"], y, steps=6)
    expect(layers(app)).not_to_have_count(10)
    app.page.mouse.up()
    app.settle()
    shown = int(re.search(r"back_depth=(\d+)", app.address)[1])
    expect(layers(app)).to_have_count(shown)
    app.assert_sound()


@SIZES
def test_the_picture_and_the_depth_stand_on_the_first_screen(app, size):
    resize(app, size)
    app.open(BACK)
    app.rest()
    for thing in (app.page.locator(".js-plotly-plot").first, depth(app)):
        box = thing.bounding_box()
        assert box["y"] + box["height"] <= size[1]


@SIZES
@pytest.mark.parametrize(
    "query", ["", "&back_depth=1", "&back_width=1", "&back_weights=Zeros", "&back_depth=2&back_also=Hard+sigmoid"]
)
def test_no_two_words_of_the_picture_lie_on_each_other_and_none_is_cut(app, size, query):
    resize(app, size)
    app.open(BACK + query)
    app.rest()
    words = app.page.locator(".js-plotly-plot :is(.annotation-text, .xtick text, .ytick text, .xtitle)")
    words = words.filter(visible=True)
    assert_apart(words)
    frame = app.page.locator(".js-plotly-plot .main-svg").first.bounding_box()
    for box in (word.bounding_box() for word in words.all()):
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]


def test_a_link_leads_to_the_curve_with_its_slope_and_what_is_saturated(app):
    app.open(BACK)
    app.page.get_by_test_id("stPageLink").get_by_role("link").filter(has_text="Sigmoid: |f′| ≤ 0.25").click()
    expect(app.page.get_by_role("heading", level=1, name="Activations")).to_be_visible()
    app.settle()
    expect(app.page.get_by_role("switch", name="Derivatives f′, thin")).to_be_checked()
    expect(app.page.get_by_text("In the grey part it is saturated")).to_be_visible()
    expect(app.page.get_by_test_id("stAlert")).to_have_count(0)
    app.assert_sound()
