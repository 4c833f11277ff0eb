"""What a gate keeps and what it lets go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.curves import exact_enough
from core.gating import gate


@given(st.floats(-5, 5), st.floats(-12, 12))
def test_a_gate_keeps_and_loses_parts_that_add_up_to_the_value(value, z):
    gating = gate(value, z)
    assert 0 < gating.share < 1
    assert gating.share + gating.lost_share == pytest.approx(1)
    assert gating.kept + gating.lost == pytest.approx(value)


def test_a_gate_never_keeps_all_not_even_in_print():
    assert exact_enough(gate(4.0, 12.0).kept, limits=(0.0, 4.0)) == "3.99998"
