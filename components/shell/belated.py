"""What is asked for on a page that has been left by then is not run.

A browser names its page with whatever it asks for.  While one page follows another it still names the last one: a
phone looks for its lecture, a drawing tells again what its hand has done.  Streamlit (1.67) runs such a fragment when
the next page is there, and says that this is a run of the last page; the browser then takes all that it shows away
and finds no place for the fragment ("Bad delta path index 2").  A fragment that stands at the same place on every
page, as the guide does, has the same name on all of them, so that it is found there.
"""

import functools

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner


@functools.cache
def pass_over_belated_requests() -> None:
    """Have Streamlit pass over them from now on: when they come, and when they have waited for the next page."""
    take, run = AppSession.request_rerun, ScriptRunner._run_script

    def take_timely(session: AppSession, client_state) -> None:
        if not (client_state and client_state.fragment_id and _is_left(session, client_state)):
            take(session, client_state)

    def run_timely(runner: ScriptRunner, rerun_data) -> None:
        if not (rerun_data.fragment_id_queue and _is_left(runner, rerun_data)):
            run(runner, rerun_data)

    AppSession.request_rerun, ScriptRunner._run_script = take_timely, run_timely


def _is_left(whose: AppSession | ScriptRunner, asked) -> bool:
    return asked.page_script_hash != whose._pages_manager.current_page_script_hash
