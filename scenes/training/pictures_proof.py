"""Why no training without an activation tells cats from dogs: XOR's proof at 256 inputs."""

import streamlit as st

from components.pixels import NamedPicture, PictureGroup, draw_row, send_row
from core.negatives import NegativesProof, Pair, negatives_proof, pair_decimals, pairs
from core.numbers import is_written_in_full, number_text
from core.xor_proof import LINES
from scenes.training.learned import SPECIES, Both


def proof(both: Both, palette) -> None:
    found = negatives_proof(both.identity.network, both.test, both.identity.loss)
    few, many = pair_decimals(found.pair_sum)
    with st.container(key="unseen-proof"):
        name = send_row("proof-sent", four_pictures(found, both, many))
    draw_row("proof-row", "proof-sent", name, palette)
    st.markdown(
        "**By adding.** A network says dog where f > 0. With every picture p its negative 1 − p is in the set, and "
        "is the same animal. To be right on a dog p, a cat q and their negatives is four things at once:"
    )
    st.latex(
        r"""\begin{aligned}(1)&\; f(p) > 0 &\quad (2)&\; f(1 - p) > 0 &\quad (1) + (2):&\; f(p) + f(1 - p) > 0 \\
        (3)&\; f(q) \le 0 &\quad (4)&\; f(1 - q) \le 0 &\quad (3) + (4):&\; f(q) + f(1 - q) \le 0\end{aligned}"""
    )
    words, numbers = st.columns(2, gap="large")
    with words:
        st.markdown(
            "Without an activation all layers together are one affine map, f(p) = w·p + b. For **every** picture then"
        )
        st.latex(
            r"""\begin{aligned}f(p) + f(1 - p) &= w \cdot p + b + w \cdot (1 - p) + b \\
            &= \textstyle\sum w + 2b\end{aligned}"""
        )
        st.markdown("and the same number cannot be above 0 and not above 0.")
    with numbers:
        sums = (_sum_text(letter, pair, found, few, many) for letter, pair in (("p", found.dog), ("q", found.cat)))
        st.markdown("**With the numbers that your training has found.**  \n" + "  \n".join(sums))
        st.markdown(
            f"Your Σw + 2b {_relation(found.pair_sum, few)} **{number_text(found.pair_sum, few)}** is "
            f"{_consequence(found)}."
        )
        st.markdown(
            "So of two such pairs at least one picture is wrong, and **at most ¾ of all are right**, however many "
            f"layers there are. Your identity reaches {both.identity.test_right} of the test. {_bent(both)}"
        )
        st.page_link(
            "pages/xor.py",
            label="The same proof with two inputs: XOR",
            icon=":material/arrow_forward:",
            query_params={"step": "3 Why it fails", "line": str(len(LINES))},
        )


def four_pictures(found: NegativesProof, both: Both, decimals: int) -> PictureGroup:
    pictures = []
    for letter, pair in (("p", found.dog), ("q", found.cat)):
        for at, (value, is_right) in enumerate(zip((pair.value, pair.negative_value), pair.correct, strict=True)):
            name = f"Its negative 1 − {letter}" if at else f"A {SPECIES[pair.label]} {letter}"
            given = f"f(1 − {letter})" if at else f"f({letter})"
            written = f"{_relation(value, decimals)} {number_text(value, decimals)}"
            words = f"{given} {written}\n{SPECIES[int(both.identity.loss.answers(value))]}"
            mark = "✓" if is_right else "✗"
            pictures.append(NamedPicture(both.test.inputs[pair.index + at], name, words, mark))
    return PictureGroup("", tuple(pictures))


def _sum_text(letter: str, pair: Pair, found: NegativesProof, few: int, many: int) -> str:
    negative = number_text(pair.negative_value, many)
    second = f"({negative})" if pair.negative_value < 0 else negative
    return (
        f"f({letter}) + f(1 − {letter}) ≈ {number_text(pair.value, many)} + {second} "
        f"≈ **{number_text(found.pair_sum, few)}**"
    )


def _consequence(found: NegativesProof) -> str:
    if found.pair_sum > found.bound:
        return "above 0, so of every cat and its negative at least one is taken for a dog"
    return "not above 0, so of every dog and its negative at least one is taken for a cat"


def _bent(both: Both) -> str:
    """What an activation does to the sums."""
    if not both.relu.config.hidden_sizes:
        return ""
    sums = [pair.sum for pair in pairs(both.relu.network, both.test, both.relu.loss)]
    return (
        f"ReLU reaches {both.relu.test_right}: its sums differ from picture to picture, from "
        f"{number_text(min(sums))} to {number_text(max(sums))}."
    )


def _relation(value: float, decimals: int) -> str:
    return "=" if is_written_in_full(value, decimals) else "≈"
