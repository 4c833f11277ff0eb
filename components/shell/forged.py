"""Values that no browser sends for a widget are taken for none.

Streamlit (1.67) believes what a message says of a widget: text for a slider, what is no JSON for a component, a name
that is no widget's.  The script then fails wherever it reads that, and whoever sent it has a page with an error until
it is loaded again.  Nobody else ever sees it; but a page says in a sentence what it cannot use, and goes on.
"""

import functools

from streamlit.runtime.state.common import is_element_id
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX, Serialized, WStates


@functools.cache
def pass_over_forged_values() -> None:
    """Have Streamlit pass over them from now on: the widget has its last value, or the one that it begins with."""
    read, take = WStates.__getitem__, WStates.set_widget_from_proto

    def read_fitting(states: WStates, name: str):
        held, widget = states.states.get(name), states.widget_metadata.get(name)
        if isinstance(held, Serialized) and widget is not None:
            # A widget that was emptied sends nothing.
            if held.value.WhichOneof("value") not in (None, widget.value_type):
                raise KeyError(name)
            try:
                return read(states, name)
            except Exception as error:
                # As for a widget that is not there, for which Streamlit knows what to do.
                raise KeyError(name) from error
        return read(states, name)

    def take_named(states: WStates, sent) -> None:
        if is_element_id(sent.id) or sent.id.startswith(STREAMLIT_INTERNAL_KEY_PREFIX):
            take(states, sent)

    WStates.__getitem__, WStates.set_widget_from_proto = read_fitting, take_named
