"""What a benchmark finds, and how it is printed."""

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from os import cpu_count

import numpy as np


@dataclass(frozen=True)
class Reading:
    """A number with its unit, and where there are several measurements the middle half of them."""

    value: float
    unit: str
    middle: tuple[float, float] | None = None

    @classmethod
    def of(cls, values: Sequence[float], unit: str, percentile: float = 50) -> "Reading":
        """The median of some measurements with its middle half, or another percentile alone."""
        value = float(np.percentile(values, percentile))
        if percentile != 50 or len(values) < 2:
            return cls(value, unit)
        low, high = np.percentile(values, [25, 75])
        return cls(value, unit, (float(low), float(high)))

    def __str__(self) -> str:
        text = f"{_short(self.value)} {self.unit}"
        return f"{text} ({_short(self.middle[0])} to {_short(self.middle[1])})" if self.middle else text


@dataclass(frozen=True)
class Row:
    """One line of the table.

    `target` is the largest ratio that is good enough, or with `is_least` the smallest; in a row without a bare app it
    is the value that is meant.
    """

    what: str
    crease: Reading
    bare: Reading | None = None
    target: float | None = None
    is_least: bool = False

    @property
    def ratio(self) -> float | None:
        return self.crease.value / self.bare.value if self.bare else None

    @property
    def is_met(self) -> bool | None:
        if self.target is None:
            return None
        value = self.crease.value if self.ratio is None else self.ratio
        return value >= self.target if self.is_least else value <= self.target

    def __str__(self) -> str:
        unit = "" if self.bare else f" {self.crease.unit}"
        cells = (
            self.what,
            str(self.crease),
            str(self.bare) if self.bare else "",
            f"{self.ratio:.2f}" if self.bare else "",
            f"{'≥' if self.is_least else '≤'} {self.target:g}{unit}" if self.target is not None else "",
            {None: "", True: "yes", False: "no"}[self.is_met],
        )
        return f"| {' | '.join(cells)} |"


def table(rows: Iterable[Row]) -> str:
    """The rows in markdown, with what they were measured on."""
    return "\n".join(
        [
            f"{date.today():%d %B %Y}, Python {platform.python_version()}, Streamlit {version('streamlit')}, "
            f"{cpu_count()} cores. A median stands before the middle half of its measurements.",
            "",
            "| what | Crease | bare app | ratio | target | met |",
            "|---|---|---|---|---|---|",
            *map(str, rows),
        ]
    )


def _short(value: float) -> str:
    """Three digits, more only before the point."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
