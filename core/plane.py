"""Points of the plane of two inputs."""

import numpy as np

Window = tuple[tuple[float, float], tuple[float, float]]


def grid_points(xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Every point of a grid, row by row: (len(xs) · len(ys), 2)."""
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
