"""The drawing of a network is its control: dragged, wheeled, nudged, typed, touched, and never behind the hand."""

import itertools
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from core.activations import ACTIVATIONS
from core.gates import corners
from core.network import Layer, Network
from core.notation import neuron_names
from core.serialization import network_from_text, network_to_text
from tests.browser.conftest import assert_apart

X1_H1 = "weight from x1 to h1"
XOR = "/network?preset=XOR&versions=true"

FORWARD = """({ text, columns }) => {
  const network = drawing.readNetwork(text);
  const { outputs, preactivation } = drawing.forward(network, columns.map((column) => Float64Array.from(column)));
  return {
    text: drawing.writeNetwork(network),
    names: drawing.neuronNames(network.sizes),
    outputs: outputs.map((layer) => layer.map((neuron) => [...neuron])),
    preactivation: [...preactivation],
  };
}"""


def in_browser(module_page, network: Network, points: np.ndarray) -> dict:
    """What the drawing's own forward pass gives."""
    return module_page.evaluate(FORWARD, {"text": network_to_text(network), "columns": points.T.tolist()})


def variants(activation):
    """An activation with its defaults, and with other parameters if it has any."""
    return [activation, *([activation.with_parameters(**{p.name: 0.37 for p in activation.parameters})]
                          if activation.parameters else [])]  # fmt: skip


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_browser_computes_what_core_computes(module_page, key):
    rng = np.random.default_rng(list(ACTIVATIONS).index(key))
    for activation in variants(ACTIVATIONS[key]):
        sizes = (*rng.integers(1, 9, size=4), 2)
        network = Network.random(sizes, activation, activation, rng=rng)
        points = rng.uniform(-3, 3, size=(50, sizes[0]))
        browser, trace = in_browser(module_page, network, points), network.forward(points)
        for ours, theirs in zip(trace.outputs, browser["outputs"], strict=True):
            np.testing.assert_allclose(np.array(theirs).T, ours, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(browser["preactivation"], trace.preactivations[-1][:, 0], rtol=1e-12, atol=1e-12)


def test_the_browser_adds_up_in_the_same_order_to_the_last_bit(module_page):
    rng = np.random.default_rng(11)
    for index in range(60):
        sizes = tuple(rng.integers(1, 17, size=rng.integers(2, 6)))
        relu, identity = ACTIVATIONS["relu"], ACTIVATIONS["identity"]
        network = Network.random(sizes, relu if index % 2 else identity, identity, rng=rng)
        # Numbers of one decimal have sums that cancel, and 0 among them.
        network = network.rounded(1) if index % 3 else network
        points = rng.uniform(-3, 3, size=(20, sizes[0])).round(1 if index % 5 else 17)
        browser, trace = in_browser(module_page, network, points), network.forward(points)
        for ours, theirs in zip(trace.outputs, browser["outputs"], strict=True):
            assert np.array(theirs).T.tobytes() == np.ascontiguousarray(ours).tobytes()
        assert np.array(browser["preactivation"]).tobytes() == trace.preactivations[-1][:, 0].tobytes()


WALK = """(columns) => {
  const points = columns.map((column) => Float64Array.from(column));
  const tenths = Array.from({ length: 41 }, (_, i) => (i - 20) / 10);
  let answers = "";
  for (const w1 of tenths)
    for (const w2 of tenths)
      for (const b of tenths) {
        const network = { sizes: [2, 1], layers: [{ activation: "step", weights: [[w1, w2]], bias: [b] }] };
        const { outputs, preactivation } = drawing.forward(network, points);
        answers += outputs[0][0].join("");
        if (preactivation.some((value, i) => value > 0 !== outputs[0][0][i] > 0)) return `${[w1, w2, b]}`;
      }
  return answers;
}"""


def test_a_step_neuron_of_one_decimal_weights_answers_in_the_browser_as_in_core(module_page):
    weights = np.stack(np.meshgrid(*[np.arange(-20, 21) / 10] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    answers = Network((Layer(weights[:, :2], weights[:, 2], ACTIVATIONS["step"]),))(corners(2)).T
    walked = module_page.evaluate(WALK, corners(2).T.tolist())
    assert walked == "".join(map(str, answers.astype(int).ravel()))


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_browsers_activations_agree_from_end_to_end(module_page, key):
    # Relative: tails count too.  Below 1e-320 a float64 has less than four digits left.
    far = [-np.inf, np.inf] if key not in ("sin", "cos") else []
    tiny = np.outer([-1, 1], [5e-324, 1e-310, 2.3e-308, 1e-200, 1e-16]).ravel()
    line = np.concatenate([np.linspace(-800, 800, 1601), np.linspace(-40, 40, 3201), tiny, far, [0.0, np.nan]])[
        :, None
    ]
    for activation in variants(ACTIVATIONS[key]):
        network = Network((Layer([[1.0]], [0.0], activation),))
        browser = in_browser(module_page, network, line)
        np.testing.assert_allclose(browser["outputs"][0][0], network(line)[:, 0], rtol=1e-14, atol=1e-320)


@pytest.mark.parametrize("sizes", [(1, 1), (2, 4, 3, 1), (3, 2), (16,) * 7])
def test_the_browser_reads_writes_and_names_networks_as_core_does(module_page, sizes):
    network = Network.random(
        sizes, ACTIVATIONS["leaky_relu"].with_parameters(slope=0.2), rng=np.random.default_rng(1)
    )
    browser = in_browser(module_page, network, np.zeros((1, sizes[0])))
    assert network_to_text(network_from_text(browser["text"])) == network_to_text(network)
    digits = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
    assert browser["names"] == [[name.translate(digits) for name in layer] for layer in neuron_names(sizes)]


def now(handle) -> float:
    return float(handle.get_attribute("aria-valuenow"))


def test_a_dragged_weight_changes_output_and_formula_before_it_is_let_go(app):
    app.open(f"{XOR}&at=1+1")
    handle, output = app.handle(X1_H1), app.page.locator(".graph .tile").last
    x, y = app.grab(handle)
    app.page.mouse.move(x + 20, y - 5)
    app.page.mouse.move(x + 40, y - 10)
    # 50 pixels to the right and up together: 1 + 50·0.02 = 2, so h₁ = 2 + 1 and y = 3 - 2·1
    expect(handle).to_have_attribute("aria-valuenow", "2")
    expect(output).to_contain_text("y 1.00")
    expect(app.page.get_by_text("2.00×1.00 + 1.00×1.00 = 3.00")).to_be_visible()
    app.heard()
    assert "net=" not in app.address
    app.page.mouse.up()
    app.page.wait_for_function("location.search.includes('net=2-2-1+relu+2+1+0')")
    app.assert_sound()


def test_no_value_jumps_back_while_the_hand_moves_on(app):
    app.open(XOR)
    x, y = app.grab(app.handle(X1_H1))
    app.handle(X1_H1).evaluate(
        """node => {
          window.seen = [];
          const look = () => {
            window.seen.push(Number(node.getAttribute("aria-valuenow")));
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    for step in range(1, 80):
        app.page.mouse.move(x + step, y)
        app.frame()
    # Python follows while the hand still holds the number.
    expect(app.page.get_by_text("2.58×")).to_be_visible()
    app.page.mouse.up()
    app.page.wait_for_function("location.search.includes('relu+2.58+')")
    app.heard()
    seen = app.page.evaluate("window.seen")
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1 + 79 * 0.02)


def test_everything_can_be_done_with_the_keyboard(app):
    app.open(XOR)
    handle = app.handle(X1_H1)
    app.page.get_by_role("button", name="Version C").focus()
    app.page.keyboard.press("Tab")
    skip = app.page.get_by_role("link", name="Skip the numbers of this drawing")
    expect(skip).to_be_focused()
    app.page.keyboard.press("Enter")
    expect(app.page.locator(".graph .picture")).to_be_focused()
    skip.focus()
    app.page.keyboard.press("Tab")
    expect(handle).to_be_focused()
    for key, value in (("ArrowUp", "1.1"), ("ArrowLeft", "1"), ("Shift+ArrowRight", "2"), ("PageDown", "1")):
        app.page.keyboard.press(key)
        expect(handle).to_have_attribute("aria-valuenow", value)
    app.page.keyboard.type("-2.125")
    app.page.keyboard.press("Enter")
    expect(handle).to_have_attribute("aria-valuenow", "-2.125")
    app.page.wait_for_function("location.search.includes('relu+-2.125')")
    app.page.keyboard.press("Escape")
    expect(handle).to_have_attribute("aria-valuenow", "1")
    app.page.keyboard.press("Control+Shift+Z")
    expect(handle).to_have_attribute("aria-valuenow", "-2.125")
    app.page.keyboard.press("Control+z")
    expect(handle).to_have_attribute("aria-valuenow", "1")
    app.assert_sound()


def test_a_drag_is_taken_back_by_escape(app):
    app.open(XOR)
    x, y = app.grab(app.handle(X1_H1))
    app.page.mouse.move(x + 60, y)
    expect(app.handle(X1_H1)).to_have_attribute("aria-valuenow", "2.2")
    app.page.keyboard.press("Escape")
    app.page.mouse.move(x + 90, y)
    app.page.mouse.up()
    expect(app.handle(X1_H1)).to_have_attribute("aria-valuenow", "1")
    app.heard()
    expect(app.handle(X1_H1)).to_have_attribute("aria-valuenow", "1")
    assert "net=" not in app.address


def test_the_wheel_turns_the_number_that_has_the_focus_and_a_double_click_brings_it_back(app):
    app.open(XOR)
    handle, main = app.handle(X1_H1), app.page.get_by_test_id("stMain")
    handle.hover()
    app.page.mouse.wheel(0, 40)
    app.page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 0")
    expect(handle).to_have_attribute("aria-valuenow", "1")
    handle.click()
    scrolled = main.evaluate("node => node.scrollTop")
    app.page.mouse.wheel(0, -100)
    expect(handle).to_have_attribute("aria-valuenow", "1.1")
    assert main.evaluate("node => node.scrollTop") == scrolled
    app.page.wait_for_function("location.search.includes('relu+1.1')")
    handle.dblclick()
    app.page.wait_for_function("!location.search.includes('net=')")
    expect(handle).to_have_attribute("aria-valuenow", "1")


def test_a_typed_text_that_is_no_number_gets_a_sentence_and_changes_nothing(app):
    app.open(XOR)
    handle = app.handle(X1_H1)
    for text in ("abc", "1e9", "--1", "nan", ""):
        handle.focus()
        app.page.keyboard.press("Enter")
        app.page.locator(".graph .typed").fill(text)
        app.page.keyboard.press("Enter")
        expect(app.page.locator(".graph .status")).to_contain_text(f"“{text}” is no number such as")
        app.frame()
        assert now(handle) == 1
    app.heard()
    assert now(handle) == 1
    assert "net=" not in app.address
    app.assert_sound()


def test_a_finger_taps_a_number_then_drags_it_or_types(app_of):
    app = app_of(has_touch=True).open(XOR)
    handle = app.handle(X1_H1)
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    app.page.touchscreen.tap(x, y)
    expect(handle).to_be_focused()
    swipe(app, x, y, -50)
    expect(handle).to_have_attribute("aria-valuenow", "2")
    app.page.wait_for_function("location.search.includes('net=2-2-1+relu+2+')")
    app.page.touchscreen.tap(x, y)
    expect(app.page.locator(".graph .typed")).to_be_focused()
    app.page.locator(".graph .typed").fill("0.5")
    app.page.keyboard.press("Enter")
    expect(handle).to_have_attribute("aria-valuenow", "0.5")
    app.assert_sound()


def test_a_swipe_that_begins_on_a_number_scrolls_the_page(app_of):
    app = app_of(has_touch=True)
    app.page.set_viewport_size({"width": 390, "height": 600})
    app.open(XOR)
    handle = app.handle(X1_H1)
    handle.scroll_into_view_if_needed()
    before = app.page.get_by_test_id("stMain").evaluate("node => node.scrollTop")
    box = handle.bounding_box()
    swipe(app, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, -150)
    app.page.wait_for_function(
        "(before) => document.querySelector('[data-testid=stMain]').scrollTop > before + 50", arg=before
    )
    expect(handle).to_have_attribute("aria-valuenow", "1")
    assert "net=" not in app.address


def swipe(app, x: float, y: float, way: float) -> None:
    """One finger from a place upwards or downwards."""
    app.finger([(x, y + way * step / 10) for step in range(11)])


def type_in(app, name: str, value: str) -> None:
    app.handle(name).focus()
    app.page.keyboard.type(value)
    app.page.keyboard.press("Enter")


def test_undo_redo_and_reset_survive_a_reload_and_know_other_controls(app):
    app.open("/network?preset=One+neuron")
    undo, redo = (app.page.get_by_role("button", name=name) for name in ("Undo", "Redo"))
    expect(undo).to_be_disabled()
    type_in(app, "bias of y", "5")
    app.page.get_by_role("button", name="Layers and activations").click()
    app.page.get_by_label("Output: 1 neuron").fill("tanh")
    app.page.keyboard.press("Enter")
    expect(app.page.locator(".graph .title").last).to_contain_text("tanh")
    app.page.keyboard.press("Escape")
    app.page.wait_for_function("location.search.includes('net=2-1+tanh+1+-2+5')")
    app.page.reload()
    app.settle()
    undo.click()
    expect(app.page.locator(".graph .title").last).to_contain_text("ReLU")
    undo.click()
    expect(app.handle("bias of y")).to_have_attribute("aria-valuenow", "0.25")
    redo.click()
    expect(app.handle("bias of y")).to_have_attribute("aria-valuenow", "5")
    app.page.get_by_role("button", name="Reset", exact=True).click()
    expect(app.handle("bias of y")).to_have_attribute("aria-valuenow", "0.25")
    app.page.wait_for_function("!location.search.includes('net=')")
    app.assert_sound()


def test_three_versions_are_switched_between(app):
    app.open("/network?preset=One+neuron&versions=true")
    version = {name: app.page.get_by_role("button", name=f"Version {name}") for name in "ABC"}
    for name, value in (("B", "2"), ("C", "3")):
        version[name].click()
        type_in(app, "bias of y", value)
    for name, value in (("A", "0.25"), ("C", "3"), ("B", "2")):
        version[name].click()
        expect(version[name]).to_have_attribute("aria-pressed", "true")
        expect(app.handle("bias of y")).to_have_attribute("aria-valuenow", value)
    app.page.wait_for_function("location.search.includes('net=2-1+relu+1+-2+2')")


def test_undo_stays_within_its_version(app):
    app.open("/network?preset=One+neuron&versions=true")
    version = {name: app.page.get_by_role("button", name=f"Version {name}") for name in "AB"}
    undo = app.page.get_by_role("button", name="Undo")
    version["B"].click()
    expect(undo).to_be_disabled()
    type_in(app, "bias of y", "2")
    version["A"].click()
    expect(undo).to_be_disabled()
    version["B"].click()
    expect(app.handle("bias of y")).to_have_attribute("aria-valuenow", "2")
    undo.click()
    expect(app.handle("bias of y")).to_have_attribute("aria-valuenow", "0.25")
    expect(version["B"]).to_have_attribute("aria-pressed", "true")


def test_a_comma_that_could_part_thousands_is_asked_about(app):
    app.open("/network?preset=One+neuron")
    type_in(app, "bias of y", "1,5")
    expect(app.handle("bias of y")).to_have_attribute("aria-valuenow", "1.5")
    type_in(app, "bias of y", "1,000")
    expect(app.page.locator(".graph .status")).to_contain_text("“1,000” is no number such as")
    app.frame()
    expect(app.handle("bias of y")).to_have_attribute("aria-valuenow", "1.5")


def test_what_rounding_decides_is_one_verdict_in_the_drawing_and_in_python(app):
    # −1.5 + 1.1 + 0.4 is 1.1e-16, and 0.1 + 0.2 − 0.3 is 5.6e-17, in the order of the inputs with the bias last.
    app.open("/xor?step=2+Try+XOR&single=2-1+step+-1.5+1.1+0.4")
    expect(app.page.locator(".graph .point").filter(has_text="11")).to_contain_text("✗")
    expect(app.page.locator('[data-testid="stMetricValue"]').first).to_have_text("1 of 4")
    app.open("/network?net=2-1+step+0.1+0.2+-0.3&at=1+1")
    expect(app.page.locator(".graph .tile").last).to_contain_text("y 1.00")
    app.assert_sound()


def test_a_neuron_clicked_in_the_drawing_shows_its_three_steps(app):
    app.open(XOR)
    app.page.locator(".graph .tile").last.click()
    expect(app.page.get_by_text("1.00×1.00 + (−2.00)×0.00 = 1.00")).to_be_visible()
    app.assert_sound()


def test_an_input_is_dragged_on_its_number_and_on_the_plane(app):
    app.open(XOR)
    type_in(app, "input x1", "0.25")
    app.page.wait_for_function("location.search.includes('at=0.25+0')")
    x, y = app.grab(app.page.locator(".graph .marker"))
    app.page.mouse.move(x + 60, y - 60, steps=4)
    app.eventually(lambda: now(app.handle("input x1")) > 0.5)
    app.eventually(lambda: now(app.handle("input x2")) > 0.25)
    app.page.mouse.up()
    app.page.wait_for_function("!location.search.includes('at=0.25+0')")


def test_a_neurons_line_is_moved_and_turned(app):
    app.open("/xor?step=2+Try+XOR")
    weights = [app.handle(f"weight from x{i} to y") for i in (1, 2)]
    bias = app.handle("bias of y")
    x, y = app.grab(app.page.locator(".graph .line"))
    app.page.mouse.move(x + 40, y - 40, steps=4)
    # The line w₁x₁ + w₂x₂ + b = 0 has gone up and to the right, so b has fallen, and the weights have stayed.
    app.eventually(lambda: now(bias) < -0.7)
    assert [now(weight) for weight in weights] == [1, 1]
    app.page.mouse.up()
    expect(app.page.get_by_text("1 try, best")).to_be_visible()
    x, y = app.grab(app.page.locator(".graph .turn").first)
    app.page.mouse.move(x + 80, y, steps=4)
    app.page.mouse.up()
    expect(app.page.get_by_text("2 tries, best")).to_be_visible()
    first, second = (now(weight) for weight in weights)
    assert first > 1 > second
    assert np.hypot(first, second) == pytest.approx(np.sqrt(2), abs=0.02)


def test_the_collapse_follows_a_dragged_weight_before_it_is_let_go(app):
    app.open("/collapse?stack=2-2-2+identity+1+0+0+0+1+0+identity+1+0+0+0+1+0")
    result = app.page.locator(".katex-html").first
    before = result.inner_text()
    x, y = app.grab(app.handle(X1_H1))
    app.page.mouse.move(x + 50, y, steps=4)
    expect(result).not_to_have_text(before)
    expect(result).to_contain_text("2.00")
    app.page.mouse.up()
    app.assert_sound()


def test_undo_on_a_bent_stack_keeps_the_activation(app):
    app.open("/collapse?between=true")
    before = now(app.handle(X1_H1))
    type_in(app, X1_H1, "3")
    app.page.wait_for_function("location.search.includes('stack=')")
    app.page.get_by_role("button", name="Undo").click()
    expect(app.handle(X1_H1)).to_have_attribute("aria-valuenow", re.compile(str(before)))
    expect(app.page.locator(".graph .title").nth(1)).to_contain_text("ReLU")
    expect(app.page.get_by_role("button", name="Undo")).to_be_disabled()


def test_two_tabs_do_not_disturb_each_other(app):
    app.open(XOR)
    other = type(app)(app.page.context.new_page(), app.base_url).open(XOR)
    type_in(app, X1_H1, "7")
    app.page.wait_for_function("location.search.includes('relu+7+')")
    type_in(other, X1_H1, "-7")
    other.page.wait_for_function("location.search.includes('relu+-7+')")
    app.heard()
    other.heard()
    assert (now(app.handle(X1_H1)), now(other.handle(X1_H1))) == (7, -7)
    app.page.reload()
    app.settle()
    expect(app.handle(X1_H1)).to_have_attribute("aria-valuenow", "7")
    app.page.get_by_role("button", name="Undo").click()
    expect(app.handle(X1_H1)).to_have_attribute("aria-valuenow", "1")
    app.heard()
    other.heard()
    assert now(other.handle(X1_H1)) == -7


def test_an_edit_survives_a_server_that_restarts_in_the_middle_of_a_drag(app, stoppable):
    app.open(XOR)
    handle = app.handle(X1_H1)
    x, y = app.grab(handle)
    app.page.mouse.move(x + 50, y, steps=5)
    expect(app.page.get_by_text("2.00×1.00")).to_be_visible()
    stoppable.stop()
    app.page.mouse.move(x + 100, y, steps=5)
    expect(handle).to_have_attribute("aria-valuenow", "3")
    stoppable.start()
    app.page.mouse.move(x + 150, y, steps=5)
    app.page.mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", "4")
    # Python has heard of it: the address and the formula are its own.
    app.page.wait_for_function("location.search.includes('net=2-2-1+relu+4+')", timeout=60_000)
    expect(app.page.get_by_text("4.00×1.00")).to_be_visible()
    assert now(handle) == 4


def test_an_edit_made_while_the_connection_is_down_is_not_lost(app, stoppable):
    app.open(XOR)
    stoppable.stop()
    type_in(app, X1_H1, "5")
    type_in(app, "bias of y", "-1")
    stoppable.start()
    app.page.wait_for_function("location.search.includes('relu+5+1+0+1+1+-1+identity+1+-2+-1')", timeout=60_000)
    assert (now(app.handle(X1_H1)), now(app.handle("bias of y"))) == (5, -1)


@pytest.mark.parametrize("sizes", [(2, 4, 3, 1), (1, 2, 1), (2, 2, 2, 2), (3, 5, 2)])
def test_weight_labels_do_not_cover_each_other(app, sizes):
    network = Network.random(sizes, ACTIVATIONS["relu"], rng=np.random.default_rng(0)).rounded(2)
    app.open(f"/network?net={network_to_text(network).replace(' ', '+')}")
    expect(app.page.locator(".handle.weight.dot")).to_have_count(0)
    assert_apart(app.page.locator(".graph .handle"))


@pytest.mark.parametrize("sizes", [(2, 2, 2, 2), (2, 4, 3, 1), (2, 16, 16, 16, 16, 16, 1)])
def test_the_vectors_under_the_columns_do_not_cover_each_other(app, sizes):
    # Every layer gives the means of the one before less one: numbers with a sign are the longest.
    layers = [
        Layer(np.full((after, before), 1 / before), -np.ones(after), ACTIVATIONS["identity"])
        for before, after in itertools.pairwise(sizes)
    ]
    app.page.set_viewport_size({"width": 390, "height": 900})
    app.open(f"/network?net={network_to_text(Network(tuple(layers))).replace(' ', '+')}&at=-1.5,-1.5")
    assert_apart(app.page.locator(".graph .vector"))
    app.page.set_viewport_size({"width": 1440, "height": 900})
    app.rest()
    assert_apart(app.page.locator(".graph .vector"))


def test_the_largest_network_can_be_drawn_and_edited(app):
    network = Network.random((16,) * 7, ACTIVATIONS["tanh"], rng=np.random.default_rng(0)).rounded(2)
    app.open(f"/network?net={network_to_text(network).replace(' ', '+')}")
    expect(app.page.locator(".graph .handle")).to_have_count(16 + 6 * 17 * 16)
    app.handle("weight from p16 to q16").focus()
    app.page.keyboard.press("ArrowUp")
    changed = network.layers[4].weights[15, 15] + 0.1
    expect(app.handle("weight from p16 to q16")).to_have_attribute("aria-valuenow", f"{changed:.2f}")
    app.assert_sound()
