"""The scenes of the training page, and the control that says which of them is shown."""

from components.address import Choice

SCENE = Choice(
    "scene",
    "Scene",
    {"race": "1 The race", "starts": "2 Many starts", "back": "3 The way back"},
    "race",
)
