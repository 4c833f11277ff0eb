"""The border: what shape it can have."""

from core.scale import layer_sizes
from lessons.facts import FACTS
from lessons.step import Step, condition, right, wrong

_NUMBERS = sum(layer.parameter_count for layer in layer_sizes((2, *(8,) * 10, 1)))

STEPS = (
    Step(
        "A neuron says yes here, no there. Its weights may be any numbers. What shapes can its border have?",
        {"border": "1 One neuron", "border_net": "", "border_at": ""},
        options=(
            right("straight lines only"),
            wrong("circles too", "It would have to square its inputs, and it only multiplies them by numbers."),
            wrong("any curve", "It adds multiples of its inputs. Where such a sum is 0, nothing can bend."),
        ),
        reveal="Straight lines only: on the border w₁x₁ + w₂x₂ + b is 0.",
        then={"border_net": "2-1 step 0.3 -1 0.6"},
        seen=("border_net-graph",),
    ),
    Step(
        "Turn the border until all filled dots are on the blue side, and no hollow one is.",
        {"border": "1 One neuron", "border_net": "", "border_at": ""},
        done=condition("wrong = 0", FACTS),
        reveal="One line is enough for these dots, and one line is all that one neuron can draw.",
        then={"border_net": "2-1 step -0.52 1 0"},
        seen=("border_net-graph",),
    ),
    Step(
        "Now ten layers of eight neurons, without an activation. What shape can the border have?",
        {"border": "2 More layers", "deep": "1", "seed": ""},
        options=(
            right("a straight line"),
            wrong("a line with corners", "A corner needs a fold; products and sums have none."),
            wrong("a closed curve", "It would have to turn back somewhere, and nothing here makes it turn."),
        ),
        reveal=f"A straight line still, with {_NUMBERS} numbers: each layer multiplies and adds, "
        "and so do all of them together.",
        then=({"deep": "3"}, {"deep": "6"}, {"deep": "10"}),
    ),
    Step(
        "Now bend the sheet, from identity to ReLU. The weights stay as they are.",
        {"border": "3 The bend", "bent": "0", "layers": "2", "seed": ""},
        done=condition("bend >= 0.95", FACTS),
        reveal="The same weights fold the sheet, and the border has corners.",
        then={"bent": "1"},
    ),
    Step(
        "One function at each neuron made the difference. What does it do to a number?",
        {"border": "3 The bend", "bent": "", "layers": "2", "seed": ""},
        reveal="The next page shows it.",
    ),
)
