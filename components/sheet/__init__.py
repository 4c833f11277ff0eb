"""A network's output as a sheet of paper over the plane of its inputs, which a hand turns and bends to ReLU."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import streamlit as st

from components.address import Number
from components.edited_numbers import EditedNumbers
from components.module import drawing
from core.creases import LinearRegion
from core.network import Network
from core.numbers import number_text
from core.plane import Window
from core.serialization import network_to_text

_sheet = drawing("sheet", Path(__file__).parent / "sheet.css")

# What the sheet is first seen from, in degrees around the plane.
FIRST_SIDE = 330


@dataclass(frozen=True)
class SheetLook:
    """How a sheet is drawn.

    `palette` is a dataclass of named colours.  Beside the bent sheet stands what `beside` names: the "plane" from
    above or the "flat" sheet; `alts` describe the two.  `opens`: it bends once by itself when it is first seen.
    `stacks` are what is said of the network with 1, 2, … hidden layers; where something is, its neurons are drawn
    above the sheet, and its layers are added by a large button.
    """

    palette: object
    window: Window
    alts: tuple[str, str]
    beside: str = "plane"
    opens: bool = False
    stacks: Sequence[str] = ()


@dataclass(frozen=True)
class EditedSheet:
    """The numbers that the handles of a sheet change, by the names that the drawing has for them.

    "bend" goes from identity (0) to ReLU (1), and without it there is no activation; "layers" counts the hidden
    layers that are used; "turn" is the side from which it is seen.  Each stands in
    the address as a control that nobody sees: the drawing has its own.
    """

    key: str
    numbers: Mapping[str, Number]

    def unseen(self):
        """The place for the controls that nobody sees; for pages that draw them themselves."""
        return st.container(key=f"unseen-{self.key}")

    def current(self) -> dict[str, float]:
        """The numbers as they were last left, by name."""
        with self.unseen():
            return {name: number.slider() for name, number in self.numbers.items()}

    def draw(self, network: Network, values: Mapping[str, float], look: SheetLook) -> None:
        """The drawing of a network with ReLU, at the `values` of `current`.

        Where layers are counted, the output of a shallower network is the first neuron of its next layer.
        """
        edited = EditedNumbers(f"{self.key}-sheet", self.numbers)
        _sheet(
            key=edited.key,
            data={
                "key": edited.key,
                **asdict(look),
                "network": network_to_text(network),
                "first_side": FIRST_SIDE,
                "most_layers": len(network.layers) - 1,
                **edited.told(values),
            },
            on_edit_change=edited.take,
        )


def describe_sheet(regions: Sequence[LinearRegion]) -> str:
    """What a sheet over these regions shows, for its alternative text."""
    heights = np.concatenate([region.affine(region.polygon)[:, 0] for region in regions])
    return (
        f"The output as a sheet of paper over the plane: {count_pieces(len(regions))}, "
        f"from {number_text(heights.min())} to {number_text(heights.max())}."
    )


def count_pieces(count: int) -> str:
    return f"{count:,} flat pieces" if count != 1 else "1 flat piece"


def describe_border(regions: Sequence[LinearRegion]) -> str:
    """Where the output changes its sign, for the alternative text of the plane from above."""
    heights = [region.affine(region.polygon)[:, 0] for region in regions]
    crossed = sum(1 for values in heights if values.min() < 0 < values.max())
    if crossed:
        parts = f"{crossed} straight parts" if crossed > 1 else "one straight line"
        return f"The plane from above: the border between negative and positive has {parts}."
    sign = "positive" if max(values.max() for values in heights) > 0 else "negative"
    return f"The plane from above: no border, the output is {sign} everywhere."
