"""Activation curves are moved by hand, and what is drawn is what core computes."""

import itertools
import random
import struct
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from core.activations import ACTIVATIONS
from core.curves import (
    exact_enough,
    filtered_part,
    preimages,
    probe,
    saturated_parts,
    value_text,
    vertical_window,
)
from core.gating import arithmetic_text, gate
from core.numbers import number_text
from core.softmax import share_text, softmax
from figures.theme import LIGHT, activation_style

INTERVAL = (-8.0, 8.0)


def variants(key: str):
    """An activation with its defaults, and with its parameters at both ends and between."""
    row = ACTIVATIONS[key]
    yield row
    for parameter in row.parameters:
        for value in (parameter.minimum, 0.37, parameter.maximum):
            yield row.with_parameters(**{parameter.name: value})


def told(activation) -> list:
    """What a drawing is told of an activation."""
    return [activation.key, {p.name: p.value for p in activation.parameters}, list(activation.breakpoints)]


# The mathematics, function by function


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_browsers_derivatives_agree_from_end_to_end(module_page, key):
    line = np.concatenate(
        [np.linspace(-800, 800, 1601), np.linspace(-40, 40, 3201), [-1e6, 1e6, 1e-9, -1e-9], ACTIVATIONS[key].kinks]
    )
    for activation in variants(key):
        name, settings, _ = told(activation)
        browser = module_page.evaluate(
            "([key, settings, xs]) => xs.map(drawing.derivativeOf(key, settings))", [name, settings, line.tolist()]
        )
        # At the bottom of a dip the slope is a difference of nearly equal numbers, and is drawn as 0.
        np.testing.assert_allclose(browser, activation.derivative(line), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("key", ["sigmoid", "tanh", "elu", "celu", "selu", "gelu", "silu", "mish", "log_sigmoid"])
def test_the_browsers_derivatives_keep_their_digits_where_they_are_tiny(module_page, key):
    name, settings, _ = told(ACTIVATIONS[key])
    line = np.linspace(-38, 38, 761)
    tail = np.abs(ACTIVATIONS[key].derivative(line)) < 1e-3
    browser = module_page.evaluate(
        "([key, settings, xs]) => xs.map(drawing.derivativeOf(key, settings))", [name, settings, line[tail].tolist()]
    )
    assert tail.sum() > 100
    np.testing.assert_allclose(browser, ACTIVATIONS[key].derivative(line[tail]), rtol=1e-11, atol=1e-320)


SHAPE = """([told, weight, bias, interval]) => {
  const shape = drawing.shapeOf(...told);
  const { kinks, jumps, filtered, saturated } = shape;
  return {
    kinks, jumps, preimages: drawing.preimages(kinks, weight, bias),
    filtered: weight ? drawing.partsOf(filtered, weight, bias, interval) : [],
    saturated: drawing.partsOf(saturated, weight, bias, interval),
  };
}"""


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_kinks_jumps_and_shaded_parts_are_those_of_core(module_page, key):
    draw = random.Random(key)
    settings = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -4.0), (4.0, 6.0), (-4.0, -6.0), (0.05, 6.0), (0.5, 4.0)]
    settings += [(round(draw.uniform(-4, 4), 2), round(draw.uniform(-6, 6), 2)) for _ in range(12)]
    for activation in variants(key):
        for weight, bias in settings:
            shape = module_page.evaluate(SHAPE, [told(activation), weight, bias, INTERVAL])
            assert tuple(shape["kinks"]) == activation.kinks
            assert tuple(shape["jumps"]) == activation.jumps
            assert tuple(shape["preimages"]) == preimages(activation, weight, bias)
            for name, parts in (("filtered", filtered_part), ("saturated", saturated_parts)):
                expected = [[part.start, part.end] for part in parts(activation, INTERVAL, weight, bias)]
                assert len(shape[name]) == len(expected), (activation, weight, bias, name)
                np.testing.assert_allclose(shape[name], expected, atol=1e-6) if expected else None


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_values_and_slopes_are_written_as_core_writes_them(module_page, key):
    draw = random.Random(key)
    zs = [round(draw.uniform(-38, 38), 2) for _ in range(150)] + [round(draw.uniform(-3, 3), 4) for _ in range(50)]
    zs += [-38.0, 0.0, 38.0, *ACTIVATIONS[key].kinks]
    for activation in variants(key):
        written = module_page.evaluate(
            """([told, zs]) => {
              const shape = drawing.shapeOf(...told);
              return zs.map((z) => [drawing.valueText(shape, z), drawing.exactEnough(shape.slope(z))]);
            }""",
            [told(activation), zs],
        )
        probes = [probe(activation, z) for z in zs]
        expected = [[value_text(p.value, activation.range), exact_enough(p.derivative)] for p in probes]
        differing = [p for p, ours, theirs in zip(probes, expected, written, strict=True) if ours != theirs]
        # mish′ is 1 there but for float64's last place, which exponentials may round in two ways.
        assert all(key == "mish" and abs(p.derivative - 1) < 1e-15 for p in differing), differing


def test_any_number_is_written_as_exactly_as_core_does(module_page):
    draw = random.Random(3)
    numbers = [struct.unpack(">d", draw.randbytes(8))[0] for _ in range(300)]
    numbers += [draw.uniform(-1, 1) * 10 ** draw.randint(-18, 6) for _ in range(500)]
    numbers += [side + draw.choice([-1, 1]) * 10.0 ** -draw.randint(1, 16) for side in (-1, 0, 1) for _ in range(60)]
    numbers = [number for number in numbers if abs(number) < 1e12] + [0.0, -0.0, 1.0, -1.0, 1e-7, 9.99e-8]
    assert len(numbers) > 600
    written = module_page.evaluate("numbers => numbers.map(drawing.exactEnough)", numbers)
    assert written == [exact_enough(number) for number in numbers]


def test_the_gates_arithmetic_is_written_as_core_writes_it(module_page):
    draw = random.Random(4)
    gates = [(value / 20, z / 20) for value in range(-100, 101, 9) for z in range(-240, 241, 7)]
    gates += [(round(draw.uniform(-5, 5), draw.randint(0, 8)), round(draw.uniform(-12, 12), 4)) for _ in range(600)]
    gates += [(0.0, 3.0), (4.0, 0.0), (4.0, -12.0), (-5.0, 12.0), (1e-9, 1.0), (5e-324, 1.0), (1.0, 1e-9)]
    written = module_page.evaluate("gates => gates.map((one) => drawing.arithmeticText(...one))", gates)
    differing = [one for one, text in zip(gates, written, strict=True) if list(arithmetic_text(gate(*one))) != text]
    assert not differing


def test_shares_are_those_of_core_and_a_score_is_found_from_its_share(module_page):
    draw = random.Random(5)
    for _ in range(150):
        scores = [round(draw.uniform(-9, 9), 2) for _ in range(draw.randint(2, 8))]
        temperature = round(draw.uniform(0.05, 10), 2)
        shares = module_page.evaluate("([s, t]) => drawing.softmax(s, t)", [scores, temperature])
        np.testing.assert_allclose(shares, softmax(scores, temperature), rtol=1e-13)
        texts = module_page.evaluate("shares => shares.map(drawing.shareText)", shares)
        assert texts == [share_text(share) for share in shares]
        if 1e-6 < shares[0] < 1 - 1e-6:
            arguments = [shares[0], scores[1:], temperature]
            found = module_page.evaluate("([p, others, t]) => drawing.scoreOf(p, others, t)", arguments)
            assert found == pytest.approx(scores[0], abs=1e-6)
    np.testing.assert_array_equal(
        module_page.evaluate("drawing.softmax([1000, -1000], 0.05)"), softmax([1000, -1000], 0.05)
    )


# The picture and its handles


def open_curves(app, query: str = ""):
    app.open(f"/activations{query}")
    expect(app.page.locator(".curves .lines path").first).to_be_attached()
    return app


def slider(app, label: str):
    """Streamlit's own, beside the picture."""
    return app.page.get_by_test_id("stSlider").filter(has_text=label).get_by_role("slider")


def value(app, name: str) -> float:
    # Streamlit may put a drawing anew beside the last one for a moment.
    expect(app.handle(name)).to_have_count(1)
    return float(app.handle(name).get_attribute("aria-valuenow"))


DRAWN = """() => {
  const all = (root) =>
    [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const svg = all(document).find((one) => one.matches(".of-activations .stage > svg"));
  const inside = svg.querySelector(".inside");
  const [left, top, width, height] = inside.getAttribute("viewBox").split(" ").map(Number);
  const numbers = (text) => text.split(/[ML]/).slice(1).map((point) => point.split(" ").map(Number));
  const paths = (name) => Object.fromEntries([...svg.querySelectorAll(`.${name} path`)].map((path) => [
    path.dataset.key, path.getAttribute("d").split("M").slice(1).map((part) => numbers(`M${part}`))]));
  const dots = (selector) => [...svg.querySelectorAll(selector)].map((dot) => [
    dot.dataset.key, Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy")), dot.getAttribute("class")]);
  const bands = [...svg.querySelectorAll(".bands rect")].map((band) => [
    band.getAttribute("class"), Number(band.getAttribute("x")), Number(band.getAttribute("width"))]);
  const styles = Object.fromEntries([...svg.querySelectorAll(".lines path")].map((path) => [
    path.dataset.key, [path.getAttribute("stroke"), path.getAttribute("stroke-dasharray")]]));
  return {
    plot: { left, top, width, height }, lines: paths("lines"), derivatives: paths("derivatives"), bands, styles,
    conventions: dots(".lines circle"), slopes: dots(".derivatives circle"), probe: dots(".probe circle"),
    texts: [...svg.querySelectorAll(".names text, .marks text")].map((text) => text.textContent),
    rows: [...svg.closest(".row").querySelectorAll("tr")].slice(1)
      .map((row) => [...row.cells].map((cell) => cell.textContent)),
  };
}"""


class Seen:
    """What is drawn now, in the coordinates of the functions."""

    def __init__(self, app, activations):
        self.activations = {activation.key: activation for activation in activations}
        self.drawn = app.page.evaluate(DRAWN)
        self.window = vertical_window(activations)
        plot, (low, high) = self.drawn["plot"], self.window
        self.across, self.up = plot["width"] / 16, plot["height"] / (high - low)

    def x(self, pixel) -> np.ndarray:
        return (np.asarray(pixel) - self.drawn["plot"]["left"]) / self.across - 8

    def y(self, pixel) -> np.ndarray:
        return self.window[1] - (np.asarray(pixel) - self.drawn["plot"]["top"]) / self.up


def assert_drawn_as_core_has_it(lines, seen: Seen, weight: float, bias: float, function) -> None:
    """Every vertex of every line, to the hundredth of a pixel in which it is written."""
    assert lines.keys() == seen.activations.keys()
    for key, pieces in lines.items():
        activation = seen.activations[key]
        points = np.concatenate([np.array(piece) for piece in pieces])
        xs, ys = seen.x(points[:, 0]), seen.y(points[:, 1])
        assert (xs[0], xs[-1]) == pytest.approx((-8, 8), abs=1e-3)
        kinks = [x for x in preimages(activation, weight, bias) if -8 < x < 8]
        away = np.all([np.abs(xs - kink) > 0.02 / seen.across for kink in kinks], axis=0) if kinks else xs == xs
        nearby = xs[away, None] + np.linspace(-0.006, 0.006, 5) / seen.across
        values = function(activation)(weight * nearby + bias)
        slack = 0.006 / seen.up
        assert np.all(ys[away] >= values.min(axis=1) - slack) and np.all(ys[away] <= values.max(axis=1) + slack)
        for kink in kinks:
            # A corner stands on the kink itself, and has the limits of both sides there.
            at = np.abs(xs - kink) < 0.006 / seen.across
            sides = function(activation)(weight * (kink + np.array([-1e-9, 1e-9])) + bias)
            assert sorted(ys[at][[0, -1]]) == pytest.approx(sorted(sides), abs=slack)
            gaps = sum(np.allclose(seen.x(piece[-1][0]), kink, atol=0.01 / seen.across) for piece in pieces[:-1])
            assert gaps == (abs(sides[0] - sides[1]) > 1e-6)


SCENES = [
    ("", {"relu": {}, "sigmoid": {}, "tanh": {}}, 1.0, 0.0, 1.5),
    ("weight=-2.35&bias=1.6&x=-3.3", {"relu": {}, "sigmoid": {}, "tanh": {}}, -2.35, 1.6, -3.3),
    ("weight=0&bias=2", {"relu": {}, "sigmoid": {}, "tanh": {}}, 0.0, 2.0, 1.5),
    (
        "weight=1.5&bias=2&x=-2&close=Step&elu_alpha=2&leaky_relu_slope=0.3",
        {"step": {}, "leaky_relu": {"slope": 0.3}, "relu6": {}, "elu": {"alpha": 2.0}, "hard_swish": {}, "cos": {}},
        1.5, 2.0, -2.0,
    ),
    ("weight=4&bias=-6", {key: {} for key in ACTIVATIONS}, 4.0, -6.0, 1.5),
]  # fmt: skip


@pytest.mark.parametrize(("query", "chosen", "weight", "bias", "x"), SCENES, ids=lambda part: str(part)[:20])
def test_everything_drawn_and_written_is_what_core_computes(app, query, chosen, weight, bias, x):
    names = "".join(f"&curves={ACTIVATIONS[key].name.replace(' ', '+')}" for key in chosen)
    open_curves(app, f"?{query}&derivative=true{names}")
    activations = [ACTIVATIONS[key].with_parameters(**settings) for key, settings in chosen.items()]
    expect(app.page.locator(".curves .lines path")).to_have_count(len(activations))
    app.rest()
    seen = Seen(app, activations)
    drawn = seen.drawn
    assert_drawn_as_core_has_it(drawn["lines"], seen, weight, bias, lambda activation: activation)
    assert_drawn_as_core_has_it(drawn["derivatives"], seen, weight, bias, lambda activation: activation.derivative)
    styles = {a.key: activation_style(a.key, LIGHT) for a in activations}
    assert {key: colour for key, (colour, _) in drawn["styles"].items()} == {k: s.colour for k, s in styles.items()}
    assert len({tuple(style) for style in drawn["styles"].values()}) == len(activations)
    probes = [probe(activation, x, weight, bias) for activation in activations]
    dots = {key: (seen.x(left), seen.y(top)) for key, left, top, _ in drawn["probe"]}
    assert dots == {
        p.activation.key: (pytest.approx(x, abs=1e-9), pytest.approx(p.value, abs=0.006 / seen.up)) for p in probes
    }
    assert drawn["rows"] == [
        [p.activation.name, value_text(p.value, p.activation.range), exact_enough(p.derivative)] for p in probes
    ]
    close = next((activation for activation in activations if activation.key == "relu"), activations[0])
    bands = sorted(
        (kind, part.start, part.end)
        for kind, parts in (("filtered", filtered_part), ("saturated", saturated_parts))
        for part in parts(close, INTERVAL, weight, bias)
    )
    shown = sorted((kind, float(seen.x(left)), float(seen.x(left + width))) for kind, left, width in drawn["bands"])
    assert [kind for kind, *_ in shown] == [kind for kind, *_ in bands]
    np.testing.assert_allclose([ends for _, *ends in shown], [ends for _, *ends in bands], atol=0.02 / seen.across)
    for activation in activations:
        assert drawn["texts"].count(activation.name) == 1
    word = "jump" if close.jumps else "kink"
    inside = [kink for kink in preimages(close, weight, bias) if -8 < kink < 8]
    assert {f"{word} at x = {number_text(kink)}" for kink in inside} <= set(drawn["texts"])
    app.assert_sound()


def test_a_jump_is_a_gap_with_a_filled_dot_where_the_function_is_and_a_hollow_one_where_it_is_not(app):
    open_curves(app, "?curves=Step&curves=ReLU&close=Step&weight=-2&bias=3&derivative=true")
    seen = Seen(app, [ACTIVATIONS["relu"], ACTIVATIONS["step"]])
    # f(0) = 0 for the step, f'(0) = 0 for ReLU.
    for dots, key in ((seen.drawn["conventions"], "step"), (seen.drawn["slopes"], "relu")):
        assert [(dot[0], dot[3]) for dot in dots] == [(key, "hollow"), (key, "filled")]
        assert [(float(seen.x(dot[1])), float(seen.y(dot[2]))) for dot in dots] == [
            (pytest.approx(1.5, abs=1e-3), pytest.approx(1, abs=1e-3)),
            (pytest.approx(1.5, abs=1e-3), pytest.approx(0, abs=1e-3)),
        ]


def test_no_two_names_of_curves_overlap(app):
    open_curves(app, "?" + "&".join(f"curves={row.name.replace(' ', '+')}" for row in ACTIVATIONS.values()))
    expect(app.page.locator(".curves .lines path")).to_have_count(len(ACTIVATIONS))
    app.rest()
    names = {row.name for row in ACTIVATIONS.values()}
    boxes = [
        text.bounding_box() for text in app.page.locator(".curves .names text").all() if text.text_content() in names
    ]
    assert len(boxes) == len(names)
    tops = sorted(box["y"] for box in boxes)
    assert all(below - above > 16 for above, below in itertools.pairwise(tops))


# The hands


def plot_box(app) -> dict:
    """Where the curves themselves are on the screen."""
    box = app.page.locator(".curves .stage").bounding_box()
    plot = app.page.evaluate(DRAWN)["plot"]
    return {"x": box["x"] + plot["left"], "y": box["y"] + plot["top"]} | {k: plot[k] for k in ("width", "height")}


def place(app, x: float, share: float = 0.3) -> tuple[float, float]:
    """A place of the picture over x, at a share of its height from above."""
    box = plot_box(app)
    return box["x"] + (x + 8) / 16 * box["width"], box["y"] + share * box["height"]


def text_in_address(address: str, key: str) -> str | None:
    return parse_qs(urlsplit(address).query).get(key, [None])[0]


def said_in_address(address: str, key: str) -> float | None:
    text = text_in_address(address, key)
    return None if text is None else float(text)


def becomes_the_address(app, key: str, number: float | None) -> None:
    app.address_comes(lambda now: said_in_address(now, key) == number, f"the address does not say {key} = {number}")


def test_the_probe_is_moved_by_a_drag_anywhere_without_a_word_to_the_server(app):
    sent = []
    app.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    open_curves(app)
    app.rest()
    sent.clear()
    app.page.mouse.move(*place(app, -4))
    app.page.mouse.down()
    expect(app.handle("probe x")).to_have_attribute("aria-valuenow", "-4")
    for step in range(1, 21):
        app.page.mouse.move(*place(app, -4 + step * 0.35, 0.2 + step * 0.03))
        app.frame()
        assert value(app, "probe x") == pytest.approx(-4 + step * 0.35, abs=0.051)
    expect(app.page.locator(".curves tr").filter(has_text="Sigmoid")).to_contain_text(
        value_text(probe(ACTIVATIONS["sigmoid"], 3.0).value, ACTIVATIONS["sigmoid"].range)
    )
    assert not sent and "x=" not in app.address
    app.page.mouse.up()
    becomes_the_address(app, "x", 3)
    expect(slider(app, "Probe x")).to_have_value("3")
    app.assert_sound()


def test_a_click_moves_the_probe_and_escape_takes_it_back(app):
    open_curves(app)
    app.page.mouse.click(*place(app, 5))
    expect(app.handle("probe x")).to_have_attribute("aria-valuenow", "5")
    becomes_the_address(app, "x", 5)
    app.page.keyboard.press("Escape")
    expect(app.handle("probe x")).to_have_attribute("aria-valuenow", "1.5")
    becomes_the_address(app, "x", None)
    expect(slider(app, "Probe x")).to_have_value("1.5")


@pytest.mark.parametrize("grabbed", ["handle", "kink"])
def test_the_kink_is_dragged_along_the_axis_and_the_bias_follows(app, grabbed):
    open_curves(app, "?weight=2&bias=-1")
    app.grab(app.handle("bias b") if grabbed == "handle" else app.page.locator(".curves .pull"))
    x, y = place(app, 0.5, 0.9)
    # From the kink itself, at 0.5, to 3.
    app.page.mouse.move(x + 2.5 * plot_box(app)["width"] / 16, y, steps=8)
    expect(app.handle("bias b")).to_have_attribute("aria-valuenow", "-6")
    expect(app.page.locator(".curves .marks text")).to_have_text("kink at x = 3.00")
    assert said_in_address(app.address, "bias") == -1
    # Python's own words, while the hand still holds the kink
    expect(app.page.locator(".curves .panel p").first).to_contain_text("3.00")
    app.page.mouse.up()
    becomes_the_address(app, "bias", -6)
    expect(slider(app, "Bias b")).to_have_value("-6")
    assert (value(app, "weight w"), value(app, "probe x")) == (2, 1.5)
    app.assert_sound()


def test_the_steepness_is_dragged_up_and_down_and_the_weight_follows(app):
    open_curves(app)
    up = plot_box(app)["height"] / (vertical_window([ACTIVATIONS["relu"]])[1] + 2.2)
    x, y = app.grab(app.handle("weight w"))
    for weight in (2, 4, 0, -3):
        app.page.mouse.move(x, y - (weight - 1) * up / 2, steps=5)
        expect(app.handle("weight w")).to_have_attribute("aria-valuenow", str(weight))
    app.page.mouse.up()
    becomes_the_address(app, "weight", -3)
    expect(slider(app, "Weight w")).to_have_value("-3")


@pytest.mark.parametrize(
    ("query", "name", "key", "z", "to"),
    [
        ("curves=Leaky+ReLU", "slope of Leaky ReLU", "leaky_relu_slope", -2.0, {"slope": 0.5}),
        ("curves=ELU&elu_alpha=1", "alpha of ELU", "elu_alpha", -3.0, {"alpha": 0.4}),
        ("curves=CELU", "alpha of CELU", "celu_alpha", -3.0, {"alpha": 0.4}),
        ("curves=Softplus", "beta of Softplus", "softplus_beta", 0.0, {"beta": 0.5}),
        ("curves=SiLU+(Swish)", "beta of SiLU (Swish)", "silu_beta", -1.0, {"beta": 0.3}),
    ],
)
def test_a_parameter_is_dragged_on_the_curve_that_it_shapes(app, query, name, key, z, to):
    row = next(row for row in ACTIVATIONS.values() if name.endswith(f" of {row.name}"))
    open_curves(app, f"?{query}")
    low, high = vertical_window([row])
    way = float(row(z) - row.with_parameters(**to)(z)) / (high - low) * plot_box(app)["height"]
    x, y = app.grab(app.handle(name))
    app.page.mouse.move(x, y + way, steps=6)
    app.page.mouse.up()
    (wanted,) = to.values()
    assert value(app, name) == pytest.approx(wanted, abs=0.03)
    becomes_the_address(app, key, value(app, name))
    app.assert_sound()


def test_every_number_takes_keys_wheel_and_typing_and_gives_them_back_one_by_one(app):
    open_curves(app)
    for name, key, keys, typed in (
        ("probe x", "x", 1.6, "-2.37"),
        ("weight w", "weight", 1.1, "0,5"),
        ("bias b", "bias", 0.1, "-2"),
    ):
        handle = app.handle(name)
        before = value(app, name)
        handle.focus()
        app.page.keyboard.press("ArrowRight")
        app.page.keyboard.press("ArrowUp")
        expect(handle).to_have_attribute("aria-valuenow", str(keys))
        app.heard()
        becomes_the_address(app, key, keys)
        handle.hover()
        app.page.mouse.wheel(0, 100)
        expect(handle).to_have_attribute("aria-valuenow", f"{keys - 0.05:.2f}".rstrip("0"))
        app.heard()
        app.page.keyboard.type(typed)
        app.page.keyboard.press("Enter")
        app.heard()
        number = float(typed.replace(",", "."))
        assert value(app, name) == number
        becomes_the_address(app, key, number)
        app.page.keyboard.type("99")
        app.page.keyboard.press("Enter")
        expect(app.page.locator(".curves .status")).to_contain_text("“99” is no number such as")
        app.page.keyboard.press("Escape")
        expect(handle).to_have_attribute("aria-valuenow", f"{keys - 0.05:.2f}".rstrip("0"))
        app.page.keyboard.press("Control+z")
        app.page.keyboard.press("Control+z")
        expect(handle).to_have_attribute("aria-valuenow", f"{before:g}")
    app.heard()
    app.address_comes(lambda address: address == "/activations", "the address keeps what was taken back")
    app.assert_sound()


def test_a_slider_of_streamlit_moves_the_picture(app):
    open_curves(app)
    slider(app, "Bias b").focus()
    app.page.keyboard.press("ArrowLeft")
    expect(app.handle("bias b")).to_have_attribute("aria-valuenow", "-0.05")
    expect(app.page.locator(".curves .marks text")).to_have_text("kink at x = 0.05")
    app.page.get_by_role("button", name="Undo").click()
    expect(app.handle("bias b")).to_have_attribute("aria-valuenow", "0")
    expect(slider(app, "Bias b")).to_have_value("0")


def test_escape_lets_a_held_kink_go_back_and_nothing_is_told(app):
    open_curves(app)
    x, y = app.grab(app.handle("bias b"))
    app.page.mouse.move(x + 90, y, steps=4)
    expect(app.handle("bias b")).not_to_have_attribute("aria-valuenow", "0")
    app.page.keyboard.press("Escape")
    expect(app.handle("bias b")).to_have_attribute("aria-valuenow", "0")
    app.page.mouse.up()
    app.heard()
    assert app.address == "/activations"


def test_a_kink_outside_of_the_picture_is_pointed_to_and_can_be_brought_back(app):
    open_curves(app, "?weight=0.05&bias=6")
    expect(app.page.locator(".curves .marks text")).to_have_text("← kink at x = −120.00")
    app.handle("bias b").focus()
    app.page.keyboard.type("0.1")
    app.page.keyboard.press("Enter")
    expect(app.page.locator(".curves .marks text")).to_have_text("kink at x = −2.00")


def on_a_phone(app_of):
    app = app_of(has_touch=True, is_mobile=True)
    app.page.set_viewport_size({"width": 390, "height": 844})
    open_curves(app)
    app.page.locator(".curves .stage").scroll_into_view_if_needed()
    app.rest()
    return app


def test_a_finger_moves_the_probe_sideways_and_scrolls_up_and_down(app_of):
    app = on_a_phone(app_of)
    (x, y), (_, low) = place(app, -5, 0.3), place(app, -5, 0.8)
    app.finger([(x, y), *((x + step * 8, y) for step in range(1, 13))])
    expect(app.handle("probe x")).not_to_have_attribute("aria-valuenow", "1.5")
    app.heard()
    moved = value(app, "probe x")
    assert -2 < moved < 1
    becomes_the_address(app, "x", moved)
    main = app.page.get_by_test_id("stMain")
    before = main.evaluate("node => node.scrollTop")
    app.finger([(x, low), *((x, low - step * 12) for step in range(1, 13))])
    app.eventually(lambda: main.evaluate("node => node.scrollTop") > before + 40, "a swipe did not scroll")
    app.rest()
    assert value(app, "probe x") == moved
    app.assert_sound()


def test_a_finger_taps_the_probe_to_a_place_and_drags_the_kink(app_of):
    app = on_a_phone(app_of)
    app.page.touchscreen.tap(*place(app, -4, 0.6))
    expect(app.handle("probe x")).to_have_attribute("aria-valuenow", "-4")
    box = app.handle("bias b").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    app.finger([(x, y), *((x + step * 6, y) for step in range(1, 9))])
    app.heard()
    bias = value(app, "bias b")
    assert bias < -1.5
    becomes_the_address(app, "bias", bias)
    app.assert_sound()


# The gate and the bars of a softmax


def open_bars(app, query: str):
    app.open(f"/activations?{query}")
    expect(app.page.locator(".curves .bars rect").first).to_be_attached()
    app.rest()
    return app


def rects(app) -> list[dict]:
    names = ("x", "y", "width", "height")
    return [
        {name: float(rect.get_attribute(name)) for name in names}
        for rect in app.page.locator(".curves .bars rect").all()
    ]


def test_the_gate_draws_the_value_and_inside_it_what_is_kept(app):
    for value_, z in ((4.0, 1.0), (-2.5, -0.4), (0.0, 2.0)):
        open_bars(app, f"topic=2+A+gate&value={value_}&z={z}")
        width = app.page.locator(".curves .stage").bounding_box()["width"]
        per_unit = width / (2 * 1.04 * 5)
        whole, kept = rects(app)
        gating = gate(value_, z)
        assert whole["width"] == pytest.approx(abs(value_) * per_unit, abs=0.6)
        assert kept["width"] == pytest.approx(abs(gating.kept) * per_unit, abs=0.6)
        for rect, end in ((whole, value_), (kept, gating.kept)):
            assert rect["x"] == pytest.approx(width / 2 + min(end, 0) * per_unit, abs=0.6)
        expect(app.page.locator(".curves .arithmetic")).to_have_text(" ".join(arithmetic_text(gating)))
        app.assert_sound()


def test_value_and_gate_are_dragged_on_their_bars(app):
    open_bars(app, "topic=2+A+gate")
    stage = app.page.locator(".curves .stage").bounding_box()
    per_unit = stage["width"] / (2 * 1.04 * 5)
    zero = stage["x"] + stage["width"] / 2
    _, y = app.grab(app.page.locator(".curves .pull").first)
    app.page.mouse.move(zero - 2 * per_unit, y, steps=8)
    expect(app.handle("value")).to_have_attribute("aria-valuenow", "-2")
    expect(app.page.locator(".curves .arithmetic")).to_have_text(" ".join(arithmetic_text(gate(-2, 1))))
    app.page.mouse.up()
    becomes_the_address(app, "value", -2)
    expect(slider(app, "Value")).to_have_value("-2")
    # A quarter is kept where z = -ln 3.
    _, y = app.grab(app.handle("gate z"))
    app.page.mouse.move(zero - 0.5 * per_unit, y, steps=8)
    app.page.mouse.up()
    z = value(app, "gate z")
    assert z == pytest.approx(-np.log(3), abs=0.08)
    becomes_the_address(app, "z", z)
    # Beyond the end of the value everything is kept that can be.
    _, y = app.grab(app.handle("gate z"))
    app.page.mouse.move(zero - 4 * per_unit, y, steps=8)
    expect(app.handle("gate z")).to_have_attribute("aria-valuenow", "12")
    app.page.keyboard.press("Escape")
    app.page.mouse.up()
    expect(app.handle("gate z")).to_have_attribute("aria-valuenow", str(z))
    app.assert_sound()


def test_scores_are_dragged_on_the_bars_and_the_others_give_way(app):
    open_bars(app, "topic=3+Softmax")
    before = rects(app)
    np.testing.assert_allclose([rect["height"] / before[0]["height"] for rect in before],
                               softmax([2, 1, 0.1]) / softmax([2, 1, 0.1])[0], atol=1e-3)  # fmt: skip
    box = app.page.locator(".curves .bars rect").nth(1).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 4
    app.page.mouse.move(x, y)
    app.page.mouse.down()
    app.page.mouse.move(x, y - 100, steps=6)
    score = value(app, "score 2")
    # The top of the bar is where the hand is, to half a step of the score.
    assert rects(app)[1]["height"] == pytest.approx(before[1]["height"] + 100, abs=4)
    shares = softmax([2, score, 0.1])
    expect(app.page.locator(".curves .words text")).to_have_text([share_text(share) for share in shares])
    assert "scores" not in app.address
    app.page.mouse.up()
    app.address_comes(lambda address: text_in_address(address, "scores") == f"2, {score:g}, 0.1")
    app.page.keyboard.press("Control+z")
    expect(app.handle("score 2")).to_have_attribute("aria-valuenow", "1")
    app.address_comes(lambda address: text_in_address(address, "scores") is None)
    app.assert_sound()


def test_the_temperature_stands_beside_the_bars_and_takes_keys(app):
    open_bars(app, "topic=3+Softmax")
    app.handle("temperature T").focus()
    app.page.keyboard.type("2")
    app.page.keyboard.press("Enter")
    expect(app.page.locator(".curves .words text")).to_have_text([share_text(s) for s in softmax([2, 1, 0.1], 2)])
    becomes_the_address(app, "temperature", 2)
    expect(slider(app, "Temperature T")).to_have_value("2")
    app.handle("score 3").focus()
    app.page.keyboard.press("ArrowUp")
    expect(app.handle("score 3")).to_have_attribute("aria-valuenow", "0.15")
    app.address_comes(lambda address: text_in_address(address, "scores") == "2, 1, 0.15")
    app.assert_sound()
