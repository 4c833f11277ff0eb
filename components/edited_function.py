"""The creases that a visitor places and the curve that a visitor draws; both stand in the address as text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from components.address import Number, Text
from components.function_board import BoardLook, function_board
from components.hand import Hand, unless_same
from core.hinges import creases_from_text, even_creases, heights_from_text, numbers_to_text


@dataclass(frozen=True)
class EditedFunction:
    """Creases under one key of the address, a drawn curve under another; `count` says how many creases there are.

    Without a text the creases stand evenly, and the curve is the one that the page begins with.
    """

    count: Number
    creases_key: str
    curve_key: str

    @property
    def creases_control(self) -> Text:
        return Text(self.creases_key, "Creases", creases_from_text, help="From −1 to 1, one for each neuron")

    @property
    def curve_control(self) -> Text:
        return Text(self.curve_key, "Your own curve", heights_from_text, help="Heights, evenly spaced from −1 to 1")

    def current(self, count: int, base_curve: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Draw the text fields, and return the creases and the curve that the page shows now."""
        creases = self.creases_control.typed(even_creases(count))
        if len(creases) != count:
            creases = even_creases(count)
        curve = self.curve_control.typed(base_curve)
        return self._hand.held() or (tuple(creases), tuple(curve))

    def misfit(self, count: int) -> str | None:
        """What is wrong with creases that are not as many as the neurons, for a page whose field is out of sight."""
        n_creases = len(self.creases_control.left(even_creases(count)))
        if n_creases == count:
            return None
        return f"There are {n_creases} creases for {count} neurons, so they stand evenly; give one for each."

    def draw(
        self,
        creases: Sequence[float],
        curve: Sequence[float],
        base_curve: Sequence[float],
        look: BoardLook,
        *,
        on_count: Callable[[], None],
    ) -> None:
        """The board.  What a hand leaves there becomes the texts; `on_count` hears of another number of creases."""

        def take() -> None:
            finished = self._hand.hear(self.creases_control, self.curve_control)
            if finished is None:
                return
            creases, curve = finished
            # Undo may go back to another number of neurons.
            is_other_count = len(creases) != self.count.value
            self.count.put(len(creases))
            if is_other_count:
                on_count()
            self.creases_control.put(_unless_base(creases, even_creases(len(creases))))
            self.curve_control.put(_unless_base(curve, base_curve))

        function_board(
            self._hand.key,
            look,
            on_edit=take,
            creases=list(creases),
            curve=list(curve),
            first={"creases": list(even_creases(len(creases))), "curve": list(base_curve)},
            **self._hand.protocol((tuple(creases), tuple(curve)), self.creases_key, self.curve_key),
        )

    def is_counted_by_hand(self) -> bool:
        """Whether the number of creases is what the board's last edit has left.  For the callback of `count`.

        With an edit in the same rerun nobody moved that slider: it only says what it showed before it was set.
        """
        newest = self._hand.newest()
        return self._hand.unheard() is not None or (newest is not None and len(newest[0]) == self.count.value)

    def reset_creases(self) -> None:
        """Creases evenly again.  For callbacks."""
        self._hand.drop()
        self.creases_control.put("")

    @property
    def _hand(self) -> Hand:
        return Hand(f"{self.creases_key}-board", _entry)


def _entry(entry: Mapping) -> tuple[tuple[float, ...], tuple[float, ...]] | None:
    """The creases and the curve that came from a browser, read as strictly as if they had been typed."""
    match entry:
        case {"creases": list(creases), "curve": list(curve)}:
            try:
                return (creases_from_text(" ".join(map(str, creases))) if creases else (),
                        heights_from_text(" ".join(map(str, curve))))  # fmt: skip
            except ValueError:
                return None
    return None


def _unless_base(numbers: Sequence[float], base: Sequence[float]) -> str:
    return unless_same(numbers_to_text(numbers), numbers_to_text(base))
