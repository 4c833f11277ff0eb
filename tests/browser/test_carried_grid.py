"""The grid between the layers: core's at every stage, moved by the browser alone."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from core.activations import ACTIVATIONS
from core.grid import carried, carried_grid, flattened, views
from core.network import Network
from core.serialization import network_to_text

NAMES = {key: activation.name for key, activation in ACTIVATIONS.items()}
CARRY = """([texts, names, every]) => texts.map((text) => {
  const { stages, strokes } = drawing.carriedGrid(drawing.readNetwork(text), names);
  const some = (values) => [...values].filter((_, index) => index % every === 0);
  return { strokes, stages: stages.map(({ xs, ys, ...stage }) => ({ ...stage, points: [some(xs), some(ys)] })) };
})"""


def stack(rng, key: str) -> Network:
    depth = int(rng.integers(2, 7))
    network = Network.random((2, *rng.integers(1, 9, size=depth)), ACTIVATIONS["identity"], rng=rng)
    return network.rounded(2).with_hidden_activation(ACTIVATIONS[key])


def in_browser(module_page, networks, every: int = 1) -> list[dict]:
    """The grids of networks, with every point or each of so many."""
    found = module_page.evaluate(CARRY, [list(map(network_to_text, networks)), NAMES, every])
    for grid in found:
        for stage in grid["stages"]:
            stage["points"] = np.array(stage["points"]).T
    return found


def strokes(grid: dict, family: str | None = None) -> list[range]:
    return [range(*ends) for name, lines in grid["strokes"].items() if family in (None, name) for ends in lines]


def test_every_stage_is_drawn_where_core_has_it(module_page):
    rng = np.random.default_rng(0)
    networks = [stack(rng, key) for key in ACTIVATIONS for _ in range(4)]
    for network, grid in zip(networks, in_browser(module_page, networks, 7), strict=True):
        inputs = grid["stages"][0]["points"]
        stages = carried(network, inputs)
        assert [stage["name"] for stage in grid["stages"]] == [name for name, _ in stages]
        for drawn, (_, values), view in zip(grid["stages"], stages, views(carried_grid(network)), strict=True):
            assert drawn["width"] == values.shape[1]
            size = max(np.abs(values).max(), 1.0)
            np.testing.assert_allclose(drawn["points"], view(values), rtol=0, atol=1e-9 * size)


SHARES = (0.2, 0.5, 0.9)
STRAIGHT = [key for key, activation in ACTIVATIONS.items() if activation.is_piecewise_linear]


def test_between_the_points_of_straight_pieces_there_is_no_bend(module_page):
    """What is drawn as a straight stroke is straight at every stage, so no kink is missing and none is cut off."""
    rng = np.random.default_rng(1)
    networks = [stack(rng, key) for key in STRAIGHT for _ in range(4)]
    for network, grid in zip(networks, in_browser(module_page, networks), strict=True):
        pieces = [(first, first + 1) for stroke in strokes(grid) for first in stroke[:-1]]
        inputs = grid["stages"][0]["points"]
        ends = np.array([[inputs[first], inputs[end]] for first, end in pieces])
        # The ends of a stroke at a jump are beside it by a billionth of the line.
        pieces, ends = zip(
            *[p for p in zip(pieces, ends, strict=True) if np.ptp(p[1], axis=0).max() > 1e-7], strict=True
        )
        inner = np.concatenate([between(np.array(ends), share) for share in SHARES])
        for stage, (_, values), view in zip(
            grid["stages"], carried(network, inner), views(carried_grid(network)), strict=True
        ):
            drawn = stage["points"][np.array(pieces)]
            wanted = np.concatenate([between(drawn, share) for share in SHARES])
            size = max(np.abs(values).max(), 1.0)
            np.testing.assert_allclose(view(values), wanted, rtol=0, atol=1e-6 * size)


def between(ends, share: float):
    return (1 - share) * ends[:, 0] + share * ends[:, 1]


# On the page

STACK = Network.random((2, 2, 2, 2), ACTIVATIONS["identity"], rng=np.random.default_rng(57)).rounded(2)
DRAWN = """() => {
  const root = document.querySelector(".stBidiComponent .carried") ?? [...document.querySelectorAll("*")]
    .flatMap((node) => (node.shadowRoot ? [...node.shadowRoot.querySelectorAll(".carried")] : []))[0];
  const strokes = (name) => root.querySelector(`.${name}`).getAttribute("d").slice(1).split("M")
    .map((line) => line.split("L").map((point) => point.split(" ").map(Number)));
  return [...["columns", "rows", "letter"].map(strokes), Number(root.querySelector("input").value)];
}"""


def slider(app):
    return app.page.get_by_role("slider", name="stage of the grid")


def picture(app):
    return app.page.get_by_role("img", name=re.compile("^The grid of the plane"))


def position(app) -> float:
    return float(slider(app).input_value())


def reaches(app, place: float) -> None:
    app.eventually(lambda: position(app) == place, f"The grid never reached {place}")


def fitted(strokes) -> np.ndarray:
    """Strokes with straight ends, columns before rows before the letter, in a square from −1 to 1."""
    columns, rows, letter = (np.array([[stroke[0], stroke[-1]] for stroke in family]) for family in strokes)
    lines = np.concatenate([columns, rows]).reshape(-1, 2)
    low, high = lines.min(axis=0), lines.max(axis=0)
    return (np.concatenate([columns, rows, letter]) - (low + high) / 2) / (high - low).max() * 2


def wanted(network: Network, place: float) -> np.ndarray:
    flats = flattened(carried_grid(network))
    before = min(int(place), len(flats) - 2)
    ends = [(flat.columns, flat.rows, flat.letter.reshape(5, 12, 2)) for flat in flats[before : before + 2]]
    return fitted([(1 - place + before) * one + (place - before) * two for one, two in zip(*ends, strict=True)])


def assert_shows(app, network: Network) -> None:
    *strokes, place = app.page.evaluate(DRAWN)
    # Pixels go down where numbers go up; a pixel's hundredth is drawn.
    np.testing.assert_allclose(fitted(strokes) * [1, -1], wanted(network, place), atol=1e-3)


def test_the_grid_is_drawn_between_the_stages_too(app):
    app.open("/collapse")
    assert position(app) == 6
    assert_shows(app, STACK)
    for place in (0.5, 2.25, 3.7):
        slider(app).evaluate(
            "(node, value) => { node.value = value; node.dispatchEvent(new Event('input')); }", place
        )
        app.frame()
        assert position(app) == place
        assert_shows(app, STACK)
    app.assert_sound()


def test_a_dragged_weight_moves_the_grid_at_every_frame_without_a_server(app, stoppable):
    app.open("/collapse")
    stoppable.stop()
    handle = app.handle("weight from x1 to h1")
    x, y = app.grab(handle)
    for way in (20, 40, 60):
        app.page.mouse.move(x + way, y)
        app.frame()
        weight = float(handle.get_attribute("aria-valuenow"))
        assert weight != STACK.layers[0].weights[0, 0]
        assert_shows(app, STACK.with_weight(0, 0, 0, weight))
    app.page.mouse.up()
    app.page.keyboard.press("Control+z")
    app.frame()
    assert_shows(app, STACK)


def test_with_an_activation_the_grid_has_its_kinks_and_goes_along_with_an_edit_of_the_shape(app):
    app.open("/collapse?between=true&after=ReLU+1")
    assert position(app) == 3
    columns, *_ = app.page.evaluate(DRAWN)
    # Ends and kinks, and nothing else.
    assert 2 < max(map(len, columns)) < 12
    expect(picture(app)).to_have_attribute("aria-label", re.compile("after ReLU 1, in 2 dimensions: lines are bent"))
    app.page.get_by_text("Activation between").click()
    expect(app.page.get_by_text("3 layers, one affine map")).to_be_visible()
    app.heard()
    # The stage is gone, and the page shows the last one.
    reaches(app, 6)
    assert_shows(app, STACK)
    app.assert_sound()


def test_a_link_opens_at_its_stage_and_the_two_controls_agree(app):
    app.open("/collapse?after=layer+1")
    assert position(app) == 2
    assert_shows(app, STACK)
    expect(picture(app)).to_have_attribute(
        "aria-label", "The grid of the plane after layer 1, in 2 dimensions: every line is still straight."
    )
    app.page.get_by_role("radio", name="layer 2").click()
    reaches(app, 4)
    app.page.wait_for_function("location.search.includes('after=layer+2')")
    slider(app).press("Home")
    app.heard()
    assert position(app) == 0
    app.page.wait_for_function("location.search.includes('after=input')")
    expect(app.page.get_by_role("radio", name="input")).to_be_checked()
    app.page.get_by_role("radio", name="layer 3").click()
    reaches(app, 6)
    app.page.wait_for_function("location.search === ''")
    app.assert_sound()


def test_keys_move_the_slider_from_stage_to_stage(app):
    app.open("/collapse?after=input")
    slider(app).focus()
    for key, place in (("ArrowRight", 0.1), ("ArrowUp", 0.2), ("ArrowLeft", 0.1), ("End", 6), ("ArrowDown", 5.9)):
        app.page.keyboard.press(key)
        app.frame()
        assert position(app) == pytest.approx(place)
        assert_shows(app, STACK)
    expect(slider(app)).to_have_attribute("aria-valuetext", "90 % of the way from matrix 3 to layer 3")
    app.heard()
    # It is after layer 2 still.
    app.page.wait_for_function("location.search.includes('after=layer+2')")
    assert position(app) == pytest.approx(5.9)
    app.assert_sound()


@pytest.mark.parametrize("has_touch", [False, True], ids=["mouse", "touch"])
def test_the_slider_is_moved_by_hand(app_of, has_touch):
    app = app_of(has_touch=has_touch)
    app.page.set_viewport_size({"width": 390, "height": 844})
    app.open("/collapse")
    slider(app).scroll_into_view_if_needed()
    box = slider(app).bounding_box()
    assert box["height"] >= (44 if has_touch else 24)
    at = [(box["x"] + 10 + share * (box["width"] - 20), box["y"] + box["height"] / 2) for share in (1, 0.25)]
    if has_touch:
        app.page.touchscreen.tap(*at[1])
    else:
        app.page.mouse.move(*at[0])
        app.page.mouse.down()
        for share in (0.7, 0.4):
            app.page.mouse.move(box["x"] + 10 + share * (box["width"] - 20), at[0][1])
            app.frame()
            assert position(app) == pytest.approx(6 * share, abs=0.1)
            assert_shows(app, STACK)
        assert app.address == "/collapse"
        app.page.mouse.move(*at[1])
        app.page.mouse.up()
    app.heard()
    assert position(app) == pytest.approx(1.5, abs=0.1)
    app.page.wait_for_function("location.search.includes('after=input')")
    assert_shows(app, STACK)
    app.assert_sound()


def test_esc_puts_the_slider_back(app):
    app.open("/collapse")
    box = slider(app).bounding_box()
    app.page.mouse.move(box["x"] + box["width"] - 10, box["y"] + box["height"] / 2)
    app.page.mouse.down()
    app.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    app.frame()
    assert position(app) < 4
    app.page.keyboard.press("Escape")
    app.page.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    app.page.mouse.up()
    app.heard()
    assert position(app) == 6
    assert app.address == "/collapse"


PLAYED = """async (button) => {
  const slider = button.getRootNode().querySelector(".carried input");
  const places = [];
  button.click();
  do {
    await new Promise(requestAnimationFrame);
    places.push(Number(slider.value));
  } while (button.getAttribute("aria-label") === "Pause");
  return places;
}"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_play_goes_through_the_stages_and_steps_where_motion_is_not_wanted(app, motion):
    app.page.emulate_media(reduced_motion=motion)
    app.open("/collapse?after=layer+2")
    places = app.page.get_by_role("button", name="Play the layers").evaluate(PLAYED)
    assert places == sorted(places)
    assert {4, 5, 6} <= set(places) if motion == "reduce" else len({place % 1 for place in places}) > 10
    assert motion != "reduce" or set(places) == {4, 5, 6}
    assert places[-1] == 6
    app.page.wait_for_function("location.search === ''")
    assert_shows(app, STACK)
    app.assert_sound()


def test_space_plays_and_pauses_and_a_weight_can_be_dragged_meanwhile(app):
    app.open("/collapse?after=input")
    slider(app).focus()
    app.page.keyboard.press("Space")
    x, y = app.grab(app.handle("weight from h2 to k1"))
    app.page.mouse.move(x + 30, y)
    app.page.mouse.up()
    weight = float(app.handle("weight from h2 to k1").get_attribute("aria-valuenow"))
    app.eventually(lambda: position(app) > 1, "It did not go on")
    slider(app).focus()
    app.page.keyboard.press("Space")
    app.frame()
    stopped = position(app)
    app.heard()
    assert position(app) == stopped
    assert_shows(app, STACK.with_weight(1, 0, 1, weight))
    app.assert_sound()


def test_the_control_and_the_whole_picture_stand_on_one_screen(app):
    app.open("/collapse?depth=6&between=true&width1=8&width2=8&activation=Hard+sigmoid&after=Hard+sigmoid+2")
    for size in ((1440, 900), (1920, 1080), (390, 844)):
        app.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        app.rest()
        slider(app).scroll_into_view_if_needed()
        top, bottom = picture(app).bounding_box(), slider(app).bounding_box()
        assert top["y"] >= 0
        assert bottom["y"] + bottom["height"] <= size[1]
        clipped = picture(app).evaluate(
            """node => [...node.parentNode.querySelectorAll("text, .ticks *, .caption *, .note")].filter((word) => {
              const [box, around] = [word.getBoundingClientRect(), node.parentNode.getBoundingClientRect()];
              return box.width && (box.left < around.left - 1 || box.right > around.right + 1);
            }).map((word) => word.textContent)"""
        )
        assert clipped == []
        expect(picture(app).locator(".note")).to_have_text("2 of 8 dimensions")
