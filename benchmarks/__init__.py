"""How fast Crease is, as ratios to a bare Streamlit app measured in the same run."""

from pathlib import Path

from harness.server import CREASE, Server

BARE_APP = Path(__file__).parent / "bare_app.py"


def server_of(script: Path) -> Server:
    """A server for Crease, or for the bare app with Streamlit's own way with garbage."""
    return Server(script, {} if script == CREASE else {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"})
