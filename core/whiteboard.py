"""The collapse as it is written on a whiteboard: LaTeX for KaTeX, with the visitor's own numbers."""

import numpy as np

from core.affine import layer_map, partial_collapses
from core.network import Network
from core.notation import matrix_latex

_DECIMALS = 2


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


def scientific_latex(value: float) -> str:
    """2.2e-16 as 2.2 × 10⁻¹⁶."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.1e}".split("e")
    return rf"{mantissa} \times 10^{{{int(exponent)}}}"


def _relation(*shown: np.ndarray) -> str:
    """= where every number is written in full, ≈ where writing rounded one."""
    is_exact = all(np.allclose(values, np.round(values, _DECIMALS), atol=1e-9, rtol=0) for values in shown)
    return "=" if is_exact else r"\approx"
