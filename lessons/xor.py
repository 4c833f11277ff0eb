"""What no line can do, and two hinges can."""

from core.presets import XOR_NETWORK
from core.serialization import network_to_text
from core.xor_proof import LINES
from lessons.facts import FACTS
from lessons.step import Step, condition, right, wrong

# Two of the four are right, so the picture does not say how many can be.
_HALF = "2-1 step 1 0 -0.5"
_AND = "2-1 step 1 1 -1.5"

STEPS = (
    Step(
        "AND is 1 when both inputs are 1. Drag the line until all four corners are right.",
        {"step": "1 Warm up", "gate": "AND", "single": ""},
        done=condition("right = 4", FACTS),
        reveal="One line is enough for AND: it parts one corner from three.",
        then={"single": _AND},
        seen=("single-graph",),
    ),
    Step(
        "NAND: the opposite.",
        {"step": "1 Warm up", "gate": "NAND", "single": _AND},
        done=condition("right = 4", FACTS),
        reveal="The same line, and the other side of it.",
        then={"single": "2-1 step -1 -1 1.5"},
        seen=("single-graph",),
    ),
    Step(
        "XOR is 1 when exactly one input is 1. How many of the four can the best line get?",
        {"step": "2 Try XOR", "single": _HALF, "tries": ""},
        options=(
            wrong("2", "One more: cut off a single corner."),
            right("3"),
            wrong("4", "Try it. Go ahead, nobody is waiting."),
        ),
        reveal="Three. See for yourself: the numbers are yours.",
        then={"single": ""},
    ),
    Step(
        "Now try for four: five tries, each with other answers than the last. They are kept.",
        {"step": "2 Try XOR"},
        done=condition("tries >= 5", FACTS),
        reveal="Nobody has got four yet. The next step says why nobody will.",
    ),
    Step(
        "Why can nobody? Four demands, two sums, and the numbers of your own line.",
        {"step": "3 Why it fails", "line": ""},
        reveal="One number cannot be above 0 and not above 0. Drag the line: one of the four always fails.",
        then=tuple({"line": str(line)} for line in range(1, len(LINES) + 1)),
    ),
    Step(
        # No line breaks within brackets.
        "Two ReLUs: h₁ = ReLU(x₁\u00a0+\u00a0x₂), h₂ = ReLU(x₁\u00a0+\u00a0x₂\u00a0−\u00a01). "
        "Where do 01 and 10 land at (h₁,\u00a0h₂)?",
        {"step": "3 Why it fails", "line": str(len(LINES))},
        options=(
            wrong("on opposite corners", "There they are before the hidden layer. Add x₁ and x₂ at each of them."),
            right("on one point"),
            wrong("where they were", "The hidden layer moves them."),
        ),
        reveal="Both have the sum 1: the fold lays one on the other, and then one line is enough.",
        then={"step": "4 Two ReLUs", "hidden": network_to_text(XOR_NETWORK), "folds": "true"},
        seen=("single-graph", "hidden-graph"),
    ),
    Step(
        "Two ReLUs that nearly do it: one weight is broken. Mend it.",
        {"step": "4 Two ReLUs", "hidden": ""},
        done=condition("right = 4", FACTS),
        reveal="Two hinges, and XOR is solved.",
        then={"hidden": network_to_text(XOR_NETWORK)},
        seen=("hidden-graph",),
    ),
    Step(
        "XOR is one of 16 gates of two inputs. How many of the 16 can no single line do?",
        {"step": "4 Two ReLUs", "hidden": network_to_text(XOR_NETWORK)},
        options=(
            wrong("1", "There is one more: turn XOR's answers round."),
            right("2"),
            wrong("8", "Most need only one line: AND, OR, and what cuts off one corner or one side."),
        ),
        reveal="XOR and its opposite XNOR; each of the other 14 has its line.",
        then={"step": "5 All 16 gates"},
        seen=("hidden-graph", "all-gates"),
    ),
)
