"""The cutter in the browser finds the regions that core finds: the same patterns, areas, maps and kinks."""

import random

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.creases import linear_pieces, linear_regions
from core.network import Layer, Network
from core.serialization import activation_to_text, network_from_text, network_to_text

STRAIGHT = [activation for activation in ACTIVATIONS.values() if activation.is_piecewise_linear]
LEAKS = [ACTIVATIONS["leaky_relu"].with_parameters(slope=slope) for slope in (0.0, 0.2, 0.999, 1.0)]
WINDOWS = (
    ((-3.0, 3.0), (-3.0, 3.0)),
    # Farther away or smaller, float64 leaves no nine digits for a place in the window.
    ((1e4, 1e4 + 1), (-1e4, -1e4 + 2)),
    ((-1e6, 1e6), (-1e-6, 1e-6)),
    ((-1e-5, 1e-5), (-2e-5, 1e-5)),
    ((-0.6, 1.6), (0.0, 4e5)),
)
CUT = """cases => cases.map(([text, window]) => {
  const network = drawing.readNetwork(text);
  try {
    if (network.sizes[0] === 1) {
      const { pieces, kinks } = drawing.linearPieces(network, window[0]);
      return { regions: pieces.map(({ low, high, ...others }) => ({ corners: [low, high], ...others })), kinks };
    }
    return drawing.linearRegions(network, window);
  } catch (error) {
    return { error: error.message };
  }
})"""


# Of the window's area or length: what is thinner is rounding's, where three lines meet at its edge.
SLIVER = 1e-12


def in_core(network, window) -> dict:
    """By pattern: corners, map and the kinks at the sides."""
    if network.sizes[0] == 1:
        found = [(((piece.low,), (piece.high,)), piece) for piece in linear_pieces(network, window[0])]
    else:
        found = [(region.polygon, region) for region in linear_regions(network, window)]
    sized = [(np.array(corners), region) for corners, region in found if share(corners, window) > SLIVER]
    by_pattern = {sum(region.pattern, ()): (corners, region.affine, region.sides) for corners, region in sized}
    assert len(by_pattern) == len(sized)
    return by_pattern


def share(corners, window) -> float:
    """The part of the window that a region or a piece takes."""
    extent = np.ptp(window, axis=1)[: np.shape(corners)[1]]
    scaled = (np.asarray(corners) - corners[0]) / extent
    if len(extent) == 1:
        return float(scaled[1, 0])
    x, y = scaled.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def assert_the_same(network, window, cut) -> int:
    expected = in_core(network, window)
    shapes = [np.reshape(region["corners"], (-1, network.sizes[0])) for region in cut["regions"]]
    sized = [(corners, region) for corners, region in zip(shapes, cut["regions"], strict=True)
             if share(corners, window) > SLIVER]  # fmt: skip
    assert sorted(tuple(region["pattern"]) for _, region in sized) == sorted(expected)
    # What the map is multiplied with, and what it may lose by rounding there.
    reach = np.abs([*window]).max(axis=1)[: network.sizes[0]]
    for corners, region in sized:
        wanted_corners, affine, wanted_sides = expected[tuple(region["pattern"])]
        weights = np.reshape(region["weights"], affine.weights.shape)
        size = np.abs(affine.weights) @ reach + np.abs(affine.bias)
        assert np.all(np.abs(weights - affine.weights) @ reach <= 1e-9 * size)
        assert np.all(np.abs(region["bias"] - affine.bias) <= 1e-9 * size)
        assert share(corners, window) == pytest.approx(share(wanted_corners, window), abs=1e-9)
        kinks = [tuple(cut["kinks"][side].values()) if side >= 0 else () for side in region["sides"]]
        wanted = [(side.layer, side.neuron, side.index) if side else () for side in wanted_sides]
        if network.sizes[0] == 1:
            np.testing.assert_allclose(corners, wanted_corners, atol=1e-9 * np.ptp(window[0]), rtol=0)
            assert kinks == wanted
        else:
            # An edge shorter than rounding may be there in one of the two.
            assert set(along(kinks, corners, window)) == set(along(wanted, wanted_corners, window))
    return len(expected)


def along(kinks, corners, window) -> list:
    """The kinks along the edges that are longer than rounding."""
    edges = (np.roll(corners, -1, axis=0) - corners) / np.ptp(window, axis=1)
    return [kink for kink, edge in zip(kinks, edges, strict=True) if np.abs(edge).max() > 1e-9]


def all_the_same(module_page, networks_and_windows) -> int:
    cases = [(network_to_text(network), window) for network, window in networks_and_windows]
    # As the text says it, so that both cut the same numbers.
    networks = [network_from_text(text) for text, _ in cases]
    cuts = module_page.evaluate(CUT, cases)
    return sum(
        assert_the_same(network, window, cut) for network, (_, window), cut in zip(networks, cases, cuts, strict=True)
    )


def degenerate(activation, draw: random.Random) -> Network:
    """Neurons that are 0, equal, opposite, parallel, and lines that meet in one point; also in the next layer."""
    one = [draw.choice([-2.0, -1.0, 1.0, 0.5]), draw.choice([-1.0, 1.0, 3.0]), draw.choice([-1.0, 0.0, 1.0])]
    through = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 1.0, 0.0], [1.0, -1.0, 0.0]]
    rows = [
        one,
        one,
        [-value for value in one],
        [*one[:2], one[2] + 1],
        [0.0, 0.0, draw.choice([-1.0, 0.0, 1.0])],
        *through,
    ]
    draw.shuffle(rows)
    table = np.array(rows[: draw.randint(2, len(rows))])
    first = Layer(table[:, :2], table[:, 2], activation)
    deeper = np.array([[draw.choice([-1.0, 0.0, 0.0, 1.0, 2.0]) for _ in range(first.n_out + 1)] for _ in range(3)])
    deeper[2] = draw.choice([1.0, -1.0, 0.0]) * deeper[0]
    return Network(
        (
            first,
            Layer(deeper[:, :-1], deeper[:, -1], activation),
            Layer([[1.0, -1.0, 0.5]], [0.25], draw.choice(STRAIGHT)),
        )
    )


@pytest.mark.parametrize("activation", [*STRAIGHT, *LEAKS], ids=activation_to_text)
def test_the_straight_pieces_of_an_activation_are_those_of_core(module_page, activation):
    pieces = module_page.evaluate("token => drawing.piecesOf(token)", activation_to_text(activation))
    slopes, intercepts = activation.pieces
    assert pieces["kinks"] == list(activation.kinks)
    np.testing.assert_allclose(pieces["slopes"], slopes, rtol=1e-15)
    np.testing.assert_allclose(pieces["intercepts"], intercepts, rtol=1e-15)


def test_no_curved_activation_has_straight_pieces(module_page):
    curved = [activation_to_text(a) for a in ACTIVATIONS.values() if not a.is_piecewise_linear]
    found = module_page.evaluate("tokens => tokens.map(drawing.piecesOf)", curved)
    assert found == [None] * len(curved) and curved


@pytest.mark.parametrize("activation", [*STRAIGHT, *LEAKS], ids=activation_to_text)
def test_random_networks_have_the_same_regions_in_the_browser_as_in_core(module_page, activation):
    rng = np.random.default_rng(1)
    shapes = [(2, 1), (2, 3, 1), (2, 8, 1), (2, 4, 3, 2), (2, 8, 8, 1), (2, 3, 3, 3, 3, 1), (1, 6, 1), (1, 4, 4, 2)]
    cases = [
        (Network.random(sizes, activation, rng=rng).rounded(draw), window)
        for sizes in shapes
        for draw, window in zip((1, 2, 2, 1, 2), WINDOWS, strict=True)
    ]
    assert all_the_same(module_page, cases) >= len(cases)


@pytest.mark.parametrize("activation", [*STRAIGHT, *LEAKS], ids=activation_to_text)
def test_degenerate_networks_have_the_same_regions_in_the_browser_as_in_core(module_page, activation):
    draw = random.Random(2)
    cases = [(degenerate(activation, draw), window) for _ in range(40) for window in (*WINDOWS[:2], WINDOWS[4])]
    assert all_the_same(module_page, cases) >= len(cases)


def test_a_large_network_is_cut_into_the_same_regions(module_page):
    network = Network.random((2, 16, 16, 16, 1), ACTIVATIONS["relu"], rng=np.random.default_rng(3))
    assert all_the_same(module_page, [(network, WINDOWS[0])]) > 500


@pytest.mark.parametrize(
    ("text", "window", "said"),
    [
        ("2-1-1 tanh 1 1 0 identity 1 0", WINDOWS[0], "Layer 1 has tanh, which is curved"),
        ("2-1-1 relu 1000000 1000000 0 identity 1 0", ((-1e303, 1e303), (-1.0, 1.0)), "beyond what float64 holds"),
    ],
)
def test_what_cannot_be_cut_is_said_in_a_sentence(module_page, text, window, said):
    (answer,) = module_page.evaluate(CUT, [(text, window)])
    assert said in answer["error"]


def test_the_search_stops_at_the_number_of_regions_that_it_is_given(module_page):
    network = network_to_text(Network.random((2, 8, 8, 1), ACTIVATIONS["relu"], rng=np.random.default_rng(0)))
    found = module_page.evaluate(
        """([text, window]) => {
          const network = drawing.readNetwork(text);
          const { length } = drawing.linearRegions(network, window).regions;
          drawing.linearRegions(network, window, length);
          try {
            drawing.linearRegions(network, window, length - 1);
          } catch (error) {
            return error.message;
          }
        }""",
        [network, WINDOWS[0]],
    )
    assert found and "were found before the search was stopped" in found
