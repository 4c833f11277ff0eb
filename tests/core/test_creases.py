"""Linear regions and creases: exact, complete and the same function as the forward pass."""

import itertools
from math import comb

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.creases import (
    MOST_REGIONS,
    Kink,
    TooManyRegions,
    creases,
    linear_pieces,
    linear_regions,
    local_affine_map,
    most_regions,
    region_at,
)
from core.network import Layer, Network
from core.presets import TENT_NETWORK, XOR_NETWORK

IDENTITY, RELU, STEP = (ACTIVATIONS[key] for key in ("identity", "relu", "step"))
PIECEWISE = [key for key, activation in ACTIVATIONS.items() if activation.is_piecewise_linear]
CONTINUOUS = [key for key in PIECEWISE if key != "step"]
CURVED = [key for key in ACTIVATIONS if key not in PIECEWISE]
WINDOW = ((-3.0, 3.0), (-3.0, 3.0))


def random(sizes, key="relu", seed=0) -> Network:
    return Network.random(sizes, ACTIVATIONS[key], rng=np.random.default_rng(seed))


def one_layer(*rows, activation=RELU) -> Network:
    """Hidden neurons given as (weight, weight, bias), whose outputs are added up."""
    table = np.array(rows, dtype=float)
    output = Layer(np.ones((1, len(rows))), [0.0], IDENTITY)
    return Network((Layer(table[:, :-1], table[:, -1], activation), output))


def assert_a_tiling(regions, window=WINDOW) -> None:
    """The polygons are convex, counter-clockwise, no slivers, and together the window without overlap."""
    (left, right), (bottom, top) = window
    size = (right - left) * (top - bottom)
    for region in regions:
        edges = np.roll(region.polygon, -1, axis=0) - region.polygon
        following = np.roll(edges, -1, axis=0)
        turns = edges[:, 0] * following[:, 1] - edges[:, 1] * following[:, 0]
        assert np.all(turns >= -1e-12 * size)
        assert region.area > 1e-14 * size
        assert region.contains(region.centre)
    assert sum(region.area for region in regions) == pytest.approx(size, rel=1e-9)


def assert_the_same_function(network, regions, points, tolerance=1e-9) -> None:
    values = network(points)
    # On a crease itself a step belongs to one side only, so the nearest map of those that meet there counts.
    gaps = np.full(len(points), np.inf)
    for region in regions:
        inside = region.contains(points)
        gap = np.abs(region.affine(points[inside]) - values[inside]).max(axis=1, initial=0)
        gaps[inside] = np.minimum(gaps[inside], gap)
    assert np.all(gaps <= tolerance * (1 + np.abs(values).max(axis=1)))


@pytest.mark.parametrize("n", range(1, 9))
def test_one_layer_of_n_neurons_cuts_a_large_window_as_zaslavsky_counts(n):
    count = 1 + n + n * (n - 1) // 2
    network = random((2, n, 1), seed=n)
    assert len(linear_regions(network, ((-1e5, 1e5), (-1e5, 1e5)))) == count == most_regions(network)


@pytest.mark.parametrize("sizes", [(2, 8, 8, 1), (2, 5, 1), (2, 3, 4, 2), (2, 4)], ids=str)
@pytest.mark.parametrize("key", PIECEWISE)
def test_the_polygons_tile_the_window_and_carry_the_networks_own_maps(key, sizes):
    network = random(sizes, key)
    regions = linear_regions(network, WINDOW)
    assert_a_tiling(regions)
    assert len(regions) <= most_regions(network)
    points = np.random.default_rng(1).uniform(-3, 3, size=(10_000 if sizes == (2, 8, 8, 1) else 500, 2))
    assert_the_same_function(network, regions, points)


@pytest.mark.parametrize("key", CONTINUOUS)
def test_neighbours_agree_on_the_edge_that_they_share(key):
    network = random((2, 6, 5, 2), key, seed=3)
    regions = linear_regions(network, WINDOW)
    corners = np.concatenate([region.polygon for region in regions])
    following = np.concatenate([np.roll(region.polygon, -1, axis=0) for region in regions])
    sides = [side for region in regions for side in region.sides]
    middles = (corners + following) / 2
    is_beside = np.array([region.contains(middles) for region in regions])
    values = np.array([region.affine(middles) for region in regions])
    for edge, side in enumerate(sides):
        beside = values[is_beside[:, edge], edge]
        assert len(beside) == (1 if side is None else 2)
        assert np.ptp(beside, axis=0).max() < 1e-9


@pytest.mark.parametrize("key", PIECEWISE)
def test_a_pattern_says_which_piece_every_neuron_is_on(key):
    network = random((2, 5, 4, 1), key, seed=4)
    for region in linear_regions(network, WINDOW):
        trace = network.forward([region.centre])
        for layer, preactivation, pattern in zip(network.layers, trace.preactivations, region.pattern, strict=True):
            assert pattern == tuple(np.searchsorted(layer.activation.kinks, preactivation[0]))


@pytest.mark.parametrize("key", PIECEWISE)
def test_at_a_crease_its_neuron_is_at_its_kink(key):
    network = random((2, 5, 4, 1), key, seed=5)
    found = creases(linear_regions(network, WINDOW))
    assert bool(found) == bool(ACTIVATIONS[key].kinks)
    for crease in found:
        kink = network.layers[crease.kink.layer].activation.kinks[crease.kink.index]
        trace = network.forward(crease.segments.mean(axis=1))
        np.testing.assert_allclose(trace.preactivations[crease.kink.layer][:, crease.kink.neuron], kink, atol=1e-9)


def test_creases_of_the_first_layer_are_whole_lines_and_deeper_ones_bend():
    network = random((2, 6, 6, 1), seed=1)
    directions = {0: [], 1: []}
    for crease in creases(linear_regions(network, WINDOW)):
        way = np.diff(crease.segments, axis=1)[:, 0]
        slopes = way / np.linalg.norm(way, axis=1, keepdims=True)
        directions[crease.kink.layer].append(np.abs(slopes @ slopes[0]).min())
    np.testing.assert_allclose(directions[0], 1.0)
    assert min(directions[1]) < 0.99


def test_the_xor_network_has_three_strips():
    regions = linear_regions(XOR_NETWORK, ((-0.5, 1.5), (-0.5, 1.5)))
    assert sorted((region.pattern[0], *region.affine.weights[0], region.affine.bias[0]) for region in regions) == [
        ((0, 0), 0.0, 0.0, 0.0),
        ((1, 0), 1.0, 1.0, 0.0),
        ((1, 1), -1.0, -1.0, 2.0),
    ]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([(0, 0, 1)], 1),
        ([(0, 0, 0)], 1),
        ([(0, 0, 0), (1, 0, 0)], 2),
        ([(1, 1, -0.5), (1, 1, -0.5)], 2),
        ([(1, 1, -0.5), (-1, -1, 0.5), (3, 3, -1.5)], 2),
        ([(1, 1, 0), (1, 1, 1e-15)], 2),
        ([(1, 1, 0), (1, 1, 1)], 3),
        # Through two corners of the window, through one, along a side, and just outside.
        ([(1, 1, 0), (1, -1, 0)], 4),
        ([(1, 0.5, 4.5)], 1),
        ([(1, 0, 3)], 1),
        ([(1, 0, 3.0000001)], 1),
        # Three lines through one point, and four.
        ([(1, 0, 0), (0, 1, 0), (1, 1, 0)], 6),
        ([(1, 0, 0), (0, 1, 0), (1, 1, 0), (1, -2, 0)], 8),
        ([(1e-6, 0, 0), (0, 1e6, 0)], 4),
        ([(1e-300, 0, 0)], 2),
    ],
    ids=str,
)
def test_degenerate_neurons_give_the_right_regions_and_no_slivers(rows, count):
    network = one_layer(*rows)
    regions = linear_regions(network, WINDOW)
    assert len(regions) == count
    assert_a_tiling(regions)


def test_creases_that_coincide_belong_to_the_first_of_their_neurons():
    found = creases(linear_regions(one_layer((1, 1, 0), (-2, -2, 0)), WINDOW))
    assert [crease.kink for crease in found] == [Kink(0, 0, 0)]


@pytest.mark.parametrize("far", [1e3, 1e6, 1e9])
def test_a_window_far_away_is_cut_as_sharply_as_one_at_home(far):
    # The same picture as (1, 0, 0), (0, 1, 0), (1, 1, -1) shows at the origin.
    network = one_layer((1, 0, -far), (0, 1, -far), (1, 1, -2 * far - 1))
    window = ((far - 3, far + 3), (far - 3, far + 3))
    regions = linear_regions(network, window)
    assert len(regions) == 7
    assert_a_tiling(regions, window)
    assert len(linear_regions(network, WINDOW)) == 1


numbers = st.one_of(st.sampled_from([0.0, 1.0, -1.0, 0.5, 2.0]), st.floats(-3, 3).map(lambda value: round(value, 3)))


@st.composite
def networks(draw):
    """Small networks whose neurons may be zero, equal or opposite to their neighbour."""
    sizes = [2, *draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)), 1]
    layers = []
    for n_in, n_out in itertools.pairwise(sizes):
        rows = [draw(st.lists(numbers, min_size=n_in + 1, max_size=n_in + 1))]
        while len(rows) < n_out:
            sign = draw(st.sampled_from([0.0, 1.0, -1.0, None]))
            rows.append(
                draw(st.lists(numbers, min_size=n_in + 1, max_size=n_in + 1))
                if sign is None
                else [sign * value for value in rows[-1]]
            )
        table = np.array(rows)
        key = draw(st.sampled_from(PIECEWISE)) if len(layers) < len(sizes) - 2 else "identity"
        layers.append(Layer(table[:, :-1], table[:, -1], ACTIVATIONS[key]))
    return Network(tuple(layers))


@given(networks(), st.integers(0, 2**32 - 1))
def test_any_network_is_tiled_and_equals_its_maps_even_with_zero_equal_and_opposite_neurons(network, seed):
    regions = linear_regions(network, WINDOW)
    assert_a_tiling(regions)
    assert len(regions) <= most_regions(network)
    assert_the_same_function(network, regions, np.random.default_rng(seed).uniform(-3, 3, size=(30, 2)))


@given(networks())
def test_without_activations_there_is_one_region(network):
    flat = network.with_hidden_activation(IDENTITY)
    assert [region.polygon.shape for region in linear_regions(flat, WINDOW)] == [(4, 2)]
    assert most_regions(flat) == 1


@given(networks(), st.floats(-3, 3), st.floats(-3, 3))
def test_the_local_map_is_the_map_of_the_region(network, x, y):
    region = region_at(linear_regions(network, WINDOW), (x, y))
    trace = network.forward([[x, y]])
    kinks = [layer.activation.kinks for layer in network.layers]
    heights = [
        np.abs(preactivation[0][:, None] - np.array(kink)).ravel()
        for preactivation, kink in zip(trace.preactivations, kinks, strict=True)
    ]
    # On a crease two maps meet, and either may be given.
    assume(min((height for row in heights for height in row), default=1.0) > 1e-6)
    local = local_affine_map(network, (x, y))
    assert local.is_exact
    np.testing.assert_allclose(local.weights, region.affine.weights, atol=1e-9, rtol=1e-9)
    np.testing.assert_allclose(local.bias, region.affine.bias, atol=1e-8, rtol=1e-9)


@pytest.mark.parametrize("key", CURVED)
def test_the_local_map_of_a_curved_network_touches_it(key):
    network = random((3, 4, 2), key, seed=6)
    point = np.array([0.3, -0.7, 1.1])
    local = local_affine_map(network, point)
    assert not local.is_exact
    np.testing.assert_allclose(local(point[None]), network(point[None]), atol=1e-12)
    step = 1e-6 * np.eye(3)
    slopes = (network(point + step) - network(point - step)) / 2e-6
    np.testing.assert_allclose(local.weights, slopes.T, atol=1e-7)


@pytest.mark.parametrize("key", PIECEWISE)
def test_the_pieces_of_a_network_of_one_input_are_its_breakpoints_and_slopes(key):
    network = random((1, 6, 5, 2), key, seed=7)
    pieces = linear_pieces(network, (-4, 4))
    assert (pieces[0].low, pieces[-1].high) == (-4, 4)
    for left, right in itertools.pairwise(pieces):
        assert left.high == right.low
        assert left.sides[1] == right.sides[0] is not None
    for piece in pieces:
        inside = np.linspace(piece.low, piece.high, 7)[1:-1, None]
        np.testing.assert_allclose(piece.affine(inside), network(inside), atol=1e-9)
        assert piece.slope == piece.affine.weights[0, 0]


def test_the_tent_has_three_pieces():
    pieces = linear_pieces(TENT_NETWORK, (-2, 2))
    assert [(piece.low, piece.high, piece.slope) for piece in pieces] == [(-2, -1, 0), (-1, 0, 1), (0, 2, -1)]


@pytest.mark.parametrize("key", CURVED)
def test_a_curved_output_is_left_out_and_a_curved_hidden_layer_refused(key):
    curved = ACTIVATIONS[key]
    network = random((2, 3, 1)).with_activation(1, curved)
    regions = linear_regions(network, WINDOW)
    centres = np.array([region.centre for region in regions])
    preactivations = network.forward(centres).preactivations[-1]
    np.testing.assert_allclose([region.affine(region.centre[None])[0] for region in regions], preactivations)
    with pytest.raises(ValueError, match=r"Layer 1 has .* curved"):
        linear_regions(random((2, 3, 1), key), WINDOW)
    with pytest.raises(ValueError, match="curved"):
        assert curved.pieces


@pytest.mark.parametrize("key", PIECEWISE)
def test_an_activation_is_its_pieces(key):
    activation = ACTIVATIONS[key]
    slopes, intercepts = activation.pieces
    x = np.random.default_rng(8).uniform(-9, 9, 200)
    piece = np.searchsorted(activation.kinks, x)
    np.testing.assert_allclose(slopes[piece] * x + intercepts[piece], activation(x), atol=1e-12)
    assert len(slopes) == len(activation.kinks) + 1


@pytest.mark.parametrize("widths", [(1, 5), (3, 2), (4, 4), (2, 6, 3)], ids=str)
def test_no_network_has_more_regions_than_the_bound(widths):
    most = most_regions(random((2, *widths, 1)))
    assert most <= np.prod([1 + n + comb(n, 2) for n in widths])
    for seed in range(5):
        assert len(linear_regions(random((2, *widths, 1), seed=seed), ((-50, 50), (-50, 50)))) <= most


THREE_CREASES = one_layer((1, 0, 0), (0, 1, 0), (1, 1, 0))


@pytest.mark.parametrize(
    "window",
    [
        ((-1e6, 1e6), (-1e-6, 1e-6)),
        ((-1e-6, 1e-6), (-1e6, 1e6)),
        *(((-size, size), (-size, size)) for size in (1e-300, 1e-150, 1e-9, 1e9, 1e150, 1e300)),
    ],
    ids=str,
)
@pytest.mark.filterwarnings("error")
def test_three_creases_through_a_point_make_six_regions_in_a_window_of_any_size_and_shape(window):
    regions = linear_regions(THREE_CREASES, window)
    assert len(regions) == 6
    assert sum(region.share for region in regions) == pytest.approx(1)
    right, top = (high for _, high in window)
    # The point (x, y) lies on no crease; all six meet in the origin; nothing contains what is outside.
    points = np.array([(0.5 * right, 0.25 * top), (0, 0), (1.01 * right, 0), (0, -1.01 * top)])
    assert sum(region.contains(points).astype(int) for region in regions).tolist() == [1, 6, 0, 0]


@pytest.mark.parametrize("factor", [1e-300, 1e-150, 1e150, 1e153, 1e154, 1e200, 1e300])
@pytest.mark.filterwarnings("error")
def test_weights_of_any_size_are_cut_as_those_of_1(factor):
    network = one_layer((factor, 0, 0), (0, factor, 0), (factor, factor, -factor))
    assert len(linear_regions(network, WINDOW)) == 7
    network = Network((Layer([[factor], [factor]], [0, -factor], RELU), Layer([[1, 1]], [0], IDENTITY)))
    assert [(piece.low, piece.high) for piece in linear_pieces(network, (-2, 2))] == [(-2, 0), (0, 1), (1, 2)]


def described(regions) -> list:
    return [(region.pattern, region.share) for region in regions]


exponents = st.integers(-400, 400)


@given(networks(), exponents, exponents)
@pytest.mark.filterwarnings("error")
def test_other_units_along_an_axis_change_nothing(network, across, up):
    first = network.layers[0]
    units = np.ldexp(1.0, [across, up])
    other = Network((Layer(first.weights / units, first.bias, first.activation), *network.layers[1:]))
    window = tuple((low * unit, high * unit) for (low, high), unit in zip(WINDOW, units.tolist(), strict=True))
    regions, others = linear_regions(network, WINDOW), linear_regions(other, window)
    assert described(regions) == described(others)
    for here, there in zip(regions, others, strict=True):
        np.testing.assert_array_equal(here.polygon * units, there.polygon)
        np.testing.assert_array_equal(here.affine.weights, there.affine.weights * units)
        assert there.contains(there.centre)


@given(networks(), st.lists(st.floats(-150, 150), min_size=4, max_size=4))
@pytest.mark.filterwarnings("error")
def test_a_positive_factor_of_a_relu_neuron_moves_no_crease(network, powers):
    network = network.with_hidden_activation(RELU)
    first, second, *others = network.layers
    factors = 10.0 ** np.array(powers[: first.n_out])
    other = Network(
        (
            Layer(first.weights * factors[:, None], first.bias * factors, RELU),
            Layer(second.weights / factors, second.bias, second.activation),
            *others,
        )
    )
    # Neurons that coincide are on each other's creases to rounding, and so is the order of the cells.
    for here, there in zip(
        sorted(described(linear_regions(network, WINDOW))),
        sorted(described(linear_regions(other, WINDOW))),
        strict=True,
    ):
        assert here[0] == there[0]
        assert here[1] == pytest.approx(there[1], abs=1e-9)


@given(networks(), st.integers(0, 1000))
@pytest.mark.filterwarnings("error")
def test_a_network_times_a_factor_has_the_same_regions_until_its_numbers_leave_float64(network, exponent):
    network, factor = network.with_hidden_activation(RELU), 2.0**exponent
    first, *others = network.layers
    larger = [Layer(layer.weights, layer.bias * factor, layer.activation) for layer in others]
    try:
        regions = linear_regions(Network((Layer(first.weights * factor, first.bias * factor, RELU), *larger)), WINDOW)
    except ValueError as error:
        assert "beyond what float64 holds" in str(error)
        assert exponent > 900
    else:
        assert described(regions) == described(linear_regions(network, WINDOW))


@pytest.mark.filterwarnings("error")
def test_numbers_that_leave_float64_get_a_sentence():
    huge = Layer([[1e200, 0], [0, 1e200]], [0, 0], RELU)
    with pytest.raises(ValueError, match="grow beyond what float64 holds"):
        linear_regions(Network((huge, huge)), WINDOW)


def test_a_bend_that_shrinks_keeps_its_regions_until_it_is_gone():
    network = random((2, 5, 1), seed=2)
    counts = [
        len(
            linear_regions(network.with_hidden_activation(ACTIVATIONS["leaky_relu"].with_parameters(slope=s)), WINDOW)
        )
        for s in (0.0, 0.5, 0.99, 1.0)
    ]
    assert counts[0] == counts[1] == counts[2] > counts[3] == 1


def test_too_many_regions_stop_with_their_count():
    with pytest.raises(TooManyRegions, match=f"more than {MOST_REGIONS:,} linear regions") as caught:
        # A saw of 2¹⁴ teeth in each direction would take hours to cut.
        saw = Layer([[2, 0], [0, 2]], [0, 0], RELU)
        fold = Layer([[2, 0], [-4, 0], [0, 2], [0, -4]], [0, 2, 0, 2], RELU)
        join = Layer([[1, 1, 0, 0], [0, 0, 1, 1]], [-1, -1], RELU)
        linear_regions(Network((saw, *(fold, join) * 12)), ((0.0, 1.0), (0.0, 1.0)))
    assert caught.value.count > MOST_REGIONS


@pytest.mark.parametrize(
    ("network", "window", "sentence"),
    [
        (random((3, 2, 1)), WINDOW, "takes 3 inputs"),
        (random((1, 2, 1)), WINDOW, "takes 1 input;"),
        (random((2, 2, 1)), ((1.0, 1.0), (0.0, 1.0)), "empty"),
        (random((2, 2, 1)), ((0.0, np.inf), (0.0, 1.0)), "not finite"),
        (random((2, 2, 1)), ((np.nan, 1.0), (0.0, 1.0)), "not finite"),
        (random((2, 2, 1)), ((-1e308, 1e308), (0.0, 1.0)), "cannot be cut in float64"),
        (random((2, 2, 1)), ((1e15, 1e15 + 2), (0.0, 1.0)), "cannot be cut in float64"),
    ],
)
def test_what_cannot_be_cut_gets_a_sentence(network, window, sentence):
    with pytest.raises(ValueError, match=sentence):
        linear_regions(network, window)


@pytest.mark.parametrize("point", [(1.0,), (1.0, np.nan), (1.0, 2.0, 3.0)], ids=str)
def test_a_point_of_another_space_gets_a_sentence(point):
    with pytest.raises(ValueError, match="takes 2 finite numbers"):
        local_affine_map(XOR_NETWORK, point)


def test_a_point_outside_the_window_is_in_no_region():
    regions = linear_regions(XOR_NETWORK, WINDOW)
    assert region_at(regions, (4, 0)) is None
    assert region_at(regions, (3, 3)) is not None
