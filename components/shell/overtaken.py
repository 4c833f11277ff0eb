"""What is asked for before the last answer has come: all of it is heard, and of each request what is new in it.

A browser tells the values of all controls with each request, but for two: the press of a button it tells once, and
with the change of a page it tells none.  Streamlit (1.67) lets the later request stand for those that still wait:
who moved a slider and went on to another page found it, coming back, where it was before.  And whatever ends a run
ends it in the middle of a callback too: of a press one half was done.

With the values of all controls come those that Python has just set and of which the browser has not heard.  Streamlit
takes them for the visitor's word: who let go of a number on a drawing and moved something else at once found the
number where it was before.  A request is made for something that is new in it, so what it only repeats is nobody's
word.  Where nothing is new, a control was put back to where it was, or nothing was moved; time has to tell then.
"""

import functools
import time
from collections.abc import Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import RerunData, ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests, ScriptRequestType
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.session_state import WStates

# Nobody answers sooner to what they see (seconds).
REACTION = 0.25
# Before the name of a widget whose value only repeats that of the request before.
AGAIN = "again "
_TAKES_IN: ContextVar[bool] = ContextVar("takes-in", default=False)


@dataclass
class _Heard:
    """What a session has heard of its browser."""

    #: All values as they came with the last request, by the widgets' names.
    told: Mapping[str, WidgetState] = field(default_factory=dict)
    #: What came while another page was asked for and not begun.
    waiting: list[ClientState] = field(default_factory=list)
    is_leaving: bool = False
    #: What came while the last run was done, and not all of its answer was on its way.
    held: ScriptRequests | None = None
    #: When a run was last done (seconds of the process).
    answered: float = 0.0


@functools.cache
def hear_what_is_overtaken() -> None:
    """Have Streamlit do so from now on.

    It needs `runner.fastReruns` to be off: one run of a session ends before the next one begins, in the same thread.
    """
    ask, create = AppSession.request_rerun, AppSession._create_scriptrunner
    handle = AppSession._handle_scriptrunner_event_on_event_loop
    take_in, give_way = SafeSessionState.on_script_will_rerun, ScriptRunner._maybe_handle_execution_control_request

    def ask_for_news(session: AppSession, client_state: ClientState | None) -> None:
        if client_state is None:
            ask(session, client_state)
            return
        heard, part = _heard_by(session), client_state.fragment_id
        if not (part or client_state.HasField("widget_states")):
            heard.told, heard.is_leaving = {}, True
        elif heard.is_leaving:
            heard.waiting.append(client_state)
            return
        elif part and not session.has_fragment(part):
            # A part of a page that is gone tells nothing.
            return
        else:
            may_be_answer = not session._scriptrunner and time.monotonic() - heard.answered > REACTION
            # A copy: the request itself gets marks.
            states = WidgetStates(widgets=client_state.widget_states.widgets).widgets
            client_state.widget_states.CopyFrom(with_repeated_marked(heard.told, states, may_be_answer=may_be_answer))
            heard.told = {state.id: state for state in states}
        ask(session, client_state)

    def create_after_the_last(session: AppSession, asked: RerunData) -> None:
        """Streamlit drops what a run has still to say when the next one begins."""
        heard = _heard_by(session)
        if session._scriptrunner is None:
            create(session, asked)
        else:
            heard.held = heard.held or ScriptRequests()
            heard.held.request_rerun(asked)

    def handle_and_go_on(session: AppSession, sender, event: ScriptRunnerEvent, *args, **options) -> None:
        handle(session, sender, event, *args, **options)
        heard, runner = _heard_by(session), session._scriptrunner
        if event is ScriptRunnerEvent.SHUTDOWN and not runner:
            heard.answered = time.monotonic()
            if heard.held:
                held, heard.held = heard.held, None
                create(session, held.on_scriptrunner_ready().rerun_data)
                return
        elif event is not ScriptRunnerEvent.SCRIPT_STARTED or _is_asked(runner):
            return
        # The next page is there.
        waiting, heard.waiting, heard.is_leaving = heard.waiting, [], False
        for client_state in waiting:
            session.request_rerun(client_state)

    def take_in_whole(safe: SafeSessionState, states: WidgetStates | None, **options) -> None:
        token = _TAKES_IN.set(True)
        try:
            with safe._lock:
                if states is None:
                    take_in(safe, states, **options)
                    return
                told = without_marks(states)
                changed = changed_since(safe._state, states, told)
                take_in(safe, WidgetStates(widgets=(told | changed).values()), **options)
                if not options.get("is_history_navigation"):
                    tell_again(safe._state, changed)
        finally:
            _TAKES_IN.reset(token)

    def give_way_between(runner: ScriptRunner) -> None:
        if not _TAKES_IN.get():
            give_way(runner)

    AppSession.request_rerun, AppSession._create_scriptrunner = ask_for_news, create_after_the_last
    AppSession._handle_scriptrunner_event_on_event_loop = handle_and_go_on
    SafeSessionState.on_script_will_rerun = take_in_whole
    ScriptRunner._maybe_handle_execution_control_request = give_way_between
    script_requests._coalesce_widget_states = joined


def _is_asked(runner: ScriptRunner | None) -> bool:
    """Whether something waits for the run under way to end or to give way."""
    return runner is not None and runner._requests._state is ScriptRequestType.RERUN


def _heard_by(session: AppSession) -> _Heard:
    if not hasattr(session, "heard"):
        session.heard = _Heard()
    return session.heard


def with_repeated_marked(
    told: Mapping[str, WidgetState], states: Collection[WidgetState], *, may_be_answer: bool
) -> WidgetStates:
    """A request's values, those marked that only repeat what was `told` before.

    Where nothing is new in it and it `may_be_answer`, all are the visitor's word.
    """
    repeated = {
        state.id
        for state in states
        if state == told.get(state.id) and not script_requests._has_active_trigger_value(state)
    }
    if may_be_answer and len(repeated) == len(states):
        repeated = set()
    return WidgetStates(
        widgets=(_named(state, AGAIN + state.id) if state.id in repeated else state for state in states)
    )


def joined(earlier: WidgetStates | None, later: WidgetStates | None) -> WidgetStates | None:
    """What two requests tell together.

    Of each widget the later value, but not one that only repeats, and a button that was pressed stays pressed.
    """
    if earlier is None or later is None:
        return later or earlier
    both = {_name(state): state for state in earlier.widgets}
    for state in later.widgets:
        before = both.get(_name(state))
        is_repeated = before and _is_repeated(state) and not _is_repeated(before)
        was_pressed, is_pressed = (one and script_requests._has_active_trigger_value(one) for one in (before, state))
        if not (is_repeated or (was_pressed and not is_pressed)):
            both[_name(state)] = state
    return WidgetStates(widgets=both.values())


def without_marks(states: WidgetStates) -> dict[str, WidgetState]:
    """What a request tells, by the widgets' names."""
    names = map(_name, states.widgets)
    return {
        name: _named(state, name) if _is_repeated(state) else state
        for name, state in zip(names, states.widgets, strict=True)
    }


def changed_since(
    state: SessionState, states: WidgetStates, told: Mapping[str, WidgetState]
) -> dict[str, WidgetState]:
    """What Python has of the widgets in the address that a request only repeats, where it is not what was `told`."""
    repeated = {_name(sent) for sent in states.widgets if _is_repeated(sent)}
    own = {name: _own(state, name) for name in state._query_param_bound_widget_ids & repeated}
    return {name: value for name, value in own.items() if value not in (None, told[name])}


def tell_again(state: SessionState, names: Collection[str]) -> None:
    """Have the browser told what Python has of those widgets.

    The run that was to tell it may have been ended, and Streamlit drops what is yet to be sent when the next begins.
    """
    for name in names:
        key = state._key_id_mapper.id_key_mapping[name]
        state._new_session_state[key] = state[key]


def _is_repeated(state: WidgetState) -> bool:
    return state.id.startswith(AGAIN)


def _name(state: WidgetState) -> str:
    return state.id.removeprefix(AGAIN)


def _named(state: WidgetState, name: str) -> WidgetState:
    named = WidgetState()
    named.CopyFrom(state)
    named.id = name
    return named


def _own(state: SessionState, name: str) -> WidgetState | None:
    key = state._key_id_mapper.id_key_mapping.get(name)
    metadata = state._new_widget_state.widget_metadata.get(name)
    if key is None or metadata is None or key not in state:
        return None
    own = WStates()
    own.set_widget_metadata(metadata)
    own.set_from_value(name, state[key])
    return own.get_serialized(name)
