"""What stands on the whiteboard is the visitor's own matrices and their true product."""

import re

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.creases import linear_regions, region_at
from core.network import Layer, Network
from core.notation import matrix_latex
from core.presets import XOR_NETWORK
from core.whiteboard import region_latex, scientific_latex, value_latex


@pytest.mark.parametrize(
    ("value", "latex"), [(0, "0"), (2.22e-16, r"2.2 \times 10^{-16}"), (12.0, r"1.2 \times 10^{1}")]
)
def test_small_numbers_are_written_as_powers_of_ten(value, latex):
    assert scientific_latex(value) == latex


def test_the_map_of_a_region_by_hand():
    # In the strip 0 < x₁ + x₂ < 1 only h₁ fires: [1 -2] diag(1, 0) [1 1; 1 1] = [1 1], and the bias is 0.
    region = region_at(linear_regions(XOR_NETWORK, ((-1, 2), (-1, 2))), (0.2, 0.3))
    matrix, bias, written = region_latex(XOR_NETWORK, region)
    parts = [r"W_{2}\,D_{1}\,W_{1}", matrix_latex([[1, -2]]), r"\begin{bmatrix} 1 & 0 \\ 0 & 0 \end{bmatrix}"]
    assert all(part in written for part in parts)
    assert matrix.endswith(f"= {matrix_latex([[1, 1]])}")
    assert bias == rf"b_{{\text{{eff}}}} = b_{{2}} + W_{{2}} D_{{1}} b_{{1}} = {matrix_latex([0])}"


@pytest.mark.parametrize("sizes", [(2, 3, 1), (2, 4, 3, 2), (2, 2, 2, 2, 1)], ids=str)
def test_the_written_factors_multiply_to_the_written_map(sizes):
    network = Network.random(sizes, ACTIVATIONS["relu"], rng=np.random.default_rng(2)).rounded(2)
    for region in linear_regions(network, ((-3, 3), (-3, 3))):
        matrix, _, product = region_latex(network, region)
        bodies = re.findall(r"\\begin{bmatrix} (.*?) \\end{bmatrix}", product + matrix)
        *written, whole = (
            np.array([[float(number) for number in row.split("&")] for row in body.split(r"\\")]) for body in bodies
        )
        np.testing.assert_allclose(np.linalg.multi_dot(written), whole, atol=0.0051)


def test_wide_layers_write_the_diagonal_alone_and_the_widest_nothing():
    for width, expected in ((4, r"0 \\ 0"), (8, r"\operatorname{diag}("), (9, "W_{2}")):
        network = Network.random((2, width, 1), ACTIVATIONS["relu"], rng=np.random.default_rng(3))
        region = linear_regions(network, ((-3, 3), (-3, 3)))[0]
        matrix, _, written = region_latex(network, region)
        assert expected in (written or matrix)
        assert bool(written) == (width <= 8)


def test_an_activation_that_adds_a_number_has_no_place_in_the_product():
    network = Network.random((2, 3, 1), ACTIVATIONS["hard_tanh"], rng=np.random.default_rng(4))
    regions = linear_regions(network, ((-9, 9), (-9, 9)))
    with pytest.raises(ValueError, match="Hard tanh adds a number of its own"):
        region_latex(network, regions[0])


def test_a_region_says_about_where_its_value_was_rounded():
    network = Network((Layer([[0.125, 1.0]], [0.0], ACTIVATIONS["identity"]),))
    region = region_at(linear_regions(network, ((-3, 3), (-3, 3))), (0, 0))
    line = r"W_{\text{eff}}\, x + b_{\text{eff}}"
    assert value_latex(region, (1.0, 0.0)) == rf"{line} \approx 0.13"
    assert value_latex(region, (2.0, 0.5)) == f"{line} = 0.75"
