"""One number in, one out."""

import math

from core.activations import ACTIVATIONS
from core.curves import exact_enough
from core.formulas import formula
from core.numbers import number_text
from lessons.facts import FACTS
from lessons.step import Drawn, Step, condition, right, wrong

SIGMOID = ACTIVATIONS["sigmoid"]
_RELU_ALONE = {"topic": "1 Curves", "curves": "ReLU", "close": "ReLU", "x": "1.5", "weight": "1", "bias": "0"}

STEPS = (
    Step(
        "ReLU hands on what is above 0, and makes 0 of the rest. Draw ReLU(x + 1).",
        _RELU_ALONE,
        drawn=Drawn(
            formula("relu(x + 1)"),
            window=(-3, 3),
            near=0.5,
            too_low="x + 1 is above 0 from x = −1 on, sooner than x. And nothing that comes out is below 0.",
            too_high="Where x + 1 is below 0, ReLU gives 0. |x + 1| folds; ReLU cuts off.",
        ),
        reveal="0 up to x = −1, where x + 1 is 0; from there what came in, x + 1.",
        then={"bias": "1"},
    ),
    Step(
        "Put the kink at x = 2: drag it.",
        _RELU_ALONE,
        done=condition("kink = 2", FACTS),
        reveal="The kink stands at −b/w. What lies on its left is filtered out: b sets a threshold.",
        then={"bias": "-2"},
    ),
    Step(
        "Let through only what lies below −1.",
        _RELU_ALONE,
        done=condition("kink = -1 and weight < 0", FACTS),
        reveal="A negative weight turns it round: with b = w the kink stands at −1.",
        then={"weight": "-1", "bias": "-1"},
    ),
    Step(
        "σ(10): what does the sigmoid make of 10?",
        _RELU_ALONE | {"curves": "Sigmoid", "close": "Sigmoid"},
        options=(
            wrong("0.9", f"It is there already at {number_text(math.log(9))}."),
            right(exact_enough(float(SIGMOID(10.0)))),
            wrong("1", "It comes as near as you like, and never there."),
            wrong("10", "That is what came in. The sigmoid gives no more than 1."),
        ),
        reveal="Here z = 4 × 2.5 = 10. So far from 0 it hardly changes any more: it is saturated.",
        then={"weight": "4", "x": "2.5"},
    ),
    Step(
        "Keep a quarter of the value with the gate.",
        {"topic": "2 A gate", "value": "4", "z": "1"},
        done=condition("kept = 0.25", FACTS),
        reveal=f"σ(z) is ¼ at z = −ln 3 ≈ {number_text(-math.log(3))}.",
        then={"z": "-1.1"},
    ),
    Step(
        "Which of these is of no use between two layers?",
        {"topic": "1 Curves", "curves": "", "close": "ReLU", "x": "1.5", "weight": "1", "bias": "0"},
        options=(
            right("identity"),
            wrong("ReLU", "It has a kink: no product and no sum has one."),
            wrong("tanh", "It is curved: no product and no sum is."),
        ),
        reveal="The identity hands on what the product and the sum made, and they can do that by themselves.",
    ),
)
