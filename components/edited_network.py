"""A network that a visitor edits: a base that the page chooses, and in the address what was changed.

The only truth is the text of the control.  While it is empty the network is the base; every edit
writes a new text, so the address, Undo, the number fields and the tables can never disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from components.address import Text
from core.network import Layer, Network
from core.serialization import LARGEST_NUMBER, network_from_text, network_to_text


@dataclass(frozen=True)
class EditedNetwork:
    """The network under one key of the address.

    `fits` raises ValueError with a sentence for a network that the page cannot show.
    """

    key: str
    fits: Callable[[Network], None] | None = None

    @property
    def control(self) -> Text:
        return Text(self.key, "Network as text", self._read)

    def current(self, base: Network) -> Network:
        """Draw the text field, and return the network that the page shows now.

        A text that is no network gets a sentence and leaves the last good one in place.
        """
        text = self.control.input(placeholder="2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0")
        try:
            network = self._read(text) if text else base
        except ValueError as error:
            st.error(str(error), icon=":material/error:")
            shown = st.session_state.get(self._shown)
            network = network_from_text(shown) if shown else base
        st.session_state[self._shown] = network_to_text(network)
        st.caption("This network, to copy:")
        st.code(st.session_state[self._shown], language=None, wrap_lines=True)
        return network

    def put(self, network: Network) -> None:
        """Make `network` the current one, and remember the last for Undo.  For callbacks."""
        self._remember()
        st.session_state[self.key] = network_to_text(network)

    def reset(self) -> None:
        """Back to the base, whichever the page chooses next.  For callbacks."""
        self._remember()
        st.session_state[self.key] = ""

    def undo(self) -> None:
        """One edit back.  For callbacks."""
        st.session_state[self.key] = st.session_state[self._past].pop()

    def undo_and_reset_buttons(self, reset_label: str = "Reset") -> None:
        """Undo, as far back as this session goes, and a way back to the base."""
        st.button(
            "Undo",
            icon=":material/undo:",
            on_click=self.undo,
            disabled=not st.session_state.get(self._past),
            key=f"{self.key}-undo",
        )
        st.button(
            reset_label,
            icon=":material/restart_alt:",
            on_click=self.reset,
            disabled=not st.session_state.get(self.key),
            key=f"{self.key}-reset",
        )

    def weight_input(self, label: str, network: Network, layer: int, row: int, column: int | None, **options) -> None:
        """A field for one weight, or for the bias where `column` is None."""
        here = network.layers[layer]
        value = float(here.bias[row] if column is None else here.weights[row, column])
        key = f"{self.key}-{layer}-{row}-{'b' if column is None else column}"
        # Set only where it differs, so that a field under the visitor's hand is left alone.
        if st.session_state.get(key) != value:
            st.session_state[key] = value

        def write() -> None:
            typed = st.session_state[key]
            if typed is None or not np.isfinite(typed):
                return
            self.put(
                network.with_bias(layer, row, typed)
                if column is None
                else network.with_weight(layer, row, column, typed)
            )

        st.number_input(
            label,
            min_value=-LARGEST_NUMBER,
            max_value=LARGEST_NUMBER,
            step=0.1,
            format="%.4g" if round(value, 2) != value else "%.2f",
            key=key,
            on_change=write,
            **options,
        )

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

    def _read(self, text: str) -> Network:
        network = network_from_text(text)
        if self.fits is not None:
            self.fits(network)
        return network

    def _remember(self) -> None:
        st.session_state.setdefault(self._past, []).append(st.session_state[self._shown])

    @property
    def _shown(self) -> str:
        return f"{self.key}-shown"

    @property
    def _past(self) -> str:
        return f"{self.key}-past"
