"""Many numbers as one text, for the browser: hand/packed.js reads them."""

import base64

import numpy as np


def packed(numbers: np.ndarray, kind: str) -> str:
    """Numbers of the kind "<f4" or "<f8" in base64, row by row."""
    return base64.b64encode(np.ascontiguousarray(numbers, dtype=kind).tobytes()).decode()
