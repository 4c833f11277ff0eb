"""The picture of a network over its inputs is exact: its lines stand where core's numbers have them."""

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings, strategies
from playwright.sync_api import expect
from scipy.spatial import cKDTree

from core.activations import ACTIVATIONS
from core.affine import best_affine_fit
from core.creases import creases, linear_pieces, linear_regions, region_at
from core.gates import GATES
from core.network import Layer, Network
from core.plane import grid_points
from core.presets import XOR_NETWORK
from core.serialization import network_from_text, network_to_text
from core.xor import CORNER_NAMES
from core.xor_network import merged_corners, score_network

REACH = 3.0
WINDOW = ((-REACH, REACH), (-REACH, REACH))
# A picture of 400 pixels: half of one, in units of the plane.
HALF_PIXEL = 0.5 * 2 * REACH / 400
# Between the points at which core is asked where the border is.
FINE = 0.01
STRAIGHT = [key for key, activation in ACTIVATIONS.items() if activation.is_piecewise_linear and activation.kinks]
CURVED = [key for key, activation in ACTIVATIONS.items() if not activation.is_piecewise_linear]
LINES = """([text, window, level]) => {
  const { output } = drawing.outputOver(drawing.readNetwork(text), window);
  const half = level + output.largest / 2;
  return { isExact: "parts" in output, border: output.border(level), half, line: output.levelLines([half]) };
}"""


def random(sizes, hidden, output="identity", seed=0) -> Network:
    network = Network.random(sizes, ACTIVATIONS[hidden], rng=np.random.default_rng(seed))
    network = network.with_activation(len(network.layers) - 1, ACTIVATIONS[output])
    return network_from_text(network_to_text(network.rounded(2)))


def drawn(module_page, network, level=0.0) -> dict:
    lines = module_page.evaluate(LINES, [network_to_text(network), WINDOW, level])
    return lines | {name: np.reshape(lines[name], (-1, 2, 2)) for name in ("border", "line")}


def along(segments) -> np.ndarray:
    """Points close to each other on segments (m, 2, 2): (n, 2)."""
    ways = segments[:, 1] - segments[:, 0]
    counts = np.ceil(np.linalg.norm(ways, axis=1) / FINE).astype(int) + 1
    shares = np.concatenate([np.linspace(0, 1, count) for count in counts] or [np.empty(0)])
    return np.repeat(segments[:, 0], counts, axis=0) + shares[:, None] * np.repeat(ways, counts, axis=0)


def farthest(points, others) -> float:
    """The largest distance from one of the points (n, 2) to the nearest of the others (m, 2)."""
    return float(cKDTree(others).query(points)[0].max(initial=0.0))


def true_border(network, level) -> np.ndarray:
    """Points between neighbours of a fine grid of which one is above the level and one is not: (n, 2)."""
    xs = np.arange(-REACH, REACH + FINE / 2, FINE)
    grid = np.stack(np.meshgrid(xs, xs), axis=-1)
    # In strips that fit into a processor's cache: the whole grid at once takes more than twice as long.
    values = [network(strip)[:, 0] for strip in np.array_split(grid.reshape(-1, 2), 64)]
    is_above = np.concatenate(values).reshape(len(xs), len(xs)) > level
    across, up = np.nonzero(is_above[:, 1:] != is_above[:, :-1]), np.nonzero(is_above[1:] != is_above[:-1])
    return np.concatenate([grid[across] + [FINE / 2, 0], grid[up] + [0, FINE / 2]])


def assert_the_border_stands_where_it_is(network, segments, level, allowed) -> None:
    truth = true_border(network, level)
    if not len(truth):
        # Whatever is drawn is too short for the grid.
        assert np.abs(segments[:, 0] - segments[:, 1]).max(initial=0) < 2 * FINE
        return
    points = along(segments)
    assert farthest(truth, points) <= allowed + FINE
    # And nothing is drawn where no border is.
    assert farthest(points, truth) <= allowed + 1.5 * FINE


@pytest.mark.parametrize("output", ["identity", "sigmoid", "relu", "sin"])
@pytest.mark.parametrize("hidden", STRAIGHT)
def test_the_border_of_a_network_of_straight_pieces_is_exact(module_page, hidden, output):
    for seed, sizes in enumerate([(2, 3, 1), (2, 4, 3, 1), (2, 6, 6, 1)]):
        network = random(sizes, hidden, output, seed)
        level = 0.3 if output in ("sigmoid", "relu") else 0.05
        lines = drawn(module_page, network, level)
        assert lines["isExact"]
        assert_the_border_stands_where_it_is(network, lines["border"], level, 0)
        # On a line that runs along a jump there are two values.
        for name, value in (("border", level), ("line", lines["half"])) if hidden != "step" else ():
            points = np.concatenate([lines[name][:, 0], lines[name].mean(axis=1)])
            np.testing.assert_allclose(network(points)[:, 0], value, atol=1e-8 * max(1, abs(lines["half"])))


def test_the_border_of_a_step_runs_along_its_creases(module_page):
    for weights in ([1.0, 1.0, 0.5], [1.0, -2.0, 0.25], [0.0, 1.0, 1.0]):
        network = Network((Layer([weights[:2]], weights[2:], ACTIVATIONS["step"]),))
        lines = drawn(module_page, network)
        np.testing.assert_allclose(lines["border"] @ weights[:2] + weights[2], 0, atol=1e-12)
        assert np.linalg.norm(np.diff(lines["border"], axis=1), axis=-1).sum() > 4


def test_where_the_output_only_touches_the_level_from_above_its_edge_is_drawn(module_page):
    # ReLU(x₁) is above 0 to the right of x₁ = 0, and 0 everywhere else.
    lines = drawn(module_page, network_from_text("2-1-1 relu 1 0 0 identity 1 0"))
    np.testing.assert_allclose(lines["border"][..., 0], 0, atol=1e-12)
    assert sorted(lines["border"][..., 1].ravel()) == [-REACH, REACH]
    # -ReLU(x₁) is above 0 nowhere.
    assert not len(drawn(module_page, network_from_text("2-1-1 relu 1 0 0 identity -1 0"))["border"])


@pytest.mark.parametrize("hidden", CURVED)
def test_the_border_of_a_curved_network_stands_within_half_a_pixel(module_page, hidden):
    for seed, sizes in enumerate([(2, 4, 1), (2, 6, 4, 1), (2, 8, 8, 1)]):
        network = random(sizes, hidden, seed=seed)
        lines = drawn(module_page, network, level=0.1)
        assert not lines["isExact"]
        assert_the_border_stands_where_it_is(network, lines["border"], 0.1, HALF_PIXEL)


@pytest.mark.parametrize("key", STRAIGHT)
def test_the_creases_of_all_layers_are_those_of_core(module_page, key):
    for sizes in ((2, 8, 1), (2, 5, 4, 1), (2, 4, 4, 3, 1)):
        network = random(sizes, key, seed=3)
        found = module_page.evaluate(
            "([text, window]) => drawing.outputOver(drawing.readNetwork(text), window).creases",
            [network_to_text(network), WINDOW],
        )
        expected = {}
        for crease in creases(linear_regions(network, WINDOW)):
            place = crease.kink.layer, crease.kink.neuron
            expected[place] = np.concatenate([expected.get(place, np.empty((0, 2, 2))), crease.segments])
        assert [(crease["layer"], crease["row"]) for crease in found] == sorted(expected)
        for crease in found:
            ours = expected[crease["layer"], crease["row"]]
            theirs = np.reshape(crease["segments"], (-1, 2, 2))
            assert np.linalg.norm(np.diff(theirs, axis=1), axis=-1).sum() == pytest.approx(
                np.linalg.norm(np.diff(ours, axis=1), axis=-1).sum()
            )
            assert farthest(theirs.reshape(-1, 2), ours.reshape(-1, 2)) < 1e-9


def test_creases_end_before_the_first_curved_layer(module_page):
    network = network_from_text("2-2-2-1 relu 1 0 0 0 1 0 tanh 1 1 0 1 -1 0 identity 1 1 0")
    found = module_page.evaluate(
        "([text, window]) => drawing.outputOver(drawing.readNetwork(text), window).creases",
        [network_to_text(network), WINDOW],
    )
    assert [(crease["layer"], crease["row"]) for crease in found] == [(0, 0), (0, 1)]


def test_the_region_at_a_point_is_that_of_core(module_page):
    network = random((2, 6, 5, 1), "relu", seed=5)
    points = np.random.default_rng(6).uniform(-REACH, REACH, size=(60, 2))
    found = module_page.evaluate(
        """([text, window, points]) => {
          const { output } = drawing.outputOver(drawing.readNetwork(text), window);
          return points.map((point) => output.regionAt(...point));
        }""",
        [network_to_text(network), WINDOW, points.tolist()],
    )
    regions = linear_regions(network, WINDOW)
    for point, corners in zip(points, found, strict=True):
        ours, theirs = region_at(regions, point).polygon, np.reshape(corners, (-1, 2))
        assert farthest(theirs, ours) < 1e-9 and farthest(ours, theirs) < 1e-9


def test_too_many_regions_for_a_frame_are_said_and_their_first_creases_drawn(module_page):
    network = network_to_text(random((2, *[16] * 5, 1), "hard_tanh"))
    found = module_page.evaluate(
        """([text, window]) => {
          const { output, creases, sentence } = drawing.outputOver(drawing.readNetwork(text), window);
          return { isExact: "parts" in output, layers: [...new Set(creases.map(({ layer }) => layer))], sentence };
        }""",
        [network, WINDOW],
    )
    assert not found["isExact"] and 0 in found["layers"]
    assert found["sentence"].startswith("Too many regions")


@pytest.mark.parametrize("output", ["identity", "tanh"])
@pytest.mark.parametrize("hidden", [*STRAIGHT, "tanh", "sin"])
def test_over_one_input_the_curve_has_its_corners_and_its_jumps(module_page, hidden, output):
    network = random((1, 5, 3, 1), hidden, output, seed=7)
    lines = module_page.evaluate(
        """([text, window]) => {
          const network = drawing.readNetwork(text);
          return drawing.curveOver(network, window[0], drawing.cutOver(network, window));
        }""",
        [network_to_text(network), WINDOW],
    )
    points = np.array([point for line in lines for point in line])
    assert points[0, 0] == -REACH and points[-1, 0] == pytest.approx(REACH)
    if hidden in STRAIGHT:
        ends = [piece.high for piece in linear_pieces(network, (-REACH, REACH))][:-1]
        assert all(np.abs(points[:, 0] - end).min() < 1e-9 for end in ends)
    # Away from the ends of the lines, where a jump has two values.
    inner = np.array([point for line in lines for point in line[1:-1]] or np.empty((0, 2)))
    np.testing.assert_allclose(network(inner[:, :1])[:, 0], inner[:, 1], atol=1e-9)
    middles = np.array([(np.add(one, two)) / 2 for line in lines for one, two in itertools.pairwise(line)])
    straight = hidden in STRAIGHT and output == "identity"
    np.testing.assert_allclose(network(middles[:, :1])[:, 0], middles[:, 1], atol=1e-9 if straight else 0.01)


VIEW = """([text, points, name]) => {
  const network = drawing.readNetwork(text);
  const picture = { points, level: 0.5, shows: "output" };
  const data = { picture, window: [[-0.6, 1.6], [-0.6, 1.6]], second: { caption: "" } };
  const view = drawing.VIEWS[name]({ data, network, entry: { network: text, inputs: [0, 0] } });
  const { output } = drawing.outputOver(view.network, view.window);
  return { ...view, border: output.border(0.5) };
}"""
CORNERS = [{"at": [x1, x2], "name": f"{x1}{x2}", "wanted": x1 ^ x2} for x1 in (0, 1) for x2 in (0, 1)]


def view(module_page, network, name="hidden") -> dict:
    shown = module_page.evaluate(VIEW, [network_to_text(network), CORNERS, name])
    return shown | {"border": np.reshape(shown["border"], (-1, 2, 2))}


@pytest.mark.parametrize(("output", "offset"), [("identity", 0.5), ("sigmoid", 0.0)])
def test_the_line_in_the_hidden_space_is_where_the_output_is_a_half(module_page, output, offset):
    border = view(module_page, XOR_NETWORK.with_activation(1, ACTIVATIONS[output]))["border"]
    assert len(border)
    np.testing.assert_allclose(border[..., 0] - 2 * border[..., 1], offset, atol=1e-9)


def test_in_the_hidden_space_corners_that_merge_are_one_point(module_page):
    points = view(module_page, XOR_NETWORK)["points"]
    assert [(point["names"], point["at"], point["wants"]) for point in points] == [
        (["00"], [0, 0], [0]),
        (["01", "10"], [1, 0], [1, 1]),
        (["11"], [2, 1], [0]),
    ]


@given(
    weights=strategies.lists(
        strategies.sampled_from([-2.0, -1.0, 0.0, 0.1, 0.2, 0.3, 1.0, 1e-9, 1e6]), min_size=9, max_size=9
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@example(weights=[-2.0, 0.0, 1e-9, -2.0, 1e6, 0.0, -2.0, -2.0, -2.0])
def test_corners_merge_in_the_browser_as_in_core(module_page, weights):
    w = np.array(weights)
    first = Layer(w[:4].reshape(2, 2), w[4:6], ACTIVATIONS["relu"])
    network = Network((first, Layer([w[6:8]], w[8:], ACTIVATIONS["identity"])))
    groups = [[point["names"] for point in view(module_page, network)["points"]]]
    ours = merged_corners(score_network(network, GATES["xor"]).trace)
    assert [names for names in groups[0] if len(names) > 1] == [[CORNER_NAMES[k] for k in group] for group in ours]


def test_without_activations_the_second_picture_shows_one_map(module_page):
    border = view(module_page, XOR_NETWORK, "flat")["border"]
    # h₁ - 2 h₂ = -x₁ - x₂ + 2
    np.testing.assert_allclose(border.sum(axis=-1), 1.5, atol=1e-9)


@pytest.mark.parametrize("key", ["relu", "tanh", "step", "sin"])
def test_the_best_affine_fit_of_the_browser_is_that_of_core(module_page, key):
    window = ((-2.0, 2.0), (-1.0, 3.0))
    network = random((2, 5, 3, 1), key, seed=9)
    ours = best_affine_fit(network, grid_points(*(np.linspace(*side, 41) for side in window))).affine
    theirs = module_page.evaluate(
        "([text, window]) => drawing.bestAffineFit(drawing.readNetwork(text), window, 41)",
        [network_to_text(network), window],
    )
    np.testing.assert_allclose(theirs["weights"], ours.weights[0], atol=1e-9)
    assert theirs["bias"] == pytest.approx(ours.bias[0], abs=1e-9)


def test_what_an_affine_map_misses_follows_the_hand(app):
    app.open("/collapse?between=true")
    difference = app.page.get_by_label("The difference")
    before = difference.locator("canvas").evaluate("(canvas) => canvas.toDataURL()")
    x, y = app.grab(app.handle("weight from x1 to h1"))
    app.page.mouse.move(x + 60, y, steps=5)
    app.eventually(lambda: difference.locator("canvas").evaluate("(canvas) => canvas.toDataURL()") != before)
    app.page.keyboard.press("Escape")
    app.eventually(lambda: difference.locator("canvas").evaluate("(canvas) => canvas.toDataURL()") == before)
    app.page.mouse.up()
    app.assert_sound()


def test_a_mixed_point_gives_each_corner_its_own_verdict(app):
    # x1 does not reach the hidden neurons: 00 and 10 are one point, and both get the answer 0.
    app.open("/xor?step=4+Two+ReLUs&hidden=2-2-1+relu+0+1+0+0+1+-1+identity+1+-2+0")
    hidden = app.page.locator(".picture").nth(1)
    expect(hidden.locator(".point.mixed.merged")).to_have_text(["00 ✓ and 10 ✗", "01 ✓ and 11 ✗"])
    expect(hidden.locator(".caption")).to_have_text("Hidden space: 2 of 4 right")
    app.open("/xor?step=4+Two+ReLUs&hidden=2-2-1+relu+1+1+0+1+1+-1+identity+1+0+0")
    expect(hidden.locator(".point.filled.merged")).to_have_text("01 and 10 ✓")
    expect(hidden.locator(".point.hollow")).to_have_text(["00 ✓", "11 ✗"])


def test_the_hidden_space_follows_the_hand_before_it_lets_go(app):
    app.open("/xor?step=4+Two+ReLUs&hidden=2-2-1+relu+1+1+0+1+1+-1+identity+1+-2+0")
    hidden = app.page.locator(".picture").nth(1)
    expect(hidden.locator(".point")).to_have_text(["00 ✓", "01 and 10 ✓", "11 ✓"])
    x, y = app.grab(app.handle("bias of h2"))
    app.page.mouse.move(x + 50, y, steps=5)
    # With bias 0 both hidden neurons are the same, and all answers are at most 0.
    expect(hidden.locator(".point")).to_have_text(["00 ✓", "01 and 10 ✗", "11 ✓"])
    app.page.keyboard.press("Escape")
    expect(hidden.locator(".point")).to_have_text(["00 ✓", "01 and 10 ✓", "11 ✓"])
    app.page.mouse.up()
    app.assert_sound()


@pytest.mark.parametrize("path", ["/?border=2+More+layers", "/network?preset=XOR", "/collapse?part=2+A+patchwork"])
def test_a_pixel_of_a_canvas_is_a_pixel_of_the_screen(app, path):
    """Also where a window goes from one screen to another."""
    browser = app.session()

    def show(width: int, scale: float) -> None:
        size = {"width": width, "height": 877, "deviceScaleFactor": scale, "mobile": False}
        browser.send("Emulation.setDeviceMetricsOverride", size)

    app.page.emulate_media(reduced_motion="reduce")
    show(1440, 1.5)
    app.open(path)
    for scale, width in itertools.product((1.5, 3, 1), (1440, 1333, 391)):
        show(width, scale)
        app.rest()
        assert app.page.evaluate("[innerWidth, devicePixelRatio]") == [width, scale]
        sizes = app.page.locator(":is(.frame, .stack) canvas:visible").evaluate_all(
            """all => all.map((canvas) => {
              const box = canvas.getBoundingClientRect();
              return [canvas.width, canvas.height, box.width * devicePixelRatio, box.height * devicePixelRatio];
            })"""
        )
        assert sizes
        for across, down, *shown in sizes:
            assert shown == pytest.approx([across, down], abs=0.1)
