"""A lesson as a text: it reads back as it was written, and every fault is named with its line."""

import base64
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.formulas import Formula, Term, formula
from lessons import STEPS
from lessons.facts import FACTS
from lessons.step import Clause, Drawn, Guess, Option, Step
from lessons.text import (
    MOST_PACKED,
    MOST_STEPS,
    MOST_TEXT,
    NO_STATE,
    OwnStep,
    pack,
    read_lesson,
    unpack,
    write_lesson,
)

PAGES = list(STEPS)
OURS = tuple(OwnStep(page, step) for page, steps in STEPS.items() for step in steps)

words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
numbers = st.floats(-1e6, 1e6).map(lambda value: value + 0.0)
addresses = st.dictionaries(words.filter(lambda key: key.lower() not in NO_STATE), words, max_size=3)
formulas = st.lists(
    st.builds(
        Term, st.floats(-9, 9), st.sampled_from([ACTIVATIONS[key] for key in ("relu", "tanh", "step")]),
        st.floats(-9, 9), st.floats(-9, 9), st.booleans(),
    ),
    min_size=1, max_size=3,
).map(lambda terms: Formula(tuple(terms)))  # fmt: skip
answers = st.one_of(
    st.just({}),
    st.builds(lambda wanted, within: {"number": Guess(wanted, abs(within), "More.", "Less.")}, numbers, numbers),
    st.builds(
        lambda wrong, right: {"options": (Option(wrong, "No."), Option(right, is_right=True))}, words, words
    ),
    st.builds(
        lambda fact, relation, wanted: {"done": (Clause(fact, relation, wanted),)},
        st.sampled_from(list(FACTS)), st.sampled_from(["<", "<=", "=", ">=", ">"]), numbers,
    ),
    st.builds(
        lambda truth, left, width, near, room: {
            "drawn": Drawn(
                truth, (left, left + width), near, "More.", "Less.",
                heights=None if room is None else (-1e3 - room, 1e3),
            )
        },
        formulas, st.floats(-9, 9), st.floats(0.1, 9), st.floats(1e-6, 1e6), st.none() | st.floats(0, 0),
    ),
    st.just({"in_words": True}),
)  # fmt: skip
thens = st.one_of(addresses, st.lists(addresses, min_size=2, max_size=4).map(tuple))
steps = st.builds(
    lambda question, address, answer, reveal, then, seen: Step(
        question, address, reveal=reveal, then=then, seen=tuple(seen), **answer
    ),
    words, addresses, answers, words, thens,
    st.lists(st.sampled_from(["grid", "stack-graph", "creases_at-board"]), max_size=2),
)  # fmt: skip
lessons = st.lists(st.builds(OwnStep, st.sampled_from(PAGES), steps), min_size=1, max_size=4).map(tuple)


def test_our_steps_read_back_and_those_of_any_page_fit_an_address():
    assert read_lesson(write_lesson(OURS), PAGES) == OURS
    for page in PAGES:
        assert len(pack(write_lesson(own for own in OURS if own.page == page))) <= MOST_PACKED / 2


@given(lessons)
def test_any_lesson_reads_back_from_its_text_and_from_an_address(lesson):
    text = write_lesson(lesson)
    assert read_lesson(text, PAGES) == lesson
    assert unpack(pack(text)) == text


@given(st.text(max_size=200))
def test_any_text_is_a_lesson_or_gets_sentences_with_lines(text):
    try:
        assert read_lesson(text, PAGES)
    except ValueError as fault:
        for sentence in str(fault).split("\n"):
            assert sentence.startswith("Line ")
            assert sentence.endswith(".")


GOOD = "page: xor\nquestion: why?\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Line 1: there is no step."),
        ("# a note\n\n", "Line 1: there is no step."),
        ("question: why?", "Line 1: “page: ” is no page. There are home, "),
        ("\npage: zoo\nquestion: why?", "Line 2: “page: zoo” is no page."),
        ("page: xor", "Line 1: this step asks nothing."),
        (GOOD + "answer 3", "Line 3: “answer 3” begins with none of the names: page:, "),
        (GOOD + "question: how?", "Line 3: “question” stands in this step already."),
        (GOOD + "option: 3\nright: 4", "Line 1: “option: 3” gets no sentence."),
        (GOOD + "right: 3\nright: 4", "Line 1: “why?” has to have one right answer"),
        (GOOD + "right:", "Line 3: “right” is empty."),
        (GOOD + "says: no", "Line 3: “says” belongs right behind"),
        (GOOD + "number: two", "Line 3: “two” is not a number"),
        (GOOD + "number: 2\nwithin: -1", "Line 4: "),
        (GOOD + "within: 1", "Line 3: “within” belongs to a “number: …”"),
        (GOOD + "too low: no", "Line 3: “too low” belongs to a “draw: …”"),
        (GOOD + "number: 2\ntoo high: no", "Line 4: “too high” belongs to a “draw: …”"),
        (GOOD + "draw: relu(x)", "Line 3: “draw: relu(x)” is no line to draw; write draw: relu(x - 2) from -1 to 5."),
        (GOOD + "draw: x * x from 0 to 1", "Line 3: “x * x” is no formula; write activations of w x + b, as in "),
        (GOOD + "draw: rely(x) from 0 to 1", "Line 3: “rely” is no activation; there are identity, relu, "),
        (GOOD + "draw: relu(x x) from 0 to 1", "Line 3: “x x” is not of the form w x + b; write x, "),
        (GOOD + "draw: relu(x) from 1 to 0", "Line 3: A plane goes from a number to one that is larger"),
        (GOOD + "draw: relu(x) from 0 to 2, y from 0 to 1", "Line 3: “relu(x)” goes from 0 to 2: its plane has to"),
        (GOOD + "draw: relu(x) from 0 to 1\nwithin: none", "Line 4: “none” is not a number"),
        (GOOD + "draw: relu(x) from 0 to 1\nwithin: 0", "Line 3: A line is right within a distance above 0"),
        (GOOD + "number: 2\nwords: yes", "Line 1: “why?” is answered in one way"),
        (GOOD + "words: maybe", "Line 3: “words: maybe” is neither yes nor no."),
        (GOOD + "done: kinks = 2", "Line 3: “kinks” is no number of a page"),
        (GOOD + "first: sheet", "Line 1: “sheet” cannot come first; there are grid, truth."),
        (GOOD + "address: gate XOR", "Line 3: “gate XOR” is no address"),
        (GOOD + "then: http://[", "Line 3: “http://[” is no address"),
        (GOOD + "then: ?gate=OR&gate=XOR", "Line 3: “gate” is given twice"),
        (GOOD + "then: ?a=1\n" * 13, "Line 1: this step has 13 lines “then”; 12 are possible."),
        (GOOD + "reveal: " + "x" * 2000, "Line 3: it has 2,008 characters; 2,000 are possible."),
        ((GOOD + "\n") * (MOST_STEPS + 1), "Line 181: this is step 61; 60 are possible."),
        ("#" * (MOST_TEXT + 1), "The lesson has 60,001 characters; 60,000 are possible."),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(text, sentence):
    with pytest.raises(ValueError) as fault:
        read_lesson(text, PAGES)
    assert str(fault.value).startswith(sentence)


def test_faults_of_several_steps_are_said_at_once():
    with pytest.raises(ValueError) as fault:
        read_lesson("page: xor\n\npage: zoo\nquestion: ?", PAGES)
    assert [line[:7] for line in str(fault.value).split("\n")] == ["Line 1:", "Line 3:"]


def test_a_whole_link_is_an_address_and_what_is_the_guides_is_left_out():
    (own,) = read_lesson(GOOD + "address: http://a.b/xor?gate=OR&guide=3&present=true&hide=step", PAGES)
    assert own.step.address == {"gate": "OR", "hide": "step"}


@pytest.mark.parametrize("address", ["?room=ACEFHJ&host=x", "?Embed=true&embed_options=dark_theme", "http://[x?#a=1"])
def test_a_step_leads_into_no_room_and_changes_no_frame(address):
    (own,) = read_lesson(f"{GOOD}then: {address}", PAGES)
    assert not own.step.set_by(1)


def test_a_step_is_on_the_page_of_the_step_before_and_knows_its_line():
    one, two = read_lesson(GOOD + "\n# then\nquestion: and?", PAGES)
    assert (one.page, one.line, two.page, two.line) == ("xor", 1, "xor", 5)
    assert replace(two, line=9) == two


@pytest.mark.parametrize(
    "packed", ["x", "äöü", "AAAA", pack(GOOD)[:-6], base64.urlsafe_b64encode(zlib.compress(b"\xff")).decode()]
)
def test_what_is_no_packed_lesson_gets_a_sentence(packed):
    with pytest.raises(ValueError, match=r"link is missing\.$"):
        unpack(packed)


def test_a_short_text_that_unpacks_to_a_huge_one_is_not_unpacked():
    bomb = base64.urlsafe_b64encode(zlib.compress(b"#" * 50_000_000, 9)).decode()
    with pytest.raises(ValueError, match="too long"):
        unpack(bomb)


@pytest.mark.parametrize(
    ("typed", "said"), [(1.0, ""), (1.1, ""), (0.9, ""), (0.89, "More."), (1.11, "Less.")]
)  # fmt: skip
def test_a_number_is_right_within_its_distance_and_else_gets_its_sentence(typed, said):
    assert Guess(1.0, 0.1, "More.", "Less.").fault(typed) == said


def test_a_line_to_draw_is_near_enough_within_a_share_of_its_plane_where_nothing_is_said():
    (own,) = read_lesson(GOOD + "draw: 2 relu(x − 2) from −1 to 5, y from -1 to 9", PAGES)
    assert own.step.drawn == Drawn(formula("2 relu(x - 2)"), (-1.0, 5.0), 0.8, heights=(-1.0, 9.0))


def test_the_lesson_to_begin_with_has_every_kind_of_answer():
    steps = [own.step for own in read_lesson((Path(__file__).parents[2] / "docs/lesson.txt").read_text(), PAGES)]
    for kind in ("options", "number", "drawn", "done", "in_words"):
        assert any(getattr(step, kind) for step in steps), kind
