"""What a hall has done, counted: in whatever parts its table is read, the counts are those of the whole."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.gates import GATES
from core.hall import Hall, corners_right, tries_text, with_entries
from core.rooms import Done, Prediction, Try
from core.xor import Neuron2, score

XOR = GATES["xor"]
people = st.integers(0, 4).map(lambda number: f"{number:016x}")
weights = st.sampled_from([-2.0, -1.0, -0.5, 0.0, 0.3, 1.0, 1.5])
tries = st.builds(Try, people, st.builds(Neuron2, weights, weights, weights))
steps = st.sampled_from(["xor 3", "xor 4", "training 1"])
entries = st.one_of(tries, st.builds(Prediction, people, steps, st.integers(0, 2)), st.builds(Done, people, steps))


@given(st.lists(entries, max_size=30), st.integers(0, 30))
def test_a_table_read_in_parts_comes_to_the_same(table, cut):
    whole = with_entries(Hall(), table, XOR)
    assert with_entries(with_entries(Hall(), table[:cut], XOR), table[cut:], XOR) == whole
    assert whole.done == Counter(one.step for one in table if isinstance(one, Done))
    for step in ("xor 3", "training 1"):
        chosen = [one.option for one in table if isinstance(one, Prediction) and one.step == step]
        assert whole.bars(step, 3) == tuple(chosen.count(option) for option in range(3))
    made = [one for one in table if isinstance(one, Try)]
    assert whole.n_tries == len(made)
    assert whole.triers == {one.person for one in made}


@given(st.lists(tries, max_size=20))
def test_a_try_has_as_many_corners_right_as_its_score_says(made):
    assert corners_right(made, XOR).tolist() == [score(one.neuron, XOR).n_correct for one in made]


@given(st.lists(tries, min_size=1, max_size=20))
def test_no_line_gets_four_and_the_best_is_one_that_was_tried(made):
    hall = with_entries(Hall(), made, XOR)
    assert hall.by_right[4] == 0
    assert hall.best == max(score(one.neuron, XOR).n_correct for one in made) <= 3


def test_nobody_has_four_of_four_among_ten_thousand():
    rng = np.random.default_rng(1)
    made = [Try("0" * 16, Neuron2(*map(float, row))) for row in rng.normal(scale=2, size=(10_000, 3))]
    assert with_entries(Hall(), made, XOR).best == 3


@pytest.mark.parametrize(
    ("by_right", "n_people", "said"),
    [
        ((0, 0, 0, 0, 0), 0, "Nobody has tried yet"),
        ((0, 0, 1, 0, 0), 1, "1 try by 1 person: best 2 of 4"),
        ((1, 100, 211, 100, 0), 187, "412 tries by 187 people: best 3 of 4"),
        ((0, 1200, 34, 0, 0), 1000, "1,234 tries by 1,000 people: best 2 of 4"),
    ],
)
def test_the_count_is_said_in_a_sentence(by_right, n_people, said):
    assert tries_text(Hall(frozenset(map(str, range(n_people))), by_right)) == said
