"""A lecturer's own lesson: opened from a file or by a link, walked instead of ours, and left again."""

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

import streamlit as st

from components.address import Control, Text, escaped
from components.sent import name_of
from lessons.text import MOST_PACKED, MOST_TEXT, OwnStep, pack, read_lesson, unpack, write_lesson
from scenes.guided.lesson import PAGES, Own

# Of one that is too long for an address.
_HERE = "own-lesson"


@lru_cache(maxsize=64)
def _unpacked(packed: str) -> tuple[OwnStep, ...]:
    try:
        return _read(unpack(packed))
    except ValueError as fault:
        # In one sentence after the other, as the notice of a link has it.
        raise ValueError(str(fault).replace("\n", " ")[:400]) from None


def _read(text: str) -> tuple[OwnStep, ...]:
    return read_lesson(text, list(PAGES))


LESSON = Text("lesson", "A lesson of your own", _unpacked, nearest=lambda _: None)


def own_lesson(page: str) -> Own | None:
    """The visitor's own lesson as it is walked from a page, if one is open."""
    packed, placed = packed_now(), st.session_state.get(_HERE)
    with suppress(ValueError):
        placed = _unpacked(packed) if packed else placed
    return _seen_from(page, placed, packed or None) if placed else None


def lesson_in(page: str, packed: str) -> Own:
    """The lesson that a text for an address is, walked from a page.  Raises ValueError with a sentence."""
    return _seen_from(page, _unpacked(packed), packed)


def _seen_from(page: str, placed: tuple[OwnStep, ...], packed: str | None) -> Own:
    return Own(page, f"own-{name_of(placed)}", placed, packed)


def packed_now() -> str:
    """The lesson in the address, its field drawn or not."""
    return st.session_state.get(LESSON.key, st.query_params.get(LESSON.key, ""))


def open_packed(packed: str) -> None:
    """Open what stands in an address, or with an empty text close what is open."""
    leave()
    LESSON.write(packed)


def leave() -> None:
    """Close it.  For callbacks."""
    LESSON.put("")
    st.session_state.pop(_HERE, None)


def open_text(text: str) -> None:
    """Open what a text writes: in the address where there is room, else in this visit alone.  For callbacks.

    Raises ValueError with sentences as `read_lesson` does.
    """
    placed = _read(text)
    packed = pack(write_lesson(placed))
    leave()
    if len(packed) <= MOST_PACKED:
        LESSON.put(packed)
    else:
        st.session_state[_HERE] = placed


def is_in_address() -> bool:
    """Whether the open lesson goes along with a link."""
    return _HERE not in st.session_state


def text_of(data: bytes) -> str:
    """What a file says; ValueError for one that is no text, or too long."""
    if len(data) > 4 * MOST_TEXT:
        raise ValueError(f"The file is too long: {MOST_TEXT:,} characters are possible.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise ValueError(f"Line {line}: this is no text in UTF-8. Save the file as plain text.") from None


def faults_of(own: OwnStep, controls: Sequence[Control]) -> list[str]:
    """What a step sets that its page does not have or cannot use, in sentences; to be asked on its page."""
    known = {control.key: control for control in controls}
    faults = {}
    for key, text in (pair for address in (own.step.address, *own.step.presses) for pair in address.items()):
        try:
            if key not in known:
                raise ValueError(f"“{key}” is nothing that this page can set.")
            known[key].from_text(text)
        except ValueError as fault:
            faults[key] = f"The step in line {own.line}: {fault}"
    return [escaped(fault) if key not in known else fault for key, fault in faults.items()]
