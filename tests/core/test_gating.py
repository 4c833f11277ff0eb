"""What a gate keeps and what it lets go."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.curves import exact_enough
from core.gating import arithmetic_text, gate


@given(st.floats(-5, 5), st.floats(-12, 12))
def test_a_gate_keeps_and_loses_parts_that_add_up_to_the_value(value, z):
    gating = gate(value, z)
    assert 0 < gating.share < 1
    assert gating.share + gating.lost_share == pytest.approx(1)
    assert gating.kept + gating.lost == pytest.approx(value)


def test_a_gate_never_keeps_all_not_even_in_print():
    assert exact_enough(gate(4.0, 12.0).kept, limits=(0.0, 4.0)) == "3.99998"


def test_a_closed_gate_writes_what_it_keeps():
    # σ(−12) = 6.144e-6, and 4 of it are 2.458e-5.
    assert arithmetic_text(gate(4.0, -12.0)) == ("4.00 × σ(−12.00) ≈ 4.00 × 0.000006 ≈", "0.00002")
    assert arithmetic_text(gate(4.0, 0.0)) == ("4.00 × σ(0.00) = 4.00 × 0.50 =", "2.00")


@given(st.floats(-5, 5) | st.integers(-100, 100).map(lambda k: k / 20), st.floats(-12, 12))
def test_the_line_of_a_gate_holds_for_the_numbers_as_printed(value, z):
    line, kept = arithmetic_text(gate(value, z))
    first, _, second, relation = line.replace("−", "-").split()[-4:]
    exact, written = Decimal(first) * Decimal(second), Decimal(kept.replace("−", "-"))
    unit = Decimal(10) ** min(-2, written.as_tuple().exponent)
    assert abs(exact - written) <= (unit / 2 if relation == "≈" else 0) + Decimal("1e-321")
    assert (written == 0) == (gate(value, z).kept == 0)
