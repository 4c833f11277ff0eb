"""The answer to a question about the whole page is told whole.

Where a part of the page is run again at once, Streamlit (1.67) drops what it has not yet sent of that part, which is
about to be told anew, but sends that the whole page is done.  The browser then takes the part away, with the values
of its controls, and begins with them anew.
"""

import functools

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession


@functools.cache
def tell_answers_whole() -> None:
    """Have Streamlit drop nothing of it from now on."""
    clear = AppSession._clear_queue

    def clear_but_for_a_whole_answer(session: AppSession, fragment_ids_this_run: list[str] | None = None) -> None:
        queue = session._browser_queue
        if fragment_ids_this_run and any(map(_ends_a_whole_answer, queue._queue)):
            # What comes next stands behind it, and takes the place of nothing in it.
            queue._delta_index_map = {}
        else:
            clear(session, fragment_ids_this_run)

    AppSession._clear_queue = clear_but_for_a_whole_answer


def _ends_a_whole_answer(message: ForwardMsg) -> bool:
    is_end = message.WhichOneof("type") == "script_finished"
    return is_end and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
