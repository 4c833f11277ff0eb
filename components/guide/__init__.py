"""The guide above a page: its steps, one after the other, and the numbers of the page that its tasks are made of."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from components.address import Number, Switch
from components.edited_numbers import EditedNumbers
from components.module import drawing
from components.sent import send

MOST_LINK = 20_000
_ASKED = "guide-asked"

_guide = drawing("guide", Path(__file__).parent / "guide.css")


def draw_guide(
    page: str,
    told: Mapping,
    controls: Mapping[str, Number | Switch],
    palette,
    *,
    on_move: Callable[[], None],
    on_share: Callable[[str], None],
    on_leave: Callable[[], None],
    on_said: Callable[[object], None] | None = None,
) -> None:
    """The guide of a page with what it is `told`: the steps of a `lesson` and the ways `before` and `after` them.

    The `question` stands where no step has begun, and the `sentence` where the guide is folded away.  Which step is
    shown (`at`), how many presses have been made towards its answer (`pressed`), and whether nothing else is shown
    (`present`), is put into the `controls`; then `on_move` is called where it is another step or press.  Who shares
    gives `on_share` the link of what is on screen, and an empty one at the end; `on_leave` ends a lesson of one's
    own, and `on_said` hears of what is chosen and done.
    """
    edited = EditedNumbers(f"guide-{page}", controls)

    def take_link() -> None:
        link = st.session_state[edited.key].get("share")
        on_share(link if isinstance(link, str) and link.startswith("http") and len(link) <= MOST_LINK else "")

    def hear() -> None:
        on_said(st.session_state.get(edited.key, {}).get("said"))

    current = edited.current()
    st.session_state[_ASKED] = current["at"]
    data = {"key": edited.key, **told, "listens": bool(on_said), "palette": asdict(palette)}
    _guide(
        key=edited.key,
        data={**data, **edited.told(current)},
        on_edit_change=edited.taking(on_move, "at", "pressed"),
        on_share_change=take_link,
        on_leave_change=on_leave,
        **({"on_said_change": hear} if on_said else {}),
    )


def tell_facts(**facts: float) -> None:
    """Tell the guide what the page shows now, once in a run, from within the part that shows it.

    A step that the visitor has gone on to meanwhile is not judged by them.
    """
    send("facts", at=st.session_state.get(_ASKED, 0), facts={name: float(value) for name, value in facts.items()})
