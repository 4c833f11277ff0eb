"""The board: creases are dragged and nudged, a target is drawn, and everything can be taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import assert_apart


def error_now(app):
    return app.page.get_by_test_id("stMetricValue").first


def crease(app, number: int):
    return app.page.get_by_role("slider", name=f"crease {number}", exact=True)


def open_board(app, query: str = "neurons=4"):
    app.open(f"/build?{query}")
    expect(app.page.locator(".board .sum path")).to_have_count(1)
    return app


def test_a_dragged_crease_changes_sum_and_error_before_it_is_let_go(app):
    open_board(app)
    before, path = error_now(app).inner_text(), app.page.locator(".board .sum path").get_attribute("d")
    x, y = app.grab(crease(app, 2))
    app.page.mouse.move(x - 60, y, steps=6)
    expect(error_now(app)).not_to_have_text(before)
    expect(app.page.locator(".board .sum path")).not_to_have_attribute("d", path)
    app.heard()
    assert "creases_at" not in app.address
    app.page.mouse.up()
    app.page.wait_for_function("location.search.includes('creases_at=-1')")
    app.assert_sound()


def test_a_crease_is_moved_by_keyboard_and_the_step_undone_and_redone(app):
    open_board(app)
    crease(app, 3).focus()
    app.page.keyboard.press("ArrowRight")
    app.page.keyboard.press("Shift+ArrowRight")
    expect(crease(app, 3)).to_have_attribute("aria-valuenow", "0.11")
    app.page.wait_for_function("location.search.includes('creases_at')")
    app.page.keyboard.press("Control+z")
    expect(crease(app, 3)).to_have_attribute("aria-valuenow", "0")
    app.page.keyboard.press("Control+Shift+z")
    expect(crease(app, 3)).to_have_attribute("aria-valuenow", "0.11")
    app.assert_sound()


def test_escape_takes_a_drag_back_while_it_is_held(app):
    open_board(app)
    x, y = app.grab(crease(app, 2))
    app.page.mouse.move(x + 50, y, steps=4)
    expect(crease(app, 2)).not_to_have_attribute("aria-valuenow", "-0.5")
    app.page.keyboard.press("Escape")
    expect(crease(app, 2)).to_have_attribute("aria-valuenow", "-0.5")
    app.page.mouse.up()
    app.heard()
    expect(crease(app, 2)).to_have_attribute("aria-valuenow", "-0.5")
    assert "creases_at" not in app.address


def test_a_crease_beside_another_hides_no_handle(app):
    open_board(app)
    for from_, to in ((2, 3), (1, 3), (4, 3)):
        _, y = app.grab(crease(app, from_))
        box = app.page.locator(".board .crease").nth(to - 1).bounding_box()
        app.page.mouse.move(box["x"] + box["width"] / 2, y, steps=4)
        app.page.mouse.up()
    values = [float(crease(app, n).get_attribute("aria-valuenow")) for n in (1, 2, 3, 4)]
    assert max(values) - min(values) < 0.1
    assert_apart(app.page.locator(".board .crease"))
    app.assert_sound()


def test_a_crease_stays_inside_the_interval(app):
    open_board(app)
    x, y = app.grab(crease(app, 4))
    app.page.mouse.move(x + 2000, y, steps=3)
    app.page.mouse.up()
    expect(crease(app, 4)).to_have_attribute("aria-valuenow", "1")
    app.assert_sound()


@pytest.mark.parametrize("has_touch", [False, True], ids=["mouse", "touch"])
def test_a_drawn_curve_is_built_kept_and_taken_back(app_of, has_touch):
    app = open_board(app_of(has_touch=has_touch), "target=draw+your+own&neurons=16")
    target = app.page.locator(".board .target path")
    first = target.get_attribute("d")
    box = app.page.locator(".board .plot").bounding_box()
    left, middle = box["x"] + 60, box["y"] + box["height"] / 2 - 40
    # Up, through the upper edge and down again, over most of the interval.
    places = [(left + step * 20, max(middle - 220 + abs(step - 15) * 18, box["y"] - 20)) for step in range(31)]
    if has_touch:
        app.finger(places)
    else:
        app.page.mouse.move(*places[0])
        app.page.mouse.down()
        for place in places:
            app.page.mouse.move(*place)
        expect(target).not_to_have_attribute("d", first)
        app.page.mouse.up()
    app.page.wait_for_function("location.search.includes('curve=')")
    drawn = target.get_attribute("d")
    app.page.reload()
    app.settle()
    expect(target).to_have_attribute("d", drawn)
    app.page.get_by_role("button", name="Undo").click()
    expect(target).to_have_attribute("d", first)
    app.assert_sound()


def test_hinges_are_added_one_by_one(app):
    open_board(app)
    app.page.get_by_test_id("stSlider").last.get_by_role("slider").focus()
    for left_out in (1, 2):
        app.page.keyboard.press("ArrowLeft")
        expect(app.page.locator(".board .hinges .faint")).to_have_count(left_out)
    app.assert_sound()
