"""Small pictures of cats and dogs, drawn: a face with pointed ears is a cat, one with hanging ears a dog.

Place, size, angle and noise vary, and with each picture there is its negative, with the same label: a light face on
dark and a dark one on light.  Every pixel is a multiple of 1/256, so 1 − p has no rounding and the negative of the
negative is the picture.
"""

import numpy as np

SIDE = 16
N_PIXELS = SIDE * SIDE
CAT, DOG = 0, 1
_GREYS = 256
# The centres of the pixels on [−1, 1], x to the right and y upwards, row by row from the top: (256, 2).
_CENTRES = (np.arange(SIDE) + 0.5) * 2 / SIDE - 1
_PIXELS = np.stack(np.meshgrid(_CENTRES, -_CENTRES), axis=-1).reshape(-1, 2)
# In units of the face's radius.  An ear is a triangle for a cat and an ellipse for a dog, drawn on both sides.
_CAT_EAR = np.array([[0.15, 0.80], [0.90, 0.25], [0.85, 1.40]])
_DOG_EAR_CENTRE, _DOG_EAR_RADII = np.array([1.12, -0.25]), np.array([0.24, 0.75])
_EYE, _NOSE, _SPOT_RADIUS = np.array([0.38, 0.25]), np.array([0.0, -0.30]), 0.17


def draw_pictures(n_pictures: int, noise: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Pictures and their labels: (n_pictures, 256) from 0 to 1 and (n_pictures,), 0 for a cat and 1 for a dog.

    At even places stand pictures, half of them cats, in a random order, and behind each of them its negative;
    n_pictures is even.  `noise` is the standard deviation of what is added to every pixel.
    """
    n_faces = n_pictures // 2
    labels = rng.permutation(np.arange(n_faces) % 2)
    faces = _faces(labels, rng)
    lights = np.sort(rng.uniform(0, 1, size=(n_faces, 2)) * 0.2 + [0.05, 0.75], axis=1)
    grey = lights[:, :1] + (lights[:, 1:] - lights[:, :1]) * faces
    grey = grey + rng.normal(scale=noise, size=grey.shape) if noise else grey
    pictures = np.round(np.clip(grey, 0, 1) * _GREYS) / _GREYS
    is_dark = rng.random(n_faces) < 0.5
    pictures[is_dark] = 1 - pictures[is_dark]
    return np.stack([pictures, 1 - pictures], axis=1).reshape(-1, N_PIXELS), np.repeat(labels, 2).astype(np.float64)


def _faces(labels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """How much of each pixel a face covers: (n_faces, 256) from 0 to 1."""
    n_faces = len(labels)
    radius = rng.uniform(0.42, 0.58, size=(n_faces, 1))
    places = rng.uniform(-1, 1, size=(n_faces, 2)) * [0.22, 0.15] - [0, 0.12]
    angles = rng.uniform(-0.3, 0.3, size=n_faces)
    turn = np.stack([np.cos(angles), np.sin(angles), -np.sin(angles), np.cos(angles)], axis=-1).reshape(-1, 2, 2)
    # Every pixel as the face sees it, which is symmetric: its right half stands for both.
    points = (_PIXELS - places[:, None]) @ turn.swapaxes(1, 2) / radius[..., None]
    points = np.stack([np.abs(points[..., 0]), points[..., 1]], axis=-1)
    ears = np.where(labels[:, None] == DOG, _dog_ear(points), _cat_ear(points))
    head = np.maximum(ears, 1 - np.linalg.norm(points, axis=-1))
    spots = [_SPOT_RADIUS - np.linalg.norm(points - centre, axis=-1) for centre in (_EYE, _NOSE)]
    # Distances inside a border, in pixels: half a pixel on either side is where it is partly covered.
    pixel = 2 / SIDE / radius
    return _covered(head / pixel) * (1 - _covered(np.maximum(*spots) / pixel))


def _covered(depth: np.ndarray) -> np.ndarray:
    return np.clip(depth + 0.5, 0, 1)


def _cat_ear(points: np.ndarray) -> np.ndarray:
    """How far points lie inside the triangle, negative outside: (..., 2) -> (...)."""
    depths = []
    for start, end in zip(_CAT_EAR, np.roll(_CAT_EAR, -1, axis=0), strict=True):
        x, y = (end - start) / np.linalg.norm(end - start)
        depths.append(x * (points[..., 1] - start[1]) - y * (points[..., 0] - start[0]))
    return np.minimum.reduce(depths)


def _dog_ear(points: np.ndarray) -> np.ndarray:
    """How far points lie inside the ellipse, to first order, negative outside: (..., 2) -> (...)."""
    away = np.linalg.norm((points - _DOG_EAR_CENTRE) / _DOG_EAR_RADII, axis=-1)
    return (1 - away) * _DOG_EAR_RADII.min()
