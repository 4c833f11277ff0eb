"""The drawing shows the network that it was given."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.network import Network
from core.presets import PRESETS
from figures.network import Place, describe_network, network_figure
from figures.theme import LIGHT, signed

each_preset = pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)


def drawn(preset, **options):
    trace = preset.network.forward([preset.inputs])
    return network_figure(preset.network, trace, LIGHT, **options), trace


def texts(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


@each_preset
def test_every_neuron_shows_its_value_and_can_be_picked(preset):
    figure, trace = drawn(preset)
    neurons = [data for data in figure.data if data.customdata is not None]
    assert [len(data.x) for data in neurons] == list(preset.network.sizes)
    for layer, (data, vectors) in enumerate(zip(neurons, trace.vectors, strict=True)):
        assert [float(text.replace("−", "-")) for text in data.text] == pytest.approx(vectors[0], abs=0.005)
        assert [tuple(place) for place in data.customdata] == [(layer, row) for row in range(len(data.x))]


@each_preset
def test_every_weight_and_every_bias_is_written(preset):
    figure, _ = drawn(preset)
    written = " ".join(texts(figure))
    for layer in preset.network.layers:
        for number in (*layer.weights.ravel(), *layer.bias):
            assert signed(number) in written


@each_preset
def test_no_two_weights_cover_each_other(preset):
    figure, _ = drawn(preset)
    labels = [(a.x, a.y) for a in figure.layout.annotations if a.text[0] in "+−0" and a.bordercolor is not None]
    for index, (x, y) in enumerate(labels):
        for other_x, other_y in labels[:index]:
            assert abs(x - other_x) > 0.2 or abs(y - other_y) > 0.04


def test_sign_is_the_colour_and_magnitude_the_width_of_an_edge():
    figure, _ = drawn(PRESETS["neuron"])
    negative, positive = (
        next(d for d in figure.data if d.name == f"{sign} weights") for sign in ("negative", "positive")
    )
    assert (negative.line.color, positive.line.color) == (LIGHT.negative, LIGHT.positive)
    assert negative.line.width > positive.line.width  # −2 against 1


def test_the_picked_neurons_weights_stand_out():
    figure, _ = drawn(PRESETS["xor"], picked=Place(2, 0))
    assert {text for text in texts(figure) if text.startswith("<b>")} == {"<b>+1.00</b>", "<b>−2.00</b>"}


def test_a_large_network_is_drawn_in_few_traces_and_labels_only_the_picked_neuron():
    network = Network.random((16,) * 7, ACTIVATIONS["relu"], rng=np.random.default_rng(0))
    figure = network_figure(network, network.forward(np.ones((1, 16))), LIGHT, picked=Place(3, 4))
    assert len(figure.data) < 25
    assert sum(text.startswith("<b>") for text in texts(figure)) == 16


def test_the_description_has_todays_numbers():
    preset = PRESETS["xor"]
    words = describe_network(preset.network, preset.network.forward([[1, 0]]))
    assert "2-2-1 network with 9 parameters" in words
    assert "layer 2 (1.00)" in words
