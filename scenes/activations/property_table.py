"""All activations in a table: what is measured on each, its formula and its source."""

import streamlit as st

from core.activations import ACTIVATIONS
from core.curves import properties


def all_of_them(_) -> None:
    with st.container(key="properties"):
        # As Markdown: a table of Streamlit's brings half a megabyte of script to a first visit.
        st.markdown(property_table())
    st.html(names_of_values())
    st.caption(
        "Measured on the functions themselves, with their default parameters. "
        "Kink: a corner, where the slope changes at once. Monotone: it never turns back. "
        "Zero-centred: f(−x) = −f(x), so inputs around 0 give outputs around 0. "
        "f′ is the derivative, the slope. A jump itself has no f′; the largest |f′| is that beside it."
    )
    formulas()


def names_of_values() -> str:
    """For a phone, where a row of the table stands in several lines: the name of each value above it (frame.css)."""
    rules = (
        f'.st-key-properties td:nth-child({place})::before {{ content: "{name}"; }}'
        for place, name in enumerate(properties(ACTIVATIONS["relu"]), 2)
    )
    return f"<style>@media (max-width: 640px) {{ {' '.join(rules)} }}</style>"


@st.cache_data
def property_table() -> str:
    rows = [{"activation": f"**{a.name}**", **properties(a)} for a in ACTIVATIONS.values()]
    lines = [rows[0].keys(), ["---"] * len(rows[0]), *(row.values() for row in rows)]
    return "\n".join(f"| {' | '.join(map(_in_cell, line))} |" for line in lines)


def _in_cell(text: str) -> str:
    """A text whose bars do not end a cell of a table."""
    return text.replace("|", r"\|")


@st.fragment
def formulas() -> None:
    with st.expander("Formulas and sources", icon=":material/function:", on_change="rerun") as shown:
        if shown.open:
            rows = ["| activation | f(x) | where it comes from |", "|---|---|---|"]
            rows += [
                f"| **{a.name}** | ${_in_table(a.latex)}$ | {'. '.join(filter(None, [a.convention, a.source]))}. |"
                for a in ACTIVATIONS.values()
            ]
            st.markdown("\n".join(rows))


def _in_table(latex: str) -> str:
    """A formula whose bars do not end a cell of a table."""
    return latex.replace("|x|", r"\lvert x \rvert")
