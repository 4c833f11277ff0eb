"""What no browser sends for a widget is taken for nothing; what one sends is taken as it was."""

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import WStates

from components.shell.forged import pass_over_forged_values

NAME = "$$ID-0123-control"


def one_number(values) -> float:
    """What a slider makes of it: an IndexError where there is nothing."""
    return 1.0 if values is None else values[0]


def as_it_is(value):
    return value


# What the widget reads, what it sends, and what no browser would.
WIDGETS = {
    "a slider": (one_number, "double_array_value", {"double_array_value": {"data": [2.5]}}, 2.5),
    "a text": (as_it_is, "string_value", {"string_value": "1 2"}, "1 2"),
    "a drawing": (as_it_is, "json_value", {"json_value": '{"edit": 1}'}, {"edit": 1}),
}
FORGED = {
    "a slider": (
        {"string_value": "2.5"},
        {"double_array_value": {}},
        {"json_value": "[2.5]"},
        {"trigger_value": True},
    ),
    "a text": ({"json_value": "{}"}, {"int_value": 1}, {"bytes_value": b"1 2"}),
    "a drawing": ({"json_value": "{"}, {"json_value": "9" * 5000}, {"string_value": "{}"}),
}


def read_by(widget: str, sent: dict, name: str = NAME) -> WStates:
    pass_over_forged_values()
    reads, kind, *_ = WIDGETS[widget]
    states = WStates()
    states.set_widget_metadata(WidgetMetadata(NAME, reads, as_it_is, value_type=kind))
    states.set_widget_from_proto(WidgetState(id=name, **sent))
    return states


@pytest.mark.parametrize("widget", WIDGETS)
def test_what_a_browser_sends_is_read(widget):
    *_, sent, value = WIDGETS[widget]
    assert read_by(widget, sent)[NAME] == value


@pytest.mark.parametrize("widget", WIDGETS)
def test_a_widget_that_was_emptied_is_asked_what_that_means(widget):
    reads, *_ = WIDGETS[widget]
    assert read_by(widget, {})[NAME] == reads(None)


@pytest.mark.parametrize(("widget", "sent"), [(widget, sent) for widget in FORGED for sent in FORGED[widget]])
def test_what_is_forged_is_not_there(widget, sent):
    states = read_by(widget, sent)
    assert NAME not in states
    assert states.get(NAME) is None


def test_a_name_that_is_no_widgets_is_passed_over():
    *_, sent, _ = WIDGETS["a text"]
    assert not read_by("a text", sent, "guide-home-seen").states
