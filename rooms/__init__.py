"""The rooms of this process's server: where they are kept, for how long, and what has been read of them so far.

CREASE_ROOMS is the file, which several processes of one machine may share, and CREASE_ROOM_HOURS how long a room
lasts.
"""

import contextlib
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from core.numbers import read_number
from rooms.reading import Reading
from rooms.store import Store, Unavailable

_FILE = "rooms.sqlite"


@cache
def shared_store() -> Store:
    """Raises Unavailable with a sentence where no rooms can be kept."""
    hours = hours_in(os.environ)
    try:
        return Store(path_in(os.environ), hours)
    except Unavailable:
        if "CREASE_ROOMS" in os.environ:
            raise
    # Nowhere at home: in a container, for instance, of which nothing else can be written.
    own = f"crease-{os.getuid()}" if hasattr(os, "getuid") else "crease"
    return Store(Path(tempfile.gettempdir(), own, _FILE), hours)


def tidy() -> None:
    """Erase what has ended, at most once a minute; for whoever comes by, so that nothing waits for the next room."""
    if not shared_store.cache_info().currsize and not path_in(os.environ).exists():
        return
    with contextlib.suppress(Unavailable):
        shared_store().sweep_now_and_then()


@cache
def shared_reading() -> Reading:
    """What all visitors of this process look at; raises as `shared_store` does."""
    return Reading(shared_store())


def path_in(environment: Mapping[str, str]) -> Path:
    """The file that an environment names, else one in the user's own folder for what programs keep."""
    if named := environment.get("CREASE_ROOMS"):
        return Path(named)
    home = environment.get("HOME") or tempfile.gettempdir()
    return Path(environment.get("XDG_STATE_HOME") or Path(home, ".local", "state"), "crease", _FILE)


def hours_in(environment: Mapping[str, str]) -> float:
    text = environment.get("CREASE_ROOM_HOURS", "24")
    try:
        return read_number(text, 1 / 60, 24 * 7)
    except ValueError as error:
        raise Unavailable(f"CREASE_ROOM_HOURS cannot be used: {error}") from None
