"""The proof that no line does XOR is walked by keys, goes along with the hand, and fits every screen."""

import random

import pytest
from playwright.sync_api import expect

from core.xor import Neuron2
from core.xor_proof import LINES, proof_texts, proof_values
from lessons import STEPS
from scenes.xor import STEP

PROOF = "/xor?step=3+Why+it+fails"
FILL = """([neurons, lines]) => neurons.map(([w1, w2, b]) => {
  const values = drawing.proofValues([w1, w2], b);
  return [values, drawing.proofTexts(values, lines), lines.map((line) => drawing.holds(line, values))];
})"""


def test_any_neuron_has_the_same_proof_in_the_browser_and_in_core(module_page):
    draw = random.Random(5)
    odd = [0.0, -0.0, 1e6, -1e6, 0.1, 0.2, -0.3, 0.125, -1.5, 1.1, 0.4, 5e-324, 1 + 2**-52, 1 / 3]
    one = (lambda: draw.choice(odd)), (lambda: draw.uniform(-3, 3)), (lambda: draw.randint(-300, 300) / 100)
    neurons = [[draw.choice(one)() for _ in range(3)] for _ in range(2000)]
    lines = [{"name": line.name, "asks": line.asks, "above": line.above} for line in LINES]
    for neuron, (values, texts, verdicts) in zip(neurons, module_page.evaluate(FILL, [neurons, lines]), strict=True):
        expected = proof_values(Neuron2(*neuron))
        assert values == expected
        assert texts == proof_texts(Neuron2(*neuron))
        assert verdicts == [line.holds(expected) for line in LINES]


def shown(app):
    return app.page.locator(".proof li:not([data-ahead])")


def lit(app):
    return app.page.locator(".graph .point.lit")


def test_the_proof_is_walked_by_keys_and_lights_its_corners(app):
    app.open(f"{PROOF}&single=2-1+step+1+1+-0.5")
    expect(shown(app)).to_have_count(0)
    app.page.locator(".proof").focus()
    for place, line in enumerate(LINES, 1):
        app.page.keyboard.press("ArrowRight")
        expect(shown(app)).to_have_count(place)
        present = app.page.locator('.proof [aria-current="step"]')
        told = line.yours.format(**proof_texts(Neuron2(1, 1, -0.5)))
        expect(present.locator(".name")).to_have_text(line.name)
        expect(present.locator(".yours")).to_contain_text(told)
        expect(lit(app)).to_contain_text(list(line.corners) if len(line.corners) < 4 else [])
    app.address_comes(lambda address: f"line={len(LINES)}" in address, "The line does not stand in the address")
    # There is no more, and nothing is lost on the way back.
    app.page.keyboard.press("ArrowRight")
    app.page.keyboard.press("ArrowLeft")
    expect(app.page.locator(".proof .place")).to_have_text(f"Line {len(LINES) - 1} of {len(LINES)}")
    app.page.locator(".proof").get_by_role("button", name="Line back").click()
    expect(shown(app)).to_have_count(len(LINES) - 2)
    app.heard()
    app.assert_sound()


def test_the_numbers_of_the_proof_follow_the_hand_before_it_lets_go(app):
    app.open(f"{PROOF}&line=7&single=2-1+step+1+1+-0.5")
    so = shown(app).last.locator(".yours")
    expect(so).to_have_text("1.00 > 0; what fails: (4)")
    x, y = app.grab(app.page.locator(".graph .line"))
    app.page.mouse.move(x + 150, y - 150, steps=5)
    # The line is above 01 and 10 now, which both want 1.
    expect(so).to_contain_text("≤ 0; what fails: (2), (3)")
    app.page.keyboard.press("Escape")
    expect(so).to_have_text("1.00 > 0; what fails: (4)")
    app.page.mouse.up()
    bias = app.handle("bias of y")
    bias.focus()
    app.page.keyboard.type("1")
    app.page.keyboard.press("Enter")
    expect(so).to_have_text("4.00 > 0; what fails: (1), (4)")
    app.assert_sound()


def test_a_clicker_walks_through_the_lines_on_one_screen_of_large_type(app):
    app.page.set_viewport_size({"width": 1920, "height": 1080})
    app.open("/xor?guide=5&present=true&step=3+Why+it+fails")
    for place in range(1, len(LINES) + 1):
        app.page.keyboard.press("PageDown")
        expect(shown(app)).to_have_count(place)
    expect(app.page.locator(".guide .said")).to_have_text(STEPS["xor"][4].reveal)
    app.rest()
    for line in shown(app).all():
        box = line.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 1080
        assert float(line.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")) >= 28
    app.page.keyboard.press("PageUp")
    expect(shown(app)).to_have_count(len(LINES) - 1)


# Boxes that are moved sideways, in the drawings' shadows too; Streamlit's own icon font is none.
SIDEWAYS = """() => {
  const inside = (root) =>
    [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.shadowRoot ? inside(node.shadowRoot) : [])]);
  return inside(document.querySelector(".stMainBlockContainer"))
    .filter((node) => /auto|scroll/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth + 1)
    .map((node) => node.className);
}"""


@pytest.mark.parametrize("step", STEP.options.values())
def test_nothing_is_moved_sideways_on_a_phone(app_of, step):
    app = app_of(has_touch=True, is_mobile=True)
    app.page.set_viewport_size({"width": 390, "height": 844})
    app.open_at_rest(f"/xor?step={step.replace(' ', '+')}&line=9&tries=1+1+-0.5")
    assert app.page.evaluate(SIDEWAYS) == []
    assert app.page.evaluate("document.documentElement.scrollWidth") <= 390
    if step in ("1 Warm up", "2 Try XOR", "3 Why it fails"):
        # The line and its handles are on the first screen.
        for grip in app.page.locator(".graph :is(.line, .turn)").all():
            box = grip.bounding_box()
            assert box["y"] + box["height"] <= 844


def test_the_broken_network_is_mended_by_keys_and_it_is_said(app):
    app.open("/xor?step=4+Two+ReLUs&guide=7")
    expect(app.page.get_by_text("3 of 4 right. Mend it")).to_be_visible()
    app.handle("weight from h1 to y").focus()
    for _ in range(10):
        app.page.keyboard.press("ArrowDown")
    expect(app.page.locator(".picture .caption").first).to_have_text("4 of 4 right")
    expect(app.page.get_by_text("4 of 4: mended.")).to_be_visible()
    expect(app.page.locator(".guide .said")).to_have_text(f"✓ {STEPS['xor'][6].reveal}")
    app.page.get_by_role("button", name="Undo").click()
    expect(app.page.get_by_text("3 of 4 right. Mend it")).to_be_visible()
    app.page.get_by_role("button", name="Mend it for me").click()
    expect(app.page.get_by_text("4 of 4: mended.")).to_be_visible()
    app.page.get_by_role("button", name="Undo").click()
    expect(app.handle("weight from h1 to y")).to_have_attribute("aria-valuenow", "2")
    app.heard()
    app.assert_sound()
