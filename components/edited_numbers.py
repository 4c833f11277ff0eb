"""Numbers with controls of their own that are moved on a drawing too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from components.address import Number, Text
from components.hand import Hand
from core.numbers import format_number

_NONE = MappingProxyType({})


@dataclass(frozen=True)
class EditedNumbers:
    """The numbers of some controls, moved on the drawing with a `key`.  A text is a list of numbers.

    The controls are the truth.  What the drawing's hand holds is shown, and put into them when it is let go.
    """

    key: str
    controls: Sequence[Number | Text]

    def current(self, lists: Mapping[str, Sequence[float]] = _NONE) -> dict:
        """What the page shows now, by the controls' keys; `lists` are those that the text fields have given."""
        return self._hand.held() or {
            control.key: list(lists[control.key]) if isinstance(control, Text) else float(control.value)
            for control in self.controls
        }

    def told(self, shown: Mapping) -> dict:
        """What the drawing is told of the numbers: those `shown`, those that the page begins with, its last edit."""
        protocol = self._hand.protocol(dict(shown))
        first = {control.key: _first(control) for control in self.controls}
        address = {control.key: _in_address(control) for control in self.controls}
        return {"entry": dict(shown), "first": first, **protocol, "address": address}

    def take(self) -> None:
        """An edit has come from the drawing.  For callbacks."""
        finished = self._hand.hear()
        for control in self.controls if finished else ():
            value = finished[control.key]
            wanted = _list_text(value) if isinstance(control, Text) else value
            if wanted != control.value:
                control.put(wanted)

    @property
    def _hand(self) -> Hand:
        return Hand(self.key, self._read)

    def _read(self, entry: Mapping) -> dict | None:
        """The numbers that came from a browser, if each is one that its control takes."""
        try:
            return {control.key: _taken(control, entry.get(control.key)) for control in self.controls}
        except ValueError:
            return None


def _taken(control: Number | Text, value) -> float | list[float]:
    """What a control is given, read as strictly as if it had been typed; ValueError for anything else."""
    if isinstance(control, Text):
        if not isinstance(value, list) or not all(isinstance(number, int | float) for number in value):
            raise ValueError(f"{control.key} is no list of numbers.")
        return list(control.read(_list_text(value)))
    if not isinstance(value, int | float) or not control.minimum <= value <= control.maximum:
        raise ValueError(f"{control.key} is no number that its slider has.")
    return float(value)


def _first(control: Number | Text) -> float | list[float]:
    return list(control.read(control.default)) if isinstance(control, Text) else float(control.default)


def _in_address(control: Number | Text) -> str:
    """As Streamlit writes it: a default is left out."""
    if control.value == control.default:
        return ""
    return control.value if isinstance(control, Text) else format_number(control.value)


def _list_text(numbers: Sequence[float]) -> str:
    return ", ".join(map(format_number, numbers))
