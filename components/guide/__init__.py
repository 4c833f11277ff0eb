"""The guide above a page: its steps, one after the other, and the numbers of the page that its tasks are made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from components.address import Number, Switch
from components.edited_numbers import EditedNumbers
from components.module import drawing
from components.sent import send

_guide = drawing("guide", Path(__file__).parent / "guide.css")


def draw_guide(
    page: str,
    steps: Sequence[Mapping],
    at: Number,
    revealed: Switch,
    present: Switch,
    words: tuple[str, str],
    palette,
    ways: tuple[str, str],
    on_move: Callable[[int, bool], None],
) -> None:
    """The steps of a page, as the guide shows them; `ways` names what comes before the first and after the last.

    Of the `words` the question stands where no step has begun, and the sentence where the guide is folded away.

    Which of them is shown, whether its answer is, and whether nothing else is, is put into the controls; then
    `on_move` is called with the first two.
    """
    edited = EditedNumbers(f"guide-{page}", {"at": at, "revealed": revealed, "present": present})

    def take() -> None:
        before = at.value, revealed.value
        edited.take()
        if (at.value, revealed.value) != before:
            on_move(at.value, revealed.value)

    before, after = ways
    told = {"page": page, "steps": steps, "question": words[0], "sentence": words[1], "palette": asdict(palette)}
    _guide(
        key=edited.key,
        data={"key": edited.key, **told, "before": before, "after": after, **edited.told(edited.current())},
        on_edit_change=take,
    )


def tell_facts(**facts: float) -> None:
    """Tell the guide what the page shows now, once in a run, from within the part that shows it."""
    send("facts", facts={name: float(value) for name, value in facts.items()})
