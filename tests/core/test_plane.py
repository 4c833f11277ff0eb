"""Sampling functions over a window."""

import numpy as np

from core.plane import grid_points, sample_plane


def test_values_belong_to_their_places():
    field = sample_plane(lambda points: points[:, :1] + 10 * points[:, 1:], ((0, 1), (2, 4)), n=3)
    np.testing.assert_allclose(field.xs, [0, 0.5, 1])
    np.testing.assert_allclose(field.ys, [2, 3, 4])
    np.testing.assert_allclose(field.values[2], [40, 40.5, 41])
    assert field.largest == 41


def test_a_field_of_zeros_still_has_a_scale():
    assert sample_plane(lambda points: points[:, :1] * 0, ((0, 1), (0, 1)), n=2).largest == 1


def test_grid_points_run_row_by_row():
    np.testing.assert_array_equal(grid_points(np.array([0, 1]), np.array([5, 6])), [[0, 5], [1, 5], [0, 6], [1, 6]])
