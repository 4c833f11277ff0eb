"""Numbers with a slider each that are moved on a drawing too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.address import Number
from components.hand import Hand
from core.numbers import format_number


@dataclass(frozen=True)
class EditedNumbers:
    """The numbers of some controls, moved on the drawing with a `key`.

    The sliders are the truth.  What the drawing's hand holds is shown, and put into them when it is let go.
    """

    key: str
    controls: Sequence[Number]

    def current(self) -> dict[str, float]:
        """The numbers that the page shows now, by the controls' keys."""
        return self._hand.held() or {control.key: float(control.value) for control in self.controls}

    def told(self, shown: Mapping[str, float]) -> dict:
        """What the drawing is told of the numbers: those `shown`, those that the page begins with, its last edit."""
        protocol = self._hand.protocol(dict(shown))
        # As Streamlit writes them: a default is left out.
        address = {
            control.key: "" if value == control.default else format_number(value)
            for control in self.controls
            if (value := control.value) is not None
        }
        first = {control.key: float(control.default) for control in self.controls}
        return {"entry": dict(shown), "first": first, **protocol, "address": address}

    def take(self) -> None:
        """An edit has come from the drawing.  For callbacks."""
        finished = self._hand.hear()
        for control in self.controls:
            if finished and finished[control.key] != control.value:
                control.put(finished[control.key])

    @property
    def _hand(self) -> Hand:
        return Hand(self.key, self._read)

    def _read(self, entry: Mapping) -> dict[str, float] | None:
        """The numbers that came from a browser, if each is one that its control takes."""
        numbers = {control.key: entry.get(control.key) for control in self.controls}
        is_usable = all(
            isinstance(value, int | float) and control.minimum <= value <= control.maximum
            for control, value in zip(self.controls, numbers.values(), strict=True)
        )
        return {key: float(value) for key, value in numbers.items()} if is_usable else None
