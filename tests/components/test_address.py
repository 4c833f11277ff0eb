"""Every control knows which texts of a link it can use, and says what it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.address import Choice, Choices, Number, Switch, Text, escaped
from core.serialization import network_from_text

NUMBER = Number("w1", "w₁", 1.0, -3.0, 3.0)
WHOLE = Number("seed", "Seed", 1, 0, 99, 1)
CHOICE = Choice("gate", "Gate", {"and": "AND", "or": "OR"}, "and")
CHOICES = Choices("curves", "Curves", {"relu": "ReLU", "elu": "ELU"}, ("relu",))
SWITCH = Switch("proof", "Proof")
TEXT = Text("net", "Network", network_from_text)
CONTROLS = [NUMBER, WHOLE, CHOICE, CHOICES, SWITCH, TEXT]

USABLE = [
    (NUMBER, ["1.5"], ["1.5"]), (NUMBER, ["-3"], ["-3"]), (NUMBER, ["3"], ["3"]), (NUMBER, ["-0"], ["-0"]),
    (NUMBER, ["1e-3"], ["1e-3"]), (NUMBER, ["0,5"], ["0.5"]), (NUMBER, ["–0.5"], ["-0.5"]), (NUMBER, ["２"], ["2"]),
    (WHOLE, ["7"], ["7"]), (WHOLE, ["7.0"], ["7.0"]), (WHOLE, ["7,0"], ["7"]),
    (CHOICE, ["AND"], ["AND"]), (SWITCH, ["False"], ["False"]), (SWITCH, ["true"], ["true"]),
    (CHOICES, ["ReLU"], ["ReLU"]), (CHOICES, ["ELU", "ReLU"], ["ELU", "ReLU"]), (CHOICES, [""], [""]),
    (TEXT, [""], [""]), (TEXT, ["1-1 relu 1 0"], ["1-1 relu 1 0"]),
]  # fmt: skip
BAD = [
    *((NUMBER, [text]) for text in ("nan", "inf", "-inf", "1e400", "10^400", "abc", "", "3.01", "1_0", "9" * 5000)),
    (NUMBER, ["1", "2"]), (NUMBER, ["1", "1"]), (WHOLE, ["1.5"]), (WHOLE, ["100"]), (WHOLE, ["٣"]),
    (CHOICE, ["and"]), (CHOICE, [""]), (CHOICE, ["AND", "OR"]), (CHOICES, ["Relu"]), (CHOICES, ["ReLU", ""]),
    (SWITCH, ["yes"]), (SWITCH, [""]), (SWITCH, ["true", "true"]),
    (TEXT, ["1000000-1000000"]), (TEXT, ["9" * 5000]), (TEXT, ["1-1 relu nan 0"]), (TEXT, ["1-1 relu 1e400 0"]),
    (TEXT, ["", ""]),
]  # fmt: skip


@pytest.mark.parametrize(("control", "texts", "read"), USABLE)
def test_a_usable_text_is_read_as_what_it_means(control, texts, read):
    assert control.usable(texts) == read


@pytest.mark.parametrize(("control", "texts"), BAD)
def test_an_unusable_text_is_refused_in_words(control, texts):
    with pytest.raises(ValueError, match=rf"^`{control.key}.*\.$"):
        control.usable(texts)


@pytest.mark.parametrize(
    ("control", "texts", "sentence"),
    [
        (NUMBER, ["nan"], "`w1 = nan` cannot be used: w₁ takes one number from −3 to 3."),
        (NUMBER, ["1", "2"], "`w1` is given 2 times. w₁ takes one number from −3 to 3."),
        (WHOLE, ["1.5"], "`seed = 1.5` cannot be used: Seed takes one whole number from 0 to 99."),
        (CHOICE, ["xor"], "`gate = xor` cannot be used: Gate takes one of these: AND, OR."),
        (CHOICE, [""], "`gate` has no value. Gate takes one of these: AND, OR."),
        (CHOICES, ["relu"], "`curves = relu` cannot be used: Curves takes any of these: ReLU, ELU."),
        (SWITCH, ["1"], "`proof = 1` cannot be used: Proof takes true or false."),
        (TEXT, ["1-1 relu nan 0"], "`net = 1-1 relu nan 0` cannot be used: “nan” in layer 1 is"),
    ],
)
def test_a_fault_is_a_sentence_that_says_what_the_control_takes(control, texts, sentence):
    with pytest.raises(ValueError) as refusal:
        control.usable(texts)
    assert str(refusal.value).startswith(sentence)


def test_a_long_list_of_options_is_cut():
    control = Choice("n", "N", {str(n): str(n) for n in range(20)}, "0")
    with pytest.raises(ValueError, match=r"takes one of these: 0, 1, 2, 3, 4, 5 and 14 more\."):
        control.usable(["x"])


@given(st.sampled_from(CONTROLS), st.lists(st.text(), min_size=1, max_size=3))
def test_any_texts_are_usable_or_refused_in_few_words(control, texts):
    try:
        assert len(control.usable(texts)) <= len(texts)
    except ValueError as error:
        assert 0 < len(str(error)) < 500
        assert "\n" not in str(error)


@given(st.floats(-3, 3).map(lambda value: round(value, 2)), st.sampled_from("-−–‒‑﹣－"))
def test_every_way_to_write_a_number_is_that_number(value, minus):
    (text,) = NUMBER.usable([f"{value:.2f}".replace(".", ",").replace("-", minus)])
    assert float(text) == value


def test_nothing_that_a_visitor_gave_is_markdown():
    assert escaped("“![](//a.b/c.png)” is *not* :material/home: a_b") == (
        r"“!\[\](//a.b/c.png)” is \*not\* \:material/home: a\_b"
    )


def test_a_text_with_nothing_near_it_is_answered_by_the_default():
    def nearest(text: str) -> str | None:
        return "9" if text.isdigit() else None

    control = Text("size", "Size", int, nearest=nearest)
    assert control.instead(["12"]) == ["9"]
    assert control.instead(["many"]) == []
    assert control.instead(["1", "2"]) == []
