"""A network that a visitor edits: a base that the page chooses, and in the address what was changed.

The only truth is the text of the control.  While it is empty the network is the base; every finished edit
writes a new text.  The drawing in the browser runs ahead of it while a hand moves: what the hand holds is
shown, and becomes the text when it is let go.  Undo, redo and versions live in the drawing (edits.js).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.address import Text
from components.hand import Hand, unless_same
from components.network_graph import GraphLook, network_graph
from core.network import Network
from core.notation import describe_network
from core.numbers import LARGEST_NUMBER
from core.serialization import (
    LARGEST_WIDTH,
    inputs_from_text,
    inputs_to_text,
    network_from_text,
    network_to_text,
)


@dataclass(frozen=True)
class EditedNetwork:
    """The network under one key of the address, and its input vector under another.

    `fits` gives what the page keeps of a network, and raises ValueError with a sentence for one that it
    cannot show.
    """

    key: str
    inputs_key: str
    fits: Callable[[Network], Network] = lambda network: network

    @property
    def control(self) -> Text:
        return Text(self.key, "Network as text", self._read)

    @property
    def inputs_control(self) -> Text:
        return Text(self.inputs_key, "Inputs", inputs_from_text)

    def current(self, base: Network, base_inputs: Sequence[float]) -> tuple[Network, tuple[float, ...]]:
        """Draw the text fields, and return the network and the inputs that the page shows now.

        A text that is no network gets a sentence and leaves the last good one in place.
        """
        network = self.control.typed(base, placeholder="2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0")
        inputs = self.inputs_control.typed(tuple(base_inputs), placeholder="0.5 -1")
        network, inputs = self._hand.held() or (network, inputs)
        st.caption("This network, to copy:")
        st.code(network_to_text(network), language=None, wrap_lines=True)
        n_in = network.sizes[0]
        return network, (*inputs[:n_in], *(0.0,) * (n_in - len(inputs)))

    @property
    def is_held(self) -> bool:
        """Whether a hand is still moving a number of the drawing."""
        return self._hand.held() is not None

    def kept(self, base: Network) -> Network:
        """The network as it was last left, for a page that does not show it."""
        return self.control.left(base)

    def draw(
        self,
        network: Network,
        inputs: Sequence[float],
        base: Network,
        base_inputs: Sequence[float],
        look: GraphLook,
        *,
        on_settle: Callable[[Network], None] | None = None,
        on_pick: Callable[[str], None] | None = None,
        beside: Sequence[Text] = (),
    ) -> None:
        """The drawing.  `on_settle` gets every network that an edit ended with, `on_pick` "layer.row".

        What `on_settle` changes stands `beside`: the drawing sees to it that the address has that too.
        """

        def pick() -> None:
            place = st.session_state[self.drawing_key].get("pick")
            if isinstance(place, str):
                on_pick(place)

        network_graph(
            self.drawing_key,
            look,
            on_edit=lambda: self._take(base, base_inputs, on_settle),
            on_pick=pick if on_pick else None,
            alt=describe_network(network, network.forward([inputs])),
            network=network_to_text(network),
            inputs=list(inputs),
            base=network_to_text(base),
            baseInputs=list(map(float, base_inputs)),
            **self._hand.protocol(
                (network_to_text(network), tuple(inputs)),
                self.key,
                self.inputs_key,
                *(control.key for control in beside),
            ),
        )

    def put(self, network: Network) -> None:
        """Make `network` the current one.  For callbacks."""
        self._hand.drop()
        self.control.put(network_to_text(network))

    def change(self, base: Network, edit: Callable[[Network], Network]) -> None:
        """Make another network of the current one.  For callbacks.

        What a hand has just let go is in the current one, whichever of the two Streamlit hears of first.
        """
        unheard = self._hand.unheard()
        try:
            self.put(edit(unheard[0] if unheard else self.kept(base)))
        except (ValueError, LookupError):
            # The hand's network has no such layer or neuron any more, or a message named what there is none of.
            return

    def reset(self) -> None:
        """Back to the base, whichever the page chooses next.  For callbacks."""
        self._hand.drop()
        self.control.put("")
        self.inputs_control.put("")

    def _take(self, base: Network, base_inputs: Sequence[float], on_settle) -> None:
        """An edit has come from the drawing.  A finished one becomes the text."""
        finished = self._hand.hear()
        if finished is None:
            return
        network, inputs = finished
        before, after = self.control.value, unless_same(network_to_text(network), network_to_text(base))
        self.control.put(after)
        self.inputs_control.put(unless_same(inputs_to_text(inputs), inputs_to_text(base_inputs)))
        if on_settle and after != before:
            on_settle(network)

    def _entry(self, entry: Mapping) -> tuple[Network, tuple[float, ...]] | None:
        """The network and the inputs that came from a browser, if they can be shown."""
        match entry:
            case {"network": str(text), "inputs": list(inputs)}:
                numbers = [value for value in inputs if isinstance(value, int | float)]
                is_vector = 1 <= len(numbers) == len(inputs) <= LARGEST_WIDTH
                if is_vector and all(abs(value) <= LARGEST_NUMBER for value in numbers):
                    try:
                        return self._read(text), tuple(map(float, numbers))
                    except ValueError:
                        return None
        return None

    def _read(self, text: str) -> Network:
        return self.fits(network_from_text(text))

    @property
    def drawing_key(self) -> str:
        """What the drawing is called in the browser, for drawings that follow it."""
        return f"{self.key}-graph"

    @property
    def _hand(self) -> Hand:
        return Hand(self.drawing_key, self._entry)
