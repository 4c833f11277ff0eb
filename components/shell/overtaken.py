"""What a visitor has done is heard, though what they ask for next overtakes it.

Streamlit (1.67) ends a run for whatever is asked for next.  What that run was told and has not taken in yet ends with
it, and so does what waits behind it.  A browser tells the values of all controls each time, but for two: the press of
a button it tells once, and with the change of a page it tells none.  Who moved a slider and went on to another page
found it, coming back, where it was before.
"""

import functools
import threading

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx, script_runner
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequest, ScriptRequests, ScriptRequestType
from streamlit.runtime.state import SafeSessionState


@functools.cache
def hear_what_is_overtaken() -> None:
    """Have the next run take it in from now on."""
    ask, take_in = AppSession.request_rerun, SafeSessionState.on_script_will_rerun

    def ask_for_both(session: AppSession, client_state) -> None:
        requests = getattr(session._scriptrunner, "_requests", None)
        if isinstance(requests, Requests) and client_state and not client_state.fragment_id:
            for overtaken in requests.end():
                client_state.widget_states.CopyFrom(joined(overtaken, client_state.widget_states))
        ask(session, client_state)

    def take_in_once(safe: SafeSessionState, states: WidgetStates | None, **options) -> None:
        context = get_script_run_ctx()
        requests = context and context.script_requests
        if isinstance(requests, Requests) and requests.take_in():
            with safe._lock:
                safe._state.on_script_will_rerun(states, **options)
        else:
            take_in(safe, states, **options)

    AppSession.request_rerun, SafeSessionState.on_script_will_rerun = ask_for_both, take_in_once
    script_runner.ScriptRequests = Requests


class Requests(ScriptRequests):
    """Streamlit's own, which remember what the run under way was told and has not taken in yet."""

    def __init__(self):
        super().__init__()
        # Streamlit's own methods take it once more.
        self._lock = threading.RLock()
        self._begun = None

    def on_scriptrunner_ready(self) -> ScriptRequest:
        with self._lock:
            return self._noted(super().on_scriptrunner_ready())

    def on_scriptrunner_yield(self) -> ScriptRequest | None:
        # Asked for with each word to the browser, mostly for nothing.
        if self._state is ScriptRequestType.CONTINUE:
            return None
        with self._lock:
            return self._noted(super().on_scriptrunner_yield())

    def take_in(self) -> bool:
        """Whether the run may take in what it was told.  If not it is to end, and another one takes that in."""
        with self._lock:
            if self._state is ScriptRequestType.STOP:
                return False
            self._begun = None
            return True

    def end(self) -> list[WidgetStates]:
        """End the run and what waits behind it; returns what they will take in no more, the last one first."""
        with self._lock:
            waiting = self._rerun_data.widget_states if self._state is ScriptRequestType.RERUN else None
            begun, self._begun = self._begun, None
            self._state = ScriptRequestType.STOP
        return [states for states in (waiting, begun) if states is not None]

    def _noted(self, request: ScriptRequest | None) -> ScriptRequest | None:
        if request and request.type is ScriptRequestType.RERUN:
            self._begun = request.rerun_data.widget_states
        return request


def joined(earlier: WidgetStates, later: WidgetStates) -> WidgetStates:
    """What both tell: the later value of each widget, but a button that was pressed stays pressed."""
    both = WidgetStates()
    both.CopyFrom(script_requests._coalesce_widget_states(earlier, later))
    told = {state.id for state in both.widgets}
    both.widgets.extend(state for state in earlier.widgets if state.id not in told)
    return both
