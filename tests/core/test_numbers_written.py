"""Numbers are written by one rule: rounded half away from zero, never 0.00 for what is not 0, never −0.00."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.notation import matrix_latex, vector_text
from core.numbers import number_latex, number_text, short_text, signed_text, text_beside
from tests.number_texts import WRITTEN

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("value", "text"), WRITTEN.items())
def test_numbers_are_rounded_half_away_from_zero_with_a_real_minus_and_no_minus_zero(value, text):
    assert number_text(value) == text
    assert signed_text(value) == ("+" if value > 0 else "") + text


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 4))
def test_what_is_written_is_the_number_rounded_and_has_its_sign(value, decimals):
    text = number_text(value, decimals)
    written, exact = Decimal(text.replace("−", "-")), Decimal(repr(value))
    assert (written > 0, written < 0) == (value > 0, value < 0)
    if "e" not in text and len(text.partition(".")[2]) == decimals:
        assert written == exact.quantize(Decimal(10) ** -decimals, ROUND_HALF_UP)
    else:
        assert abs(value) >= 0.9e15 or abs(value) < 10**-decimals
        assert abs(written - exact) <= abs(exact) * Decimal("0.5")


def test_drawing_matrix_and_table_write_a_half_alike():
    # 0.125 was +0.13 on the drawing and 0.12 in the matrix.
    assert signed_text(0.125) == "+0.13"
    assert matrix_latex([[0.125, -0.125]]) == r"\begin{bmatrix} 0.13 & -0.13 \end{bmatrix}"
    assert vector_text([0.455, 1.475, -0.0]) == "(0.46, 1.48, 0.00)"


def test_an_exponent_is_typeset_in_a_matrix():
    assert number_latex(-4e-7) == r"-4 \times 10^{-7}"
    assert number_latex(float("-inf")) == r"-\infty"


@pytest.mark.parametrize(
    ("value", "bound", "text"),
    [(0.504, 0.5, "0.504"), (0.5, 0.5, "0.50"), (0.4999999, 0.5, "0.4999999"), (0.7, 0.5, "0.70"),
     (0.004, 0, "0.004"), (-1e-9, 0, "−1e−9"), (0.5000000000000001, 0.5, "0.5000000000000001")],
)  # fmt: skip
def test_a_number_that_is_compared_is_written_on_its_own_side_of_the_bound(value, bound, text):
    assert text_beside(value, bound) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.5, "0.5"), (-0.0, "0"), (2.0, "2"), (-0.27846454, "−0.278465"), (1e-7, "1e−07"), (0.1234565, "0.123457")],
)
def test_a_short_text_has_no_zeros_at_its_end(value, text):
    assert short_text(value) == text


@pytest.mark.parametrize(
    ("ending", "home", "folders"),
    [
        (".py", "core/numbers.py", ("core", "figures", "components", "scenes", "pages")),
        (".js", "components/twin/numbers.js", ("components",)),
    ],
)
def test_a_minus_sign_is_written_in_one_place(ending, home, folders):
    """Elsewhere no hyphen becomes a minus sign, whichever quotes and whichever method it takes."""
    writers = [
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob(f"*{ending}")
        if any("−" in line.partition(".replace")[2] or "−" in line.partition("maketrans(")[2]
               for line in path.read_text(encoding="utf-8").splitlines())
    ]  # fmt: skip
    constants = [
        path.name
        for folder in folders
        for path in (ROOT / folder).rglob(f"*{ending}")
        if "MINUS = " in path.read_text(encoding="utf-8")
    ]
    assert [writer for writer in writers if writer != home] == []
    assert constants == [Path(home).name]
