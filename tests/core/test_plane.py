"""Sampling functions over a window."""

import numpy as np

from core.plane import grid_points, sample_plane


def test_values_belong_to_their_places():
    field = sample_plane(lambda points: points[:, :1] + 10 * points[:, 1:], ((0, 1), (2, 4)), n=3)
    np.testing.assert_allclose(field.xs, [0, 0.5, 1])
    np.testing.assert_allclose(field.ys, [2, 3, 4])
    np.testing.assert_allclose(field.values[2], [40, 40.5, 41])
    assert field.largest == 41


def test_only_the_first_output_is_sampled_and_a_flat_answer_will_do():
    two = sample_plane(lambda points: np.column_stack([points[:, 0], points[:, 0] * 0 - 99]), ((0, 1), (0, 1)), n=2)
    np.testing.assert_array_equal(two.values, [[0, 1], [0, 1]])
    flat = sample_plane(lambda points: points[:, 1], ((0, 1), (0, 1)), n=2)
    np.testing.assert_array_equal(flat.values, [[0, 0], [1, 1]])


def test_the_largest_value_of_a_field_is_by_size():
    assert sample_plane(lambda points: -3 * points[:, :1], ((0, 1), (0, 1)), n=2).largest == 3


def test_a_field_of_zeros_still_has_a_scale():
    assert sample_plane(lambda points: points[:, :1] * 0, ((0, 1), (0, 1)), n=2).largest == 1


def test_grid_points_run_row_by_row():
    np.testing.assert_array_equal(grid_points(np.array([0, 1]), np.array([5, 6])), [[0, 5], [1, 5], [0, 6], [1, 6]])
