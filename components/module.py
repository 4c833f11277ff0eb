"""The drawings' JavaScript, one ES module for all of them.

It is written in many files by idea.  `mount_module` sends it once a page; every drawing then mounts what it needs
of it with a line of its own, so that an update carries only its data.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from components import hand
from components.javascript import joined

MODULE = joined(Path(__file__).parent / "main.js")

# Whichever of the two arrives first leaves a promise for the other.
_MEETING = """
const meeting = (window.creaseDrawings ??= {});
meeting.module ??= new Promise((resolve) => (meeting.give = resolve));
"""
_module = st.components.v2.component(
    "crease_drawings",
    html="<span></span>",
    js=f"{MODULE}\n{_MEETING}\nexport default () => meeting.give(drawings);",
)


def mount_module() -> None:
    """Send the module to the browser.  Once a page, outside of every fragment."""
    _module(key="drawings-module")


def drawing(name: str, *stylesheets: Path) -> Callable:
    """The Streamlit component for what main.js has in `drawings` under a name, with stylesheets of its own.

    What is not seen has none.
    """
    return st.components.v2.component(
        f"crease_{name}",
        css=hand.STYLE + "".join(path.read_text() for path in stylesheets) if stylesheets else None,
        js=f"{_MEETING}\nexport default async (component) => (await meeting.module).{name}(component);",
    )
