"""Rooms: codes and secrets, what a person may send, and how often."""

import math
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rooms import (
    CODE_LENGTH,
    LETTERS,
    MOST_TRIES_A_PERSON,
    MOST_TRIES_A_SECOND,
    Done,
    Pace,
    Prediction,
    RoomError,
    Try,
    code_of,
    hashed,
    is_secret,
    person_of,
    read_code,
    spelled,
    with_another,
)
from core.xor import Neuron2

PERSON = "0123456789abcdef"
codes = st.binary(min_size=8, max_size=8).map(code_of)


def test_no_two_letters_of_a_code_look_alike():
    for alike in ("0OQD", "1IL", "2Z", "5S", "6G", "8B", "UV"):
        assert len(set(alike) & set(LETTERS)) <= 1
    assert len(set(LETTERS)) == len(LETTERS)
    assert set(LETTERS) <= set(string.ascii_uppercase + string.digits)


@given(codes)
def test_a_code_is_read_however_it_is_typed(code):
    assert len(code) == CODE_LENGTH
    for typed in (code, code.lower(), spelled(code), f"  {spelled(code).lower()}\n", "-".join(code)):
        assert read_code(typed) == code


@given(st.text())
def test_whatever_is_typed_is_a_code_or_gets_a_sentence(text):
    try:
        code = read_code(text)
    except ValueError as error:
        assert str(error).endswith(".")
    else:
        assert set(code) <= set(LETTERS)
        assert len(code) == CODE_LENGTH


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "6 letters"), ("ACE", "6 letters"), ("ACEFHJK", "6 letters"), ("ACEFH0", "“0”"), ("ACEFH!", "“!”"),
     ("A" * 10**6, "6 letters"), ("ß" * 6, "no room")],
)  # fmt: skip
def test_a_wrong_code_gets_a_sentence(text, said):
    with pytest.raises(ValueError, match=said):
        read_code(text)


def test_every_letter_is_about_as_likely_as_any_other():
    counts = dict.fromkeys(LETTERS, 0)
    for number in range(20_000):
        for letter in code_of((number * 0x9E3779B97F4A7C15 % 2**64).to_bytes(8, "big")):
            counts[letter] += 1
    mean = sum(counts.values()) / len(counts)
    assert all(abs(count / mean - 1) < 0.1 for count in counts.values())


@given(st.text(), st.text())
def test_a_secret_is_known_by_what_is_kept_of_it_and_no_other_is(secret, other):
    try:
        kept, found = hashed(secret), is_secret(other, hashed(secret))
    except UnicodeEncodeError:
        return
    assert secret == "" or secret not in kept or len(secret) < 5
    assert is_secret(secret, kept)
    assert found == (secret == other)


@given(st.text(alphabet=string.printable), st.text(alphabet=string.printable))
def test_a_visitor_is_the_same_in_a_room_and_somebody_else_in_another(visitor, salt):
    person = person_of(salt, visitor)
    assert person == person_of(salt, visitor) != person_of(f"{salt}.", visitor)
    assert Done(person, "xor 1").person == person


numbers = st.floats(allow_nan=True, allow_infinity=True)


@given(numbers, numbers, numbers)
def test_a_try_has_three_numbers_that_a_link_could_have(w1, w2, b):
    if all(math.isfinite(number) and abs(number) <= 1e6 for number in (w1, w2, b)):
        assert Try(PERSON, Neuron2(w1, w2, b)).neuron.b == b
    else:
        with pytest.raises(ValueError, match=r"in a try is (not a number|out of range)"):
            Try(PERSON, Neuron2(w1, w2, b))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Prediction(PERSON, "xor 3", 12),
        lambda: Prediction(PERSON, "xor 3", -1),
        lambda: Prediction(PERSON, "xor 3", True),
        lambda: Prediction(PERSON, "xor 3", 1.0),
        lambda: Prediction(PERSON, "xor", 1),
        lambda: Prediction(PERSON, "xor 3; DROP TABLE rooms", 1),
        lambda: Prediction("Ada", "xor 3", 1),
        lambda: Done(PERSON, "XOR 3"),
        lambda: Done("", "xor 3"),
        lambda: Try(f"{PERSON}0", Neuron2(1, 1, 0)),
    ],
)
def test_what_is_no_entry_gets_a_sentence(make):
    with pytest.raises(ValueError, match=r"\.$"):
        make()


def test_a_person_may_try_so_often_a_second_and_so_often_in_all():
    pace = Pace()
    for _ in range(MOST_TRIES_A_SECOND):
        pace = with_another(pace, 100.2)
    with pytest.raises(RoomError, match="a second"):
        with_another(pace, 100.9)
    assert with_another(pace, 101.0) == Pace(MOST_TRIES_A_SECOND + 1, 101, 1)
    with pytest.raises(RoomError, match="takes no more"):
        with_another(Pace(MOST_TRIES_A_PERSON, 5, 0), 100)
