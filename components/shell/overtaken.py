"""What is asked for before the last answer has come: both are heard, and of the second what is new in it.

Streamlit (1.67) ends a run for whatever is asked for next.  What that run was told and has not taken in yet ends with
it, and so does what waits behind it.  A browser tells the values of all controls each time, but for two: the press of
a button it tells once, and with the change of a page it tells none.  Who moved a slider and went on to another page
found it, coming back, where it was before.

With the values of all controls come those that Python has just set and of which the browser has not heard.  Streamlit
takes them for the visitor's word: who let go of a number on a drawing and moved something else at once found the
number where it was before.  What only repeats the request before, and cannot be an answer to what Python has made of
it since, is no word of theirs.
"""

import functools
import math
import threading
import time
from collections.abc import Callable, Collection
from contextvars import ContextVar
from dataclasses import replace

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx, script_runner
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import (
    RerunData,
    ScriptRequest,
    ScriptRequests,
    ScriptRequestType,
)
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.session_state import WStates

# Nobody answers sooner to what they see (seconds).
REACTION = 0.25
_NONE: frozenset[str] = frozenset()
# What a run that is ended leaves to the next one: what its browser told last, and what of that only repeats.
_LEFT: ContextVar[tuple[WidgetStates | None, frozenset[str]]] = ContextVar("left", default=(None, _NONE))


@functools.cache
def hear_what_is_overtaken() -> None:
    """Have Streamlit do so from now on."""
    ask, take_in = AppSession.request_rerun, SafeSessionState.on_script_will_rerun

    def ask_for_news(session: AppSession, client_state) -> None:
        requests, part = _requests_of(session), client_state and client_state.fragment_id
        # A part of a page that is gone is not run; one that is there waits in line where a run is under way.
        if not (requests and client_state) or (part and not (requests.is_done and session.has_fragment(part))):
            ask(session, client_state)
            return
        told = WidgetStates()
        told.CopyFrom(client_state.widget_states)
        whole, repeated = requests.end(told)
        client_state.widget_states.CopyFrom(whole)
        left = _LEFT.set((told, repeated))
        try:
            ask(session, client_state)
            # Remembered while Streamlit has it.
            _requests_of(session)
        finally:
            _LEFT.reset(left)

    def take_in_once(safe: SafeSessionState, states: WidgetStates | None, **options) -> None:
        context = get_script_run_ctx()
        requests, repeated = context and context.script_requests, None
        if states is not None and isinstance(requests, Requests):
            repeated = requests.take_in(lambda: context.shared.widget_ids_this_run.snapshot())
        if repeated is None:
            # Streamlit's own, which also ends a run that is to end.
            take_in(safe, states, **options)
            return
        with safe._lock:
            known = with_pythons_own(safe._state, states, repeated)
            safe._state.on_script_will_rerun(known, **options)
            tell_again(safe._state, states, known)

    AppSession.request_rerun, SafeSessionState.on_script_will_rerun = ask_for_news, take_in_once
    script_runner.ScriptRequests = Requests


class Requests(ScriptRequests):
    """Streamlit's own, which remember what the browser has told, and what of it no run has taken in yet."""

    def __init__(self):
        super().__init__()
        # Streamlit's own methods take it once more.
        self._lock = threading.RLock()
        self._is_first = True
        # All values as they came with the last request; and the widgets that only repeat in what waits.
        self._told, self._repeated_in_waiting = _LEFT.get()
        # What the run under way has yet to take in, and the widgets that only repeat in that.
        self._begun: WidgetStates | None = None
        self._repeated_in_begun = _NONE
        # When a run last took something in or was done, and which widgets it has drawn.
        self._changed = -math.inf
        self._drawn: Callable[[], Collection[str]] = tuple

    def _request_rerun_locked(self, new_data: RerunData) -> bool:
        if self._is_first:
            # It has been looked at where the run before was ended.
            self._is_first, self._told = False, self._told or new_data.widget_states
        elif new_data.widget_states is not None:
            whole, self._repeated_in_waiting = self._with_waiting(new_data.widget_states)
            new_data = replace(new_data, widget_states=whole)
        return super()._request_rerun_locked(new_data)

    def on_scriptrunner_ready(self) -> ScriptRequest:
        with self._lock:
            return self._noted(super().on_scriptrunner_ready())

    def on_scriptrunner_yield(self) -> ScriptRequest | None:
        # Asked for with each word to the browser, mostly for nothing.
        if self._state is ScriptRequestType.CONTINUE:
            return None
        with self._lock:
            return self._noted(super().on_scriptrunner_yield())

    def take_in(self, drawn: Callable[[], Collection[str]]) -> frozenset[str] | None:
        """The widgets that only repeat, for the run that takes in what it was told; None if it is to end.

        Another one takes that in then.  `drawn()` gives the widgets that the run has drawn.
        """
        with self._lock:
            if self._state is ScriptRequestType.STOP:
                return None
            self._begun, self._changed, self._drawn = None, time.monotonic(), drawn
            return self._repeated_in_begun

    @property
    def is_done(self) -> bool:
        """Whether everything was taken in and answered."""
        with self._lock:
            return self._state is ScriptRequestType.STOP and self._begun is None

    def end(self, states: WidgetStates) -> tuple[WidgetStates, frozenset[str]]:
        """End the run and what waits behind it.

        Returns what the next one, which is told `states`, is to take in, and the widgets in it that only repeat.
        """
        with self._lock:
            both = self._with_waiting(states)
            if self._begun is not None:
                both = _together((self._begun, self._repeated_in_begun), both)
            self._state, self._begun = ScriptRequestType.STOP, None
            return both

    def _with_waiting(self, states: WidgetStates) -> tuple[WidgetStates, frozenset[str]]:
        """A request's values together with those that wait, and the widgets that only repeat in both."""
        repeated = frozenset(repeated_in(self._told or WidgetStates(), states, self._may_be_answered))
        self._told = states
        if self._state is ScriptRequestType.RERUN and self._rerun_data.widget_states is not None:
            return _together((self._rerun_data.widget_states, self._repeated_in_waiting), (states, repeated))
        return states, repeated

    def _may_be_answered(self, name: str) -> bool:
        """Whether a visitor may have seen what Python has made of a widget since the last request."""
        if self._begun is not None or self._state is ScriptRequestType.RERUN:
            # Nothing yet.
            return False
        is_drawn = self._state is ScriptRequestType.STOP or name in self._drawn()
        return is_drawn and time.monotonic() - self._changed > REACTION

    def _noted(self, request: ScriptRequest | None) -> ScriptRequest | None:
        if request and request.type is ScriptRequestType.RERUN:
            self._begun = request.rerun_data.widget_states
            self._repeated_in_begun, self._repeated_in_waiting = self._repeated_in_waiting, _NONE
        elif request:
            self._changed = time.monotonic()
        return request


def _requests_of(session: AppSession) -> Requests | None:
    """Those of the last runner, also when Streamlit has forgotten it: it is done then."""
    requests = getattr(session._scriptrunner, "_requests", None)
    if isinstance(requests, Requests):
        session.last_requests = requests
    return getattr(session, "last_requests", None)


def _together(
    first_request: tuple[WidgetStates, frozenset[str]], next_request: tuple[WidgetStates, frozenset[str]]
) -> tuple[WidgetStates, frozenset[str]]:
    """Two requests in one, and the widgets that only repeat in whichever of them has them."""
    (earlier, repeated_first), (later, repeated_then) = first_request, next_request
    first, then = ({state.id for state in states.widgets} for states in (earlier, later))
    repeated = (repeated_first & repeated_then) | (repeated_first - then) | (repeated_then - first)
    return joined(earlier, later), repeated


def joined(earlier: WidgetStates, later: WidgetStates) -> WidgetStates:
    """What both tell: the later value of each widget, but a button that was pressed stays pressed."""
    both = WidgetStates()
    both.CopyFrom(script_requests._coalesce_widget_states(earlier, later))
    told = {state.id for state in both.widgets}
    both.widgets.extend(state for state in earlier.widgets if state.id not in told)
    return both


def repeated_in(earlier: WidgetStates, later: WidgetStates, may_be_answered: Callable[[str], bool]) -> list[str]:
    """The widgets with the value that they had before, but for those with an answer and the buttons pressed."""
    before = {state.id: state for state in earlier.widgets}
    return [
        state.id
        for state in later.widgets
        if state == before.get(state.id)
        and not may_be_answered(state.id)
        and not script_requests._has_active_trigger_value(state)
    ]


def with_pythons_own(state: SessionState, states: WidgetStates, names: Collection[str]) -> WidgetStates:
    """The same, but of widgets with those names, which stand in the address, what Python has."""
    names = state._query_param_bound_widget_ids.intersection(names)
    if not names:
        return states
    return WidgetStates(
        widgets=[(sent.id in names and _own(state, sent.id)) or sent for sent in states.widgets],
    )


def _own(state: SessionState, name: str) -> WidgetState | None:
    key = state._key_id_mapper.id_key_mapping.get(name)
    metadata = state._new_widget_state.widget_metadata.get(name)
    if key is None or metadata is None or key not in state:
        return None
    own = WStates()
    own.set_widget_metadata(metadata)
    own.set_from_value(name, state[key])
    return own.get_serialized(name)


def tell_again(state: SessionState, sent: WidgetStates, known: WidgetStates) -> None:
    """Have the browser told what Python has of those widgets of which it has something else.

    The run that was to tell it may have been ended, and Streamlit drops what is yet to be sent when the next begins.
    """
    for there, here in zip(sent.widgets, known.widgets, strict=True):
        if here != there:
            key = state._key_id_mapper.id_key_mapping[here.id]
            state._new_session_state[key] = state[key]
