"""A line drawn by hand over a function: a height in each column of a window, and how far off they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.formulas import Formula, beside
from core.numbers import LARGEST_NUMBER

N_COLUMNS = 61
# So many columns may be left out, where the hand begins or ends late.
MOST_MISSING = 6
# A hand is as good as this at the place of a jump, in columns: there any height between its sides is right.
_SHAKY = 2
_N_SAMPLES = 2 * N_COLUMNS - 1

Heights = Sequence[float | None]


@dataclass(frozen=True)
class Apart:
    """Where a line is furthest from what is right: `gap` above it, or below where it is negative."""

    x: float
    gap: float


def is_line(heights: Sequence) -> bool:
    """Whether this is a height for each column: a number, or None where there is none."""
    return len(heights) == N_COLUMNS and all(
        height is None or (type(height) in (int, float) and abs(height) <= LARGEST_NUMBER) for height in heights
    )


def columns(window: tuple[float, float]) -> np.ndarray:
    """The x of each column."""
    return np.linspace(*window, N_COLUMNS)


def band(truth: Formula, window: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """The least and the largest height in each column that is right: the same one but beside a jump."""
    xs = columns(window)
    low, high = truth(xs), truth(xs)
    reach = (_SHAKY + 1e-9) * (window[1] - window[0]) / (N_COLUMNS - 1)
    for jump in truth.jumps:
        near, sides = np.abs(xs - jump) <= reach, truth(beside(jump))
        low[near], high[near] = np.minimum(low[near], sides.min()), np.maximum(high[near], sides.max())
    return low, high


def furthest(line: Heights, truth: Formula, window: tuple[float, float]) -> Apart | None:
    """Where the line is furthest from the truth, the first such place; None for one that leaves out too much."""
    heights = np.array([np.nan if height is None else height for height in line], dtype=np.float64)
    if np.isnan(heights).sum() > MOST_MISSING:
        return None
    low, high = band(truth, window)
    gaps = np.nan_to_num(np.maximum(heights - high, 0.0) - np.maximum(low - heights, 0.0))
    place = int(np.argmax(np.abs(gaps)))
    return Apart(float(columns(window)[place]), float(gaps[place]))


def graph(truth: Formula, window: tuple[float, float]) -> np.ndarray:
    """Points of the graph, its kinks among them, (2, n); at a jump there is a nan between the sides."""
    low, high = window
    kinks = [x for x in truth.kinks if low < x < high]
    xs = np.unique([*np.linspace(low, high, _N_SAMPLES), *(x for kink in kinks for x in beside(kink))])
    ys = truth(xs)
    for jump in truth.jumps:
        place = int(np.searchsorted(xs, jump))
        # What stands on the jump itself belongs to one of its sides.
        on_it = slice(place, place + 1) if place < len(xs) and xs[place] == jump else slice(place, place)
        xs = np.concatenate([xs[:place], [jump], xs[on_it.stop :]])
        ys = np.concatenate([ys[:place], [np.nan], ys[on_it.stop :]])
    return np.stack([xs, ys])


def roomy(truth: Formula, window: tuple[float, float]) -> tuple[float, float]:
    """Heights that show the graph and, below it and above, half as much again: what is wrong has a place too."""
    _, ys = graph(truth, window)
    low, high = float(np.nanmin(ys)), float(np.nanmax(ys))
    room = (high - low) / 2 or 1.0
    return low - room, high + room
