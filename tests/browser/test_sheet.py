"""The sheet that folds: exact facets in the right order, bent and turned by hand."""

import io
import itertools
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from core.activations import bent
from core.creases import linear_regions
from core.numbers import number_text
from core.presets import random_network
from core.serialization import network_to_text
from tests.pages.test_collapse import sawtooth

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))
WIDTH = 6
HOME = "/?border=3+The+bend"
SPACE = "/collapse?part=3+In+space"


def network_of(seed: int, layers: int, bend: float):
    """What the home page shows."""
    return random_network(seed, (2, *(WIDTH,) * layers, 1)).with_hidden_activation(bent(bend))


def pieces_of(network) -> str:
    count = len(linear_regions(network, WINDOW))
    return f"{count:,} flat pieces" if count > 1 else "1 flat piece"


def facets_of(module_page, network, turns=()) -> dict:
    """Corners and heights of the facets, and for each turn the order in which they are painted."""
    return module_page.evaluate(
        """({ text, window, turns }) => {
          const { facets, cuts } = drawing.facetsOf(drawing.readNetwork(text), window);
          const orders = turns.map((turn) => {
            const order = [];
            const room = { width: 1, height: 1, margin: { left: 0, right: 0, top: 0, bottom: 0 } };
            const { toward } = drawing.cameraOf({ turn, tilt: 30 }, window, [0, 1], room);
            drawing.backToFront(cuts, toward, (facet) => order.push(facets.indexOf(facet)));
            return order;
          });
          const plain = ({ corners, heights }) => ({ corners: [...corners], heights: [...heights] });
          return { facets: facets.map(plain), orders };
        }""",
        {"text": network_to_text(network), "window": WINDOW, "turns": list(turns)},
    )


@pytest.mark.parametrize("bend", [0, 0.01, 0.5, 0.93, 1])
@pytest.mark.parametrize(("seed", "layers"), [(60, 1), (60, 2), (42, 2), (7, 3), (13, 4), (21, 6)])
def test_the_facets_are_cores_regions_at_the_networks_heights(module_page, seed, layers, bend):
    network = network_of(seed, layers, bend)
    facets = facets_of(module_page, network)["facets"]
    assert len(facets) == len(linear_regions(network, WINDOW))
    corners = np.concatenate([np.reshape(facet["corners"], (-1, 2)) for facet in facets])
    heights = np.concatenate([facet["heights"] for facet in facets])
    np.testing.assert_allclose(heights, network(corners)[:, 0], atol=1e-9 * np.abs(heights).max())


def seen_from(turn: float, tilt: float, points, heights, rise: float) -> np.ndarray:
    """Points of the sheet as the eye has them: to the right, up and towards it.  Nothing of the drawing's."""
    turn, tilt = np.radians(turn), np.radians(tilt)
    right = np.array([np.cos(turn), np.sin(turn), 0])
    eye = np.array([np.sin(turn) * np.cos(tilt), -np.cos(turn) * np.cos(tilt), np.sin(tilt)])
    points = np.column_stack([np.asarray(points) / 3, rise * np.asarray(heights)])
    return points @ np.column_stack([right, np.cross(eye, right), eye])


def depths_at(polygon: np.ndarray, places: np.ndarray) -> np.ndarray:
    """How near to the eye a seen polygon is at places (n, 2) of the screen; nan beside it and at its edges."""
    ways, offsets = np.roll(polygon, -1, axis=0)[:, :2] - polygon[:, :2], places[:, None] - polygon[:, :2]
    turns = ways[:, 0] * offsets[..., 1] - ways[:, 1] * offsets[..., 0]
    is_inside = np.all(turns > 1e-9, axis=1) | np.all(turns < -1e-9, axis=1)
    depths = np.full(len(places), np.nan)
    if is_inside.any():
        plane = np.column_stack([polygon[:, :2], np.ones(len(polygon))])
        fitted = np.linalg.lstsq(plane, polygon[:, 2], rcond=None)[0]
        depths[is_inside] = np.column_stack([places[is_inside], np.ones(is_inside.sum())]) @ fitted
    return depths


@pytest.mark.parametrize(("seed", "layers", "bend"), [(1, 4, 1), (60, 2, 1), (60, 6, 1), (13, 4, 1), (7, 6, 0.8)])
def test_what_is_painted_last_is_what_stands_nearest_to_the_eye(module_page, seed, layers, bend):
    turns = (0, 37, 90, 144, 200, 270, 330)
    found = facets_of(module_page, network_of(seed, layers, bend), turns)
    heights = np.concatenate([facet["heights"] for facet in found["facets"]])
    draw = np.random.default_rng(5)
    hidden = 0
    for turn, order in zip(turns, found["orders"], strict=True):
        assert sorted(order) == list(range(len(found["facets"])))
        # Steeper than it is drawn, so that much is hidden.
        seen = [
            seen_from(turn, 12, np.reshape(facet["corners"], (-1, 2)), facet["heights"], 9 / np.ptp(heights))
            for facet in (found["facets"][index] for index in order)
        ]
        corners = np.concatenate(seen)[:, :2]
        places = draw.uniform(corners.min(axis=0), corners.max(axis=0), (60, 2))
        for depths in np.transpose([depths_at(polygon, places) for polygon in seen]):
            there = depths[~np.isnan(depths)]
            assert not len(there) or there[-1] == pytest.approx(there.max(), abs=1e-9)
            hidden += len(there) > 1
    assert hidden > 20


@pytest.mark.parametrize(("turn", "tilt"), [*itertools.product((0, 90, 217, 330), (8, 30, 70))])
def test_the_camera_sees_what_an_eye_sees(module_page, turn, tilt):
    points, heights = np.array([[-3, -3], [3, 1], [0.5, 2], [-1, 3]]), np.array([0.5, -1, 2, 0])
    camera = module_page.evaluate(
        """([view, window]) => drawing.cameraOf(view, window, [-1, 2],
          { width: 640, height: 560, margin: { left: 40, right: 20, top: 30, bottom: 20 } })""",
        [{"turn": turn, "tilt": tilt}, WINDOW],
    )
    placed = np.column_stack([points, heights, np.ones(4)]) @ np.array([camera["a"], camera["b"]]).T
    ours = seen_from(turn, tilt, points, heights, 2 * 0.62 / 3)[:, :2] * [1, -1]
    np.testing.assert_allclose(placed - placed[0], camera["unit"] * (ours - ours[0]), atol=1e-9)
    assert np.all((placed > 0) & (placed < [640, 560]))


def handle(app, name: str):
    return app.page.get_by_role("slider", name=name, exact=True)


def still(app):
    """Without the first bend."""
    app.page.emulate_media(reduced_motion="reduce")
    return app


def count(app):
    return app.page.locator(".sheet .caption").first


def picture(app, index: int = 0) -> str:
    return app.page.locator(".sheet canvas").nth(index).evaluate("canvas => canvas.toDataURL()")


@pytest.mark.parametrize(("seed", "layers", "bend"), [(60, 2, 0), (42, 2, 1), (7, 6, 0.35), (99, 1, 1)])
def test_the_home_page_shows_counts_and_describes_the_network_of_its_address(app, seed, layers, bend):
    still(app).open(f"/?seed={seed}&layers={layers}&bent={bend}")
    network = network_of(seed, layers, bend)
    expect(count(app)).to_contain_text(pieces_of(network))
    heights = np.concatenate([region.affine(region.polygon)[:, 0] for region in linear_regions(network, WINDOW)])
    expect(app.page.locator(".sheet .frame").first).to_have_attribute(
        "aria-label",
        f"The output as a sheet of paper over the plane: {pieces_of(network)}, "
        f"from {number_text(heights.min())} to {number_text(heights.max())}.",
    )
    app.assert_sound()


def test_the_bend_is_dragged_nudged_and_typed_and_stands_in_the_address_once_it_is_let_go(app):
    still(app).open("/?layers=3")
    x, y = app.grab(handle(app, "bend"))
    app.page.mouse.move(x - 90, y, steps=4)
    app.frame()
    value = float(handle(app, "bend").get_attribute("aria-valuenow"))
    assert 0 < value < 1
    expect(count(app)).to_contain_text(pieces_of(network_of(60, 3, value)))
    assert "bent" not in app.address
    app.page.mouse.up()
    app.page.wait_for_function(f"location.search.includes('bent={value}')")
    handle(app, "bend").focus()
    app.page.keyboard.press("Home")
    expect(count(app)).to_have_text("1 flat piece without an activation")
    app.page.keyboard.press("ArrowRight")
    expect(handle(app, "bend")).to_have_attribute("aria-valuenow", "0.01")
    app.page.keyboard.type("0.4")
    app.page.keyboard.press("Enter")
    app.page.wait_for_function("location.search.includes('bent=0.4')")
    expect(count(app)).to_contain_text(pieces_of(network_of(60, 3, 0.4)))
    app.page.keyboard.type("4")
    app.page.keyboard.press("Enter")
    expect(app.page.locator(".sheet .status")).to_contain_text("“4” is no number such as 0.40, from 0 to 1")
    app.heard()
    app.page.reload()
    app.settle()
    expect(handle(app, "bend")).to_have_attribute("aria-valuenow", "0.4")
    app.assert_sound()


def test_escape_takes_a_bend_back_while_it_is_held_and_undoes_it_afterwards(app):
    still(app).open(HOME)
    x, y = app.grab(handle(app, "bend"))
    app.page.mouse.move(x - 60, y, steps=3)
    expect(handle(app, "bend")).not_to_have_attribute("aria-valuenow", "1")
    app.page.keyboard.press("Escape")
    expect(handle(app, "bend")).to_have_attribute("aria-valuenow", "1")
    app.page.mouse.up()
    app.heard()
    assert app.address == HOME
    app.page.keyboard.press("Home")
    app.page.wait_for_function("location.search.includes('bent=0')")
    app.page.keyboard.press("Control+z")
    expect(handle(app, "bend")).to_have_attribute("aria-valuenow", "1")
    app.page.wait_for_function("!location.search.includes('bent')")


def test_layers_change_nothing_without_an_activation_and_all_follows_while_no_server_answers(stoppable, app):
    app = still(app).open("/?bent=0")
    stoppable.stop()
    for layers in (3, 4, 5, 6):
        app.page.get_by_role("button", name="Add a layer").click()
        expect(app.page.get_by_text(f"{layers} hidden layers")).to_be_visible()
        expect(count(app)).to_have_text("1 flat piece without an activation")
    expect(app.page.get_by_role("button", name="Add a layer")).to_be_disabled()
    flat = picture(app), picture(app, 1)
    handle(app, "bend").focus()
    app.page.keyboard.press("End")
    expect(count(app)).to_have_text(f"{pieces_of(network_of(60, 6, 1))} with ReLU")
    app.frame()
    assert picture(app) != flat[0]
    assert picture(app, 1) != flat[1]
    app.page.get_by_role("button", name="Remove a layer").click()
    expect(count(app)).to_have_text(f"{pieces_of(network_of(60, 5, 1))} with ReLU")


def test_layers_stand_in_the_address(app):
    still(app).open(HOME)
    app.page.get_by_role("button", name="Remove a layer").click()
    app.page.wait_for_function("location.search.includes('layers=1')")
    expect(app.page.get_by_role("button", name="Remove a layer")).to_be_disabled()
    expect(app.page.locator(".sheet .frame").first).to_have_attribute(
        "aria-label", re.compile(pieces_of(network_of(60, 1, 1)))
    )
    app.heard()
    app.assert_sound()


def side(app, name: str = "turn the sheet") -> int:
    return int(handle(app, name).get_attribute("aria-valuenow"))


def test_a_hand_turns_and_tilts_the_sheet_by_mouse_and_by_keyboard(app):
    still(app).open(HOME)
    before = picture(app)
    x, y = app.grab(handle(app, "turn the sheet"))
    app.page.mouse.move(x + 100, y + 40, steps=5)
    app.page.mouse.up()
    expect(handle(app, "turn the sheet")).to_have_attribute("aria-valuetext", "seen from 290°, 40° from above")
    assert picture(app) != before
    app.page.keyboard.press("ArrowRight")
    expect(handle(app, "turn the sheet")).to_have_attribute("aria-valuenow", "295")
    for _ in range(12):
        app.page.keyboard.press("ArrowUp")
    expect(handle(app, "turn the sheet")).to_have_attribute("aria-valuetext", "seen from 295°, 70° from above")
    # How it is looked at is nobody's edit.
    assert app.address == HOME
    app.assert_sound()


def scrolled(app) -> float:
    return app.page.get_by_test_id("stMain").evaluate("node => node.scrollTop")


def swipe(app, name: str, across: int, down: int) -> None:
    box = handle(app, name).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    app.finger([(x + across * step / 10, y + down * step / 10) for step in range(11)])


def test_a_finger_turns_the_sheet_sideways_scrolls_up_and_down_and_bends(app_of):
    app = still(app_of(has_touch=True, is_mobile=True))
    app.page.set_viewport_size({"width": 390, "height": 844})
    app.open(HOME)
    swipe(app, "turn the sheet", 120, 4)
    app.eventually(lambda: side(app) < 320)
    assert scrolled(app) == 0
    turned = side(app)
    swipe(app, "turn the sheet", 4, -160)
    app.eventually(lambda: scrolled(app) > 50)
    app.rest()
    assert abs(side(app) - turned) <= 5
    app.page.get_by_test_id("stMain").evaluate("node => (node.scrollTop = 0)")
    swipe(app, "bend", -60, 2)
    app.page.wait_for_function("/bent=0/.test(location.search)")
    bend = float(handle(app, "bend").get_attribute("aria-valuenow"))
    expect(count(app)).to_contain_text(pieces_of(network_of(60, 2, bend)))


# Every bend that the drawing has shown since the page was loaded.
BENDS = """window.bends = [];
const set = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  if (name === "aria-valuenow" && this.getAttribute("aria-label") === "bend") window.bends.push(Number(value));
  return set.call(this, name, value);
};"""


def test_the_sheet_bends_once_by_itself_when_it_is_first_seen(app):
    app.page.emulate_media(reduced_motion="no-preference")
    app.before(BENDS)
    app.open("/")
    app.page.get_by_role("radio", name="3 The bend").click()
    expect(count(app)).to_have_text(f"{pieces_of(network_of(60, 2, 1))} with ReLU")
    bends = app.page.evaluate("window.bends")
    assert bends[0] == 0
    assert bends[-1] == 1
    assert len(bends) > 3
    assert bends == sorted(bends)
    app.page.get_by_test_id("stTopNavLink").filter(has_text="Collapse").click()
    expect(app.page.get_by_role("heading", level=1, name="Collapse")).to_be_visible()
    app.settle()
    app.page.evaluate("window.bends = []")
    app.page.get_by_test_id("stTopNavLink").filter(has_text="Crease").click()
    app.page.get_by_role("radio", name="3 The bend").click()
    expect(count(app)).to_have_text(f"{pieces_of(network_of(60, 2, 1))} with ReLU")
    app.settle()
    assert set(app.page.evaluate("window.bends")) == {1}
    app.assert_sound()


@pytest.mark.parametrize(
    ("path", "motion", "bend"),
    [(HOME, "reduce", 1), ("/?bent=0.6", "no-preference", 0.6), ("/?bent=1", "no-preference", 1)],
)
def test_it_does_not_bend_by_itself_for_those_who_want_no_motion_or_ask_for_a_bend(app, path, motion, bend):
    app.page.emulate_media(reduced_motion=motion)
    app.before(BENDS)
    app.open(path)
    assert set(app.page.evaluate("window.bends")) == {bend}


def test_a_hand_takes_the_bend_over_from_the_first_bend(app):
    app.page.emulate_media(reduced_motion="no-preference")
    app.open(HOME)
    handle(app, "bend").focus()
    app.page.keyboard.press("Home")
    expect(count(app)).to_have_text("1 flat piece without an activation")
    app.page.wait_for_function("location.search.includes('bent=0')")
    expect(handle(app, "bend")).to_have_attribute("aria-valuenow", "0")


def test_the_border_is_straight_where_it_is(app):
    """Level lines of a grid of samples wobble here like a staircase."""
    still(app).open("/?seed=42")
    canvas = app.page.locator(".sheet canvas").nth(1)
    ink = """(canvas, places) => places.map(([x, y]) => {
      const { data } = canvas.getContext("2d").getImageData(Math.floor(x), Math.floor(y), 1, 1);
      return data[0] + data[1] + data[2];
    })"""
    size = 16
    width, height = canvas.evaluate("canvas => [canvas.clientWidth, canvas.clientHeight]")
    side = min(width - 3.6 * size, height - 3.6 * size)
    left, middle = 3 * size + (width - 3.6 * size - side) / 2, 0.6 * size + (height - 3.6 * size) / 2
    place = lambda x, y: (left + (x + 3) / 6 * side, middle - y / 6 * side)  # noqa: E731
    on, beside = [], []
    for region in linear_regions(network_of(42, 2, 1), WINDOW):
        w1, w2 = region.affine.weights[0]
        heights = region.affine(region.polygon)[:, 0]
        ends = [
            here + (there - here) * z / (z - after)
            for here, there, z, after in zip(
                region.polygon, np.roll(region.polygon, -1, axis=0), heights, np.roll(heights, -1), strict=True
            )
            if (z < 0) != (after < 0)
        ]
        if len(ends) == 2:
            across = np.array([w1, w2]) / np.hypot(w1, w2) * 6 * 6 / side
            for share in np.linspace(0.1, 0.9, 30):
                point = ends[0] + share * (ends[1] - ends[0])
                if np.linalg.norm(ends[1] - ends[0]) > 0.6 and np.abs(point).max() < 2.9:
                    on.append(place(*point))
                    beside += [place(*(point + across)), place(*(point - across))]
    assert len(on) > 60
    assert max(canvas.evaluate(ink, on)) < 200
    assert min(canvas.evaluate(ink, beside)) > 300


def test_in_space_both_sheets_turn_together_and_their_slider_with_them(app):
    app.open(f"{SPACE}&turn=90")
    expect(handle(app, "turn")).to_have_attribute("aria-valuenow", "90")
    expect(app.page.locator(".js-plotly-plot")).to_have_count(0)
    for name in ("turn the sheet", "turn the flat sheet"):
        before = side(app)
        x, y = app.grab(handle(app, name))
        app.page.mouse.move(x - 50, y, steps=5)
        app.frame()
        assert side(app) == side(app, "turn the flat sheet") == before + 20
        expect(handle(app, "turn")).to_have_attribute("aria-valuenow", str(before + 20))
        assert f"turn={before}" in app.address
        app.page.mouse.up()
        app.page.wait_for_function(f"location.search.includes('turn={before + 20}')")
    handle(app, "turn").focus()
    app.page.keyboard.press("ArrowRight")
    expect(handle(app, "turn the flat sheet")).to_have_attribute("aria-valuenow", "131")
    app.page.wait_for_function("location.search.includes('turn=131')")
    app.heard()
    app.assert_sound()


def test_in_space_both_sheets_have_one_scale(app):
    app.open(f"{SPACE}&bend=0")
    expect(count(app)).to_have_text("1 flat piece without an activation")
    assert picture(app) == picture(app, 1)
    # The ticks stand to the left of the sheets.
    strip = """canvas => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, 30, canvas.height);
      return [...data].join();
    }"""
    ticks = [canvas.evaluate(strip) for canvas in app.page.locator(".sheet canvas").all()]
    handle(app, "bend").focus()
    app.page.keyboard.press("End")
    expect(count(app)).to_contain_text("with ReLU")
    app.frame()
    bent_ticks = [canvas.evaluate(strip) for canvas in app.page.locator(".sheet canvas").all()]
    assert picture(app) != picture(app, 1)
    assert ticks[0] == ticks[1]
    assert bent_ticks[0] == bent_ticks[1]
    app.page.wait_for_function("!location.search.includes('bend')")
    app.assert_sound()


def test_a_network_of_too_many_pieces_says_so_and_can_be_bent_back(app):
    app.open(f"{SPACE}&patch={'+'.join(sawtooth().split())}")
    expect(app.page.locator(".sheet .status")).to_contain_text("There are more than")
    handle(app, "bend").focus()
    app.page.keyboard.press("Home")
    expect(count(app)).to_have_text("1 flat piece without an activation")
    expect(app.page.locator(".sheet .status")).to_be_empty()
    app.assert_sound()


def test_the_sheet_keeps_its_colours_where_colours_are_forced(app):
    app.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    app.open("/?bent=0")
    screen = app.page.locator(".sheet .frame").nth(1).screenshot()
    pixels = np.asarray(Image.open(io.BytesIO(screen)).convert("RGB"), dtype=int)
    red, _, blue = np.moveaxis(pixels, -1, 0)
    assert (red - blue > 60).mean() > 0.05
    assert (blue - red > 60).mean() > 0.05
