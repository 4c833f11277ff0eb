"""How the parts of a network are named and written: neurons, vectors and matrices."""

from collections.abc import Sequence

import numpy as np

from core.network import ForwardTrace, Network
from core.numbers import MINUS, number_latex, number_text

_HIDDEN_LETTERS = "hkmpq"
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def subscript(number: int) -> str:
    return str(number).translate(_SUBSCRIPTS)


def neuron_names(sizes: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    """A name for every input and neuron: x₁ x₂ | h₁ h₂ | k₁ … | y; one tuple per layer, input first."""
    letters = ["x", *_HIDDEN_LETTERS[: len(sizes) - 2], "y"]
    return tuple(
        tuple(letter if letter == "y" and size == 1 else letter + subscript(i + 1) for i in range(size))
        for letter, size in zip(letters, sizes, strict=True)
    )


def vector_text(values: Sequence[float], decimals: int = 2, most: int = 6) -> str:
    """(0.50, −1.00); a vector longer than `most` is shortened by an ellipsis."""
    shown = [number_text(value, decimals) for value in values]
    if len(shown) > most:
        shown = [*shown[: most - 2], "…", shown[-1]]
    return f"({', '.join(shown)})"


def affine_text(weights: Sequence[float], bias: float, decimals: int = 2) -> str:
    """An affine function of x₁, x₂, …: 0.50x₁ − 1.00x₂ + 0.25."""
    terms = [(weight, f"x{subscript(place)}") for place, weight in enumerate(weights, 1)]
    (first, name), *others = [*terms, (bias, "")]
    signed = (f" {MINUS if value < 0 else '+'} {number_text(abs(value), decimals)}{name}" for value, name in others)
    return f"{number_text(first, decimals)}{name}" + "".join(signed)


def matrix_latex(matrix: np.ndarray, decimals: int = 2) -> str:
    """A matrix, or a vector as one column, in brackets, for KaTeX."""
    rows = np.asarray(matrix, dtype=np.float64)
    rows = rows[:, None] if rows.ndim == 1 else rows
    body = r" \\ ".join(" & ".join(number_latex(value, decimals) for value in row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def describe_network(network: Network, trace: ForwardTrace) -> str:
    """A network with its values for the first sample of a trace, in words."""
    vectors = "; ".join(
        f"{'inputs' if layer == 0 else f'layer {layer}'} {vector_text(values[0])}"
        for layer, values in enumerate(trace.vectors)
    )
    return f"A {'-'.join(map(str, network.sizes))} network with {network.parameter_count} parameters. {vectors}."
