"""What the pictures of the activations page draw."""

import numpy as np
import pytest

from core.gating import gate
from core.softmax import softmax
from figures.curves import gate_figure, softmax_figure
from figures.theme import LIGHT


def trace(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def labels(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


@pytest.mark.parametrize("value", [-5.0, -0.3, 0.0, 4.0])
@pytest.mark.parametrize("z", [-12.0, 0.0, 1.0, 12.0])
def test_the_gate_draws_the_value_and_inside_it_what_is_kept(value, z):
    gating = gate(value, z)
    figure = gate_figure(gating, LIGHT, limit=5.0)
    assert trace(figure, "value").x == (value,)
    assert trace(figure, "kept").x == (gating.kept,)
    assert abs(gating.kept) <= abs(value)
    assert trace(figure, "kept").marker.color == LIGHT.sign(value)


def test_the_gate_writes_its_arithmetic():
    assert "4.00 × σ(1.00) ≈ 4.00 × 0.7311 ≈ <b>2.924</b>" in labels(gate_figure(gate(4, 1), LIGHT, limit=5))
    assert "4.00 × σ(0.00) = 4.00 × 0.50 = <b>2.00</b>" in labels(gate_figure(gate(4, 0), LIGHT, limit=5))


@pytest.mark.parametrize("scores", [(2.0, 1.0, 0.1), (1000.0, -1000.0), (3.0,) * 8], ids=str)
def test_softmax_bars_are_the_shares_and_sum_to_one(scores):
    shares = softmax(scores, 0.5)
    bars = softmax_figure(scores, shares, LIGHT).data[0]
    np.testing.assert_array_equal(bars.y, shares)
    assert np.sum(bars.y) == pytest.approx(1)
    assert len(bars.text) == len(scores)
    assert not {"0.000", "1.000"} & set(bars.text)
