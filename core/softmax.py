"""Softmax: shares of a whole vector."""

import numpy as np

from core.numbers import number_text


def softmax(scores, temperature: float = 1.0) -> np.ndarray:
    """e^(x_i/T) / Σ e^(x_j/T) over the last axis: (..., n) -> (..., n), positive, summing to 1.

    It acts on a whole vector, so it is no curve and no row of the table of activations.  Subtracting the
    largest score first changes nothing and cannot overflow.  Raises ValueError unless T > 0.
    """
    if not temperature > 0:
        raise ValueError(f"The temperature is {temperature}; softmax needs one above 0.")
    scores = np.asarray(scores, dtype=np.float64)
    # Differences first: two scores near the float64 limit may not be divided before.
    exponents = np.exp((scores - scores.max(axis=-1, keepdims=True)) / temperature)
    return exponents / exponents.sum(axis=-1, keepdims=True)


def share_text(share: float) -> str:
    """A share of a softmax, which is never 0 and never 1: 0.659, < 0.001, > 0.999."""
    if share < 0.0005:
        return "< 0.001"
    if share > 0.9995:
        return "> 0.999"
    return number_text(share, 3)
