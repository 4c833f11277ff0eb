"""The dots of the first page: one line parts them, and the first one does not."""

import numpy as np
import pytest

from core.affine import AffineMap
from core.border import DOTS, FIRST_NEURON, count_right_dots, is_in_sight
from core.separability import SeparatingLine, separate
from core.xor import Neuron2


def test_one_line_parts_the_dots_with_room_on_both_sides():
    line = separate(DOTS.inputs, DOTS.targets.astype(int))
    assert isinstance(line, SeparatingLine)
    assert line.margin > 0.5
    assert count_right_dots(Neuron2(*map(float, line.weights), float(line.bias))) == len(DOTS)


def test_the_first_neuron_is_wrong_about_many_and_a_turn_of_it_about_none():
    assert count_right_dots(FIRST_NEURON) == 5
    angle = np.arctan2(FIRST_NEURON.w2, FIRST_NEURON.w1)
    length = np.hypot(FIRST_NEURON.w1, FIRST_NEURON.w2)
    turned = [
        count_right_dots(Neuron2(length * np.cos(angle + turn), length * np.sin(angle + turn), 0.0))
        for turn in np.radians(range(0, 360, 5))
    ]
    assert max(turned) == len(DOTS)
    # What is right on one side is wrong on the other.
    assert min(turned) == 0


def test_a_neuron_whose_weights_are_0_says_no_to_all():
    assert count_right_dots(Neuron2(0.0, 0.0, 0.0)) == int(np.sum(DOTS.targets == 0))


@pytest.mark.parametrize(
    ("weights", "bias", "seen"),
    [((1, 0), 0, True), ((1, 1), 5.9, True), ((1, 1), 6.1, False), ((0, 0), 0, False), ((-1, 0), -3, False)],
)
def test_a_border_is_in_sight_where_it_passes_through_the_window(weights, bias, seen):
    assert is_in_sight(AffineMap([weights], [bias]), ((-3.0, 3.0), (-3.0, 3.0))) == seen
