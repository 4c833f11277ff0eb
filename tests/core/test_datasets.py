"""Data sets: the same for the same seed, in the shapes they promise, and refused in words where not offered."""

import numpy as np
import pytest

from core.datasets import DATA_SOURCES, Dataset, Split, draw_split
from core.hinges import TARGETS
from core.separability import NotSeparable, SeparatingLine, separate

every_source = pytest.mark.parametrize("source", DATA_SOURCES.values(), ids=DATA_SOURCES)


def drawn(source, seed=0, **other) -> Split:
    return draw_split(source.key, **{"size": source.size, "noise": source.noise, "seed": seed} | other)


@every_source
def test_a_set_has_its_size_its_inputs_and_both_classes(source):
    for size in (source.least_size, source.size, source.most_size):
        split = drawn(source, size=size)
        assert split.train.inputs.shape == (size, source.n_inputs)
        assert split.train.targets.shape == (size,)
        assert split.test.n_inputs == source.n_inputs
        if source.has_classes:
            assert split.train.has_classes
            # As many of one class as of the other, but for an odd one.
            assert abs(2 * split.train.targets.sum() - size) <= 2


@every_source
def test_the_same_seed_gives_the_same_set_and_another_one_another(source):
    one, two, other = drawn(source, 3), drawn(source, 3), drawn(source, 4)
    np.testing.assert_array_equal(one.train.inputs, two.train.inputs)
    np.testing.assert_array_equal(one.test.targets, two.test.targets)
    if not source.has_one_size:
        assert not np.array_equal(one.train.inputs, other.train.inputs)


@every_source
def test_what_is_tested_on_is_not_what_is_learned_from(source):
    split = drawn(source)
    if source.has_one_size:
        assert split.test is split.train
    else:
        both = np.concatenate([split.train.inputs, split.test.inputs])
        assert len(np.unique(both, axis=0)) == len(both)


@every_source
def test_noise_changes_where_samples_lie_and_more_noise_more(source):
    if not source.most_noise:
        pytest.skip("these points have no noise")
    without, little, much = (drawn(source, noise=share * source.most_noise).train for share in (0, 0.2, 1))
    moved = [
        np.abs(noisy.inputs - without.inputs).mean() + np.abs(noisy.targets - without.targets).mean()
        for noisy in (little, much)
    ]
    assert 0 < moved[0] < moved[1]


def test_xor_is_its_four_points():
    split = draw_split("xor", 4, 0.0, seed=7)
    np.testing.assert_array_equal(split.train.inputs, [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_array_equal(split.train.targets, [0, 1, 1, 0])


@pytest.mark.parametrize("key", TARGETS)
def test_a_curve_without_noise_is_the_target_of_the_build_page(key):
    data = draw_split(key, 50, 0.0, seed=0).train
    np.testing.assert_array_equal(data.targets, TARGETS[key].function(data.inputs[:, 0]))


@pytest.mark.parametrize(
    ("key", "noise", "kind"),
    [
        ("gaussians", 0.2, SeparatingLine),
        ("xor_clouds", 0.2, NotSeparable),
        ("circles", 0.0, NotSeparable),
        ("moons", 0.0, NotSeparable),
        ("spirals", 0.0, NotSeparable),
    ],
)
def test_a_line_is_enough_for_two_clouds_and_for_nothing_else(key, noise, kind):
    data = draw_split(key, 60, noise, seed=0).train
    assert isinstance(separate(data.inputs, data.targets.astype(int)), kind)


def test_circles_and_spirals_without_noise_lie_where_they_are_said_to():
    circles = draw_split("circles", 100, 0.0, seed=0).train
    np.testing.assert_allclose(np.linalg.norm(circles.inputs, axis=1), np.where(circles.targets, 0.5, 1.0))
    spirals = draw_split("spirals", 100, 0.0, seed=0).train
    radius = np.linalg.norm(spirals.inputs, axis=1)
    along = np.arctan2(*spirals.inputs.T) - 1.75 * 2 * np.pi * radius - np.pi * spirals.targets
    np.testing.assert_allclose(np.cos(along), 1)


def test_arrays_are_read_only_float64():
    data = draw_split("moons", 20, 0.1, seed=0).train
    assert data.inputs.dtype == data.targets.dtype == np.float64
    for array in (data.inputs, data.targets):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("cats", 10, 0.0, 0), "“cats” is not a data set; choose one of xor, xor_clouds"),
        (("circles", 9, 0.0, 0), "give a whole number from 10 to 2,000"),
        (("circles", 10.5, 0.0, 0), "give a whole number"),
        (("xor", 5, 0.0, 0), "with 5 samples is not offered; give 4"),
        (("pictures", 801, 0.0, 0), "give a multiple of 2 from 20 to 1,000"),
        (("circles", 10, -0.1, 0), "takes a noise from 0 to 0.3"),
        (("circles", 10, float("nan"), 0), "takes a noise from 0 to 0.3"),
    ],
)
def test_what_is_not_offered_gets_a_sentence(arguments, words):
    with pytest.raises(ValueError, match=words):
        draw_split(*arguments)


def test_points_of_ones_own_are_checked():
    own = Dataset([[0, 1], [2, 3]], [0, 1])
    assert (len(own), own.n_inputs, own.has_classes) == (2, 2, True)
    assert not Dataset([[0.0]], [0.5]).has_classes
    for inputs, targets in (([[0, 1]], [0, 1]), ([], []), ([0, 1], [0, 1])):
        with pytest.raises(ValueError, match="give at least one sample"):
            Dataset(inputs, targets)
    for value in (np.nan, np.inf, 1e7):
        with pytest.raises(ValueError, match="not a number within ±1,000,000"):
            Dataset([[value, 0]], [0])
    with pytest.raises(ValueError, match="2 inputs and the ones for the test 1"):
        Split(own, Dataset([[0]], [0]))
