"""The arithmetic on screen adds up by hand."""

from decimal import Context, Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.arithmetic import neuron_steps, write
from core.network import Layer, Network
from core.presets import PRESETS


def steps_of(network, inputs, layer=0, row=0):
    return neuron_steps(network, network.forward([inputs]), layer, row)


def test_the_lessons_example_is_written_exactly():
    # 1.00×0.50 + (−2.00)×1.00 = −1.50;  −1.50 + 0.25 = −1.25;  ReLU(−1.25) = 0.00
    steps = steps_of(PRESETS["neuron"].network, [0.5, 1.0])
    assert (steps.weights, steps.inputs) == (("1.00", "-2.00"), ("0.50", "1.00"))
    assert (steps.weighted_sum.text, steps.weighted_sum.relation) == ("-1.50", "=")
    assert (steps.bias, steps.preactivation.text, steps.preactivation.relation) == ("0.25", "-1.25", "=")
    assert (steps.activation, steps.output.text, steps.output.relation) == ("ReLU", "0.00", "=")
    assert [product.text for product in steps.products] == ["0.50", "-2.00"]


values = st.floats(-50, 50)


@given(st.lists(st.tuples(values, values), min_size=1, max_size=6), values)
@settings(deadline=None)
def test_every_line_holds_for_the_numbers_as_printed(pairs, bias):
    weights, inputs = zip(*pairs, strict=True)
    steps = steps_of(Network((Layer([weights], [bias], ACTIVATIONS["identity"]),)), inputs)
    total = sum(Decimal(w) * Decimal(x) for w, x in zip(steps.weights, steps.inputs, strict=True))
    assert_holds(total, steps.weighted_sum)
    assert_holds(Decimal(steps.weighted_sum.text) + Decimal(steps.bias), steps.preactivation)


@st.composite
def networks_with_inputs(draw):
    """A random network of 2 to 4 inputs, with the shown range of inputs."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 9999)))
    network = Network.random(sizes, draw(st.sampled_from(SMOOTH)), rng=rng)
    return network.rounded(2), rng.uniform(-3, 3, sizes[0]).round(2)


# Not the step: a pre-activation of 0.00001 is printed as 0.00, and its step is another.
SMOOTH = [row for row in ACTIVATIONS.values() if row.key != "step"]


@given(networks_with_inputs())
@settings(deadline=None)
def test_every_neuron_of_a_random_network_is_written_in_lines_that_hold(case):
    network, inputs = case
    trace = network.forward([inputs])
    for index, layer in enumerate(network.layers):
        for row in range(layer.n_out):
            steps = neuron_steps(network, trace, index, row)
            for weight, x, product in zip(steps.weights, steps.inputs, steps.products, strict=True):
                assert_holds(Decimal(weight) * Decimal(x), product)
            total = sum(Decimal(w) * Decimal(x) for w, x in zip(steps.weights, steps.inputs, strict=True))
            assert_holds(total, steps.weighted_sum)
            assert_holds(Decimal(steps.weighted_sum.text) + Decimal(steps.bias), steps.preactivation)
            value = layer.activation(float(steps.preactivation.text))
            assert abs(float(steps.output.text) - value) <= 0.5000001e-4
            # Each printed input is off by half a unit of the fourth decimal at most, and so are two sums.
            off = 1.01e-4 + 0.5e-4 * np.abs(layer.weights[row]).sum()
            assert float(steps.preactivation.text) == pytest.approx(trace.preactivations[index][0, row], abs=off)
            steepest = np.inf if layer.activation.jumps else layer.activation.largest_slope
            assert value == pytest.approx(trace.outputs[index][0, row], abs=1e-9 + off * steepest)


def test_the_largest_numbers_of_a_link_are_written_and_add_up():
    # 16 wide, 6 deep, every weight 1e6 and every input 3: numbers up to 1e44.
    layers = [Layer(np.full((16, 16), 1e6), np.full(16, 1e6), ACTIVATIONS["identity"])] * 6
    network = Network(tuple(layers))
    steps = neuron_steps(network, network.forward(np.full((1, 16), 3.0)), 5, 15)
    with localcontext(Context(prec=200)):
        total = sum(Decimal(w) * Decimal(x) for w, x in zip(steps.weights, steps.inputs, strict=True))
        assert_holds(total, steps.weighted_sum)
        assert_holds(Decimal(steps.weighted_sum.text) + Decimal(steps.bias), steps.preactivation)


@pytest.mark.parametrize(
    ("number", "text", "relation"),
    [
        ("0", "0.00", "="), ("-0", "0.00", "="), ("1", "1.00", "="), ("1.5", "1.50", "="), ("1e3", "1000.00", "="),
        ("0.1234", "0.1234", "="), ("0.12345", "0.1234", "≈"), ("-2.00004", "-2.00", "≈"), ("1e-9", "0.00", "≈"),
        ("-1e-9", "0.00", "≈"), ("0.12340", "0.1234", "="), ("100", "100.00", "="),
    ],
)  # fmt: skip
def test_numbers_have_two_to_four_decimals_and_say_when_they_were_rounded(number, text, relation):
    written = write(Decimal(number))
    assert (written.text, written.relation) == (text, relation)


def assert_holds(exact: Decimal, written) -> None:
    off = abs(exact - Decimal(written.text))
    assert off == 0 if written.is_exact else 0 < off <= Decimal("0.00005")


@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_deep_neuron_is_written_close_to_what_is_computed(row):
    network = PRESETS["random"].network
    trace = network.forward([[0.37, -1.21]])
    steps = neuron_steps(network, trace, 1, row)
    assert float(steps.preactivation.text) == pytest.approx(trace.preactivations[1][0, row], abs=1e-3)


def test_a_value_that_was_rounded_is_marked():
    sigmoid = Network((Layer([[1.0]], [0.0], ACTIVATIONS["sigmoid"]),))
    assert np.isclose(float(steps_of(sigmoid, [1.0]).output.text), 0.7311)
    assert steps_of(sigmoid, [1.0]).output.relation == "≈"
