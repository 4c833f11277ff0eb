"""Cats and dogs: each with its exact negative, told apart by their ears alone, and by no single pixel."""

import numpy as np
import pytest

from core.pictures import CAT, DOG, N_PIXELS, SIDE, draw_pictures


def pictures(n=200, noise=0.05, seed=0):
    return draw_pictures(n, noise, np.random.default_rng(seed))


def test_behind_each_picture_stands_its_negative_with_the_same_label():
    drawn, labels = pictures()
    assert drawn.shape == (200, N_PIXELS)
    # Without rounding: every pixel is a multiple of 1/256.
    np.testing.assert_array_equal(drawn[::2] + drawn[1::2], np.ones((100, N_PIXELS)))
    np.testing.assert_array_equal(drawn * 256 % 1, 0)
    np.testing.assert_array_equal(labels[::2], labels[1::2])


def test_pixels_lie_between_0_and_1_and_half_of_the_pictures_are_dogs():
    drawn, labels = pictures(noise=0.3)
    assert 0 <= drawn.min() < 0.05
    assert 0.95 < drawn.max() <= 1
    assert np.mean(labels == DOG) == np.mean(labels == CAT) == 0.5


def test_light_faces_on_dark_come_first_as_often_as_dark_ones_on_light():
    drawn, _ = pictures(1000)
    # Some corner pixels are always background.
    is_light_on_dark = drawn[::2, 0] < 0.5
    assert 0.4 < is_light_on_dark.mean() < 0.6


def test_faces_vary_in_place_size_angle_and_light():
    drawn, labels = pictures(noise=0.0)
    assert len(np.unique(drawn, axis=0)) == len(drawn)
    for label in (CAT, DOG):
        faces = np.where(drawn[:, :1] < 0.5, drawn, 1 - drawn)[labels == label]
        rows, columns = np.indices((SIDE, SIDE)).reshape(2, -1)
        mass = (faces > 0.5).sum(axis=1)
        centres = np.stack([(faces > 0.5) @ axis / mass for axis in (rows, columns)])
        assert np.all(np.ptp(centres, axis=1) > 2)
        assert mass.max() > 1.5 * mass.min()


def test_noise_is_the_standard_deviation_of_a_pixel():
    without, _ = pictures(noise=0.0)
    noisy, _ = pictures(noise=0.02)
    # A corner is background of at least 0.05, so that hardly anything is cut off at 0 and 1.  The order of what is
    # drawn is the same in both but for which ones are dark, so each is compared as light on dark.
    corners = [np.where(drawn[:, 0] < 0.5, drawn[:, 0], 1 - drawn[:, 0]) for drawn in (without, noisy)]
    assert np.std(corners[1] - corners[0]) == pytest.approx(0.02, rel=0.25)


def test_ears_make_cats_taller_and_dogs_wider():
    drawn, labels = pictures(1000, noise=0.0)
    faces = np.where(drawn[:, :1] < 0.5, drawn, 1 - drawn).reshape(-1, SIDE, SIDE) > 0.5
    height, width = (faces.any(axis=axis).sum(axis=1) for axis in (2, 1))
    is_dog = labels == DOG
    assert height[~is_dog].mean() > height[is_dog].mean() + 1
    assert width[is_dog].mean() > width[~is_dog].mean() + 1
