"""Names and written numbers."""

from core.notation import affine_text, describe_network, matrix_latex, neuron_names, vector_text
from core.presets import XOR_NETWORK


def test_every_neuron_has_a_name_of_its_own():
    names = neuron_names((2, 4, 3, 1))
    assert names == (("x₁", "x₂"), ("h₁", "h₂", "h₃", "h₄"), ("k₁", "k₂", "k₃"), ("y",))
    deepest = [name for layer in neuron_names((16,) * 7) for name in layer]
    assert len(set(deepest)) == 16 * 7


def test_long_vectors_are_shortened():
    assert vector_text([1, -2]) == "(1.00, −2.00)"
    assert vector_text(range(9), decimals=0, most=4) == "(0, 1, …, 8)"


def test_an_affine_function_is_written_with_the_sign_between_its_terms():
    assert affine_text([0.5, -1], 0.25) == "0.50x₁ − 1.00x₂ + 0.25"
    assert affine_text([-2, 0], -3, 0) == "−2x₁ + 0x₂ − 3"


def test_a_matrix_is_written_row_by_row():
    assert matrix_latex([[1, 2], [3, -4]], 0) == r"\begin{bmatrix} 1 & 2 \\ 3 & -4 \end{bmatrix}"


def test_a_network_is_told_in_words():
    assert describe_network(XOR_NETWORK, XOR_NETWORK.forward([[1, 0]])) == (
        "A 2-2-1 network with 9 parameters. inputs (1.00, 0.00); layer 1 (1.00, 0.00); layer 2 (1.00)."
    )
