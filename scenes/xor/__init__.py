"""The scenes of the XOR page, and the control that says which of them is shown."""

from components.address import Choice

STEP = Choice(
    "step",
    "Step",
    {
        "warm": "1 Warm up",
        "try": "2 Try XOR",
        "proof": "3 Why it fails",
        "hidden": "4 Two ReLUs",
        "gates": "5 All 16 gates",
        "cosine": "6 Footnote",
    },
    "warm",
)
