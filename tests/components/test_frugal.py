"""What is made only where it is asked for is what Streamlit makes each time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit import config
from streamlit.components.v2.bidi_component.serialization import BidiComponentSerde, deserialize_trigger_list
from streamlit.components.v2.presentation import make_bidi_component_presenter
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import app_session
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.common import WidgetMetadata

from components.shell.frugal import make_only_what_is_asked_for, presenter

DRAWING, EVENTS, SLIDER = "$$ID-01-drawing", "$$ID-02-None", "$$ID-03-slider"
SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=3), st.lists, max_leaves=4)
NAMES = st.sampled_from(["edit", "pick", "said"])
make_only_what_is_asked_for()


def session_with(shown, events, presented=None) -> SessionState:
    """A session that a browser has told of a drawing, what was triggered on it, and a slider."""
    session = SessionState()
    for name, key, read, kind, how in (
        (DRAWING, "drawing", BidiComponentSerde().deserialize, "json_value", presented),
        (EVENTS, None, deserialize_trigger_list, "json_trigger_value", None),
        (SLIDER, "slider", lambda value: value, "string_value", None),
    ):
        session._set_widget_metadata(WidgetMetadata(name, read, lambda value: value, kind, presenter=how))
        if key:
            session._set_key_widget_mapping(name, key)
    told = session._new_widget_state.set_widget_from_proto
    told(WidgetState(id=DRAWING, json_value=json.dumps(shown)))
    if events is not None:
        told(WidgetState(id=EVENTS, json_trigger_value=json.dumps(events)))
    told(WidgetState(id=SLIDER, string_value="2.5"))
    session["note"] = None
    return session


@given(
    st.dictionaries(NAMES, JSON, max_size=3),
    st.none() | st.lists(st.fixed_dictionaries({"event": NAMES, "value": JSON}), max_size=3),
)
def test_a_page_reads_of_a_drawing_what_streamlit_would_have_shown_it(shown, events):
    ours = session_with(shown, events, presenter(EVENTS, DRAWING))
    streamlits = session_with(shown, events, make_bidi_component_presenter(EVENTS, DRAWING))
    assert ours["drawing"] == streamlits["drawing"]


def test_a_session_shows_its_state_one_value_at_a_time():
    asked = []

    def listening(value, session):
        asked.append(value)
        return value

    session = session_with({"edit": 1}, None, listening)
    safe = SafeSessionState(session, lambda: None)
    seen = safe.filtered_state
    assert seen["slider"] == "2.5"
    assert "note" in seen
    assert seen["note"] is None
    assert "nothing" not in seen
    assert not asked, "The drawing's value was made for somebody who asked for another."
    assert dict(seen) == session.filtered_state
    assert len(seen) == len(session.filtered_state)
    assert asked


@pytest.mark.parametrize("section", SECTIONS)
def test_a_part_of_the_theme_is_the_same_however_often_it_is_filled_in(section):
    fill = app_session._populate_theme_msg
    wanted = CustomThemeConfig()
    fill.__wrapped__(wanted, section)
    for _ in range(2):
        theme = CustomThemeConfig()
        fill(theme, section)
        assert theme == wanted
    assert bool(wanted.ByteSize()) == any(config.get_options_for_section(section).values())


def test_a_part_of_the_theme_that_has_nothing_stays_unset():
    theme = CustomThemeConfig()
    app_session._populate_theme_msg(theme.sidebar, "theme.sidebar")
    assert not theme.HasField("sidebar")
