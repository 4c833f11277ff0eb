"""No two weights and a bias give XOR, and every line of the proof is true of whatever numbers stand in it."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.gates import GATES
from core.numbers import MINUS
from core.xor import Neuron2, score
from core.xor_proof import LINES, doubled_sum, inequalities, least_squares, proof_texts, proof_values

XOR = GATES["xor"]
# With those whose sums cancel, and those that are lost beside others.
parts = st.one_of(
    st.floats(-100, 100),
    st.floats(-1e6, 1e6),
    st.integers(-40, 40).map(lambda tenths: tenths / 10),
    st.sampled_from([0.0, 1.0, -1.0, 1 + 2**-52, 2**-53, -(2**-53), 5e-324, -5e-324, 1e6, -1e6]),
)
neurons = st.builds(Neuron2, parts, parts, parts)
FOUR, UP, DOWN = LINES[:4], LINES[4], LINES[5]


def number(text: str) -> float:
    return float(text.replace(MINUS, "-").strip("()"))


@given(neurons)
def test_at_every_choice_of_weights_at_least_one_inequality_fails(neuron):
    assert not all(row.holds for row in inequalities(neuron, XOR))
    assert score(neuron, XOR).n_correct <= 3


@given(neurons, st.sampled_from(list(GATES.values())))
def test_an_inequality_holds_exactly_where_the_answer_is_right(neuron, gate):
    for row, right in zip(inequalities(neuron, gate), score(neuron, gate).correct, strict=True):
        assert row.holds == right == ((row.value > 0) == row.wants_one)


def test_the_inequalities_of_a_worked_example():
    # w1 = 1, w2 = 2, b = -1.5, corners 00, 01, 10, 11: -1.5, 0.5, -0.5, 1.5.  XOR wants 0, 1, 1, 0.
    rows = inequalities(Neuron2(1, 2, -1.5), XOR)
    assert [row.corner for row in rows] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert [row.lhs for row in rows] == ["b", "w₂ + b", "w₁ + b", "w₁ + w₂ + b"]
    assert [row.value for row in rows] == [-1.5, 0.5, -0.5, 1.5]
    assert [row.relation for row in rows] == ["≤", ">", ">", "≤"]
    assert [row.holds for row in rows] == [True, True, False, False]
    result = score(Neuron2(1, 2, -1.5), XOR)
    assert (result.answers, result.n_correct) == ((0, 1, 0, 1), 2)
    # (1.5² + 0.5² + 1.5² + 1.5²) / 4
    assert result.mean_squared_error == pytest.approx((2.25 + 0.25 + 2.25 + 2.25) / 4)


def test_least_squares_on_xor_is_a_half_everywhere():
    neuron, error = least_squares(XOR)
    assert (neuron.w1, neuron.w2, neuron.b, error) == (0, 0, 0.5, 0.25)


@given(neurons, st.sampled_from(list(GATES.values())))
def test_no_neuron_has_a_smaller_squared_error_than_least_squares(neuron, gate):
    _, least = least_squares(gate)
    assert score(neuron, gate).mean_squared_error >= least - 1e-12


@given(neurons)
def test_whatever_the_weights_one_of_the_four_demands_fails_and_one_of_the_two_sums(neuron):
    values = proof_values(neuron)
    assert not all(line.holds(values) for line in FOUR)
    assert UP.holds(values) != DOWN.holds(values)


@given(neurons)
def test_a_sum_holds_where_both_of_its_demands_do(neuron):
    values = proof_values(neuron)
    zero_zero, zero_one, one_zero, one_one = (line.holds(values) for line in FOUR)
    assert UP.holds(values) or not (zero_one and one_zero)
    assert DOWN.holds(values) or not (zero_zero and one_one)


@given(neurons)
def test_the_sum_has_the_sign_that_it_has_exactly(neuron):
    exact = Fraction(neuron.w1) + Fraction(neuron.w2) + 2 * Fraction(neuron.b)
    found = doubled_sum(neuron)
    assert (found > 0, found < 0) == (exact > 0, exact < 0)
    assert found == pytest.approx(float(exact), rel=1e-15)


@given(neurons)
def test_what_is_printed_agrees_with_what_is_claimed_of_it(neuron):
    values, texts = proof_values(neuron), proof_texts(neuron)
    for line in FOUR:
        assert (number(texts[line.asks]) > 0) == (values[line.asks] > 0)
    assert (number(texts["sum"]) > 0) == (texts["side"] == "> 0")
    named = texts["failing"].split(", ")
    assert named == [line.name for line in FOUR if not line.holds(values)]
    for name in ("up", "down"):
        one, _, two, sign, total = texts[name].split()
        assert number(total) == number(texts["sum"])
        if sign == "=":
            assert math.isclose(number(one) + number(two), number(total), rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("weights", "sentences"),
    [
        (
            (1, 1, -0.5),
            [
                "(1) 00 → 0: b ≤ 0 Yours: −0.50 ≤ 0 ✓ holds",
                "(2) 01 → 1: w₂ + b > 0 Yours: 0.50 > 0 ✓ holds",
                "(3) 10 → 1: w₁ + b > 0 Yours: 0.50 > 0 ✓ holds",
                "(4) 11 → 0: w₁ + w₂ + b ≤ 0 Yours: 1.50 ≤ 0 ✗ fails",
                "(2) + (3) w₁ + w₂ + 2b > 0 Yours: 0.50 + 0.50 = 1.00 ✓ holds",
                "(1) + (4) w₁ + w₂ + 2b ≤ 0 Yours: −0.50 + 1.50 = 1.00 ✗ fails",
                "So one number, above 0 and not above 0: there is none. Yours: 1.00 > 0; what fails: (4)",
            ],
        ),
        # 1 − 2 + 0.666 = −0.334
        (
            (1, -2, 0.333),
            ["(1) 00 → 0: b ≤ 0 Yours: 0.33 ≤ 0 ✗ fails", "≈ −0.33 ✗", "−0.33 ≤ 0; what fails: (1), (2)"],
        ),
        # Values 0, 1, 1, 2 where 0, 1, 1, 0 is wanted: the mean of four squares is 2² / 4.
        (
            (1, 1, 0.0),
            ["Yours: 0.00 ≤ 0 ✓ holds", "1.00 there", "b\u00a0=\u00a00.50: 0.50 everywhere", "Yours: 1.000"],
        ),
    ],
    ids=["one fails", "two fail", "the pictures"],
)
def test_the_lines_of_worked_examples(weights, sentences):
    told = "\n".join(line.sentence(Neuron2(*weights)) for line in LINES)
    assert [sentence for sentence in sentences if sentence not in told] == []


def test_every_line_speaks_of_its_corners():
    assert [line.corners for line in FOUR] == [("00",), ("01",), ("10",), ("11",)]
    assert (UP.corners, DOWN.corners) == (("01", "10"), ("00", "11"))
    assert [line.crosses for line in LINES] == [False] * 7 + [True] * 2
