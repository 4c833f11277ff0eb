"""What Streamlit makes anew for every control in every run, mostly for nobody, is made where it is asked for.

Each slider and each field of Streamlit 1.67 has the values of all controls of the page put together, to look for its
own; each component's value is a class of its own, as often as it is read; and each run looks up the theme among all
settings, six times.  Together that was a quarter of what a rerun costs.
"""

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping

from streamlit.components.v2.bidi_component import main as components
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.state import SafeSessionState, SessionState


@functools.cache
def make_only_what_is_asked_for() -> None:
    """Have Streamlit do so from now on.  A change of the theme's settings is seen after the next start."""
    SafeSessionState.filtered_state = property(_Visible)
    components.make_bidi_component_presenter = presenter
    app_session._populate_theme_msg = _once(app_session._populate_theme_msg)


class _Visible(Mapping):
    """What a page sees of its session's state, each value when it is asked for."""

    def __init__(self, state: SafeSessionState):
        self._safe = state

    def __getitem__(self, key: str):
        return self._safe[key]

    def __contains__(self, key: object) -> bool:
        return key in self._safe

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def _all(self) -> dict:
        with self._safe._lock:
            return self._safe._state.filtered_state


def presenter(aggregator_id: str, *_) -> Callable[[object, SessionState], object]:
    """What a page reads of a component: its state, and what was triggered in this run; a dict to be read alone."""

    def present(value: object, session: SessionState) -> object:
        if not isinstance(value, dict):
            return value
        with contextlib.suppress(KeyError):
            events = session._new_widget_state[aggregator_id] or ()
            return {event["event"]: event.get("value") for event in events} | value
        return value

    return present


def _once(fill: Callable[..., None]) -> Callable[..., None]:
    """The same for a part of the theme, looked up the first time."""

    @functools.cache
    def looked_up(section: str) -> CustomThemeConfig:
        theme = CustomThemeConfig()
        fill(theme, section)
        return theme

    @functools.wraps(fill)
    def fill_again(theme: CustomThemeConfig, section: str = "theme") -> None:
        # An empty one would count as set.
        if looked_up(section).ByteSize():
            theme.MergeFrom(looked_up(section))

    return fill_again
