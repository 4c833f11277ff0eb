"""Scripts that change how the browser treats the whole app."""

import time
from pathlib import Path

import streamlit as st

from components.javascript import joined
from components.module import drawing

_HERE = Path(__file__).parent
_MOUNT = "export default mount;"
_SCRIPTS = {
    name: st.components.v2.component(
        f"crease_{name}",
        html="<span></span>",
        js="\n".join([joined(_HERE / f"{name}.js"), _MOUNT]),
    )
    for name in ("history", "live_sliders", "reconnect", "scrollers")
}
# It asks the drawings whether anything is under way.
_scheme = drawing("scheme")


def mount_scripts() -> None:
    """Mount them all, once a page: the browser then has one entry in its history for each page change, sliders that
    follow the hand, a page that comes back and follows the scheme, and the keyboard reaches what is moved sideways.
    """
    for name, mount in _SCRIPTS.items():
        # Another number in every run, by which the browser knows that the whole page has been run.
        mount(key=f"script-{name}", data={"run": time.time_ns()} if name == "reconnect" else None)
    _scheme(key="script-scheme", data={"key": "scheme"})
