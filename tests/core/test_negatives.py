"""The pictures' proof holds with every affine network's own numbers, and fails, as it should, with an activation."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.datasets import Dataset, draw_split
from core.losses import LOSSES
from core.negatives import negatives_proof, pair_decimals, pairs
from core.network import Layer, Network
from core.numbers import MINUS, number_text, rounded
from core.training import accuracy, train
from core.training_presets import TRAINING_PRESETS

DATA = draw_split("pictures", 60, 0.05, seed=0).train
LOSS = LOSSES["cross_entropy"]
CONFIG = replace(TRAINING_PRESETS["pictures"].config, size=200, epochs=20)


def affine(seed, bias):
    rng = np.random.default_rng(seed)
    identity = ACTIVATIONS["identity"]
    return Network(
        (
            Layer(rng.normal(size=(3, 256)), rng.normal(size=3), identity),
            Layer(rng.normal(size=(1, 3)), [bias], identity),
        )
    )


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.floats(-30, 30), st.sampled_from(list(LOSSES.values())))
def test_at_least_one_of_the_four_is_wrong_whatever_the_weights(seed, bias, loss):
    network = affine(seed, bias)
    proof = negatives_proof(network, DATA, loss)
    assert proof.n_correct <= 3
    assert accuracy(network, DATA, loss) <= 0.75
    # The one number, from the weights, from each pair, and of both classes.
    for pair in pairs(network, DATA, loss):
        assert pair.sum == pytest.approx(proof.pair_sum, abs=1e-9)
    impossible = proof.cat if proof.pair_sum > proof.bound else proof.dog
    assert not all(impossible.correct)
    assert (proof.dog.label, proof.cat.label) == (1, 0)


def test_a_pair_is_a_picture_and_its_negative():
    network = affine(1, 0.0)
    values = network(DATA.inputs)[:, 0]
    for pair in pairs(network, DATA, LOSS):
        assert (pair.value, pair.negative_value) == (values[pair.index], values[pair.index + 1])
        assert pair.label == DATA.targets[pair.index]
        assert pair.correct == tuple((values[pair.index : pair.index + 2] > 0) == pair.label)


def test_with_the_numbers_of_a_trained_network():
    run = train(replace(CONFIG, activation="identity"))
    proof = negatives_proof(run.network, run.data.train, run.config.loss_function)
    assert proof.n_correct <= 3


def test_with_an_activation_the_sum_is_no_one_number_and_all_can_be_right():
    run = train(replace(CONFIG, epochs=60))
    found = pairs(run.network, run.data.train, run.config.loss_function)
    assert np.ptp([pair.sum for pair in found]) > 1
    assert all(all(pair.correct) for pair in found)
    with pytest.raises(ValueError, match="not affine"):
        negatives_proof(run.network, run.data.train, run.config.loss_function)


def test_data_without_negatives_or_without_both_labels_get_a_sentence():
    with pytest.raises(ValueError, match="do not hold each picture with its negative"):
        pairs(affine(0, 0.0), Dataset(DATA.inputs[1:], DATA.targets[1:]), LOSS)
    dogs = np.repeat(DATA.targets[::2] == 1, 2)
    with pytest.raises(ValueError, match="needs a picture of each label"):
        negatives_proof(affine(0, 0.0), Dataset(DATA.inputs[dogs], DATA.targets[dogs]), LOSS)


@given(st.just(0.0) | st.floats(1e-6, 100) | st.floats(-100, -1e-6), st.floats(-100, 100))
@example(1.0005, 0.00025)
def test_what_is_printed_of_a_picture_and_its_negative_adds_up_to_the_printed_sum(pair_sum, value):
    """For every picture, whatever of the sum falls to it."""
    few, many = pair_decimals(pair_sum)
    printed = (decimal(number_text(part, many)) for part in (value, pair_sum - value))
    assert rounded(sum(printed), few) == decimal(number_text(pair_sum, few))


def decimal(text: str) -> Decimal:
    return Decimal(text.replace(MINUS, "-"))
