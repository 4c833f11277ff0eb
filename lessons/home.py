"""The border: what shape it can have."""

from lessons.facts import FACTS
from lessons.step import Step, condition, right, wrong

STEPS = (
    Step(
        "Ten layers of eight neurons, and no activation: what shape can the border between yes and no take?",
        {"bent": "0", "layers": "6"},
        options=(
            right("a straight line"),
            wrong("a line with corners", "A corner needs a fold; products and sums have none."),
            wrong("a closed curve", "That would take many lines, and without an activation there is one."),
        ),
        reveal="A straight line, however many layers: each multiplies and adds, and so do all of them together.",
    ),
    Step(
        "Now bend the sheet, from identity to ReLU. The weights stay as they are.",
        {"bent": "0", "layers": "2"},
        done=condition("bend >= 0.95", FACTS),
        reveal="The same weights fold the sheet, and the border has corners.",
    ),
    Step(
        "One function at each neuron made the difference. What does it do to a number?",
        reveal="The next page shows it.",
    ),
)
