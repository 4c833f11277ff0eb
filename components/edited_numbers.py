"""Numbers with controls of their own that are moved on a drawing too."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from components.address import Number, Switch, Text
from components.hand import Hand
from core.numbers import format_number

_NONE = MappingProxyType({})


@dataclass(frozen=True)
class EditedNumbers:
    """The numbers of some controls, moved on the drawing with a `key`, by the names that it has for them.

    A text is a list of numbers, and a switch is 0 or 1.  The controls are the truth.  What the drawing's hand holds
    is shown, and put into them when it is let go.
    """

    key: str
    controls: Mapping[str, Number | Switch | Text]

    def current(self, lists: Mapping[str, Sequence[float]] = _NONE) -> dict:
        """What the page shows now; `lists` are those that the text fields have given."""
        return self._hand.held() or {
            name: list(lists[name]) if isinstance(control, Text) else _kind(control)(control.value)
            for name, control in self.controls.items()
        }

    def told(self, shown: Mapping) -> dict:
        """What the drawing is told of the numbers: those `shown`, those that the page begins with, its last edit."""
        return {
            "entry": dict(shown),
            "first": {name: _first(control) for name, control in self.controls.items()},
            **self._hand.protocol(dict(shown)),
            "address": {control.key: _in_address(control) for control in self.controls.values()},
        }

    def take(self) -> None:
        """An edit has come from the drawing.  For callbacks.

        What the hand has left as it was is left alone: the visitor may have moved its control since.  What it has
        changed is told to a control that seems to have it already: with the edit may have come what the browser's
        control had before it heard of the last one.
        """
        known = self._hand.known() or {}
        finished = self._hand.hear()
        for name, value in (finished or {}).items():
            if known.get(name) != value:
                control = self.controls[name]
                control.put(_list_text(value) if isinstance(control, Text) else value)

    def taking(self, on_change: Callable[[], None], *names: str) -> Callable[[], None]:
        """`take`, and then `on_change` where it has set one of these numbers to another one."""

        def values() -> list:
            return [self.controls[name].value for name in names]

        def take() -> None:
            before = values()
            self.take()
            if values() != before:
                on_change()

        return take

    @property
    def _hand(self) -> Hand:
        return Hand(self.key, self._read)

    def _read(self, entry: Mapping) -> dict | None:
        """The numbers that came from a browser, if each is one that its control takes."""
        try:
            return {name: _taken(control, entry.get(name)) for name, control in self.controls.items()}
        except ValueError:
            return None


def by_key(controls: Iterable[Number | Text]) -> dict[str, Number | Text]:
    """Controls for a drawing that knows them by their keys in the address."""
    return {control.key: control for control in controls}


def _kind(control: Number | Switch) -> type:
    """Whole numbers or decimals."""
    return int if isinstance(control, Switch) else type(control.step)


def _taken(control: Number | Text, value) -> float | list[float]:
    """What a control is given, read as strictly as if it had been typed; ValueError for anything else."""
    if isinstance(control, Text):
        if not isinstance(value, list) or not all(map(_is_number, value)):
            raise ValueError(f"{control.key} is no list of numbers.")
        return list(control.read(_list_text(value)))
    if isinstance(control, Switch):
        if value not in (0, 1):
            raise ValueError(f"{control.key} is on or off.")
        return bool(value)
    if not _is_number(value) or not control.minimum <= value <= control.maximum or _kind(control)(value) != value:
        raise ValueError(f"{control.key} is no number that its slider has.")
    return _kind(control)(value)


def _is_number(value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _first(control: Number | Text) -> float | list[float]:
    return list(control.read(control.default)) if isinstance(control, Text) else _kind(control)(control.default)


def _in_address(control: Number | Switch | Text) -> str:
    """As Streamlit writes it: a default is left out."""
    if control.value == control.default:
        return ""
    if isinstance(control, Switch):
        return str(control.value).lower()
    return control.value if isinstance(control, Text) else format_number(control.value)


def _list_text(numbers: Sequence[float]) -> str:
    return ", ".join(map(format_number, numbers))
