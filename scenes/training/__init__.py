"""The scenes of the training page, and the controls that say which of them is shown, and which part of it."""

from components.address import Choice, Switch

SCENE = Choice(
    "scene",
    "Scene",
    {"race": "1 The race", "starts": "2 Many starts", "back": "3 The way back", "pictures": "4 Pictures"},
    "race",
)
PICTURES_PART = Choice(
    "pictures_part",
    "Part",
    {"wall": "The pictures", "learned": "What was learned", "proof": "The proof", "pad": "The pad"},
    "wall",
)
# Whoever is asked how it ends is not shown it before.
UNANSWERED = Switch("unanswered", "Without what the networks come to")
