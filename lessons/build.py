"""Any curve from hinges."""

from core.hinges import TARGETS
from lessons.facts import FACTS
from lessons.step import Step, condition, right, wrong

STEPS = (
    Step(
        "How many hinges, with a bias, make |x| from −1 to 1?",
        {"target": TARGETS["abs"].name, "neurons": "0"},
        options=(
            wrong("1", "One hinge makes one slope: the other side stays flat."),
            right("2"),
            wrong("infinitely many", "So many want curves; |x| has two straight sides."),
        ),
        reveal="One for each side. Both may stand at 0.",
    ),
    Step(
        "Make it, with two hinges: drag their creases.",
        {"target": TARGETS["abs"].name, "neurons": "2", "creases_at": "-0.6, 0.6"},
        done=condition("error < 0.001 and hinges = 2", FACTS),
        reveal="A crease at 0 and one at the edge: |x| exactly.",
    ),
    Step(
        "Twice as many hinges under a smooth curve: what becomes of the error?",
        {"target": TARGETS["sin"].name, "neurons": "8", "creases_at": ""},
        options=(
            wrong("about a half", "That is how it goes with steps instead of slopes."),
            right("about a quarter"),
            wrong("about a tenth", "The picture on the right has its slope: n⁻²."),
        ),
        reveal="Half the distance between creases, a quarter of the gap between a curve and its chord.",
        then={"neurons": "16"},
    ),
    Step(
        "The sine within 0.02, with at most eight hinges.",
        {"target": TARGETS["sin"].name, "neurons": "3", "creases_at": ""},
        done=condition("error < 0.02 and hinges <= 8", FACTS),
        reveal="Where the curve bends most, creases stand closest.",
    ),
    Step(
        "And without an activation?",
        {"target": TARGETS["sin"].name, "neurons": "8", "creases_at": ""},
        reveal="The dashed line, whatever the number of neurons.",
    ),
)
