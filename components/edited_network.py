"""A network that a visitor edits: a base that the page chooses, and in the address what was changed.

The only truth is the text of the control.  While it is empty the network is the base; every finished edit
writes a new text.  The drawing in the browser runs ahead of it while a hand moves: what the hand holds is
shown, and becomes the text when it is let go.  Undo, redo and versions live in the drawing (edits.js).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from components.address import Text
from components.hand import Hand, unless_same
from components.network_graph import GraphLook, network_graph
from core.network import Layer, Network
from core.notation import describe_network
from core.serialization import (
    LARGEST_NUMBER,
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
        network = self._typed(
            self.control, self._read, base, network_to_text, "2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0"
        )
        inputs = self._typed(self.inputs_control, inputs_from_text, tuple(base_inputs), inputs_to_text, "0.5 -1")
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
        text = st.session_state.get(self.key) or st.query_params.get(self.key)
        try:
            return self._read(text) if text else base
        except ValueError:
            return base

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
    ) -> None:
        """The drawing.  `on_settle` gets every network that an edit ended with, `on_pick` "layer.row"."""

        def pick() -> None:
            place = st.session_state[self._graph].get("pick")
            if isinstance(place, str):
                on_pick(place)

        network_graph(
            self._graph,
            look,
            on_edit=lambda: self._take(base, base_inputs, on_settle),
            on_pick=pick if on_pick else None,
            alt=describe_network(network, network.forward([inputs])),
            network=network_to_text(network),
            inputs=list(inputs),
            base=network_to_text(base),
            baseInputs=list(map(float, base_inputs)),
            **self._hand.protocol(),
        )

    def put(self, network: Network) -> None:
        """Make `network` the current one.  For callbacks."""
        self._hand.drop()
        st.session_state[self.key] = network_to_text(network)

    def put_inputs(self, inputs: Sequence[float]) -> None:
        """Make `inputs` the current ones.  For callbacks."""
        self._hand.drop()
        st.session_state[self.inputs_key] = inputs_to_text(inputs)

    def reset(self) -> None:
        """Back to the base, whichever the page chooses next.  For callbacks."""
        self._hand.drop()
        st.session_state[self.key] = st.session_state[self.inputs_key] = ""

    def layer_table(self, network: Network, layer: int, row_names: list[str], column_names: list[str]) -> None:
        """A table of one layer's weights with its bias as the last column, every cell editable."""
        key = f"{self.key}-table-{layer}"
        text = network_to_text(network)
        version = st.session_state.setdefault(key, {"count": 0, "shown": text, "network": text})
        # The editor keeps its own edits on top of the table it was given, so it keeps that table until
        # the network changes by another hand; then a fresh editor starts from the new one.
        if version["network"] != text:
            version.update(count=version["count"] + 1, shown=text, network=text)
        shown = network_from_text(version["shown"]).layers[layer]
        editor_key = f"{key}-{version['count']}"
        table = pd.DataFrame(
            np.column_stack([shown.weights, shown.bias]), index=row_names, columns=[*column_names, "bias"]
        )

        def write() -> None:
            edits = st.session_state[editor_key]["edited_rows"]
            values = table.to_numpy().copy()
            for row, cells in edits.items():
                for name, value in cells.items():
                    if value is None or not np.isfinite(value) or abs(value) > LARGEST_NUMBER:
                        st.session_state[f"{key}-fault"] = (
                            f"The cell {row_names[row]}, {name} has no usable number, so the last one stays; "
                            "type a number between −1,000,000 and 1,000,000."
                        )
                        version["count"] += 1
                        version["shown"] = version["network"]
                        return
                    values[row, list(table.columns).index(name)] = value
            st.session_state.pop(f"{key}-fault", None)
            current = network.layers[layer]
            edited = Layer(values[:, :-1], values[:, -1], current.activation)
            changed = Network((*network.layers[:layer], edited, *network.layers[layer + 1 :]))
            version["network"] = network_to_text(changed)
            self.put(changed)

        st.data_editor(
            table,
            key=editor_key,
            on_change=write,
            disabled=["_index"],
            column_config={
                name: st.column_config.NumberColumn(format="%.4g", width="small") for name in table.columns
            },
            alt=f"Weights and biases of layer {layer + 1}, editable",
        )
        fault = st.session_state.get(f"{key}-fault")
        if fault:
            st.error(fault, icon=":material/error:")

    def _typed(self, control: Text, read, base, write, placeholder: str):
        """A text field, and what it says; the last good value where it says nothing that can be used."""
        shown = f"{control.key}-shown"
        text = control.input(placeholder=placeholder)
        try:
            value = read(text) if text else base
        except ValueError as error:
            st.error(str(error), icon=":material/error:")
            last = st.session_state.get(shown)
            value = read(last) if last else base
        st.session_state[shown] = write(value)
        return value

    def _take(self, base: Network, base_inputs: Sequence[float], on_settle) -> None:
        """An edit has come from the drawing.  A finished one becomes the text."""
        finished = self._hand.hear()
        if finished is None:
            return
        network, inputs = finished
        before = st.session_state.get(self.key)
        st.session_state[self.key] = unless_same(network_to_text(network), network_to_text(base))
        st.session_state[self.inputs_key] = unless_same(inputs_to_text(inputs), inputs_to_text(base_inputs))
        if on_settle and st.session_state[self.key] != before:
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
    def _graph(self) -> str:
        return f"{self.key}-graph"

    @property
    def _hand(self) -> Hand:
        return Hand(self._graph, self._entry)
