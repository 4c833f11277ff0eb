"""One generator of random numbers for each purpose, from a seed that people can read and type."""

import numpy as np

LARGEST_SEED = 999_999
# Each purpose has a stream of its own, so that the same seed does not draw the same numbers for two of them.  What
# stands here keeps its place: another order would draw other numbers for every link.
_PURPOSES = ("data to learn from", "data to test on", "first weights", "order of the samples")


def generator(seed: int, purpose: str) -> np.random.Generator:
    """The generator of a seed for one of the purposes above."""
    return np.random.default_rng([seed, _PURPOSES.index(purpose)])
