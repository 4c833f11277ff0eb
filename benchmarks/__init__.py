"""How fast Crease is, as ratios to a bare Streamlit app measured in the same run."""
