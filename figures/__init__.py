"""Pictures: values in, plotly figures out.  No streamlit, no state."""
