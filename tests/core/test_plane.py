"""Points of the plane."""

import numpy as np

from core.plane import grid_points


def test_grid_points_run_row_by_row():
    np.testing.assert_array_equal(grid_points(np.array([0, 1]), np.array([5, 6])), [[0, 5], [1, 5], [0, 6], [1, 6]])
