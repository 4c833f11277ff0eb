"""Pictures that training has not seen, with what both networks say, and the first layers' weights as pictures."""

import numpy as np
import streamlit as st

from components.address import Control, Number
from components.pixels import NamedPicture, PictureGroup, draw_gallery, send_gallery
from core.training_bounds import WIDEST
from scenes.training import PICTURES_PART, UNANSWERED
from scenes.training.learned import SPECIES, Both, Learned, answer_text

# Pictures of each species on the wall, half of them negatives.
PER_SPECIES = 40

PICTURE = Number("picture", "Picture on the wall", 1, 1, 2 * PER_SPECIES, 1)
# The one map of all layers, and the first layers of both networks.
WEIGHTS = Number("weights_of", "Weights of", 1, 1, 1 + 2 * WIDEST, 1)
CONTROLS: tuple[Control, ...] = (PICTURE, WEIGHTS)


def wall(both: Both, palette) -> None:
    with st.container(key="unseen-pictures"):
        name = send_gallery("pictures-sent", "Pictures of dogs and cats", picture_groups(both))
    show_wall("pictures", PICTURE, name, palette)
    marks = "" if UNANSWERED.value else "Under each picture ✓ or ✗, first for the identity and then for ReLU. "
    st.markdown(
        f"{marks}A dog gives 1, a cat 0. Every picture "
        "hangs beside its negative, which is the same animal. To the network a picture is 256 numbers, from 0 for "
        "black to 1 for white."
    )
    st.button("Draw on this picture", icon=":material/edit:", on_click=PICTURES_PART.put, args=("pad",))
    st.page_link(
        "pages/network.py",
        label="From 256 inputs to 30,000: this network to scale",
        icon=":material/arrow_forward:",
        query_params={
            "network_part": "2 To scale",
            "width": "16",
            "height": "16",
            "channels": "1",
            "widths_to_scale": ", ".join(map(str, both.relu.config.sizes[1:])),
        },
    )


def weights(both: Both, palette) -> None:
    with st.container(key="unseen-weights"):
        name = send_gallery("weights-sent", "Weights as pictures", weight_groups(both))
    show_wall("weights", WEIGHTS, name, palette)
    st.markdown(
        "A neuron of the first layer has a weight for each pixel, so its weights are a picture too. Light on a "
        "positive weight, blue, raises its sum; light on a negative one, orange, lowers it. In which of the two "
        "networks do you see something of a face? Without an activation all layers come to one such picture, and "
        "what that finds in a face, it finds turned round in the negative."
    )


@st.fragment
def show_wall(key: str, shown: Number, name: str, palette) -> None:
    """What is opened on the wall comes back here: nothing else runs again, and no picture is sent twice."""
    with st.container(key=f"unseen-{key}-shown"):
        shown.slider()
    draw_gallery(f"{key}-gallery", f"{key}-sent", name, shown, palette)


def on_the_wall(both: Both) -> np.ndarray:
    """Where the pictures of the wall stand in the test, (2 · PER_SPECIES,): dogs and then cats, in pairs."""
    targets = both.test.targets
    return np.concatenate([np.flatnonzero(targets == label)[:PER_SPECIES] for label in (1, 0)])


def picture_groups(both: Both) -> list[PictureGroup]:
    inputs = both.test.inputs[on_the_wall(both)]
    values = np.column_stack([each.network(inputs)[:, 0] for each in both.each])
    pictures = [_picture(both, place, *each) for place, each in enumerate(zip(inputs, values, strict=True))]
    return [
        PictureGroup(f"{SPECIES[label].capitalize()}s, each beside its negative", tuple(part), beside=2)
        for label, part in ((1, pictures[:PER_SPECIES]), (0, pictures[PER_SPECIES:]))
    ]


def _picture(both: Both, place: int, pixels: np.ndarray, values: np.ndarray) -> NamedPicture:
    label = int(place < PER_SPECIES)
    name = f"Picture {place + 1}, a {SPECIES[label]}"
    said, heard, marks = [], [], ""
    for each, value in zip(both.each, values, strict=True):
        is_right = int(each.loss.answers(value)) == label
        mark = "✓" if is_right else "✗"
        said.append(f"{each.name}: {answer_text(value, each.loss)} {mark}")
        heard.append(f"{each.name} {'right' if is_right else 'wrong'}")
        marks += mark
    if UNANSWERED.value:
        return NamedPicture(pixels, name, f"{name}.\n", "")
    return NamedPicture(pixels, f"{name}: {', '.join(heard)}", f"{name}.\n{' · '.join(said)}", marks)


def weight_groups(both: Both) -> list[PictureGroup]:
    title = "All layers of the identity are one picture"
    words = "All layers of the identity together:\nf(p) is the sum of these weights times the pixels, and a bias."
    whole = PictureGroup(title, (NamedPicture(both.affine.weights[0], title, words),), is_signed=True)
    return [whole, *(_first_layer(each) for each in both.each if each.config.hidden_sizes)]


def _first_layer(each: Learned) -> PictureGroup:
    weights = each.network.layers[0].weights
    count = f"{len(weights)} neurons" if len(weights) > 1 else "one neuron"
    names = [f"{each.name}, neuron {number} of {len(weights)}" for number in range(1, len(weights) + 1)]
    return PictureGroup(
        f"{each.name}: the first layer, {count}",
        tuple(
            NamedPicture(row, name, f"{name} in the first layer:\na weight for each of the 256 pixels.")
            for row, name in zip(weights, names, strict=True)
        ),
        is_signed=True,
    )
