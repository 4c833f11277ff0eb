"""Every control knows which texts of a link it can use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.address import Choice, Choices, Number, Switch, Text
from core.serialization import network_from_text

NUMBER = Number("w1", "w₁", 1.0, -3.0, 3.0)
CHOICE = Choice("gate", "Gate", {"and": "AND", "or": "OR"}, "and")
CHOICES = Choices("curves", "Curves", {"relu": "ReLU"}, ("relu",))
SWITCH = Switch("proof", "Proof")
TEXT = Text("net", "Network", network_from_text)

GOOD = [(NUMBER, "1.5"), (NUMBER, "-3"), (NUMBER, "3"), (NUMBER, "-0"), (NUMBER, "1e-3"), (SWITCH, "False"),
        (CHOICE, "AND"), (CHOICES, "ReLU"), (CHOICES, ""), (SWITCH, "true"),
        (TEXT, ""), (TEXT, "1-1 relu 1 0")]  # fmt: skip
BAD = [
    *((NUMBER, text) for text in ("nan", "inf", "-inf", "1e400", "10^400", "abc", "", "3.01", "9" * 5000)),
    (CHOICE, "and"), (CHOICE, ""), (CHOICES, "Relu"), (SWITCH, "yes"), (SWITCH, ""), (TEXT, "1000000-1000000"),
    (TEXT, "9" * 5000), (TEXT, "1-1 relu nan 0"), (TEXT, "1-1 relu 1e400 0"),
]  # fmt: skip


@pytest.mark.parametrize(("control", "text"), GOOD)
def test_a_usable_text_has_no_fault(control, text):
    assert control.fault(text) is None


@pytest.mark.parametrize(("control", "text"), BAD)
def test_an_unusable_text_has_a_fault_in_words(control, text):
    assert control.fault(text)


@pytest.mark.parametrize(
    ("control", "text", "words"),
    [
        (NUMBER, "nan", "a number from -3 to 3"),
        (CHOICE, "xor", "one of: AND, OR"),
        (CHOICES, "relu", "one of: ReLU"),
        (SWITCH, "1", "true or false"),
        (TEXT, "1-1 relu nan 0", "something else: “nan” in layer 1 is out of range"),
    ],
)
def test_a_fault_says_what_the_control_takes(control, text, words):
    assert control.fault(text).startswith(words)


def test_a_long_list_of_options_is_cut():
    control = Choice("n", "N", {str(n): str(n) for n in range(20)}, "0")
    assert control.fault("x") == "one of: 0, 1, 2, 3, 4, 5, …"


@given(st.sampled_from([NUMBER, CHOICE, CHOICES, SWITCH, TEXT]), st.text())
def test_any_text_is_usable_or_has_a_fault_in_words(control, text):
    fault = control.fault(text)
    assert fault is None or (fault and len(fault) < 500)
