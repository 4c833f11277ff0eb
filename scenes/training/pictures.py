"""Cats and dogs: trained with an activation and without, looked at, proved and drawn."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from components.address import Control, escaped
from components.shell.frame import few_need
from core.training_config import TrainingConfig, nearest_config
from scenes.training import PICTURES_PART, UNANSWERED, pictures_pad, pictures_proof, pictures_wall
from scenes.training.learned import PRESET, RACERS, Both, finished_pictures, samples
from scenes.training.progress import run
from scenes.training.settings import new_start, typed

SIZES = typed(PRESET, "hidden_sizes", "pictures_sizes", "Hidden layers", "Their widths: 32, or 32, 32, 32, or none")
START = typed(PRESET, "seed", "pictures_start", "Start", "The seed that all first weights are drawn from")
CONTROLS: tuple[Control, ...] = (PICTURES_PART, SIZES, START, UNANSWERED, *pictures_wall.CONTROLS)
PARTS: Mapping = {
    "wall": pictures_wall.wall,
    "learned": pictures_wall.weights,
    "proof": pictures_proof.proof,
    "pad": pictures_pad.pad,
}


def cats_and_dogs(palette, part: str) -> None:
    controls, picture = st.columns([1, 3.7], gap="medium")
    with controls:
        config, faults = chosen()
    with picture:
        for fault in faults:
            st.warning(escaped(fault), icon=":material/straighten:")
        both = run(tuple(replace(config, activation=racer) for racer in RACERS), finished_pictures)
        PARTS[part](both, palette)
    if UNANSWERED.value:
        return
    with controls:
        results(both)


def chosen() -> tuple[TrainingConfig, tuple[str, ...]]:
    """Draw the controls of the training, and give its configuration, with a sentence for each change."""
    sizes = SIZES.typed(PRESET.hidden_sizes)
    with few_need():
        seed = START.typed(PRESET.seed)
        UNANSWERED.toggle()
    new_start(START, seed)
    return nearest_config(vars(PRESET) | {"hidden_sizes": sizes, "seed": seed})


def results(both: Both) -> None:
    """How much each gets right, of what it has not seen and of what it has, and what that says."""
    with st.container(key="both-right"):
        places = st.columns(2, gap="small")
    for place, each in zip(places, both.each, strict=True):
        place.metric(f"{each.name}, test", each.test_right)
        place.metric(f"{each.name}, training", each.right)
    st.markdown(
        f"So many are right, of {len(samples().test):,} pictures that training has not seen and of the "
        f"{len(samples().train):,} that it has."
    )
    for each in both.each:
        if each.ending:
            st.markdown(f"**{each.name}**: {each.ending}")
    st.markdown(verdict(both))


def verdict(both: Both) -> str:
    if not both.relu.config.hidden_sizes:
        return "Without a hidden layer there is nothing to bend: both are the same affine map."
    if 4 * both.relu.n_right <= 3 * len(samples().train):
        return (
            "ReLU does no better here than an affine map may: what a network can represent and what training finds "
            "are two things. Try another start, or more neurons."
        )
    return "Give both more layers, such as 32, 32, 32: the identity stays at chance. *The proof* says why."
