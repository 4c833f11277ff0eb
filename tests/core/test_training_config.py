"""Configurations: what a link may ask for, a sentence for what it may not, and the nearest that it may."""

import math
from dataclasses import asdict, fields

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.datasets import DATA_SOURCES
from core.losses import LOSSES
from core.training import train
from core.training_config import TrainingConfig, nearest_config
from core.training_cost import MOST_EPOCHS
from core.training_presets import TRAINING_PRESETS

NAMES = [field.name for field in fields(TrainingConfig)]

HOSTILE = {
    "epochs": [
        (10**9, MOST_EPOCHS, "The number of epochs is 1,000,000,000; it has to be a whole number from 1 to 20,000"),
        (0, 1, "the nearest is 1"),
        (2.6, 3, "is 2.6; it has to be a whole number"),
        (math.nan, 500, "“nan”; it has to be a whole number from 1 to 20,000, for example 500"),
        (math.inf, MOST_EPOCHS, "is ∞; it has to be"),
        (10**400, MOST_EPOCHS, "the nearest is 20,000"),
        ("", 500, "“”; it has to be"),
        (True, 500, "“True”"),
        (None, 500, "“None”"),
    ],
    "learning_rate": [(-1, 1e-5, "is −1; it has to be a number from 1e−05 to 10"), ("nan", 0.03, "“nan”")],
    "hidden_sizes": [
        ((500, 500, 500), (64, 64, 64), "500, 500, 500 wide; there may be at most 5, each from 1 to 64 neurons"),
        ("500,500,500", (64, 64, 64), "500, 500, 500"),
        ((1,) * 9, (1,) * 5, "the nearest are 1, 1, 1, 1, 1"),
        ((math.nan,), (8,), "give their widths, for example 8"),
        ((2.5, math.inf), (2, 64), "each from 1 to 64"),
        (4, (8,), "“4”; give their widths"),
        ("a-b", (8,), "“a-b”; give their widths"),
        ("", (8,), "“”; give their widths"),
        ("-3", (1,), "are −3 wide"),
        ("3-3, -2", (3, 3, 1), "3, 3, −2 wide"),
        ((1,) * 10**6, (8,), "give their widths"),
    ],
    "data": [
        ("cats", "xor", "“cats” is no data set; choose one of xor, xor_clouds"),
        (["xor"], "xor", "no data set"),
    ],
    "size": [(5, 4, "cannot have “5” samples; it has to be 4: 4"), ("many", 4, "“many”")],
    "noise": [(0.5, 0.0, "The noise of XOR, four points is 0.5"), (-math.inf, 0.0, "from 0 to 0")],
    "batch_size": [(-1, 0, "where 0 takes all samples at once, is −1"), (10**9, 4, "the nearest is 4")],
    "activation": [
        ("softmax", "relu", "“softmax” is not an activation"),
        ("step", "relu", "Step jumps, and is flat everywhere else"),
        ("leaky_relu(slope=9)", "relu", "does not suit Leaky ReLU"),
        (7, "relu", "“7” is not an activation"),
    ],
    "output": [("step", "identity", "Step jumps")],
    "loss": [("absolute", "mean_squared_error", "“absolute” is no loss; choose one of mean_squared_error")],
    "optimiser": [("lbfgs", "adam", "no optimiser; choose one of sgd, momentum, adam")],
    "initialisation": [("ones", "he", "choose one of he, xavier, uniform, zeros")],
    "l1": [(-0.1, 0.0, "The weight of L1 is −0.1")],
    "l2": [(2, 1.0, "The weight of L2 is 2")],
    "seed": [(-1, 0, "The seed is −1"), (1e9, 999_999, "the nearest is 999,999")],
    "points": [
        ((0, 0, 1), (), "XOR, four points has points of its own"),
        (7, (), "“7” are no points"),
    ],
    "data_seed": [(0.5, 0, "The seed of the data is 0.5")],
}


@pytest.mark.parametrize(
    ("name", "value", "nearest", "words"),
    [(name, *case) for name, cases in HOSTILE.items() for case in cases],
    ids=lambda value: str(value)[:24],
)
def test_a_hostile_value_gets_a_sentence_and_the_nearest_that_is_allowed(name, value, nearest, words):
    config, sentences = nearest_config({name: value})
    assert getattr(config, name) == nearest
    assert any(words in sentence for sentence in sentences)
    with pytest.raises(ValueError) as caught:
        TrainingConfig(**{name: value})
    assert str(caught.value) == " ".join(sentences)


def test_every_field_has_a_hostile_value():
    assert set(HOSTILE) == set(NAMES)


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.lists(st.one_of(st.integers(-5, 100), st.floats()), max_size=8).map(tuple),
    st.sampled_from([*DATA_SOURCES, *LOSSES, *ACTIVATIONS, "500,500,500", "1e9", "leaky_relu(slope=0.3)"]),
)


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), values, max_size=6))
@example({"data": "sin", "loss": "hinge", "output": "tanh"})
@example({"data": "pictures", "size": 801, "batch_size": 1, "epochs": 20_000})
@example({"hidden_sizes": "0 0"})
def test_whatever_is_given_the_nearest_is_allowed_and_sentences_tell_what_changed(given_values):
    config, sentences = nearest_config(given_values)
    assert TrainingConfig(**asdict(config)) == config
    assert all(sentence.endswith(".") and len(sentence) < 400 for sentence in sentences)
    known = {name: value for name, value in given_values.items() if name in NAMES}
    if sentences and known == given_values:
        with pytest.raises(ValueError, match=r"\.$"):
            TrainingConfig(**known)
    elif not sentences:
        assert TrainingConfig(**known) == config


@pytest.mark.parametrize("preset", TRAINING_PRESETS.values(), ids=TRAINING_PRESETS)
def test_a_preset_is_its_own_nearest_and_reads_back_from_texts(preset):
    assert nearest_config(asdict(preset.config)) == (preset.config, ())
    texts = {name: str(value) for name, value in asdict(preset.config).items()}
    texts["hidden_sizes"] = "-".join(map(str, preset.config.hidden_sizes))
    assert nearest_config(texts) == (preset.config, ())
    texts["hidden_sizes"] = "none"
    assert nearest_config(texts)[0].hidden_sizes == ()


def test_every_data_set_has_a_preset():
    assert set(TRAINING_PRESETS) == set(DATA_SOURCES)


def test_size_and_noise_are_those_of_the_data_where_none_is_given():
    for key, source in DATA_SOURCES.items():
        config = TrainingConfig(data=key)
        assert (config.size, config.noise) == (source.size, source.noise)
        assert config.sizes == (source.n_inputs, 8, 1)


def test_a_curve_has_numbers_and_gets_the_loss_that_takes_them():
    config, (sentence,) = nearest_config({"data": "sin", "loss": "cross_entropy"})
    assert config.loss == "mean_squared_error"
    assert sentence == "Cross-entropy wants classes, and sin πx has numbers; mean squared error takes both."


def test_a_loss_of_logits_leaves_the_output_without_an_activation():
    config, (sentence,) = nearest_config({"loss": "cross_entropy", "output": "sigmoid"})
    assert config.output == "identity"
    assert "takes the output's pre-activation" in sentence
    assert TrainingConfig(output="sigmoid").output == "sigmoid"


def test_a_training_that_would_take_too_long_is_shortened():
    asked = {"data": "circles", "size": 2000, "hidden_sizes": (64,) * 5, "epochs": 20_000}
    config, (sentence,) = nearest_config(asked)
    assert 1 < config.epochs < 20_000
    assert "would take too long; at most" in sentence
    asked |= {"hidden_sizes": (4,), "batch_size": 1}
    assert nearest_config(asked)[0].epochs < 2000


def test_so_many_starts_may_be_computed_at_once():
    assert TrainingConfig(hidden_sizes=(2,), epochs=5000).most_starts == 2000
    # 256-32-1 on 800 pictures: 3 · 8,257 · 800 multiplications an epoch, and 6 · 33 · 800 numbers in buffers.
    pictures = TRAINING_PRESETS["pictures"].config
    assert pictures.most_starts == 50
    # As long as a training may be, one start is as many as there may be.
    longest, _ = nearest_config({"data": "circles", "size": 2000, "hidden_sizes": (64,) * 5, "epochs": 20_000})
    assert longest.most_starts == 1


def test_a_name_that_no_setting_has_is_told():
    config, (sentence,) = nearest_config({"rate": 1})
    assert config == TrainingConfig()
    assert sentence.startswith("“rate” is no setting of a training; there are data, size")


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("0 0", "There are 2 numbers"),
        ((0.0, 0.0, 0.0, 1.0), "each point takes three"),
        ("0 0 0.5", "has the class 0.5"),
        ("0 9 1", "9"),
        ((0.0, 0.0, math.nan), "nan"),
        ((0.0,) * 183, "There are 183 numbers"),
    ],
    ids=str,
)
def test_own_points_that_cannot_be_used_get_a_sentence_and_those_to_begin_with(points, words):
    config, sentences = nearest_config({"data": "own", "points": points})
    assert config.points == ()
    assert words in " ".join(sentences)
    assert len(config.draw_data().train) == DATA_SOURCES["own"].size


def test_own_points_are_learned_from_and_tested_on():
    config, faults = nearest_config({"data": "own", "points": "0.5 -1 1; -0.25 0 0"})
    assert not faults
    data = config.draw_data()
    assert data.train is data.test
    np.testing.assert_array_equal(data.train.inputs, [[0.5, -1], [-0.25, 0]])
    np.testing.assert_array_equal(data.train.targets, [1, 0])


def test_an_activation_is_named_as_in_a_networks_text():
    config = TrainingConfig(activation="leaky_relu(slope=0.20)", epochs=1)
    assert config.activation == "leaky_relu(slope=0.2)"
    assert config.hidden_activation == ACTIVATIONS["leaky_relu"].with_parameters(slope=0.2)
    assert train(config).network.layers[0].activation == config.hidden_activation
    # Its own default is not written.
    assert TrainingConfig(activation="leaky_relu(slope=0.01)").activation == "leaky_relu"
