"""One grammar of numbers, alone and in lists: what a text means, or a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import format_number, read_number, read_numbers
from tests.number_texts import ACCEPTED, REFUSED


def read_list(text: str) -> tuple[float, ...]:
    return read_numbers(text, "inputs", (1, 16), "0.5 -1")


@pytest.mark.parametrize(("text", "value"), ACCEPTED.items())
def test_a_number_is_read_as_what_it_means_and_never_as_minus_zero(text, value):
    assert str(read_number(text)) == str(value)


@pytest.mark.parametrize("text", REFUSED)
def test_any_other_text_gets_a_sentence(text):
    with pytest.raises(ValueError, match=r"(?s)^“.{,24}” .{20,140}\.$"):
        read_number(text)


def test_a_comma_that_could_part_thousands_is_asked_about():
    with pytest.raises(ValueError, match=r"^“1,000” may be 1\.000 or 1000; write the one that you mean\.$"):
        read_number("1,000")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0,5 -1", (0.5, -1)), ("2, 1, 0.1", (2, 1, 0.1)), ("-1.5,-1.5", (-1.5, -1.5)), ("1,.5", (1, 0.5)),
        ("0,5, 1,5", (0.5, 1.5)), ("0,5; 1,5", (0.5, 1.5)), ("1 , 2", (1, 2)), ("1 ,2", (1, 2)), ("[1 2]", (1, 2)),
        ("(1; -2)", (1, -2)), ("{0,5|2}", (0.5, 2)), ("1\n2\t3", (1, 2, 3)), ("1,,2 ,", (1, 2)), ("1,", (1,)),
        ("０，５　－１", (0.5, -1)), ("１；２", (1, 2)), ("–1 −2 ‑3", (-1, -2, -3)),
        ("1e2,-1", (100, -1)), ("1,2", (1.2,)),
        ("1.,2", (1, 2)),
    ],
)  # fmt: skip
def test_a_comma_between_two_digits_is_a_decimal_comma_and_any_other_separates(text, values):
    assert read_list(text) == values


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There is no number for the inputs; write 1 to 16, as in 0.5 -1."),
        (" ;,", "There is no number for the inputs"),
        ("1 " * 17, "There are 17 numbers for the inputs"),
        ("1,2,3", "“1,2,3” in the inputs is not a number; write it as in 0.5 or -2. A comma between two digits is"),
        ("2 1,000", "“1,000” in the inputs may be 1.000 or 1000"),
        ("1 1_000", "“1_000” in the inputs is not a number"),
        ("1 nan", "“nan” in the inputs is not a number"),
        ("1 1e7", "“1e7” in the inputs is out of range; every number lies between −1,000,000 and 1,000,000."),
        (",5 1", "“,5 1” begins with a comma"),
        ("1 " * 40_000, "The text has 80,000 characters; the longest allowed has 60,000."),
    ],
)
def test_a_list_that_cannot_be_read_gets_a_sentence(text, words):
    with pytest.raises(ValueError) as refusal:
        read_list(text)
    assert str(refusal.value).startswith(words)
    assert str(refusal.value).endswith(".")


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=16), st.sampled_from([" ", ", ", "; ", "|", " ,"]))
def test_what_is_written_is_read_back_with_any_separator_and_either_mark(values, separator):
    texts = [format_number(value) for value in values]
    assert read_list(separator.join(texts)) == tuple(values)
    # 1.234 with a comma may be 1234.
    with_commas = [text.replace(".", ",") + ("0" if "." in text and "e" not in text else "") for text in texts]
    if not any(text[-4:-3] == "," for text in with_commas):
        assert read_list(separator.join(with_commas)) == tuple(values)


@given(st.text() | st.text(alphabet="0123456789.,;-−–+e_ |()[]０１．，－"))
def test_any_text_is_a_list_or_gets_a_sentence(text):
    try:
        assert all(abs(value) <= 1e6 for value in read_list(text))
    except ValueError as refusal:
        assert len(str(refusal)) < 300
        assert str(refusal).endswith(".")
