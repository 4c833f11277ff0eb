"""The arithmetic on screen adds up by hand."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.arithmetic import neuron_steps
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


values = st.floats(-50, 50)


@given(st.lists(st.tuples(values, values), min_size=1, max_size=6), values)
@settings(deadline=None)
def test_every_line_holds_for_the_numbers_as_printed(pairs, bias):
    weights, inputs = zip(*pairs, strict=True)
    steps = steps_of(Network((Layer([weights], [bias], ACTIVATIONS["identity"]),)), inputs)
    total = sum(Decimal(w) * Decimal(x) for w, x in zip(steps.weights, steps.inputs, strict=True))
    assert_holds(total, steps.weighted_sum)
    assert_holds(Decimal(steps.weighted_sum.text) + Decimal(steps.bias), steps.preactivation)


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
