"""What stands on the whiteboard is the visitor's own matrices and their true product."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.affine import collapse
from core.network import Layer, Network
from core.notation import matrix_latex
from core.whiteboard import composition_latex, result_latex, scientific_latex, stack_latex

IDENTITY = ACTIVATIONS["identity"]
SMALL = Network((Layer([[1, 2], [3, 4]], [1, 0], IDENTITY), Layer([[2, 0]], [5], IDENTITY)))


def test_a_composition_by_hand():
    rule, matrix, bias = composition_latex(SMALL, 1)
    assert rule.startswith(r"W_{2}\,(W_{1}\, x + b_{1}) + b_{2}")
    # (2 0)(1 2; 3 4) = (2 4) and (2 0)(1; 0) + 5 = 7
    assert matrix.endswith(f"= {matrix_latex([[2, 4]])}")
    assert bias.endswith(f"= {matrix_latex([7])}")
    assert matrix_latex(SMALL.layers[0].weights) in matrix


def test_the_result_is_the_collapse():
    network = Network.random((2, 3, 2), IDENTITY, rng=np.random.default_rng(1)).rounded(2)
    assert matrix_latex(collapse(network).weights) in result_latex(network)
    assert r"\approx" in result_latex(network)
    assert stack_latex(network).count("W_") == 2


def test_a_step_that_does_not_exist_gets_a_sentence():
    with pytest.raises(ValueError, match="Step 2 does not exist"):
        composition_latex(SMALL, 2)


@pytest.mark.parametrize(
    ("value", "latex"), [(0, "0"), (2.22e-16, r"2.2 \times 10^{-16}"), (12.0, r"1.2 \times 10^{1}")]
)
def test_small_numbers_are_written_as_powers_of_ten(value, latex):
    assert scientific_latex(value) == latex
