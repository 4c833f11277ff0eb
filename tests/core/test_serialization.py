"""A network's text reads back exactly, and a hostile text gets a sentence."""

import contextlib
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.network import Layer, Network
from core.presets import PRESETS, XOR_NETWORK
from core.serialization import inputs_from_text, inputs_to_text, network_from_text, network_to_text

numbers = st.floats(-1e6, 1e6)


@st.composite
def networks(draw):
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    layers = []
    for n_in, n_out in itertools.pairwise(sizes):
        activation = draw(st.sampled_from(list(ACTIVATIONS.values())))
        for parameter in activation.parameters:
            value = draw(st.floats(parameter.minimum, parameter.maximum))
            activation = activation.with_parameters(**{parameter.name: value})
        table = draw(st.lists(numbers, min_size=n_out * (n_in + 1), max_size=n_out * (n_in + 1)))
        table = np.array(table).reshape(n_out, n_in + 1)
        layers.append(Layer(table[:, 1:], table[:, 0], activation))
    return Network(tuple(layers))


@given(networks())
@settings(deadline=None)
def test_a_network_reads_back_exactly(network):
    again = network_from_text(network_to_text(network))
    for one, two in zip(network.layers, again.layers, strict=True):
        np.testing.assert_array_equal(one.weights, two.weights)
        np.testing.assert_array_equal(one.bias, two.bias)
        assert one.activation == two.activation


def test_the_text_is_readable():
    assert network_to_text(XOR_NETWORK) == "2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0"


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_every_preset_has_a_text(preset):
    assert network_to_text(network_from_text(network_to_text(preset.network))) == network_to_text(preset.network)


def test_commas_brackets_line_breaks_and_a_real_minus_sign_are_read():
    text = "2-2-1\nrelu [1, 1, 0; 1, 1, −1]\nidentity [1, −2, 0]"
    assert network_to_text(network_from_text(text)) == network_to_text(XOR_NETWORK)


def test_decimal_commas_dashes_and_full_width_characters_mean_what_the_plain_ones_mean():
    text = "２–1 leaky_relu（slope＝0,2） 0,5, ‑1,25 —2"
    assert network_to_text(network_from_text(text)) == "2-1 leaky_relu(slope=0.2) 0.5 -1.25 -2"


@pytest.mark.parametrize(
    "text",
    [
        "2–2–1 relu 1,0 1 0 1 1 –1 identity 1 ‑2 0",
        "２-2-1 relu 1 1 ０．０ 1 1 －1 identity +1 -2,0 0",
        "2-2-1|relu 1,|1 , 0;1 1 -1,identity 1,-2,.0",
    ],
)
def test_numbers_in_a_networks_text_mean_what_they_mean_elsewhere(text):
    assert network_to_text(network_from_text(text)) == network_to_text(XOR_NETWORK)


HOSTILE = {
    "": "is empty",
    "hello": "starts with its layer sizes",
    "2": "starts with its layer sizes",
    "1000000-1000000 relu": "each must be from 1 to 16",
    "2-" + "9" * 5000: "each must be from 1 to 16",
    "2-0-1 relu": "each must be from 1 to 16",
    "1-1-1-1-1-1-1-1 relu": "has 7 layers; the most allowed is 6",
    "1-1 relu nan 0": "“nan” in layer 1 is not a number",
    "1-1 relu inf 0": "“inf” in layer 1 is not a number",
    "1-1 relu 1_000 0": "“1_000” in layer 1 is not a number",
    "1-1 relu 1,000 0": "“1,000” in layer 1 may be 1.000 or 1000",
    "1-1 relu 1,0,5": "“1,0,5” in layer 1 is not a number; write it as in 0.5 or -2. A comma between two digits",
    "1-1 relu 1e400 0": "“1e400” in layer 1 is out of range",
    "1-1 relu 1 x": "“x” in layer 1 is not a number",
    "1-1 relu 1": "Layer 1 has 1 numbers",
    "1-1-1 relu 1 1": "ends before layer 2",
    "1-1 relu 1 1 1": "goes on after the last layer",
    "1-1 softmax 1 1": "“softmax” is not an activation",
    "1-1 leaky_relu(slope=nan) 1 1": "“nan” for slope is not a number",
    "1-1 leaky_relu(beta=2) 1 1": "has no parameter 'beta'",
    "1-1 leaky_relu(slope) 1 1": "does not set a parameter",
    "1-1 celu(alpha=0.1:alpha=0.2) 1 1": "CELU is given alpha twice; write it once",
    "1-1 leaky_relu(slope=inf) 1 1": "“inf” for slope is not a number",
    "1-1 leaky_relu(slope=-1) 1 1": "does not suit Leaky ReLU",
    "1-1 leaky_relu(=0.1) 1 1": "has no parameter ''",
    "1-1 leaky_relu(slope=0.1:alpha=1) 1 1": "has no parameter 'alpha'",
    "1-1 celu(alpha=1_0) 1 1": "“1_0” for alpha is not a number",
    "1-1 relu(slope=0.1) 1 1": "its parameters are: none",
    "1-1 elu(alpha=1e400) 1 1": "does not suit ELU",
    "1-1 elu(alpha=__import__('os')) 1 1": "is not an activation",
    "1-1 relu( 1 1": "is not an activation",
    "1-1": "ends before layer 1",
    "1-1 relu": "Layer 1 has 0 numbers",
    "1-1 relu 1000000.1 0": "between −1,000,000 and 1,000,000",
    "1-1 relu -1e7 0": "out of range",
    "17-1 relu": "each must be from 1 to 16",
    "２２-1 relu 1 1": "each must be from 1 to 16",
    "1--1 relu 1 1": "starts with its layer sizes",
    "-1-1 relu 1 1": "starts with its layer sizes",
    "²-1 relu 1 1": "starts with its layer sizes",
    "1-1 relu " + "1 " * 50_000: "the longest allowed has 60,000",
}


@pytest.mark.parametrize(("text", "words"), HOSTILE.items(), ids=[text[:20] for text in HOSTILE])
def test_a_hostile_text_gets_a_sentence(text, words):
    with pytest.raises(ValueError) as caught:
        network_from_text(text)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 400


def test_the_largest_network_and_the_largest_numbers_that_are_allowed_are_read():
    widest = "-".join(["16"] * 7)
    layer = " identity" + " -1000000" * (16 * 17)
    network = network_from_text(widest + layer * 6)
    assert network.sizes == (16,) * 7
    assert network.layers[5].bias[15] == -1e6


@given(st.text(max_size=12), st.data())
def test_a_network_with_one_word_replaced_gives_a_network_or_a_value_error(word, data):
    words = ["2-2-1", "leaky_relu(slope=0.2)", "1", "1", "0", "1", "1", "-1", "elu(alpha=2)", "1", "-2", "0"]
    words[data.draw(st.integers(0, len(words) - 1))] = word
    with contextlib.suppress(ValueError):
        assert network_from_text(" ".join(words)).sizes[0] <= 16


@given(st.text() | st.text(alphabet="0123456789-. relutanhsigmoid()=nifex", max_size=60))
def test_any_text_gives_a_network_or_a_value_error(text):
    try:
        network = network_from_text(text)
    except ValueError:
        return
    assert np.isfinite(network(np.zeros((1, network.sizes[0])))).all()


@pytest.mark.parametrize("inputs", [(0.5,), (0.1, -2.0, 1e6), (1 / 3,) * 16])
def test_inputs_come_back_from_their_text(inputs):
    assert inputs_from_text(inputs_to_text(inputs)) == inputs


@pytest.mark.parametrize("text", ["", " ", "a", "1 nan", "1e7", "1 " * 17, "9" * 70_000])
def test_inputs_that_are_no_vector_get_a_sentence(text):
    with pytest.raises(ValueError, match=r"inputs|the longest allowed has 60,000"):
        inputs_from_text(text)
