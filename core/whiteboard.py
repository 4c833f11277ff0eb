"""The collapse as it is written on a whiteboard: LaTeX for KaTeX, with the visitor's own numbers."""

from collections.abc import Sequence

import numpy as np

from core.activation import Activation
from core.affine import layer_map, partial_collapses
from core.creases import LinearRegion
from core.network import Network
from core.notation import matrix_latex
from core.numbers import is_written_in_full, number_latex

_DECIMALS = 2
# Wider layers fill more than a screen; a diagonal matrix is written by its diagonal alone before that.
_WIDEST_WRITTEN, _WIDEST_SQUARE = 8, 4


def stack_latex(network: Network) -> str:
    """Every layer's matrix and bias, one layer a line."""
    lines = [
        rf"W_{{{k}}} &= {matrix_latex(layer.weights)} & b_{{{k}}} &= {matrix_latex(layer.bias)}"
        for k, layer in enumerate(network.layers, start=1)
    ]
    body = r" \\[4pt] ".join(lines)
    return rf"\begin{{aligned}} {body} \end{{aligned}}"


def composition_latex(network: Network, step: int) -> tuple[str, str, str]:
    """Composition number `step` (1 is layer 2 after layer 1): the rule, the matrix and the bias.

    The earlier layers are already one map, written W and b with the range of layers that it covers.
    Raises ValueError if a layer is not affine.
    """
    if not 1 <= step < len(network.layers):
        raise ValueError(
            f"Step {step} does not exist; {len(network.layers)} layers compose in {len(network.layers) - 1}."
        )
    maps = partial_collapses(network)
    inner, whole, outer = maps[step - 1], maps[step], layer_map(network.layers[step])
    k = step + 1
    done = "1" if step == 1 else rf"1 \cdots {step}"
    both = rf"1 \cdots {k}"
    rule = (
        rf"W_{{{k}}}\,(W_{{{done}}}\, x + b_{{{done}}}) + b_{{{k}}} = "
        rf"\underbrace{{(W_{{{k}}} W_{{{done}}})}}_{{W_{{{both}}}}}\, x + "
        rf"\underbrace{{(W_{{{k}}} b_{{{done}}} + b_{{{k}}})}}_{{b_{{{both}}}}}"
    )
    matrix = (
        rf"W_{{{both}}} = {matrix_latex(outer.weights)} {matrix_latex(inner.weights)} "
        rf"{_relation(whole.weights, inner.weights)} {matrix_latex(whole.weights)}"
    )
    bias = (
        rf"b_{{{both}}} = {matrix_latex(outer.weights)} {matrix_latex(inner.bias)} + {matrix_latex(outer.bias)} "
        rf"{_relation(whole.bias, inner.bias)} {matrix_latex(whole.bias)}"
    )
    return rule, matrix, bias


def result_latex(network: Network) -> str:
    """The one map that the whole stack equals."""
    whole = partial_collapses(network)[-1]
    sign = _relation(whole.weights, whole.bias)
    return rf"y {sign} {matrix_latex(whole.weights)}\, x + {matrix_latex(whole.bias)}"


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
