"""A page's drawings as AppTest has them, and what a browser tells Python of them."""

import json

from streamlit.testing.v1 import AppTest


def drawing(app: AppTest, name: str):
    """The message that the browser gets of the drawing with a name: its `id`, and its data in `json`."""
    protos = [node.proto for node in app.get("bidi_component")]
    return next(proto for proto in protos if proto.id.endswith(f"-{name}"))


def told(app: AppTest, name: str) -> dict:
    """What the drawing is told: its data."""
    return json.loads(drawing(app, name).json)


def tell(app: AppTest, name: str, edit: dict, states=None) -> None:
    """An edit of the drawing, told as the browser tells it.

    With it come the values of all controls, as the browser has them: now, or as they were in `states`.
    """
    sent = type(app._tree.get_widget_states())()
    sent.CopyFrom(states or app._tree.get_widget_states())
    state = sent.widgets.add()
    state.id = drawing(app, name).id
    state.json_value = json.dumps({"edit": edit})
    app._run(sent)
