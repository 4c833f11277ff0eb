"""A machine finds the weights."""

from core.affine_limit import least_affine_loss
from core.datasets import draw_split
from core.losses import LOSSES
from lessons.facts import FACTS
from lessons.step import Guess, Step, condition, right, wrong

_XOR = draw_split("xor", 4, 0.0, 0).train
_RACE = {
    "scene": "1 The race",
    "data": "XOR, four points",
    "racer": "ReLU",
    "third": "nobody",
    "sizes": "",
    "unanswered": "",
}

STEPS = (
    Step(
        "Same data, same start, XOR. Who gets four of four?",
        _RACE | {"at_epoch": "0", "unanswered": "true"},
        options=(
            wrong("both", "All layers without an activation are one affine map: one line."),
            right("with ReLU only"),
            wrong("neither", "Two ReLUs can, and there are eight."),
        ),
        reveal="Two hidden folds do what no line can.",
        then={"at_epoch": "", "unanswered": ""},
        seen=("race",),
    ),
    Step(
        "How low does the identity’s mean squared error get, however long it trains?",
        _RACE | {"at_epoch": "0", "unanswered": "true"},
        number=Guess(
            least_affine_loss(_XOR, LOSSES["mean_squared_error"]),
            too_small="No affine map gets there: the sums over the two diagonals are one and the same.",
            too_large="It comes down further than that: the best guess is wrong by less at every corner.",
        ),
        reveal="¼: the best that one affine map can say is ½ at every corner.",
        then={"at_epoch": "", "unanswered": ""},
        seen=("race",),
    ),
    Step(
        "Run the film back to its first weights.",
        _RACE | {"at_epoch": ""},
        done=condition("epoch = 0", FACTS),
        reveal="Both began here, with the same numbers.",
        then={"at_epoch": "0"},
        seen=("race",),
    ),
    Step(
        "Two ReLUs can do XOR. From how many of 100 random starts does training find it?",
        _RACE | {"sizes": "2", "at_epoch": "0"},
        options=(
            right("about 25"),
            wrong("about 50", "That takes one more hidden neuron."),
            wrong("about 75", "That takes twice as many hidden neurons."),
            wrong("all 100", "What a network can represent and what training finds are two things."),
        ),
        reveal="One in four. The others are stuck.",
        then={"scene": "2 Many starts", "start_activation": "ReLU", "start_width": "2", "at_epoch": ""},
        seen=("race", "rates", "found"),
    ),
    Step(
        "Open one that is stuck. What holds it?",
        {"scene": "2 Many starts", "start_activation": "ReLU", "start_width": "2", "opened": "2"},
        done=condition("stuck = 1", FACTS),
        reveal="A dead neuron, both hinges on one line, or two corners that became one point: "
        "no gradient leads on from there.",
        then={"opened": "0"},
        seen=("wall", "opened-first"),
    ),
    Step(
        "One layer has no way back. With ten, through which does almost nothing of the gradient come back?",
        {"scene": "3 The way back", "back_depth": "1", "back_width": "", "back_data": "", "back_weights": ""},
        options=(
            right("sigmoid"),
            wrong("tanh", "Its slope at 0 is 1, so much comes back."),
            wrong("ReLU", "Where it is on its slope is 1."),
            wrong("identity", "It passes nearly all of it on, and is useless."),
        ),
        reveal="Its slope is at most ¼, and on its way back the gradient is multiplied by one at each layer.",
        then={"back_depth": ""},
        seen=("way-back", "way-back-numbers"),
    ),
    Step(
        "Cats and dogs, light and dark: of 100 new ones, how many are right without an activation?",
        {"scene": "4 Pictures", "pictures_part": "The pictures", "unanswered": "true"},
        options=(
            right("about 50"),
            wrong("about 75", "That is the most that any affine map could, of the pictures that it has."),
            wrong("about 99", "So many with ReLU."),
        ),
        reveal="Chance: a picture and its negative together always get the same sum.",
        then={"unanswered": ""},
        seen=("race", "pictures-gallery", "both-right"),
    ),
    Step(
        "Draw a cat. Which of the two networks believes you?",
        {"scene": "4 Pictures", "pictures_part": "The pad", "unanswered": ""},
        reveal="Whatever you draw, the identity’s numbers for it and for its negative keep their sum.",
        seen=("pad",),
    ),
)
