"""Every control knows which texts of a link it can use."""

import pytest

from components.address import Choice, Choices, Number, Switch, Text
from core.serialization import network_from_text

NUMBER = Number("w1", "w₁", 1.0, -3.0, 3.0)
CHOICE = Choice("gate", "Gate", {"and": "AND", "or": "OR"}, "and")
CHOICES = Choices("curves", "Curves", {"relu": "ReLU"}, ("relu",))
SWITCH = Switch("proof", "Proof")
TEXT = Text("net", "Network", network_from_text)

GOOD = [(NUMBER, "1.5"), (NUMBER, "-3"), (CHOICE, "AND"), (CHOICES, "ReLU"), (CHOICES, ""), (SWITCH, "true"),
        (TEXT, ""), (TEXT, "1-1 relu 1 0")]  # fmt: skip
BAD = [
    *((NUMBER, text) for text in ("nan", "inf", "-inf", "1e400", "10^400", "abc", "", "3.01", "9" * 5000)),
    (CHOICE, "and"), (CHOICE, ""), (CHOICES, "Relu"), (SWITCH, "yes"), (TEXT, "1000000-1000000"),
]  # fmt: skip


@pytest.mark.parametrize(("control", "text"), GOOD)
def test_a_usable_text_has_no_fault(control, text):
    assert control.fault(text) is None


@pytest.mark.parametrize(("control", "text"), BAD)
def test_an_unusable_text_has_a_fault_in_words(control, text):
    assert control.fault(text)
