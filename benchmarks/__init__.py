"""How fast Crease is, as ratios to a bare Streamlit app measured in the same run."""

from pathlib import Path

BARE_APP = Path(__file__).parent / "bare_app.py"
