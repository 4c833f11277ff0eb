"""The collapse inside one linear region as a whiteboard has it: LaTeX for KaTeX, with the visitor's own numbers."""

from collections.abc import Sequence

import numpy as np

from core.activation import Activation
from core.creases import LinearRegion
from core.network import Network
from core.notation import matrix_latex
from core.numbers import is_written_in_full, number_latex

_DECIMALS = 2
# Wider layers fill more than a screen; a diagonal matrix is written by its diagonal alone before that.
_WIDEST_WRITTEN, _WIDEST_SQUARE = 8, 4


def region_latex(network: Network, region: LinearRegion) -> tuple[str, str, str]:
    """The collapse inside one linear region: W_eff = W_L D … D W_1, b_eff, and that product written out.

    The last is empty where a layer is too wide to be written.
    D holds the slopes that the region's pattern puts after each hidden layer, so a ReLU that is off is a
    zero on its diagonal.  Raises ValueError where an activation is curved, or is not 0 at 0.
    """
    hidden = network.layers[:-1]
    slopes = [_slopes(layer.activation, places) for layer, places in zip(hidden, region.pattern[:-1], strict=True)]
    whole = region.affine
    names, factors = ["W_{1}"], [matrix_latex(network.layers[0].weights)]
    rule = "b_{1}"
    for k, (layer, slope) in enumerate(zip(network.layers[1:], slopes, strict=True), start=2):
        names = [f"W_{{{k}}}", f"D_{{{k - 1}}}", *names]
        factors = [matrix_latex(layer.weights), diagonal_latex(slope), *factors]
        inner = rule if k == 2 else f"({rule})"
        rule = rf"b_{{{k}}} + W_{{{k}}} D_{{{k - 1}}} {inner}"
    product = r"\,".join(names)
    matrix = rf"W_{{\text{{eff}}}} = {product} {_relation(whole.weights)} {matrix_latex(whole.weights)}"
    bias = rf"b_{{\text{{eff}}}} = {rule} {_relation(whole.bias)} {matrix_latex(whole.bias)}"
    written = f"{product} = " + r"\,".join(factors) if max(network.sizes) <= _WIDEST_WRITTEN else ""
    return matrix, bias, written


def value_latex(region: LinearRegion, point: Sequence[float]) -> str:
    """What the first output is at a point of a region, by its map."""
    value = region.affine([point])[0, 0]
    return rf"W_{{\text{{eff}}}}\, x + b_{{\text{{eff}}}} {_relation(value)} {number_latex(value)}"


def diagonal_latex(slopes: np.ndarray) -> str:
    """A diagonal matrix with its zeros in place; whole numbers where all of them are."""
    decimals = 0 if np.array_equal(slopes, np.round(slopes)) else _DECIMALS
    if len(slopes) <= _WIDEST_SQUARE:
        return matrix_latex(np.diag(slopes), decimals)
    return rf"\operatorname{{diag}}({', '.join(number_latex(slope, decimals) for slope in slopes)})"


def _slopes(activation: Activation, places: Sequence[int]) -> np.ndarray:
    slopes, intercepts = activation.pieces
    if np.any(intercepts):
        raise ValueError(f"{activation.name} adds a number of its own, for which D has no place; take ReLU.")
    return slopes[list(places)]


def scientific_latex(value: float) -> str:
    """2.2e-16 as 2.2 × 10⁻¹⁶."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.1e}".split("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}"


def _relation(*shown: np.ndarray) -> str:
    """= where every number is written in full, ≈ where writing rounded one."""
    return "=" if all(is_written_in_full(value) for values in shown for value in np.ravel(values)) else r"\approx"
