"""Trainings: by hand, bit for bit the same again and among others, ended well in every way, and what FACTS.md has."""

import math
import time
from dataclasses import replace

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.backprop import gradient_norms
from core.datasets import Dataset, Split
from core.descent import Ending
from core.initialisations import INITIALISATIONS, first_parameters
from core.optimisers import OPTIMISERS
from core.parameters import ParameterLayout, parameters_of
from core.training import accuracy, snapshot_epochs, train, train_many
from core.training_config import TrainingConfig
from core.training_presets import TRAINING_PRESETS

XOR_CLOUDS = TrainingConfig(data="xor_clouds", size=40, hidden_sizes=(4, 2), activation="tanh", epochs=30)
# 5,000 steps of gradient descent on the four points, as in FACTS.md.
XOR = TrainingConfig(optimiser="sgd", learning_rate=0.1, epochs=5000)


def assert_same(one, two):
    for name in ("train_losses", "test_losses", "snapshot_epochs", "snapshots", "gradient_norms", "weights"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name), err_msg=name)
    assert one.ending == two.ending


def test_two_epochs_by_hand():
    # From zeros every output on XOR is 0, and the loss (0 + 1 + 1 + 0)/4 = ½.  Hidden ReLUs have slope 0 at 0, so the
    # output's bias alone learns: its gradient is the mean of 2·(0 − y), which is −1, and a step of 0.1 makes it 0.1.
    # Then the loss is (0.1² + 0.9² + 0.9² + 0.1²)/4 = 0.41 and the gradient 2·0.1 − 1 = −0.8; the bias becomes 0.18.
    run = train(
        TrainingConfig(hidden_sizes=(2,), initialisation="zeros", optimiser="sgd", learning_rate=0.1, epochs=2)
    )
    np.testing.assert_allclose(run.weights, [*[0] * 8, 0.18], atol=1e-15)
    np.testing.assert_allclose(run.train_losses, [0.5, 0.41, (2 * 0.18**2 + 2 * 0.82**2) / 4])
    np.testing.assert_allclose(run.gradient_norms[:2], [[0, 1], [0, 0.8]], atol=1e-15)


STEPS_BY_HAND = {
    # 1 − 0.1·2, then 0.8 − 0.1·1
    "sgd": (0.8, 0.7),
    # v = 2, then 0.9·2 + 1 = 2.8: 1 − 0.1·2, then 0.8 − 0.1·2.8
    "momentum": (0.8, 0.52),
    # m̂ = g and v̂ = g² at first: 1 − 0.1·2/2.  Then m = 0.9·0.2 + 0.1·1 = 0.28, m̂ = 0.28/0.19;
    # v = 0.999·0.004 + 0.001·1 = 0.004996, v̂ = 0.004996/0.001999: 0.9 − 0.1·m̂/√v̂
    "adam": (0.9, 0.9 - 0.1 * (0.28 / 0.19) / math.sqrt(0.004996 / 0.001999)),
}


@pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=OPTIMISERS)
def test_two_steps_by_hand(optimiser):
    parameters = np.array([1.0])
    memories = tuple(np.zeros(1) for _ in range(optimiser.n_memories))
    for count, (gradient, wanted) in enumerate(zip((2.0, 1.0), STEPS_BY_HAND[optimiser.key], strict=True), start=1):
        optimiser.step(parameters, np.array([gradient]), memories, 0.1, count)
        assert parameters[0] == pytest.approx(wanted, abs=1e-8)


@pytest.mark.parametrize("key", INITIALISATIONS)
def test_first_weights_are_as_wide_as_their_formula(key):
    weights, bias = np.split(first_parameters(key, ParameterLayout((100, 64)), 0).reshape(64, 101), [100], axis=1)
    variance = {"he": 2 / 100, "xavier": 2 / 164, "uniform": 1 / 300, "zeros": 0}[key]
    assert weights.var() == pytest.approx(variance, rel=0.06)
    assert bias.var() == pytest.approx(variance if key == "uniform" else 0, rel=0.4)
    assert key != "uniform" or np.abs(weights).max() <= 0.1


@pytest.mark.parametrize("initialisation", INITIALISATIONS)
def test_the_race_begins_from_the_same_weights(initialisation):
    relu = replace(XOR_CLOUDS, initialisation=initialisation, activation="relu", seed=5)
    others = {"activation": "identity"}, {"loss": "hinge"}, {"optimiser": "sgd"}, {"data": "circles"}, {"l2": 0.1}
    start = train(relu).snapshots[0]
    for other in others:
        np.testing.assert_array_equal(train(replace(relu, **other)).snapshots[0], start)
    if initialisation != "zeros":
        assert not np.array_equal(train(replace(relu, seed=6)).snapshots[0], start)


VARIANTS = {
    "all at once": {},
    "batches": {"batch_size": 16},
    "batches that fit": {"batch_size": 10, "optimiser": "sgd"},
    "ReLU and cross-entropy": {"activation": "relu", "loss": "cross_entropy"},
    "a generic activation": {"activation": "leaky_relu(slope=0.2)", "output": "sigmoid", "optimiser": "momentum"},
    "penalties": {"l1": 0.01, "l2": 0.1},
    "four points": {"data": "xor", "size": None, "noise": None},
    "no hidden layer": {"hidden_sizes": ()},
}
every_variant = pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)


@every_variant
def test_the_same_configuration_gives_the_same_run(changes):
    config = replace(XOR_CLOUDS, **changes)
    assert_same(train(config), train(config))


@every_variant
def test_many_starts_are_what_each_is_alone(changes):
    config = replace(XOR_CLOUDS, **changes)
    many = train_many(config, range(3, 8))
    for index, seed in enumerate(many.seeds):
        run = train(replace(config, seed=seed))
        np.testing.assert_array_equal(many.weights[index], run.weights)
        assert (many.train_losses[index], many.test_losses[index]) == (run.train_losses[-1], run.test_losses[-1])
        assert (many.epochs[index], many.endings[index]) == (run.epochs, run.ending)
    np.testing.assert_array_equal(
        many.accuracies(),
        [accuracy(many.network(index), many.data.train, config.loss_function) for index in range(5)],
    )


@every_variant
def test_what_is_noted_of_an_epoch_belongs_to_its_weights(changes):
    run = train(replace(XOR_CLOUDS, **changes))
    loss = run.config.loss_function
    np.testing.assert_array_equal(run.snapshot_epochs, range(31))
    for index, epoch in enumerate(run.snapshot_epochs):
        network = run.snapshot(index)
        # Snapshots are float32.
        for data, losses in ((run.data.train, run.train_losses), (run.data.test, run.test_losses)):
            assert losses[epoch] == pytest.approx(loss(network(data.inputs)[:, 0], data.targets), rel=1e-4, abs=1e-9)
        norms = gradient_norms(network, run.data.train.inputs, run.data.train.targets, loss)
        np.testing.assert_allclose(run.gradient_norms[index], norms, rtol=1e-2, atol=1e-5)
    assert run.train_losses[-1] == pytest.approx(
        loss(run.network(run.data.train.inputs)[:, 0], run.data.train.targets)
    )
    np.testing.assert_array_equal(run.snapshots[-1], run.weights.astype(np.float32))
    np.testing.assert_array_equal(parameters_of(run.network), run.weights)


@pytest.mark.parametrize("activation", [key for key, activation in ACTIVATIONS.items() if not activation.jumps])
def test_every_activation_without_a_jump_learns(activation):
    run = train(replace(XOR_CLOUDS, activation=activation))
    assert run.train_losses[-1] < run.train_losses[0]


def test_a_penalty_makes_weights_smaller_and_leaves_biases_free():
    free, l1, l2 = (train(replace(XOR_CLOUDS, epochs=500, **more)) for more in ({}, {"l1": 0.01}, {"l2": 0.01}))
    is_weight = free.config.layout.is_weight
    for run in (l1, l2):
        assert np.abs(run.weights[is_weight]).sum() < 0.8 * np.abs(free.weights[is_weight]).sum()
    # L1 drives weights onto 0, to the size of a step.
    assert (np.abs(l1.weights[is_weight]) < 0.05).sum() > (np.abs(free.weights[is_weight]) < 0.05).sum()
    # From zeros only the output's bias learns on XOR, and no penalty keeps it from ½.
    zeros = TrainingConfig(initialisation="zeros", optimiser="sgd", learning_rate=0.1, l2=1.0, l1=1.0)
    assert train(zeros).weights[-1] == pytest.approx(0.5)


def test_every_sample_is_in_one_batch_of_an_epoch():
    # Without a hidden layer, from zeros, each step of SGD adds rate·2·mean(y − f) to the bias; on targets that are
    # far away f hardly matters, so after an epoch the bias is the sum over the batches of their means.
    targets = np.arange(10.0) * 1e5
    data = Dataset(np.zeros((10, 2)), targets)
    config = replace(
        XOR_CLOUDS,
        hidden_sizes=(),
        initialisation="zeros",
        optimiser="sgd",
        learning_rate=1e-5,
        batch_size=5,
        epochs=1,
    )
    run = train(config, Split(data, data))
    assert run.weights[-1] == pytest.approx(2e-5 * 2 * targets.mean(), rel=1e-4)


@pytest.mark.parametrize("n_hidden", [1, 3])
def test_a_run_that_diverges_ends_before_and_keeps_what_it_had(n_hidden):
    config = replace(
        XOR_CLOUDS,
        hidden_sizes=(4,) * n_hidden,
        activation="relu",
        optimiser="momentum",
        learning_rate=10,
        epochs=400,
    )
    run = train(config)
    assert run.ending is Ending.DIVERGED
    assert len(run.train_losses) == len(run.test_losses) == run.epochs + 1 < 401
    assert run.snapshot_epochs[-1] == run.epochs
    for name in ("train_losses", "test_losses", "snapshots", "gradient_norms", "weights"):
        assert np.isfinite(getattr(run, name)).all()
    assert np.abs(run.weights).max() <= 1e6
    assert f"Diverged in epoch {run.epochs + 1}" in run.ending_sentence
    assert "below 10 makes smaller steps" in run.ending_sentence


def test_starts_that_diverge_leave_the_others_as_they_are():
    config = replace(XOR, hidden_sizes=(4, 4, 4), activation="identity", epochs=300)
    many = train_many(config, range(40))
    assert {Ending.DIVERGED, Ending.FINISHED} == set(many.endings)
    assert np.isfinite(many.weights).all()
    for index in (many.endings.index(Ending.DIVERGED), many.endings.index(Ending.FINISHED)):
        run = train(replace(config, seed=index))
        np.testing.assert_array_equal(many.weights[index], run.weights)
        assert (many.epochs[index], many.endings[index]) == (run.epochs, run.ending)
        assert many.train_losses[index] == run.train_losses[-1]


def test_a_run_is_watched_and_stopped_between_two_epochs():
    seen = []

    def watch(epoch, loss):
        seen.append((epoch, loss))
        return epoch < 12

    whole, run = train(XOR_CLOUDS), train(XOR_CLOUDS, watch=watch)
    assert run.ending is Ending.STOPPED
    assert run.ending_sentence == "Stopped after 12 of 30 epochs."
    assert run.epochs == 12
    np.testing.assert_array_equal(run.train_losses, whole.train_losses[:13])
    np.testing.assert_array_equal(run.snapshots, whole.snapshots[:13])
    assert seen == list(enumerate(run.train_losses))


def test_a_run_stopped_between_two_snapshots_has_its_last_weights_as_one():
    run = train(replace(XOR_CLOUDS, epochs=5000), watch=lambda epoch, loss: epoch < 1001)
    assert run.snapshot_epochs[-1] == run.epochs == 1001
    assert run.snapshot_epochs[-2] < 1001 not in snapshot_epochs(5000)
    np.testing.assert_array_equal(run.snapshots[-1], run.weights.astype(np.float32))


def test_a_run_that_may_not_begin_keeps_its_first_weights():
    run = train(XOR_CLOUDS, watch=lambda epoch, loss: False)
    assert (run.epochs, len(run.snapshots), run.ending) == (0, 1, Ending.STOPPED)


def test_many_starts_are_stopped_as_well():
    many = train_many(XOR_CLOUDS, range(4), watch=lambda epoch, loss: epoch < 5)
    assert many.endings == (Ending.STOPPED,) * 4
    np.testing.assert_array_equal(many.epochs, 5)


@pytest.mark.parametrize("epochs", [1, 2, 198, 199, 200, 201, 250, 1000, 20_000])
def test_snapshots_are_close_together_at_first_and_wider_later(epochs):
    taken = np.array(snapshot_epochs(epochs))
    assert len(taken) == min(200, epochs + 1)
    assert (taken[0], taken[-1]) == (0, epochs)
    gaps = np.diff(taken)
    assert gaps.min() >= 1
    # A quarter of the snapshots is later than a quarter of the run.
    assert gaps[: len(gaps) // 2].sum() <= gaps[len(gaps) // 2 :].sum() + 1


def test_points_of_ones_own_are_learned():
    # Three on a line, the middle one 1: two ReLUs at least.
    own = Dataset([[0, 0], [1, 1], [2, 2]], [0, 1, 0])
    run = train(TrainingConfig(loss="cross_entropy", seed=1), Split(own, own))
    assert accuracy(run.network, own, run.config.loss_function) == 1
    np.testing.assert_array_equal(run.train_losses, run.test_losses)


def test_data_that_do_not_fit_get_a_sentence():
    line, numbers = Dataset([[0.0]], [1]), Dataset([[0, 0]], [0.5])
    with pytest.raises(ValueError, match="The data have 1 inputs and the network takes 2"):
        train(XOR_CLOUDS, Split(line, line))
    with pytest.raises(ValueError, match="Cross-entropy wants the classes 0 and 1"):
        train(replace(XOR_CLOUDS, loss="cross_entropy"), Split(numbers, numbers))
    with pytest.raises(ValueError, match="numbers, not classes"):
        accuracy(train(XOR_CLOUDS).network, numbers, XOR_CLOUDS.loss_function)
    for seeds in ([], range(2001)):
        with pytest.raises(ValueError, match="give at least 1 and for this training at most 2,000"):
            train_many(XOR, seeds)


@pytest.mark.parametrize("preset", TRAINING_PRESETS.values(), ids=TRAINING_PRESETS)
def test_a_preset_reaches_its_goal_in_a_second(preset):
    start = time.process_time()
    run = train(preset.config)
    assert run.test_losses[-1] < preset.goal
    assert time.process_time() - start < 2


@pytest.mark.parametrize(("key", "goal"), [("xor_clouds", 0.01), ("circles", 0.01), ("spirals", 0.05)])
def test_a_preset_reaches_its_goal_from_other_starts_too(key, goal):
    preset = TRAINING_PRESETS[key]
    assert preset.goal == goal
    assert np.mean(train_many(preset.config, range(10)).test_losses < goal) >= 0.9


# Sizes, activation and initialisation, starts here, and the rate in FACTS.md, which is of 2,000 starts.
RATES = {
    "two ReLUs, He": ((2,), "relu", "he", 1000, 0.245),
    "three ReLUs, He": ((3,), "relu", "he", 200, 0.49),
    "four ReLUs, He": ((4,), "relu", "he", 200, 0.70),
    "eight ReLUs, He": ((8,), "relu", "he", 200, 0.97),
    "two ReLUs, uniform": ((2,), "relu", "uniform", 200, 0.26),
    "two tanh, uniform": ((2,), "tanh", "uniform", 200, 0.91),
    "two sigmoids, uniform": ((2,), "sigmoid", "uniform", 200, 0.70),
}


@pytest.mark.parametrize(("hidden", "activation", "initialisation", "n", "rate"), RATES.values(), ids=RATES)
def test_so_many_starts_solve_xor(hidden, activation, initialisation, n, rate):
    config = replace(XOR, hidden_sizes=hidden, activation=activation, initialisation=initialisation)
    solved = np.mean(train_many(config, range(n)).accuracies() == 1)
    # Both rates are counted, so both have an error; three standard deviations of their difference.
    assert abs(solved - rate) < 3 * math.sqrt(rate * (1 - rate) * (1 / n + 1 / 2000)) + 0.005


@pytest.mark.parametrize("hidden", [(), (2,), (8,), (4, 4, 4)], ids=str)
@pytest.mark.parametrize("loss", ["mean_squared_error", "cross_entropy"])
def test_the_identity_never_gets_more_than_three_of_four(hidden, loss):
    config = replace(XOR, hidden_sizes=hidden, activation="identity", loss=loss, epochs=500)
    many = train_many(config, range(200))
    assert many.accuracies().max() <= 0.75
    least = {"mean_squared_error": 0.25, "cross_entropy": math.log(2)}[loss]
    assert many.train_losses.min() >= least - 1e-12
    # Deep affine stacks with He's weights, made for ReLU, are too steep for this rate from many starts.
    assert np.quantile(many.train_losses, 0.3) == pytest.approx(least, abs=0.01)


@pytest.mark.parametrize("hidden", [(), (32,), (16, 16, 16)], ids=str)
def test_the_identity_never_gets_more_than_three_quarters_of_the_pictures(hidden):
    config = replace(TRAINING_PRESETS["pictures"].config, hidden_sizes=hidden, activation="identity", epochs=15)
    many = train_many(config, range(4))
    for index in range(4):
        for data in (many.data.train, many.data.test):
            assert accuracy(many.network(index), data, config.loss_function) <= 0.75


def test_relu_tells_cats_from_dogs():
    config = TRAINING_PRESETS["pictures"].config
    run = train(config)
    assert accuracy(run.network, run.data.test, config.loss_function) >= 0.99
