"""What a visitor makes on a board: creases, the slopes between them and a curve; all stand in the address as text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from components.address import Number, Text
from components.function_board import BoardLook, function_board
from components.hand import Hand, unless_same
from core.hinges import (
    carried_over,
    creases_from_text,
    even_creases,
    heights_from_text,
    hinge_network,
    numbers_to_text,
    slopes_from_text,
)

# Slopes add up from one end of the interval to the other, and so does what is left off of them.
_DECIMALS = 6


class Made(NamedTuple):
    """What is on the board: `slopes` are a bias and a change for each crease, and empty they are the machine's."""

    creases: tuple[float, ...]
    curve: tuple[float, ...]
    slopes: tuple[float, ...] = ()


@dataclass(frozen=True)
class EditedFunction:
    """Creases, a drawn curve and slopes, each under a key of the address; `count` says how many creases there are.

    Without a text the creases stand evenly, the curve is the one that the page begins with, and the slopes are left
    to the machine.
    """

    count: Number
    creases_key: str
    curve_key: str
    slopes_key: str

    @property
    def creases_control(self) -> Text:
        return Text(self.creases_key, "Creases", creases_from_text, help="From −1 to 1, one for each neuron")

    @property
    def curve_control(self) -> Text:
        return Text(self.curve_key, "Your own curve", heights_from_text, help="Heights, evenly spaced from −1 to 1")

    @property
    def slopes_control(self) -> Text:
        says = "The bias, then by how much the slope changes at each crease. Empty: the machine's"
        return Text(self.slopes_key, "Slopes", slopes_from_text, help=says)

    @property
    def controls(self) -> tuple[Text, ...]:
        return self.creases_control, self.slopes_control, self.curve_control

    def current(self, count: int, base_curve: Sequence[float]) -> Made:
        """Draw the text fields, and return what the page shows now."""
        creases = self.creases_control.typed(even_creases(count))
        if len(creases) != count:
            creases = even_creases(count)
        slopes = self.slopes_control.typed(())
        if len(slopes) != count + 1:
            slopes = ()
        curve = self.curve_control.typed(base_curve)
        return self._hand.held() or Made(tuple(creases), tuple(curve), tuple(slopes))

    def misfit(self, count: int) -> str | None:
        """What is wrong with texts that are too long or too short, for a page whose fields are out of sight."""
        n_creases = len(self.creases_control.left(even_creases(count)))
        if n_creases != count:
            return f"There are {n_creases} creases for {count} neurons, so they stand evenly; give one for each."
        n_slopes = len(self.slopes_control.left(()))
        if n_slopes not in (0, count + 1):
            return (
                f"There are {n_slopes} slopes for {count} neurons, so the machine sets them; "
                "give the bias and one for each."
            )
        return None

    def draw(self, made: Made, base_curve: Sequence[float], look: BoardLook, *, on_count: Callable[[], None]) -> None:
        """The board.  What a hand leaves there becomes the texts; `on_count` hears of another number of creases."""

        def take() -> None:
            finished = self._hand.hear()
            if finished is None:
                return
            # Undo may go back to another number of neurons.
            count = len(finished.creases)
            is_other_count = count != self.count.value
            self.count.put(count)
            if is_other_count:
                on_count()
            self.creases_control.put(_unless_base(finished.creases, even_creases(count)))
            self.slopes_control.put(numbers_to_text(finished.slopes, _DECIMALS))
            self.curve_control.put(_unless_base(finished.curve, base_curve))

        first = Made(even_creases(len(made.creases)), tuple(base_curve))
        function_board(
            self._hand.key,
            look,
            on_edit=take,
            **_told(made),
            first=_told(first),
            **self._hand.protocol(made, *(control.key for control in self.controls)),
        )

    def is_counted_by_hand(self) -> bool:
        """Whether the number of creases is what the board's last edit has left.  For the callback of `count`.

        With an edit in the same rerun nobody moved that slider: it only says what it showed before it was set.
        """
        newest = self._hand.newest()
        return self._hand.unheard() is not None or (newest is not None and len(newest.creases) == self.count.value)

    def recount(self) -> None:
        """Creases evenly again, as many as `count` says by now.  For callbacks.

        A sum that a hand has made keeps its heights where the new creases stand.
        """
        self._hand.drop()
        slopes = self.slopes_control.left(())
        creases = self.creases_control.left(even_creases(len(slopes) - 1)) if slopes else ()
        if slopes and len(creases) == len(slopes) - 1:
            made = hinge_network(creases, slopes[1:], slopes[0])
            slopes = carried_over(made, even_creases(self.count.value))
        else:
            slopes = ()
        self.creases_control.put("")
        self.slopes_control.put(numbers_to_text(slopes, _DECIMALS))

    @property
    def _hand(self) -> Hand:
        return Hand(f"{self.creases_key}-board", _entry)


def _told(made: Made) -> dict:
    return {name: list(values) for name, values in made._asdict().items()}


def _entry(entry: Mapping) -> Made | None:
    """What came from a browser, read as strictly as if it had been typed."""
    match entry:
        case {"creases": list(creases), "curve": list(curve), "slopes": list(slopes)}:
            try:
                made = Made(
                    creases_from_text(" ".join(map(str, creases))) if creases else (),
                    heights_from_text(" ".join(map(str, curve))),
                    slopes_from_text(" ".join(map(str, slopes))) if slopes else (),
                )
            except ValueError:
                return None
            return made if len(made.slopes) in (0, len(made.creases) + 1) else None
    return None


def _unless_base(numbers: Sequence[float], base: Sequence[float]) -> str:
    return unless_same(numbers_to_text(numbers), numbers_to_text(base))
