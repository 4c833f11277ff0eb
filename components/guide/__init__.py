"""The guide above a page: its steps, one after the other, and the numbers of the page that its tasks are made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from components.address import Number, Switch
from components.edited_numbers import EditedNumbers
from components.module import drawing
from components.sent import send

_guide = drawing("guide", Path(__file__).parent / "guide.css")


def draw_guide(
    page: str,
    steps: Sequence[Mapping],
    at: Number,
    pressed: Number,
    present: Switch,
    words: tuple[str, str],
    palette,
    ways: tuple[str, str],
    on_move: Callable[[int, int], None],
    on_said: Callable[[object], None] | None = None,
) -> None:
    """The steps of a page, as the guide shows them; `ways` names what comes before the first and after the last.

    Of the `words` the question stands where no step has begun, and the sentence where the guide is folded away.

    Which of them is shown, how many presses have been made towards its answer, and whether nothing else is shown, is
    put into the controls; then `on_move` is called with the first two.  `on_said` hears of what is chosen and done.
    """
    edited = EditedNumbers(f"guide-{page}", {"at": at, "pressed": pressed, "present": present})

    def take() -> None:
        before = at.value, pressed.value
        edited.take()
        if (at.value, pressed.value) != before:
            on_move(at.value, pressed.value)

    def hear() -> None:
        on_said(st.session_state.get(edited.key, {}).get("said"))

    ends = {"before": ways[0], "after": ways[1], "listens": bool(on_said)}
    told = {"page": page, "steps": steps, "question": words[0], "sentence": words[1], "palette": asdict(palette)}
    _guide(
        key=edited.key,
        data={"key": edited.key, **told, **ends, **edited.told(edited.current())},
        on_edit_change=take,
        **({"on_said_change": hear} if on_said else {}),
    )


def tell_facts(**facts: float) -> None:
    """Tell the guide what the page shows now, once in a run, from within the part that shows it."""
    send("facts", facts={name: float(value) for name, value in facts.items()})
