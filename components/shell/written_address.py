"""What Python writes into the address takes nothing from it that the browser has written meanwhile.

A control that is moved writes its own value into the address at once.  What Python writes, as the network that a hand
has drawn, comes with the answer, as a whole address: the one that the browser had when it asked, and what is new
(Streamlit 1.67).  Who let go of a number and turned on a switch before the answer had the switch on and a link
without it; who went on to another page had what the last one wrote in that one's address.

So a run ends with the address as its controls have it, where the browser may have another one by then.
"""

import functools
import time
from collections.abc import Collection
from dataclasses import dataclass, field

from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.query_params import QueryParams, _coerce_value_for_query_url

# What Python wrote longer ago has come to the browser (seconds).
ON_ITS_WAY = 5.0
# The names of an address, each with its text or its texts.
_Address = dict[str, tuple[str, ...]]


@dataclass
class _Written:
    """What is known of a session's address."""

    #: As the browser had it when it asked for the run under way.
    asked: _Address = field(default_factory=dict)
    #: What is in it as the page was opened with it, be it of use or not; None before there is one.
    opened: _Address | None = None
    #: As Python has written it last, and when (seconds of the process).
    sent: _Address | None = None
    at: float = 0.0
    #: What Python wrote and the browser had not seen when it asked.
    unseen: _Address = field(default_factory=dict)
    #: Whether something that Python wrote may come to the browser after what that has asked with.
    is_crossed: bool = False
    #: Whether another page is about to run, and the last one's controls are yet to be dropped.
    is_turning: bool = False


@functools.cache
def write_beside_the_browser() -> None:
    """Have Streamlit do so from now on."""
    send, take = QueryParams._send_query_param_msg, QueryParams.populate_from_query_string
    finish = SessionState.on_script_finished

    def send_and_remember(params: QueryParams) -> None:
        send(params)
        written = _written_of(params)
        written.sent, written.at = _address_of(params), time.monotonic()

    def take_and_compare(params: QueryParams, query_string: str, pages: Collection[str] | None = None) -> None:
        take(params, query_string, pages)
        written, asked = _written_of(params), _address_of(params)
        written.is_turning = pages is not None
        if written.is_turning or written.opened is None:
            written.opened, written.unseen = asked, {}
        elif written.sent is not None:
            written.unseen |= unseen_of(written.asked, written.sent, asked)
        written.opened = {name: texts for name, texts in written.opened.items() if asked.get(name) == texts}
        if written.sent is not None:
            is_other = asked != written.sent
            written.is_crossed |= is_other and time.monotonic() - written.at < ON_ITS_WAY
            written.sent = written.sent if is_other else None
        written.asked = asked

    def finish_and_mend(state: SessionState, *args, **options) -> None:
        written = _written_of(state.query_params)
        if not written.is_turning:
            _mend(state, written)
        written.is_turning = False
        finish(state, *args, **options)

    QueryParams._send_query_param_msg, QueryParams.populate_from_query_string = send_and_remember, take_and_compare
    SessionState.on_script_finished = finish_and_mend


def unseen_of(before: _Address, sent: _Address, asked: _Address) -> _Address:
    """What Python changed when it `sent` an address in place of the one `before`, and who `asked` had not yet."""
    changed = {name for name in before | sent if before.get(name) != sent.get(name)}
    return {name: sent.get(name, ()) for name in sorted(changed) if asked.get(name) == before.get(name)}


def told_by_controls(state: SessionState, opened: _Address) -> _Address:
    """What the page's controls have now, none for a default, but for those of which the address is as `opened`."""
    told, ctx = {}, get_script_run_ctx()
    pages = {ctx.page_script_hash, ctx.pages_manager.main_script_hash} if ctx else set()
    for name, binding in state.query_params._bindings_by_param.items():
        metadata = state._new_widget_state.widget_metadata.get(binding.widget_id)
        if binding.script_hash in pages and name not in opened and metadata and binding.widget_id in state:
            value = state[binding.widget_id]
            is_default = value == metadata.deserializer(None)
            text = _coerce_value_for_query_url(metadata.serializer(value), metadata.value_type)
            # An empty text is Streamlit's way of writing "none chosen".
            told[name] = () if is_default else _texts(text) or ("",)
    return told


def _mend(state: SessionState, written: _Written) -> None:
    """Have the address say what the page's controls have, and the browser hear of it where that may have another."""
    params = state.query_params
    before = _address_of(params)
    for name, texts in (written.unseen | told_by_controls(state, written.opened or {})).items():
        _put(params, name, texts)
    if written.is_crossed or _address_of(params) != before:
        params._send_query_param_msg()
    written.unseen, written.is_crossed = {}, False


def _put(params: QueryParams, name: str, texts: tuple[str, ...]) -> None:
    if texts:
        params._query_params[name] = texts[0] if len(texts) == 1 else list(texts)
    else:
        params._query_params.pop(name, None)


def _address_of(params: QueryParams) -> _Address:
    return {name: _texts(text) for name, text in params._query_params.items()}


def _texts(text: str | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _written_of(params: QueryParams) -> _Written:
    if not hasattr(params, "written"):
        params.written = _Written()
    return params.written
