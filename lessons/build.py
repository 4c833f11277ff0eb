"""Any curve from hinges."""

from core.formulas import formula
from core.hinges import NEAR_ENOUGH, TARGETS
from core.numbers import short_text
from lessons.facts import FACTS
from lessons.step import Drawn, Step, condition, right, wrong

ABS, SINE = TARGETS["abs"].name, TARGETS["sin"].name
# With these creases the sine is near enough; with fewer of them no creases are known that do it.
SEVEN = (-1.0, -0.71, -0.49, -0.26, 0.26, 0.49, 0.71)
# All of them added up, evenly placed, and fitted; and the errors of all numbers beside it.
_BY_MACHINE = {"added": "", "creases_at": "", "slopes": "", "unmeasured": ""}
# The board, and how near it comes.
_NUMBERS = ("abreast-errors", "creases_at-board")

STEPS = (
    Step(
        "A hinge is one ReLU: flat up to its crease, then a line. Draw the sum of ReLU(x + 1) and −2 ReLU(x).",
        {"target": ABS, "neurons": "0"} | _BY_MACHINE | {"unmeasured": "true"},
        drawn=Drawn(
            formula("relu(x + 1) - 2 relu(x)"),
            window=(-1, 1),
            near=0.2,
            too_low="From 0 on both count: up by 1 and down by 2 for each 1 to the right.",
            too_high="The second hinge begins at 0: it pulls down twice as much as the first one lifts.",
            heights=(-1, 2),
        ),
        reveal="A tent. At each crease the slope changes by the hinge that begins there: 1, then 1 − 2 = −1.",
        then={"neurons": "2", "added": "", "creases_at": "-1 0", "slopes": "0 1 -2"},
    ),
    Step(
        "How many hinges, with a bias, make |x| from −1 to 1?",
        {"target": ABS, "neurons": "0"} | _BY_MACHINE | {"unmeasured": "true"},
        options=(
            wrong("1", "One hinge makes one slope: the other side stays flat."),
            right("2"),
            wrong("infinitely many", "So many want curves; |x| has two straight sides."),
        ),
        reveal="One slope for each side.",
        then={"neurons": "2", "unmeasured": ""},
        seen=("creases_at-board",),
    ),
    Step(
        "Make it by hand: drag the corners until your error is below 0.03.",
        {"target": ABS, "neurons": "2"} | _BY_MACHINE | {"creases_at": "-0.6 0.6", "slopes": "0 0 0"},
        done=condition("by_hand = 1 and error < 0.03 and hinges = 2", FACTS),
        reveal="One crease at the left edge, one at 0. The bias is the height at which it begins.",
        then={"neurons": "2", "added": "", "creases_at": "-1 0", "slopes": "1 -1 2"},
        seen=_NUMBERS,
    ),
    Step(
        "Twice as many hinges under a smooth curve: what becomes of the error?",
        {"target": SINE, "neurons": "8"} | _BY_MACHINE | {"unmeasured": "true"},
        options=(
            wrong("about a half", "That is how it goes with steps instead of slopes."),
            right("about a quarter"),
            wrong("about a tenth", "Ten times better takes three times as many hinges."),
        ),
        reveal="Half the distance between creases, a quarter of the gap between a curve and its chord.",
        then={"neurons": "16"} | _BY_MACHINE,
        seen=(*_NUMBERS, "errors"),
    ),
    Step(
        f"The sine within {short_text(NEAR_ENOUGH)}, with as few hinges as you can: at most eight.",
        {"target": SINE, "neurons": "3"} | _BY_MACHINE,
        done=condition(f"error < {NEAR_ENOUGH} and hinges <= 8", FACTS),
        reveal="Eight do it as they stand. Where the curve bends most, creases want to stand closest: then seven do.",
        then={"neurons": "7"} | _BY_MACHINE | {"creases_at": " ".join(map(str, SEVEN))},
        seen=_NUMBERS,
    ),
    Step(
        "And without an activation?",
        {"target": SINE, "neurons": "8"} | _BY_MACHINE | {"unmeasured": "true"},
        reveal="The dashed line, whatever the number of neurons.",
        then={"unmeasured": ""},
        seen=_NUMBERS,
    ),
)
