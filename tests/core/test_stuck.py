"""Why a start is stuck, on networks that are stuck for a known reason."""

import numpy as np
import pytest

from core.datasets import Dataset, draw_split
from core.losses import LOSSES
from core.presets import XOR_NETWORK
from core.serialization import network_from_text
from core.stuck import findings
from core.training import train_many
from core.training_config import TrainingConfig

XOR = draw_split("xor", 4, 0.0, seed=0).train
SQUARES = LOSSES["mean_squared_error"]


def found(text, data=XOR, loss=SQUARES):
    return {finding.key: finding for finding in findings(network_from_text(text), data, loss)}


def test_dead_neurons_are_named():
    one = found("2-2-1 relu -1 -1 0 1 1 0 identity 1 1 0")
    assert one["dead"].neurons == ("h₁",)
    assert one["dead"].sentence == "h₁ is dead: 0 at every sample, with slope 0, so its weights get no gradient."
    two = found("2-2-1 relu -1 -1 0 1 1 -3 identity 1 1 0.5")
    assert two["dead"].sentence.startswith("h₁ and h₂ are dead")
    # With all of them dead every sample is one point, and the output's bias has found its ½.
    assert "(0, 0) and (0, 1) are one point to the output neuron" in two["merged"].sentence
    assert two["at rest"].sentence == "The gradient is 0.0000: descent rests here, at a loss of 0.2500."


def test_creases_on_one_line_are_named():
    # x1 + x2 = ½ twice, from both sides
    both = found("2-3-1 relu 1 1 -0.5 -2 -2 1 1 0 -0.5 identity 1 1 1 0")["one line"]
    assert both.neurons == ("h₁", "h₂")
    assert "have their creases on one line" in both.sentence
    assert "one line" not in found("2-2-1 relu 1 1 -0.5 1 1 -1.5 identity 1 1 0")


def test_a_neuron_that_folds_nothing_is_named():
    assert found("2-2-1 relu 1 1 2 1 1 -1 identity 1 1 0")["unfolded"].neurons == ("h₁",)
    assert "unfolded" not in found("2-2-1 tanh 1 1 2 1 1 -1 identity 1 1 0")


def test_saturated_neurons_are_named():
    assert found("2-2-1 tanh 1 1 9 1 1 -1 identity 1 1 0")["saturated"].neurons == ("h₁",)
    assert found("2-1-1-1 relu 1 1 0 sigmoid 1 -9 identity 1 0")["saturated"].neurons == ("k₁",)


def test_without_an_activation_the_least_loss_is_told():
    sentence = found("2-2-1 identity 1 1 0 1 1 -1 identity 1 1 0")["affine"].sentence
    assert "none has a loss below 0.2500" in sentence


def test_a_network_that_solves_xor_is_at_rest_and_nothing_else():
    (finding,) = findings(XOR_NETWORK, XOR, SQUARES)
    assert finding.key == "at rest"
    assert finding.sentence.endswith("at a loss of 0.0000.")


def test_a_network_that_still_learns_is_moving():
    assert "moving" in found("2-2-1 tanh 1 2 0 2 1 -1 identity 1 1 0")


def test_of_many_samples_no_pairs_are_listed():
    many = Dataset(np.zeros((20, 2)), np.arange(20) % 2)
    assert "merged" not in found("2-2-1 relu -1 -1 0 1 1 0 identity 1 1 0", many)


@pytest.mark.parametrize("initialisation", ["he", "uniform"])
def test_every_start_of_two_relus_that_rests_unsolved_has_a_reason(initialisation):
    config = TrainingConfig(
        hidden_sizes=(2,), optimiser="sgd", learning_rate=0.1, epochs=5000, initialisation=initialisation
    )
    many = train_many(config, range(60))
    reasons = {"dead", "one line", "unfolded", "saturated", "merged"}
    for index in np.flatnonzero(many.accuracies() < 1):
        keys = {finding.key for finding in findings(many.network(index), XOR, SQUARES)}
        assert keys & reasons or "moving" in keys
