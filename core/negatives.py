"""The proof of XOR at 256 inputs: no affine map tells cats from dogs where each picture has its negative beside it.

For an affine f(p) = w·p + b the sum f(p) + f(1 − p) = Σw + 2b is one number for all pictures.  A dog and its negative
are both right only where it is above twice the threshold, a cat and its negative only where it is not.  So of a dog,
a cat and their negatives at least one is wrong, whatever the weights, and at most ¾ of all pictures are right.
"""

import itertools
import math
from dataclasses import dataclass

import numpy as np

from core.affine import collapse
from core.datasets import Dataset
from core.losses import Loss
from core.network import Network


@dataclass(frozen=True)
class Pair:
    """A picture and its negative: where the picture stands in the data, its label, and f of both.

    `correct` says of both whether the answer is right.
    """

    index: int
    label: int
    value: float
    negative_value: float
    correct: tuple[bool, bool]

    @property
    def sum(self) -> float:
        return self.value + self.negative_value


@dataclass(frozen=True)
class NegativesProof:
    """A visitor's own affine network on a dog, a cat and their negatives.

    `pair_sum` is Σw + 2b, what f gives for a picture and its negative together, and `bound` twice the threshold.
    At least one of the four answers is wrong: of the dog's where pair_sum is not above the bound, else of the cat's.
    """

    pair_sum: float
    bound: float
    dog: Pair
    cat: Pair

    @property
    def n_correct(self) -> int:
        return sum((*self.dog.correct, *self.cat.correct))


def pairs(network: Network, data: Dataset, loss: Loss) -> tuple[Pair, ...]:
    """Every picture with its negative, which stands behind it in the data.

    Raises ValueError where the data are not pairs of that kind.
    """
    inputs, targets = data.inputs, data.targets
    if len(data) % 2 or np.any(inputs[::2] + inputs[1::2] != 1) or np.any(targets[::2] != targets[1::2]):
        raise ValueError("These data do not hold each picture with its negative behind it, both with one label.")
    values = network(inputs)[:, 0]
    correct = loss.answers(values) == targets
    return tuple(
        Pair(
            index,
            int(targets[index]),
            float(values[index]),
            float(values[index + 1]),
            (bool(correct[index]), bool(correct[index + 1])),
        )
        for index in range(0, len(data), 2)
    )


def negatives_proof(network: Network, data: Dataset, loss: Loss) -> NegativesProof:
    """The proof with the numbers of a network without activations, on the pair of each class that shows it best.

    Of the class that cannot be right it is the pair with the largest difference between its two values, so that the
    wrong answer is a clear one; of the other the first pair that is right, or the first of all.
    Raises ValueError for a network that is not affine and for data without pairs of both labels.
    """
    affine = collapse(network)
    pair_sum, bound = float(affine.weights[0].sum() + 2 * affine.bias[0]), 2 * loss.threshold
    found = pairs(network, data, loss)
    dogs, cats = ([pair for pair in found if pair.label == label] for label in (1, 0))
    if not dogs or not cats:
        raise ValueError("The proof needs a picture of each label; draw more pictures.")
    if pair_sum > bound:
        return NegativesProof(pair_sum, bound, _right(dogs), _clearest(cats))
    return NegativesProof(pair_sum, bound, _clearest(dogs), _right(cats))


def pair_decimals(pair_sum: float) -> tuple[int, int]:
    """Decimals for f(p) + f(1 − p), and more for the two: as printed these add up to what rounds to the printed sum.

    That holds for every picture p: together the two are at most a unit of their last place off, and the sum is
    further than that from where rounding turns.
    """
    size = abs(pair_sum)
    fewest = max(3, 1 - math.floor(math.log10(size))) if size else 3
    ways = ((few, many) for few in itertools.count(fewest) for many in range(few + 1, few + 4))
    return next((few, many) for few, many in ways if 10.0**-many < abs(size * 10**few % 1 - 0.5) / 10**few)


def _clearest(candidates: list[Pair]) -> Pair:
    return max(candidates, key=lambda pair: abs(pair.value - pair.negative_value))


def _right(candidates: list[Pair]) -> Pair:
    return next((pair for pair in candidates if all(pair.correct)), candidates[0])
