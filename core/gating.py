"""A gate: a sigmoid that says how much of a value is kept."""

from dataclasses import dataclass

from core.activations import ACTIVATIONS


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
