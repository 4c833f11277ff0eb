"""Truth is a shape, the verdict is written, and merged corners are marked."""

import numpy as np

from core.activations import ACTIVATIONS
from core.gates import GATES
from core.presets import XOR_NETWORK
from core.serialization import network_from_text
from core.xor import Neuron2, diagonals, score_network
from figures.gates import cosine_figure, diagonals_figure, hidden_space_figure
from figures.theme import LIGHT

XOR = GATES["xor"]


def corners_of(figure):
    return next(data for data in figure.data if data.name == "corners")


def texts(figure) -> str:
    return " ".join(annotation.text for annotation in figure.layout.annotations)


def test_wanted_ones_are_filled_and_zeros_hollow_and_wrong_ones_are_crossed():
    broken = XOR_NETWORK.with_weight(1, 0, 1, 0.0)
    figure = hidden_space_figure(broken, XOR, score_network(broken, XOR), LIGHT)
    assert corners_of(figure).marker.color == (LIGHT.paper, LIGHT.ink, LIGHT.paper)
    assert "11 <b>✗</b>" in texts(figure)


def test_the_line_in_the_hidden_space_is_where_the_output_is_a_half():
    figure = hidden_space_figure(XOR_NETWORK, XOR, score_network(XOR_NETWORK, XOR), LIGHT)
    line = next(data for data in figure.data if data.name == "zero line")
    drawn = np.isfinite(line.x)
    assert drawn.sum() > 20
    np.testing.assert_allclose(line.x[drawn] - 2 * line.y[drawn], 0.5, atol=1e-6)


def test_the_two_corners_that_merge_are_drawn_once_and_ringed():
    figure = hidden_space_figure(XOR_NETWORK, XOR, score_network(XOR_NETWORK, XOR), LIGHT)
    assert len(corners_of(figure).x) == 3
    ring = next(data for data in figure.data if data.name == "merged")
    assert (ring.x, ring.y) == ((1.0,), (0.0,))
    assert "01 and 10 <b>✓</b>" in texts(figure)


def test_merged_corners_that_want_different_answers_have_a_verdict_each():
    # x1 does not reach the hidden neurons: 00 and 10 are one point, and both get the answer 0.
    text = "2-2-1 relu 0 1 0 0 1 -1 identity 1 -2 0"
    network = network_from_text(text)
    figure = hidden_space_figure(network, XOR, score_network(network, XOR), LIGHT)
    assert "00 <b>✓</b> and 10 <b>✗</b>" in texts(figure)
    assert "01 <b>✓</b> and 11 <b>✗</b>" in texts(figure)
    assert corners_of(figure).marker.symbol == ("circle-dot", "circle-dot")


def test_behind_a_sigmoid_the_line_is_where_the_output_is_a_half():
    # sigmoid(z) = ½ where z = h1 - 2 h2 is 0.
    network = XOR_NETWORK.with_activation(1, ACTIVATIONS["sigmoid"])
    figure = hidden_space_figure(network, XOR, score_network(network, XOR), LIGHT)
    line = next(data for data in figure.data if data.name == "zero line")
    drawn = np.isfinite(line.x)
    np.testing.assert_allclose(line.x[drawn] - 2 * line.y[drawn], 0, atol=0.01)


def test_the_diagonals_cross_at_one_value():
    figure = diagonals_figure(diagonals(Neuron2(1, 1, -0.5), XOR), XOR, LIGHT)
    assert "one value here: +0.50" in texts(figure)
    assert "01 wants 1" in texts(figure)


def test_the_cosine_is_right_at_every_corner():
    sums = np.linspace(-0.4, 2.4, 281)
    figure = cosine_figure(sums, np.cos(np.pi * sums + np.pi), XOR, LIGHT)
    assert texts(figure).count("✓") == 3
    assert "✗" not in texts(figure)
