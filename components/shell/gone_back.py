"""Who goes back in the browser's history finds all that stood in the address there.

On the way to another page Streamlit (1.67) takes those values out of the address for which the last page has a
control: they could be left over from it.  Going back they are the next page's own, and controls that all pages
share, as the step of the lesson, began anew.
"""

import functools

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner


@functools.cache
def find_all_of_an_address() -> None:
    """Have Streamlit do so from now on: before such a run no value of the address belongs to a control."""
    run = ScriptRunner._run_script

    def run_unbound(runner: ScriptRunner, rerun_data) -> None:
        if rerun_data.is_history_navigation:
            with runner._session_state.query_params() as params:
                for binding in list(params._bindings_by_param.values()):
                    params.unbind_widget(binding.widget_id)
        run(runner, rerun_data)

    ScriptRunner._run_script = run_unbound
