"""What a process has read of its rooms, once for everybody who looks.

However many look, and however much has been written so far, the file is asked five times a second for what is new.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from core.gates import GATES
from core.hall import Hall, corners_right, lines_of, with_entries
from core.rooms import Room, Try
from rooms.store import MOST_READ, Store

FRESH = 0.2
# Of a try: w1, w2, b, and how many corners it has right.
N_NUMBERS = 4
_SIZE = N_NUMBERS * np.dtype("<f4").itemsize
_XOR = GATES["xor"]


@dataclass
class _Kept:
    room: Room | None = None
    room_at: float = -float("inf")
    hall: Hall = field(default_factory=Hall)
    hall_at: float = -float("inf")
    last: int = 0
    lines: bytearray = field(default_factory=bytearray)


class Reading:
    """The rooms of a `store` as they were at most FRESH seconds ago by the `clock`.  Raises what the store does."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic):
        self.store, self.clock = store, clock
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()

    def room(self, code: str, is_new: bool = False) -> Room | None:
        """The room, None where there is none or it has ended; with `is_new` as it is at this moment."""
        with self._lock:
            kept = self._kept.setdefault(code, _Kept())
            if is_new or self.clock() > kept.room_at + FRESH:
                kept.room, kept.room_at = self.store.room(code), self.clock()
                self._forget_ended()
            return kept.room

    def hall(self, code: str) -> Hall:
        """What everybody in it has done."""
        with self._lock:
            return self._read(code).hall

    def lines(self, code: str, first: int) -> tuple[int, np.ndarray]:
        """The tries from the place `first` on, float32 (n, 4); and from which place they are, where that is none."""
        with self._lock:
            lines = self._read(code).lines
            first = first if 0 <= first * _SIZE <= len(lines) else 0
            # A copy of what is asked for alone: it grows while others look.
            asked = bytes(memoryview(lines)[first * _SIZE :])
        return first, np.frombuffer(asked, "<f4").reshape(-1, N_NUMBERS)

    def _forget_ended(self) -> None:
        now = self.store.clock()
        self._kept = {code: kept for code, kept in self._kept.items() if kept.room and kept.room.ends > now}

    def _read(self, code: str) -> _Kept:
        kept = self._kept.setdefault(code, _Kept())
        if self.clock() > kept.hall_at + FRESH:
            rows = self.store.since(code, kept.last)
            if rows:
                entries = [entry for _, entry in rows]
                tries = [entry for entry in entries if isinstance(entry, Try)]
                kept.hall = with_entries(kept.hall, entries, _XOR)
                numbers = np.column_stack([lines_of(tries), corners_right(tries, _XOR)])
                kept.lines += numbers.astype("<f4").tobytes()
                kept.last = rows[-1][0]
            # Where there is more than was read, the next one who looks reads on.
            kept.hall_at = -float("inf") if len(rows) == MOST_READ else self.clock()
        return kept
