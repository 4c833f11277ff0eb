"""The board: creases are dragged and nudged, a target is drawn, and everything can be taken back."""

import numpy as np
import pytest
from playwright.sync_api import expect

from core.hinges import TARGETS, fit_hinges, hinge_network, set_hinges, slopes_through
from core.numbers import number_text
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


def corner(app, name: str):
    return app.page.get_by_role("slider", name=name, exact=True)


def metric(app, label: str):
    """The number under a label, of those beside the board."""
    return app.page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")


BENT = "([creases, slopes, index, to]) => drawing.withCorner(creases, slopes, index, to, 1)"
XS = np.linspace(-1, 1, 201)[:, None]


def test_the_sum_that_is_drawn_is_cores(module_page):
    """For creases that a hand may leave: unsorted, on the ends, in one place, and none at all."""
    rng = np.random.default_rng(0)
    for creases in ([], [0.5], [1.0, -1.0], [0.3, -0.5, 0.3, 0.3], *rng.uniform(-1, 1, (5, 7)).round(3).tolist()):
        slopes = rng.normal(size=len(creases) + 1).tolist()
        for count in range(len(creases) + 1):
            drawn = module_page.evaluate(
                "([creases, slopes, count]) => drawing.cornersOf(creases, slopes, count, [-1, 1])",
                [creases, slopes, count],
            )
            network = hinge_network(creases[:count], slopes[1 : count + 1], slopes[0])
            places, heights = np.array(drawn).T
            np.testing.assert_allclose(heights, network(places[:, None])[:, 0], atol=1e-14)
            np.testing.assert_allclose(np.interp(XS[:, 0], places, heights), network(XS)[:, 0], atol=1e-12)


def test_a_corner_that_is_bent_leaves_the_others_where_they_are(module_page):
    rng = np.random.default_rng(1)
    for count in (0, 1, 2, 8):
        creases = np.sort(rng.choice(np.arange(-100, 100), count, replace=False) / 100)
        heights = rng.uniform(-1, 1, count + 1)
        for index in range(count + 1):
            to, wanted, moved = [1.0, 0.25], heights.copy(), creases.copy()
            wanted[index] = to[1]
            if index < count:
                to[0] = moved[index] = np.mean([creases[index], [*creases, 1.0][index + 1]])
            bent = module_page.evaluate(BENT, [creases.tolist(), slopes_through(creases, heights), index, to])
            assert bent["creases"] == moved.tolist()
            np.testing.assert_allclose(bent["slopes"], slopes_through(moved, wanted), atol=2e-6)


def test_creases_in_one_place_are_bent_by_the_one_under_the_hand(module_page):
    bent = module_page.evaluate(BENT, [[-1, 0.2, 0.2], [0, 1, 2, 3], 2, [0.2, 0]])
    np.testing.assert_allclose(bent["slopes"][2], 2)
    sums = [
        hinge_network(bent["creases"], bent["slopes"][1:], bent["slopes"][0]),
        hinge_network([-1, 0.2], [1, 5], 0),
    ]
    np.testing.assert_allclose(sums[0]([[0.2]]), 0, atol=1e-5)
    np.testing.assert_allclose(*(one([[-1.0], [1.0]]) for one in sums), atol=1e-5)


def test_a_corner_is_dragged_and_the_machine_does_it_and_is_undone(app):
    open_board(app, "target=|x|&neurons=2&slopes=0+0+0")
    path = app.page.locator(".board .sum path")
    first = path.get_attribute("d")
    x, y = app.grab(corner(app, "corner 1"))
    app.page.mouse.move(x + 2, y - 80, steps=4)
    app.frame()
    # Drawn at once; Python hears of it while the hand rests, and says how near it is.
    assert path.get_attribute("d") != first
    expect(metric(app, "You")).not_to_have_text("0.577")
    assert "slopes=0" in app.address
    app.page.mouse.up()
    app.heard()
    height = float(corner(app, "corner 1").get_attribute("aria-valuenow"))
    assert height > 0.2
    bend = -height
    expect(corner(app, "corner 1")).to_have_text(f"bend −{number_text(height)}")
    yours = number_text(set_hinges(TARGETS["abs"], [-1, 0], [height, bend, height]).root_mean_square, 3)
    expect(metric(app, "You")).to_have_text(yours)
    app.page.wait_for_function("height => location.search.includes(`slopes=${height}+`)", arg=height)
    made = path.get_attribute("d")

    app.page.get_by_role("button", name="Let the machine do it").click()
    expect(app.page.get_by_role("button", name="Let the machine do it")).to_be_disabled()
    app.heard()
    assert "slopes" not in app.address
    expect(metric(app, "You")).to_have_text(yours)
    assert fit_hinges(TARGETS["abs"], [-1, 0]).root_mean_square < 1e-12
    expect(metric(app, "The machine")).to_have_text("0, exact")
    app.page.keyboard.press("Control+z")
    expect(path).to_have_attribute("d", made)
    app.page.wait_for_function("location.search.includes('slopes=')")
    app.assert_sound()


def test_a_corner_is_moved_by_keyboard_and_its_height_typed(app):
    open_board(app, "target=|x|&neurons=2&slopes=0+0+0")
    first, second, end = (corner(app, name) for name in ("corner 1", "corner 2", "end of the sum"))
    second.focus()
    app.page.keyboard.press("Shift+ArrowUp")
    expect(second).to_have_attribute("aria-valuenow", "0.1")
    app.page.keyboard.press("ArrowRight")
    expect(crease(app, 2)).to_have_attribute("aria-valuenow", "0.01")
    app.page.keyboard.type("-0.5")
    app.page.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-valuenow", "-0.5")
    # Those beside it have stayed.
    expect(first).to_have_attribute("aria-valuenow", "0")
    expect(end).to_have_attribute("aria-valuenow", "0")
    end.focus()
    app.page.keyboard.type("9")
    app.page.keyboard.press("Enter")
    expect(app.page.get_by_role("status").filter(has_text="“9” is no number")).to_be_visible()
    app.page.keyboard.press("Control+z")
    expect(second).to_have_attribute("aria-valuenow", "0.1")
    app.assert_sound()


def test_a_corner_goes_no_further_than_the_next(app):
    open_board(app, "neurons=4")
    x, y = app.grab(corner(app, "corner 2"))
    app.page.mouse.move(x + 600, y, steps=4)
    app.page.mouse.up()
    expect(crease(app, 2)).to_have_attribute("aria-valuenow", "-0.01")
    expect(crease(app, 3)).to_have_attribute("aria-valuenow", "0")
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
