"""Sampling functions over a window."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.plane import Field, grid_points, level_lines, sample_plane


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


def test_the_level_lines_of_an_affine_field_lie_on_its_line():
    field = sample_plane(lambda points: 3 * points[:, :1] - 2 * points[:, 1:] + 0.3, ((-1, 1), (-1, 1)), n=9)
    pieces = level_lines(field, 0.5)
    x, y = pieces.reshape(-1, 2).T
    np.testing.assert_allclose(3 * x - 2 * y + 0.3, 0.5, atol=1e-12)
    # From y = -1 to y = 1 the line runs over x = (0.2 + 2y)/3, which is longer than it is high by √(1 + 4/9).
    assert np.isclose(np.linalg.norm(pieces[:, 1] - pieces[:, 0], axis=1).sum(), 2 * np.sqrt(1 + 4 / 9))


def test_a_saddle_has_two_pieces_in_its_cell_and_a_flat_field_none():
    saddle = Field(np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([[1.0, -1.0], [-1.0, 1.0]]))
    assert level_lines(saddle, 0.0).shape == (2, 2, 2)
    flat = Field(saddle.xs, saddle.ys, np.zeros((2, 2)))
    assert level_lines(flat, 0.0).shape == (0, 2, 2)


@given(st.lists(st.floats(-5, 5), min_size=12, max_size=12), st.floats(-5, 5))
def test_every_piece_of_a_level_line_stays_in_the_window(values, level):
    field = Field(np.arange(4.0), np.arange(3.0), np.array(values).reshape(3, 4))
    pieces = level_lines(field, level)
    assert np.all(np.isfinite(pieces))
    assert np.all((pieces >= 0) & (pieces <= [3, 2]))
