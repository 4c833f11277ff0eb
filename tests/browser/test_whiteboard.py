"""Layers merge on the whiteboard: core's numbers at every step, forward and back, and what is pointed at is lit."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from core.activations import ACTIVATIONS
from core.merging import join_steps, merging
from core.network import Network
from core.numbers import number_text
from core.serialization import network_to_text

IDENTITY = ACTIVATIONS["identity"]
STACK = Network.random((2, 2, 2, 2), IDENTITY, rng=np.random.default_rng(57)).rounded(2)
MERGE = """([text, steps]) => {
  const network = drawing.readNetwork(text);
  return [drawing.joinSteps(network.sizes), steps.map((step) => {
    const state = drawing.mergingOf(network, step);
    const { blocks, made, written } = state;
    return {
      blocks: blocks.map(({ first, last, weights, bias }) => [first, last, weights, bias]),
      count: drawing.parameterCount(blocks),
      made: made && [made.weights, made.bias],
      line: made && written ? drawing.lineOf(state) : "",
    };
  })];
}"""


def stack(rng, index: int) -> Network:
    network = Network.random((2, *rng.integers(1, 9, size=rng.integers(2, 7))), IDENTITY, rng=rng)
    # As a visitor's, with all digits, with sums that cancel, and of very different sizes.
    if index % 4 == 1:
        return network
    if index % 4 == 2:
        return network.rounded(1)
    network = network.rounded(2)
    if index % 4 == 3:
        for layer, here in enumerate(network.layers):
            row, column = rng.integers(here.weights.shape[0]), rng.integers(here.weights.shape[1])
            network = network.with_weight(layer, row, column, float(rng.choice([0.0, 1e-9, 0.004, 1e6, -1e6])))
    return network


def test_every_number_and_every_line_is_cores(module_page):
    rng = np.random.default_rng(0)
    for index in range(40):
        network = stack(rng, index)
        joins = join_steps(network.sizes)
        steps = list(range(joins[-1] + 1))
        found, states = module_page.evaluate(MERGE, [network_to_text(network), steps])
        assert tuple(found) == joins
        for step, shown in zip(steps, states, strict=True):
            state = merging(network, step)
            assert shown["count"] == state.parameter_count
            assert shown["line"] == (state.entries[-1].line if state.entries else "")
            for block, (first, last, *numbers) in zip(state.blocks, shown["blocks"], strict=True):
                assert (first, last) == (block.first, block.last)
                assert_same(numbers, block.affine)
            if state.made:
                assert_same(shown["made"], state.made.affine)


def assert_same(numbers, affine) -> None:
    """To the last bit."""
    for found, wanted in zip(numbers, (affine.weights, affine.bias), strict=True):
        assert np.array(found, dtype=float).tobytes() == np.ascontiguousarray(wanted).tobytes()


SOURCES = """([text, first, last, row, column]) =>
  drawing.sourcesOf(drawing.readNetwork(text), { first, last }, row, column)"""


def test_an_entry_comes_from_the_numbers_that_change_it_and_no_others(module_page):
    network = Network.random((2, 3, 2, 3), IDENTITY, rng=np.random.default_rng(4))
    numbers = [
        (layer, row, column)
        for layer, here in enumerate(network.layers)
        for row, weights in enumerate(here.weights)
        for column in (*range(len(weights)), None)
    ]
    for step in (0, *join_steps(network.sizes)):
        for place, block in enumerate(merging(network, step).blocks):
            n_out, n_in = block.affine.weights.shape
            for row, column in [(row, column) for row in range(n_out) for column in (*range(n_in), None)]:
                asked = [network_to_text(network), block.first, block.last, row, column]
                found = {tuple(source) for source in module_page.evaluate(SOURCES, asked)}
                was = entry(block, row, column)
                changed = {
                    number
                    for number in numbers
                    if entry(merging(more(network, number), step).blocks[place], row, column) != was
                }
                assert found == changed


def entry(block, row: int, column: int | None) -> float:
    return block.affine.bias[row] if column is None else block.affine.weights[row, column]


def more(network: Network, number) -> Network:
    layer, row, column = number
    if column is None:
        return network.with_bias(layer, row, network.layers[layer].bias[row] + 1)
    return network.with_weight(layer, row, column, network.layers[layer].weights[row, column] + 1)


# On the page


def slider(app):
    return app.page.get_by_role("slider", name="entries merged")


def press(app, name: str) -> None:
    app.page.get_by_role("button", name=name, exact=True).click()


GRIDS = """(all) => all.map((grid) => [
  grid.ariaLabel, [...grid.querySelectorAll("[role=gridcell]")].map((cell) => cell.textContent)])"""


def grids(app) -> dict[str, list[str]]:
    """The numbers that stand in each matrix and bias, by its name."""
    return dict(app.page.locator(".whiteboard [role=grid]").evaluate_all(GRIDS))


NAMES = "₀₁₂₃₄₅₆₇₈₉"


def named(letter: str, block) -> str:
    return letter + "".join(NAMES[layer] for layer in range(block.last, block.first - 1, -1))


def texts(values) -> list[str]:
    return [number_text(value) for value in np.ravel(values)]


def assert_shows(app, network: Network, step: int, *, is_narrow: bool = False) -> None:
    """All numbers are core's; where it is narrow, layers that do not merge now may stand there by name alone."""
    state = merging(network, step)
    expect(slider(app)).to_have_js_property("value", str(step))
    wanted, beside = {}, {}
    for place, block in enumerate(state.blocks):
        n_out, n_in = block.affine.weights.shape
        numbers = wanted if place < 2 or not (is_narrow and state.made) else beside
        numbers[f"{named('W', block)}, {n_out} × {n_in}"] = texts(block.affine.weights)
        numbers[f"bias {named('b', block)}"] = texts(block.affine.bias)
    if state.made:
        inner, outer = state.blocks[:2]
        n_out, n_in = state.made.affine.weights.shape
        written = [number_text(one.value) for one in state.entries] + [""] * (n_out * (n_in + 1) - len(state.entries))
        wanted[f"{named('W', outer)}{named('W', inner)}, {n_out} × {n_in}"] = written[: n_out * n_in]
        name = f"bias {named('W', outer)}{named('b', inner)} + {named('b', outer)}"
        wanted[name] = written[n_out * n_in :]
    shows = (wanted, wanted | beside)
    app.eventually(lambda: grids(app) in shows, f"The whiteboard shows something else at {step}")
    expect(app.page.locator(".whiteboard .count")).to_contain_text(f"{state.parameter_count} parameters")
    if state.entries:
        expect(app.page.locator(".whiteboard .line")).to_contain_text(state.entries[-1].line)


def lit(app) -> list[str]:
    return app.page.locator(".whiteboard .lit").all_text_contents()


def test_the_layers_merge_by_hand_entry_by_entry_forward_and_back(app):
    app.page.emulate_media(reduced_motion="reduce")
    app.open("/collapse?guide=2")
    assert_shows(app, STACK, 0)
    for step in range(1, 8):
        press(app, "Write the next entry")
        app.frame()
        assert_shows(app, STACK, step)
        # Two factors and a result; of the bias also the number that is added.
        assert len(lit(app)) == (0 if step == 7 else 5 if step < 5 else 6)
    app.heard()
    app.page.wait_for_function("location.search.includes('merged=7')")
    for step in (6, 5):
        press(app, "Take the last entry back")
        app.frame()
        assert_shows(app, STACK, step)
    expect(app.page.get_by_text("Not yet")).to_be_visible()
    for step in (7, 14):
        press(app, "Merge two layers to the end")
        app.frame()
        assert_shows(app, STACK, step)
    expect(app.page.get_by_text("✓ Three layers, one matrix and one bias")).to_be_visible()
    # Who presses twice before a frame is drawn has merged twice.
    slider(app).focus()
    app.page.keyboard.press("Home")
    app.frame()
    assert_shows(app, STACK, 0)
    app.heard()
    # A gesture of its own, which what a script clicks is not.
    app.page.keyboard.press("Shift")
    app.page.get_by_role("button", name="Merge two layers to the end").evaluate("(one) => (one.click(), one.click())")
    app.frame()
    assert_shows(app, STACK, 14)
    app.heard()
    app.page.go_back()
    expect(slider(app)).not_to_have_js_property("value", "14")
    app.assert_sound()


def test_the_merge_plays_in_front_of_the_eyes_and_by_itself_once(app):
    app.page.emulate_media(reduced_motion="no-preference")
    app.open("/collapse")
    # It comes back to where it began, and the address has heard nothing of it.
    app.eventually(lambda: slider(app).input_value() == "3", "It did not play by itself")
    press(app, "Merge two layers to the end")
    app.eventually(lambda: 0 < int(slider(app).input_value()) < 7, "It did not begin anew")
    app.heard()
    expect(slider(app)).to_have_js_property("value", "7")
    app.page.wait_for_function("location.search.includes('merged=7')")
    app.page.reload()
    app.settle()
    assert_shows(app, STACK, 7)
    app.assert_sound()


def test_the_keyboard_alone_merges_and_points(app):
    app.page.emulate_media(reduced_motion="reduce")
    app.open("/collapse?guide=2")
    slider(app).focus()
    for key, step in (
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", 14),
        ("Home", 0),
        ("Space", 14),
    ):
        app.page.keyboard.press(key)
        app.frame()
        assert_shows(app, STACK, step)
    slider(app).press("Home")
    app.heard()
    for _ in range(3):
        app.page.keyboard.press("Tab")
    # All entries are one stop, and arrows go from one to the next.
    expect(app.page.locator(".whiteboard [role=gridcell]:focus")).to_have_text(
        number_text(STACK.layers[2].weights[0, 0])
    )
    assert hot(app) == {"weight from k1 to y1"}
    for key, name in (
        ("ArrowRight", "weight from k2 to y1"),
        ("ArrowDown", "weight from k2 to y2"),
        ("ArrowRight", "weight from h1 to k2"),
        ("ArrowLeft", "weight from k2 to y2"),
    ):
        app.page.keyboard.press(key)
        assert hot(app) == {name}
    app.page.keyboard.press("Tab")
    assert hot(app) == set()
    app.assert_sound()


def hot(app) -> set[str]:
    """The numbers of the network's drawing that are lit."""
    return set(app.page.locator(".graph .handle.hot").evaluate_all("all => all.map((one) => one.ariaLabel)"))


def hot_entries(app) -> list[str]:
    return app.page.locator(".whiteboard .hot").all_text_contents()


NEAR_THE_END = """(path) => {
  const { x, y } = path.getPointAtLength(0.93 * path.getTotalLength()).matrixTransform(path.getScreenCTM());
  return [x, y];
}"""


def test_what_is_pointed_at_is_lit_on_the_other_drawing_too(app):
    app.page.emulate_media(reduced_motion="reduce")
    app.open("/collapse?guide=2&merged=7")
    merged, bias = app.page.get_by_role("grid", name="W₂₁, 2 × 2"), app.page.get_by_role("grid", name="bias b₃")
    merged.get_by_role("gridcell").nth(1).hover()
    # From x₂ to k₁ over both of the neurons between.
    ways = {"weight from x2 to h1", "weight from x2 to h2", "weight from h1 to k1", "weight from h2 to k1"}
    assert hot(app) == ways
    expect(app.page.locator(".graph path.hot")).to_have_count(4)
    assert len(hot_entries(app)) == 1
    bias.get_by_role("gridcell").nth(1).hover()
    assert hot(app) == {"bias of y2"}
    app.handle("weight from h1 to k1").hover()
    whole = merging(STACK, 7).blocks[0].affine
    # And the first bias of the two layers, into which h₁'s goes.
    assert hot_entries(app)[:3] == [*texts(whole.weights[0]), number_text(whole.bias[0])]
    # An edge stands for its weight: here near its end, beside its number.
    app.page.mouse.move(*app.page.locator(".graph path[data-part='2,1,0']").evaluate(NEAR_THE_END))
    assert hot(app) == {"weight from k1 to y2"}
    # Itself, and the entries of its row that are still to be written.
    assert hot_entries(app) == [number_text(STACK.layers[2].weights[1, 0]), "", "", ""]
    app.page.mouse.move(2, 2)
    assert hot(app) == set()
    assert hot_entries(app) == []
    app.assert_sound()


def test_a_dragged_weight_changes_the_whiteboard_at_every_frame_without_a_server(app, stoppable):
    app.page.emulate_media(reduced_motion="reduce")
    app.open("/collapse?guide=2&merged=9")
    stoppable.stop()
    handle = app.handle("weight from x1 to h1")
    x, y = app.grab(handle)
    for way in (20, 40):
        app.page.mouse.move(x + way, y)
        app.frame()
        weight = float(handle.get_attribute("aria-valuenow"))
        assert weight != STACK.layers[0].weights[0, 0]
        assert_shows(app, STACK.with_weight(0, 0, 0, weight), 9)
    app.page.mouse.up()


def test_with_an_activation_between_nothing_merges(app):
    app.page.emulate_media(reduced_motion="reduce")
    app.open("/collapse?between=true&merged=7")
    expect(app.page.locator(".whiteboard .line")).to_contain_text("no product of matrices goes through it")
    assert len(grids(app)) == 6
    expect(app.page.locator(".whiteboard .sign").filter(has_text="ReLU(")).to_have_count(2)
    expect(slider(app)).to_be_hidden()
    app.page.locator("label", has=app.page.get_by_role("switch", name="Activation between")).click()
    expect(slider(app)).to_be_visible()
    app.frame()
    assert_shows(app, STACK, 7)
    app.assert_sound()


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=str)
def test_the_largest_stack_moves_no_page_sideways_and_every_entry_is_seen_whole(app, size):
    app.page.emulate_media(reduced_motion="reduce")
    app.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    widths = "".join(f"&width{layer}=8" for layer in range(1, 7))
    app.open(f"/collapse?guide=2&depth=6{widths}&merged=40")
    app.rest()
    assert app.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    boxes = app.page.locator(".whiteboard :is([role=gridcell], button)").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) > 64
    assert all(box["left"] >= 0 and box["right"] <= size[0] for box in boxes)


def test_the_clickers_keys_walk_through_the_merges(app):
    app.page.emulate_media(reduced_motion="reduce")
    app.open("/collapse?guide=2&present=true")
    for key, step in (("PageDown", 7), ("PageDown", 14), ("PageUp", 7), ("PageUp", 0)):
        app.page.keyboard.press(key)
        expect(slider(app)).to_have_js_property("value", str(step))
        assert_shows(app, STACK, step, is_narrow=True)
    sizes = app.page.locator(".whiteboard [role=gridcell]").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    app.page.set_viewport_size({"width": 1920, "height": 1080})
    app.rest()
    expect(app.page.locator(".whiteboard [role=gridcell]").first).to_have_css(
        "font-size", re.compile(r"^(2[89]|[3-9]\d)")
    )
    assert min(sizes) >= 18
    app.assert_sound()
