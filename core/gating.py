"""A gate: a sigmoid that says how much of a value is kept."""

from dataclasses import dataclass

from core.activations import ACTIVATIONS
from core.arithmetic import Written, decimal, decimal_text, operand, written
from core.numbers import rounded, with_minus


@dataclass(frozen=True)
class Gating:
    """A value behind a gate: `share` = σ(z) of it is kept, and σ(−z) = 1 − σ(z) of it is not."""

    value: float
    z: float
    share: float
    lost_share: float

    @property
    def kept(self) -> float:
        return self.value * self.share

    @property
    def lost(self) -> float:
        return self.value * self.lost_share


def gate(value: float, z: float) -> Gating:
    """value × σ(z), as the forget gate of an LSTM does it."""
    sigmoid = ACTIVATIONS["sigmoid"]
    return Gating(value, z, float(sigmoid(z)), float(sigmoid(-z)))


def arithmetic_text(gating: Gating) -> tuple[str, str]:
    """The gate's line up to its result, and the result: "4.00 × σ(1.00) ≈ 4.00 × 0.7311 ≈" and "2.924".

    What is printed follows from what is printed before it, to half a unit of its last place, and is the gate's own.
    """
    value, share = operand(gating.value), decimal(gating.share)
    factors = [rounded(share, places) for places in range(4, 18)]
    lines = (
        (factor, written(value * factor, gating.kept, (4, 3, *range(5, 18)), (gating.value,)))
        for factor in factors
        if factor == share or factor not in (0, 1)
    )
    in_full = share, Written(decimal_text(decimal(gating.kept)), is_exact=False)
    factor, kept = next(((factor, kept) for factor, kept in lines if kept), in_full)
    sign = "=" if factor == share else "≈"
    relation = kept.relation if sign == "=" else "≈"
    value_text, z_text = (with_minus(decimal_text(number)) for number in (value, operand(gating.z)))
    line = f"{value_text} × σ({z_text}) {sign} {value_text} × {with_minus(decimal_text(factor))} {relation}"
    return line, with_minus(kept.text)
