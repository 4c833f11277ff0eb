"""A proof that is walked through line by line, with the numbers of a neuron that a hand moves beside it."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from components.address import Number
from components.edited_numbers import EditedNumbers
from components.module import drawing
from core.serialization import network_to_text
from core.xor import Neuron2, neuron_network
from core.xor_proof import Line

_proof = drawing("proof", Path(__file__).parent / "proof.css")


def draw_proof(line: Number, lines: Sequence[Line], neuron: Neuron2, palette, *, follows: str) -> None:
    """The first lines, as many as the control `line` says.

    The numbers are those of `neuron`, or of what the drawing with the key `follows` shows.
    """
    edited = EditedNumbers("proof", {"line": line})
    entry = edited.current()
    reached = entry["line"]
    alt = f"The proof. {lines[reached - 1].sentence(neuron)}" if reached else "The proof, which has yet to begin"
    _proof(
        key=edited.key,
        data={
            "key": edited.key,
            "lines": [asdict(each) for each in lines],
            "network": network_to_text(neuron_network(neuron)),
            "follows": follows,
            "palette": asdict(palette),
            "alt": alt,
            **edited.told(entry),
        },
        on_edit_change=edited.take,
    )
