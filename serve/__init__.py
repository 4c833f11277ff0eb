"""Crease on all cores: one Streamlit process for each, behind HAProxy, at one address.

Nothing here knows the app, nor Streamlit but for the command that starts it and the addresses at which it is asked
how it is: what serves a new version is not itself replaced by it.
"""
