"""The scenes of the first page, and the control that says which of them is shown."""

from components.address import Choice

SCENE = Choice(
    "border",
    "The border of",
    {"neuron": "1 One neuron", "layers": "2 More layers", "bend": "3 The bend"},
    "neuron",
)
