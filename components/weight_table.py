"""One layer of an edited network as a table of numbers, every cell of which can be typed over."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from components.edited_network import EditedNetwork
from core.network import Layer, Network
from core.numbers import LARGEST_NUMBER
from core.serialization import network_from_text, network_to_text


def layer_table(
    edited: EditedNetwork, network: Network, layer: int, row_names: Sequence[str], column_names: Sequence[str]
) -> None:
    """A table of one layer's weights with its bias as the last column, every cell editable."""
    key = f"{edited.key}-table-{layer}"
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
        replaced = Layer(values[:, :-1], values[:, -1], current.activation)
        changed = Network((*network.layers[:layer], replaced, *network.layers[layer + 1 :]))
        version["network"] = network_to_text(changed)
        edited.put(changed)

    st.data_editor(
        table,
        key=editor_key,
        on_change=write,
        disabled=["_index"],
        column_config={name: st.column_config.NumberColumn(format="%.4g", width="small") for name in table.columns},
        alt=f"Weights and biases of layer {layer + 1}, editable",
    )
    fault = st.session_state.get(f"{key}-fault")
    if fault:
        st.error(fault, icon=":material/error:")
