"""What a training costs, so that one visitor's cannot take a server's time and memory from all others."""

import math

from core.parameters import ParameterLayout

MOST_EPOCHS = 20_000
MOST_STARTS = 2000
# Multiplications: a minute or two on one core.  What a step costs beside its own is counted as so many of them.
_MOST_WORK = 2e11
_WORK_OF_A_STEP = 1e5
# Numbers that many starts may hold at once: 80 MB.
_MOST_NUMBERS = 1e7


def steps_of_an_epoch(size: int, batch_size: int) -> int:
    """How many batches there are in so many samples; a batch size of 0 takes all of them at once."""
    return math.ceil(size / (batch_size or size))


def most_epochs(layout: ParameterLayout, size: int, batch_size: int) -> int:
    """How many epochs one start may have: 1 to 20,000."""
    overhead = steps_of_an_epoch(size, batch_size) * _WORK_OF_A_STEP
    return max(1, min(MOST_EPOCHS, math.floor(_MOST_WORK / (_work(layout, size) + overhead))))


def most_starts(layout: ParameterLayout, size: int, batch_size: int, epochs: int) -> int:
    """How many starts may be computed at once: 1 to 2,000, by the time and the memory that they take."""
    overhead = steps_of_an_epoch(size, batch_size) * _WORK_OF_A_STEP
    by_time = (_MOST_WORK / epochs - overhead) / _work(layout, size)
    # Parameters with their gradient and the optimiser's memories, and about six numbers for each neuron and sample.
    by_memory = _MOST_NUMBERS / (5 * layout.count + 6 * sum(layout.sizes[1:]) * size)
    return max(1, math.floor(min(MOST_STARTS, by_time, by_memory)))


def _work(layout: ParameterLayout, size: int) -> int:
    """Multiplications of one start in an epoch: forward, and twice as many back."""
    return 3 * layout.count * size
