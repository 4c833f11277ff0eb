"""Creases under the hand: a region is picked, its map read, and the folds follow."""

import re

import pytest
from playwright.sync_api import expect

from figures.theme import LIGHT
from tests.browser.wire import Wire

PATCHWORK = "/collapse?part=2+A+patchwork"
XOR = f"{PATCHWORK}&patch=2-2-1+relu+1+1+0+1+1+-1+identity+1+-2+0"
# What stands around the picture's plane, in pixels; and the plane.
LEFT, RIGHT, TOP, BOTTOM = 41, 8, 8, 36
REACH = 3.0


def place_of(app, x: float, y: float) -> tuple[float, float]:
    """Where a point of the plane is on the screen."""
    box = app.page.locator(".frame canvas").first.bounding_box()
    width, height = box["width"] - LEFT - RIGHT, box["height"] - TOP - BOTTOM
    return (
        box["x"] + LEFT + (x + REACH) / (2 * REACH) * width,
        box["y"] + TOP + (REACH - y) / (2 * REACH) * height,
    )


def formulas(app):
    return app.page.locator("annotation").filter(has_text="eff")


def test_a_click_picks_a_region_and_its_map_is_written_out(app):
    app.open(XOR)
    for point, state, weights in (((1.0, 1.0), "on", "-1.00 & -1.00"), ((0.25, 0.25), "off", "1.00 & 1.00")):
        app.page.mouse.click(*place_of(app, *point))
        expect(app.page.get_by_text(f"h₂ {state}")).to_be_visible()
        expect(formulas(app).first).to_contain_text(f"= \\begin{{bmatrix}} {weights} \\end{{bmatrix}}")
    app.page.wait_for_function("location.search.includes('patch_at=0.2')")
    app.page.reload()
    app.settle()
    expect(app.page.get_by_text("h₂ off")).to_be_visible()
    app.assert_sound()


def test_the_region_follows_a_hand_that_moves_over_the_picture(app):
    app.open(XOR)
    app.page.mouse.move(*place_of(app, -2, -2))
    app.page.mouse.down()
    expect(app.page.get_by_text("h₁ off")).to_be_visible()
    app.page.mouse.move(*place_of(app, 2, 2), steps=8)
    expect(app.page.get_by_text("h₁ on")).to_be_visible()
    expect(app.page.get_by_text("h₂ on")).to_be_visible()
    app.page.keyboard.press("Escape")
    expect(app.page.get_by_text("(0.50, −1.00)").first).to_be_visible()
    app.page.mouse.up()
    app.assert_sound()


def test_a_tap_picks_a_region_too(app_of):
    app = app_of(has_touch=True).open(XOR)
    app.page.touchscreen.tap(*place_of(app, 1.5, 1.5))
    expect(app.page.get_by_text("h₂ on")).to_be_visible()


def test_the_creases_appear_while_the_bend_is_dragged(app):
    app.open(f"{XOR}&bend=0")
    regions = app.page.get_by_test_id("stMetricValue").first
    expect(regions).to_have_text("1")
    thumb = app.page.get_by_test_id("stSlider").last
    thumb.get_by_role("slider").focus()
    app.page.keyboard.press("ArrowRight")
    expect(regions).to_have_text("3")
    expect(app.page.get_by_text("h₁ × 0.99").or_(app.page.get_by_text("h₁ on"))).to_be_visible()
    app.assert_sound()


def test_the_picture_bends_with_a_dragged_slider_before_the_server_answers(new_app):
    wire = Wire()
    app = new_app(keep=wire.keep)
    app.open(f"{XOR}&bend=0")
    caption = app.page.locator(".picture .caption").first
    expect(caption).to_have_text("One affine map")
    wire.is_held = True
    box = app.page.get_by_test_id("stSlider").last.get_by_role("slider").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    app.page.mouse.move(x, y)
    app.page.mouse.down()
    app.page.mouse.move(x + 150, y, steps=5)
    expect(caption).to_have_text("3 regions, in each an affine map")
    assert "leaky_relu" not in app.address
    app.page.mouse.up()
    wire.give_back()
    app.heard()
    expect(caption).to_have_text("3 regions, in each an affine map")
    app.assert_sound()


def colour_at(app, x: float, y: float) -> tuple[int, int, int]:
    """The picture's colour at a point of the plane."""
    across, down = place_of(app, x, y)
    return tuple(
        app.page.locator(".frame canvas").first.evaluate(
            """(canvas, [x, y]) => {
              const box = canvas.getBoundingClientRect();
              const scale = canvas.width / box.width;
              const place = [(x - box.left) * scale, (y - box.top) * scale];
              return [...canvas.getContext("2d").getImageData(...place, 1, 1).data];
            }""",
            [across, down],
        )[:3]
    )


def test_a_crease_moves_with_a_dragged_bias_before_it_is_let_go(app):
    colour = tuple(int(LIGHT.series[3][place : place + 2], 16) for place in (1, 3, 5))
    app.open("/network?creases=true&net=2-2-1+relu+1+1+0+1+-1+0+identity+0.1+0.1+0.05")
    app.eventually(lambda: colour_at(app, -1, 1) == colour)
    x, y = app.grab(app.handle("bias of h1"))
    app.page.mouse.move(x + 50, y, steps=5)
    # 50 pixels are a bias of +1, so the crease x₁ + x₂ + 1 = 0 is now there; the old place is free.
    expect(app.handle("bias of h1")).to_have_attribute("aria-valuenow", "1")
    assert colour_at(app, -1.5, 0.5) == colour
    assert colour_at(app, -1, 1) != colour
    app.page.mouse.up()
    app.assert_sound()


@pytest.mark.parametrize("path", ["/xor?step=4+Two+ReLUs", PATCHWORK])
def test_numbers_can_be_dragged_under_creases_wherever_they_are_shown(app, path):
    app.open(path)
    handle = app.handle("bias of h1")
    before = handle.get_attribute("aria-valuenow")
    x, y = app.grab(handle)
    app.page.mouse.move(x + 30, y, steps=5)
    expect(handle).not_to_have_attribute("aria-valuenow", before)
    app.page.mouse.up()
    app.page.wait_for_function("/(hidden|patch)=2-/.test(location.search)")
    app.assert_sound()


def test_a_tile_has_the_colour_of_its_crease_only_where_creases_are_shown(app):
    app.open("/network?creases=true")
    neuron = app.page.locator(".tile").nth(2)
    coloured = neuron.evaluate("node => getComputedStyle(node).borderColor")
    app.page.get_by_text("Show the creases").click()
    expect(neuron).not_to_have_css("border-color", coloured)


def test_a_curved_network_says_why_it_has_no_creases(app):
    app.open("/network?creases=true&net=2-2-1+tanh+1+1+0+1+1+-1+identity+1+-2+0")
    expect(app.page.get_by_text(re.compile("tanh is curved"))).to_be_visible()
    app.assert_sound()
