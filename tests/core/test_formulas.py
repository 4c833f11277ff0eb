"""Functions that are written in a line: they read back, they are what core's activations make of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.formulas import LARGEST, MOST_TERMS, Formula, Term, formula

numbers = st.floats(-LARGEST, LARGEST).map(lambda value: value + 0.0)
terms = st.builds(Term, numbers, st.sampled_from(list(ACTIVATIONS.values())), numbers, numbers, st.booleans())
XS = np.linspace(-3, 3, 25)
RELU, TANH = ACTIVATIONS["relu"], ACTIVATIONS["tanh"]


@given(st.lists(terms, min_size=1, max_size=MOST_TERMS))
def test_a_formula_reads_back_from_its_text_and_from_its_title(terms):
    written = Formula(tuple(terms))
    assert formula(str(written)) == written


@pytest.mark.parametrize(
    ("text", "wanted", "title"),
    [
        ("relu(x - 2)", RELU(XS - 2), "ReLU(x − 2)"),
        ("  ReLU( x−2 ) ", RELU(XS - 2), "ReLU(x − 2)"),
        ("relu(x+1)-2relu(x)", RELU(XS + 1) - 2 * RELU(XS), "ReLU(x + 1) − 2 ReLU(x)"),
        ("-0,5 * tanh(-2·x + .5)", -0.5 * TANH(-2 * XS + 0.5), "−0.5 tanh(−2 x + 0.5)"),
        ("tanh'(x) + relu’(-x)", TANH.derivative(XS) + RELU.derivative(-XS), "tanh′(x) + ReLU′(−x)"),
        ("2 elu(x)", 2 * ACTIVATIONS["elu"](XS), "2 ELU(x)"),
    ],
)
def test_a_text_is_the_function_that_it_writes(text, wanted, title):
    np.testing.assert_array_equal(formula(text)(XS), wanted)
    assert formula(text).title == title


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "A formula has 1 to 8 terms"),
        ("relu(x)" + " + relu(x)" * MOST_TERMS, "A formula has 1 to 8 terms, as in relu(x - 2); this one has 9."),
        ("relu", "“relu” is no formula"),
        ("relu(x) relu(x)", "“relu(x) relu(x)” is no formula"),
        ("relu(x) + 1", "“relu(x) + 1” is no formula"),
        ("relu(relu(x))", "“relu(relu(x))” is no formula"),
        ("rely(x)", "“rely” is no activation; there are identity, relu"),
        ("relu(x x)", "“x x” is not of the form w x + b"),
        ("relu()", "“” is not of the form w x + b"),
        ("relu(101 x)", "“101” is out of range"),
        ("relu(x - 1,000)", "“-1,000” may be -1.000 or -1000"),
        ("__import__('os')", "“__import__('os')” is no formula"),
    ],
)
def test_what_is_no_formula_gets_a_sentence(text, sentence):
    with pytest.raises(ValueError) as fault:
        formula(text)
    assert str(fault.value).startswith(sentence)
    assert str(fault.value).endswith(".")


@given(st.text(st.sampled_from("relutanh'x()+-*.,0123456789 "), max_size=400))
def test_any_text_is_a_formula_or_gets_a_sentence_at_once(text):
    try:
        assert formula(text).terms
    except ValueError as fault:
        assert str(fault).endswith(".")


def test_a_long_text_of_spaces_and_digits_is_refused_at_once():
    for text in (" " * 1900, "+ " * 900, "relu(" + " " * 1900, "1" * 1900, "relu(" + "1" * 1900 + ")"):
        with pytest.raises(ValueError):
            formula(text)


def test_a_sum_jumps_where_a_term_does_and_no_other_takes_it_back():
    assert formula("relu'(x) + step(x - 1)").jumps == (0.0, 1.0)
    assert formula("step(x) - step(x) + relu(x + 1)").jumps == ()
    assert formula("100 relu(100 x)").jumps == ()
    assert formula("relu(x + 1) - 2 relu(x)").kinks == (-1.0, 0.0)
