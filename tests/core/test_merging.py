"""Layers merge entry by entry into the one map that they are, whichever merge first, and each line adds up."""

import re
from decimal import Context, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.affine import collapse
from core.arithmetic import written_sum
from core.merging import blocks_of, join_steps, merge, merge_entries, merging
from core.network import Layer, Network
from core.numbers import MINUS, number_text

IDENTITY = ACTIVATIONS["identity"]
# W₂W₁ = (2 −1)(1 0.5; 2 0.25) = (0 0.75), W₂b₁ + b₂ = 2·1 − 1·4 + 5 = 3
SMALL = Network((Layer([[1, 0.5], [2, 0.25]], [1, 4], IDENTITY), Layer([[2, -1]], [5], IDENTITY)))
EXACT = Context(prec=2000)


def random_stack(rng, decimals: int = 2) -> Network:
    sizes = (2, *rng.integers(1, 9, size=rng.integers(2, 7)))
    return Network.random(sizes, IDENTITY, rng=rng).rounded(decimals)


def test_a_merge_by_hand():
    lines = [
        "2.00·1.00 + (−1.00)·2.00 = 0.00",
        "2.00·0.50 + (−1.00)·0.25 = 0.75",
        "2.00·1.00 + (−1.00)·4.00 + 5.00 = 3.00",
    ]
    assert [entry.line for entry in merging(SMALL, 3).entries] == lines
    assert [(entry.row, entry.column) for entry in merging(SMALL, 3).entries] == [(0, 0), (0, 1), (0, None)]


def test_eighteen_parameters_become_twelve_and_then_six():
    stack = random_stack_of((2, 2, 2, 2))
    assert join_steps(stack.sizes) == (7, 14)
    counts = [merging(stack, step).parameter_count for step in range(15)]
    assert counts == [18] * 7 + [12] * 7 + [6]
    written = [len(merging(stack, step).entries) for step in range(15)]
    assert written == [*range(7), *range(7), 0]


def random_stack_of(sizes) -> Network:
    return Network.random(sizes, IDENTITY, rng=np.random.default_rng(57)).rounded(2)


@given(st.integers(0, 2**32), st.data())
def test_in_any_order_the_layers_become_the_one_map(seed, data):
    stack = random_stack(np.random.default_rng(seed))
    blocks = list(blocks_of(stack))
    while len(blocks) > 1:
        place = data.draw(st.integers(0, len(blocks) - 2))
        blocks[place : place + 2] = [merge(blocks[place + 1], blocks[place])]
    whole = collapse(stack)
    for made, wanted in zip(arrays(blocks[0].affine), arrays(whole), strict=True):
        np.testing.assert_allclose(made, wanted, rtol=1e-9, atol=1e-9)
    (last,) = merging(stack, join_steps(stack.sizes)[-1]).blocks
    for made, wanted in zip(arrays(last.affine), arrays(whole), strict=True):
        assert made.tobytes() == wanted.tobytes()


def arrays(affine):
    return affine.weights, affine.bias


@given(st.integers(0, 2**32))
def test_the_entries_are_those_of_the_merged_layer(seed):
    stack = random_stack(np.random.default_rng(seed))
    inner, outer = blocks_of(stack)[:2]
    made = merge(outer, inner).affine
    for entry in merge_entries(outer.affine, inner.affine):
        own = made.bias[entry.row] if entry.column is None else made.weights[entry.row, entry.column]
        assert entry.value == own
        assert entry.line.endswith(f" {number_text(own)}")


def sides(line: str) -> tuple[Decimal, str, Decimal]:
    """What the printed terms give, the relation, and the printed result."""
    left, relation, right = re.fullmatch(r"(.*) ([=≈]) (\S+)", line.replace(MINUS, "-")).groups()
    total = Decimal(0)
    for term in left.split(" + "):
        product = Decimal(1)
        for factor in term.split("·"):
            product = EXACT.multiply(product, Decimal(factor.strip("()")))
        total = EXACT.add(total, product)
    return total, relation, Decimal(right)


numbers = st.one_of(
    st.decimals(-20, 20, places=2).map(float),
    st.floats(-1e6, 1e6),
    st.floats(-1e-3, 1e-3),
    st.sampled_from([0.0, -0.0, 0.1, 0.2, 0.3, 0.125, 1e-9, 1e6]),
)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8), st.one_of(st.none(), numbers))
def test_a_line_adds_up_as_it_is_printed(products, bias):
    own = sum(w * x for w, x in products)
    terms = products if bias is None else [*products, (bias,)]
    own = own if bias is None else own + bias
    total, relation, result = sides(written_sum(terms, own))
    off = abs(EXACT.subtract(total, result))
    assert (off == 0) == (relation == "=")
    # What float64 loses of sums is all that may be missing beside half a unit of the last place.
    lost = Decimal(2**-50 * (sum(abs(w * x) for w, x in products) + abs(bias or 0)) + 1e-320)
    half_unit = Decimal(5).scaleb(result.as_tuple().exponent - 1)
    assert off <= half_unit + lost


@pytest.mark.parametrize(
    ("terms", "own", "line"),
    [
        ([(-0.37, -0.78), (1.11, -1.02)], -0.8436, "−0.37·(−0.78) + 1.11·(−1.02) ≈ −0.84"),
        # With two decimals it would be 33.00.
        ([(1 / 3, 100.0)], 100 / 3, "0.3333·100.00 = 33.33"),
        ([(1 / 3, 1 / 3)], 1 / 9, "0.33·0.33 ≈ 0.11"),
        ([(1e6, 1e6), (1e6, 1e6)], 2e12, "1000000.00·1000000.00 + 1000000.00·1000000.00 = 2000000000000.00"),
        ([(1e15, 3.0)], 3e15, "1000000000000000.00·3.00 = 3.00e15"),
        ([(0.1, 3.0), (-0.3,)], 0.1 * 3 - 0.3, "0.10·3.00 + (−0.30) ≈ 6e−17"),
        ([(0.001, 0.5)], 0.0005, "0.001·0.50 = 0.0005"),
        ([(1e-9, 1.0)], 1e-9, "1e−9·1.00 = 1e−9"),
    ],
    ids=str,
)
def test_a_line_has_as_few_decimals_as_lead_to_its_result(terms, own, line):
    assert written_sum(terms, own) == line


def test_what_cannot_merge_gets_a_sentence():
    with pytest.raises(ValueError, match="2 layers merge in 4 steps; 5 is not among them"):
        merging(SMALL, 5)
    first, second = blocks_of(SMALL)
    with pytest.raises(ValueError, match="only neighbours merge"):
        merge(first, second)
    with pytest.raises(ValueError, match="ReLU is not affine"):
        merging(SMALL.with_hidden_activation(ACTIVATIONS["relu"]), 0)
