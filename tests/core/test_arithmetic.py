"""The arithmetic on screen adds up by hand."""

from decimal import Context, Decimal, localcontext

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.arithmetic import neuron_steps, written
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


def assert_lines_hold(network, trace, layer, row) -> None:
    """Products, sums and output follow from the printed operands, and are the network's own rounded."""
    steps = neuron_steps(network, trace, layer, row)
    here, given = network.layers[layer], trace.vectors[layer][0]
    with localcontext(Context(prec=1400)):
        exact = [Decimal(w) * Decimal(x) for w, x in zip(steps.weights, steps.inputs, strict=True)]
        # float64 rounds each product and each sum; where that shows, the network's own number is printed.
        sizes = sum(map(abs, exact)) + abs(Decimal(steps.bias))
        noise = (sizes * Decimal(2) ** -53 + Decimal("5e-324")) * (len(exact) + 2)
        for product, written in zip(exact, steps.products, strict=True):
            assert_holds(product, written, noise)
        assert_holds(sum(exact), steps.weighted_sum, noise)
        assert_holds(steps.weighted_sum.number + Decimal(steps.bias), steps.preactivation, noise)
        activated = Decimal(repr(float(here.activation(float(steps.preactivation.text)))))
        assert_holds(activated, steps.output, noise)
        preactivation, output = (values[layer][0, row] for values in (trace.preactivations, trace.outputs))
        for written, own in ((steps.preactivation, preactivation), (steps.output, output)):
            assert abs(Decimal(repr(float(own))) - written.number) <= half_a_unit(written.text)
        # Whatever is said of the pre-activation, that it is above 0 too, is true of what is printed.
        for limit in (0.0, *here.activation.jumps):
            assert (steps.preactivation.number > limit) == (preactivation > limit)
        for printed, value in zip((*steps.weights, *steps.inputs, steps.bias),
                                  (*here.weights[row], *given, here.bias[row]), strict=True):  # fmt: skip
            assert (Decimal(printed) == 0) == (value == 0)
            assert abs(Decimal(printed) - Decimal(repr(float(value)))) <= half_a_unit(printed)


def half_a_unit(text: str) -> Decimal:
    """Half a unit of the last place of a written number, whose zeros behind the second decimal are left out."""
    return Decimal(5) * Decimal(10) ** (min(Decimal(text).as_tuple().exponent, 0 if "e" in text else -2) - 1)


def assert_holds(exact: Decimal, written, noise: Decimal = Decimal(0)) -> None:
    off = abs(exact - written.number)
    if written.is_exact:
        assert off == 0
    else:
        assert 0 < off <= max(half_a_unit(written.text), noise)


# What people type, what training leaves, and what breaks a rounding: tiny, huge, halves, beside a jump.
values = st.one_of(
    st.floats(-50, 50),
    st.floats(-1e6, 1e6),
    st.floats(-1e-3, 1e-3),
    st.integers(-2000, 2000).map(lambda k: k / 100),
    st.tuples(st.integers(-99, 99), st.integers(-12, 4)).map(lambda pair: float(f"{pair[0]}e{pair[1]}")),
    st.sampled_from([0.1, 0.2, -0.3, 0.5, -0.5, 0.125, 1 / 3, 1e6, -1e6, 5e-324, 0.00004, 0.00005, 0.49999999999]),
)


@given(st.lists(st.tuples(values, values), min_size=1, max_size=6), values, st.sampled_from(sorted(ACTIVATIONS)))
@example(pairs=[(1.0, 3.4614729557403074e-05), (0.75, 5e-324)], bias=1.0, key="celu")
@settings(deadline=None, max_examples=500)
def test_every_line_of_any_neuron_holds_for_the_numbers_as_printed_and_is_the_networks_own(pairs, bias, key):
    weights, inputs = zip(*pairs, strict=True)
    network = Network((Layer([weights], [bias], ACTIVATIONS[key]),))
    assert_lines_hold(network, network.forward([inputs]), 0, 0)


@st.composite
def networks_with_inputs(draw):
    """A random network of 2 to 4 inputs, with the shown range of inputs."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 9999)))
    network = Network.random(sizes, draw(st.sampled_from(sorted(ACTIVATIONS.values(), key=str))), rng=rng)
    return draw(st.sampled_from([network, network.rounded(2)])), rng.uniform(-3, 3, sizes[0]).round(2)


@given(networks_with_inputs())
@settings(deadline=None)
def test_every_neuron_of_a_random_network_is_written_in_lines_that_hold(case):
    network, inputs = case
    trace = network.forward([inputs])
    for index, layer in enumerate(network.layers):
        for row in range(layer.n_out):
            assert_lines_hold(network, trace, index, row)


def test_small_weights_of_large_inputs_keep_their_digits():
    # 0.00002 × 50,000 + 1 × 1 = 2
    network = Network((Layer([[0.00002, 1.0]], [0.0], ACTIVATIONS["relu"]),))
    steps = steps_of(network, [50000, 1])
    assert (steps.weights, steps.inputs) == (("0.00002", "1.00"), ("50000.00", "1.00"))
    assert (steps.weighted_sum.text, steps.weighted_sum.relation) == ("2.00", "=")
    assert (steps.output.text, steps.output.relation) == ("2.00", "=")


@pytest.mark.parametrize(
    ("weights", "bias", "preactivation"),
    [([0.0, 0.0], 0.00004, "0.00004"), ([0.1, 0.2], -0.3, "5.6e-17"), ([0.004, 0.004], -0.002, "0.006")],
)
def test_a_step_is_that_of_the_pre_activation_that_is_printed(weights, bias, preactivation):
    # Each of these is above 0 in the network, so its step is 1.
    steps = steps_of(Network((Layer([weights], [bias], ACTIVATIONS["step"]),)), [1.0, 1.0])
    assert (steps.preactivation.text, steps.output.text) == (preactivation, "1.00")


def test_a_trained_neuron_is_written_with_few_digits():
    # 0.7306 × 1.5 = 1.0959 by hand and 1.09597 in the network: both are 1.096.
    steps = steps_of(Network((Layer([[0.7306498714]], [0.123], ACTIVATIONS["identity"]),)), [1.5])
    assert (steps.weights, steps.weighted_sum.text, steps.weighted_sum.relation) == (("0.7306",), "1.096", "≈")


def test_the_largest_numbers_of_a_link_are_written_and_add_up():
    # 16 wide, 6 deep, every weight 1e6 and every input 3: numbers up to 1e44.
    layers = [Layer(np.full((16, 16), 1e6), np.full(16, 1e6), ACTIVATIONS["identity"])] * 6
    network = Network(tuple(layers))
    assert_lines_hold(network, network.forward(np.full((1, 16), 3.0)), 5, 15)


@pytest.mark.parametrize(
    ("number", "text", "relation"),
    [
        ("0", "0.00", "="), ("-0", "0.00", "="), ("1", "1.00", "="), ("1.5", "1.50", "="), ("1e3", "1000.00", "="),
        ("0.1234", "0.1234", "="), ("0.12345", "0.1235", "≈"), ("-2.00004", "-2.00", "≈"), ("1e-9", "1e-9", "="),
        ("-1.234e-9", "-1.2e-9", "≈"), ("0.12340", "0.1234", "="), ("100", "100.00", "="),
        ("0.00004", "0.00004", "="),
    ],
)  # fmt: skip
def test_numbers_have_two_to_four_decimals_or_two_digits_and_say_when_they_were_rounded(number, text, relation):
    result = written(Decimal(number), float(number), (4, 3, 2))
    assert (result.text, result.relation) == (text, relation)


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
