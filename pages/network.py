"""A network drawn with all its numbers: edit any of them and watch the outputs."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from components.address import Choice, Number, Switch, Text, report_bad_link
from components.edited_network import EditedNetwork
from components.guide import tell_facts
from components.network_graph import GraphLook, Picture
from components.shell.frame import few_need, heading, is_dark, show
from components.shell.lessons import next_lesson_link
from core.activations import ACTIVATIONS
from core.arithmetic import neuron_steps
from core.notation import neuron_names
from core.numbers import with_minus
from core.presets import PRESETS, RANDOM_SEED, random_network
from core.scale import format_bytes, layer_sizes, picture_inputs, widths_from_text
from core.serialization import LARGEST_WIDTH, MOST_LAYERS
from figures.scale import scale_figure
from figures.theme import palette_of
from scenes.guided import GUIDE, guide

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))

PART = Choice("network_part", "Part", {"network": "1 A network", "scale": "2 To scale"}, "network")
PRESET = Choice("preset", "Start from", {key: preset.name for key, preset in PRESETS.items()}, "random")
SEED = Number(
    "draw", "Drawn from seed", RANDOM_SEED, 0, 99, 1, help="The same seed draws the same random weights every time"
)
EDITED = EditedNetwork("net", "at")
CREASES = Switch("creases", "Show the creases", help="The lines along which the network folds the plane")
WIDTH = Number("width", "Picture width", 100, 1, 1000, 1)
HEIGHT = Number("height", "Picture height", 100, 1, 1000, 1)
CHANNELS = Number("channels", "Channels (3 = red, green, blue)", 3, 1, 4, 1)
WIDTHS = Text("widths_to_scale", "Layer widths after the input", widths_from_text)


def neuron_control(sizes: Sequence[int]) -> Choice:
    """Which neuron's steps are shown, by its name; inputs compute nothing and are left out.

    Not by its place: the browser tells a choice by its words, and would show y of the last network for h₁ of this.
    """
    names = list(places(sizes))
    return Choice("neuron", "Neuron (or pick one)", {name: name for name in names}, names[0])


def places(sizes: Sequence[int]) -> dict[str, str]:
    """The layer and the row of each neuron, "layer.row" from 1, by its name."""
    return {
        name: f"{layer}.{row}"
        for layer, names in enumerate(neuron_names(sizes)[1:], 1)
        for row, name in enumerate(names, 1)
    }


# Every neuron that a network can have, to tell a link that is from another network from one that is broken.
NEURON_NAMES = {
    name: name
    for depth in range(MOST_LAYERS, 0, -1)
    for sizes in ((LARGEST_WIDTH,) * (depth + 1), (LARGEST_WIDTH,) * depth + (1,))
    for names in neuron_names(sizes)[1:]
    for name in names
}
ANY_NEURON = Choice("neuron", "Neuron", NEURON_NAMES, "h₁")


CONTROLS = (
    PART, PRESET, SEED, EDITED.control, EDITED.inputs_control, ANY_NEURON, CREASES, WIDTH, HEIGHT, CHANNELS, WIDTHS,
)  # fmt: skip
title, parts = st.columns([2, 1], vertical_alignment="bottom")
with title:
    heading("Network")
report_bad_link(*CONTROLS, *GUIDE)
guide("network", "Each neuron multiplies, adds and activates. Drag any number and follow it to the output.", CONTROLS)


def size_controls(network, base) -> None:
    """How many neurons each hidden layer has."""
    rng = np.random.default_rng(sum(network.sizes))
    for index, layer in enumerate(network.layers[:-1]):
        row = st.container(key=f"neurons-{index}", horizontal=True, vertical_alignment="center", gap="xxsmall")
        row.markdown(f"Hidden {index + 1}: **{layer.n_out}**", width="stretch")
        row.button(
            "", icon=":material/remove:", key=f"less-{index}", help="One neuron less", disabled=layer.n_out == 1,
            on_click=lambda index=index: EDITED.change(
                base, lambda now: now.without_neuron(index, now.layers[index].n_out - 1)
            ),
        )  # fmt: skip
        row.button(
            "", icon=":material/add:", key=f"more-{index}", help="One neuron more",
            disabled=layer.n_out >= LARGEST_WIDTH,
            on_click=lambda index=index: EDITED.change(base, lambda now: now.with_neuron(index, rng=rng)),
        )  # fmt: skip


def shape_controls(network, base) -> None:
    """Layers added and removed, and the activation of each layer."""
    for index, layer in enumerate(network.layers):
        is_output = index == len(network.layers) - 1
        name, gone = st.columns([4, 1], vertical_alignment="bottom")
        key = f"activation-{index}"
        if st.session_state.get(key) != layer.activation.key:
            st.session_state[key] = layer.activation.key

        def activate(index=index, key=key):
            EDITED.change(base, lambda now: now.with_activation(index, ACTIVATIONS[st.session_state[key]]))

        name.selectbox(
            f"{'Output' if is_output else f'Hidden {index + 1}'}: {layer.n_out} "
            f"{'neuron' if layer.n_out == 1 else 'neurons'}",
            list(ACTIVATIONS),
            # A menu that is first opened later than it was set knows its default alone.
            index=list(ACTIVATIONS).index(layer.activation.key),
            format_func=lambda item: ACTIVATIONS[item].name,
            key=key,
            on_change=activate,
        )
        if is_output:
            continue
        gone.button(
            "", icon=":material/delete:", key=f"gone-{index}", help="Remove this layer",
            on_click=lambda index=index: EDITED.change(base, lambda now: now.without_layer(index)),
        )  # fmt: skip
    st.button(
        "Add a hidden layer",
        icon=":material/add:",
        disabled=len(network.layers) >= MOST_LAYERS,
        on_click=lambda: EDITED.change(base, lambda now: now.with_layer(len(now.layers) - 1, ACTIVATIONS["relu"])),
        help="It starts as the identity matrix with ReLU, so values that are not negative pass unchanged.",
    )


def three_steps(network, trace, layer: int, row: int, columns) -> None:
    """The picked neuron's arithmetic with today's numbers."""
    steps = neuron_steps(network, trace, layer, row)
    multiply, add, activate = columns
    with multiply:
        st.markdown("**1 Multiply** by the weights and sum")
        products = " + ".join(
            f"{_bracket(w)}×{_bracket(x)}" for w, x in zip(steps.weights, steps.inputs, strict=True)
        )
        st.markdown(f"`{products} {steps.weighted_sum.relation} {with_minus(steps.weighted_sum.text)}`")
        st.caption("A weight says how much an input counts, and in which direction.")
    with add:
        st.markdown("**2 Add** the bias")
        st.markdown(
            f"`{with_minus(steps.weighted_sum.text)} + {_bracket(steps.bias)} "
            f"{steps.preactivation.relation} {with_minus(steps.preactivation.text)}`"
        )
        st.caption("The bias shifts the sum; what comes out is the pre-activation.")
    with activate:
        st.markdown(f"**3 Activate** with {steps.activation}")
        st.markdown(
            f"`{steps.activation}({with_minus(steps.preactivation.text)}) "
            f"{steps.output.relation} {with_minus(steps.output.text)}`"
        )
        st.caption("This number the neuron hands on.")


def _bracket(text: str) -> str:
    return f"({with_minus(text)})" if text.startswith("-") else text


def of_h3(network) -> dict[str, float]:
    """What the task about h₃ is made of; nothing where there is no h₃, or none that can be dead."""
    first = network.layers[0]
    is_there = first.n_in == 2 and first.n_out >= 3 and len(network.layers) > 1 and first.activation.key == "relu"
    return {"most_of_h3": first.largest_preactivation(2, WINDOW)} if is_there else {}


@st.fragment
def workbench() -> None:
    controls, drawing = st.columns([1, 4.6], gap="medium")
    with controls:
        preset = PRESETS[PRESET.select(on_change=EDITED.reset)]
        sizes = st.container(gap="small")
        with st.popover("Layers and activations", icon=":material/tune:", width="stretch"):
            shape = st.container()
        with few_need():
            is_random = preset.key == "random"
            seed = SEED.slider(on_change=EDITED.reset, disabled=not is_random)
            base = random_network(seed) if is_random else preset.network
            network, inputs = EDITED.current(base, preset.inputs)
        has_creases = CREASES.toggle(disabled=network.sizes[0] > 2)
        st.caption("Drag a number, or pick it and type. Under each layer stands its vector: its numbers as a list.")
        with st.container(key="mouse-and-keys"):
            st.caption("Or press arrows or turn the wheel. Esc takes an edit back, a double click the first number.")
    with sizes:
        size_controls(network, base)
    with shape:
        shape_controls(network, base)
    trace = network.forward([inputs])
    pick, *steps = st.columns([1.1, 2.7, 1.9, 1.7], gap="medium")
    with pick:
        neuron = neuron_control(network.sizes)
        place_of = places(network.sizes)
        name_at = {place: name for name, place in place_of.items()}
        picked = place_of[neuron.select()]
    with drawing:
        EDITED.draw(
            network,
            inputs,
            base,
            preset.inputs,
            GraphLook(
                palette=palette_of(is_dark()),
                window=WINDOW,
                picture=Picture(
                    titles=("x₁", "x₂" if network.sizes[0] == 2 else "y"),
                    creases=1.0 if has_creases else None,
                    region=has_creases and network.sizes[0] == 2,
                ),
                picked=picked,
            ),
            on_pick=lambda place: neuron.put(name_at.get(place, neuron.default)),
        )
        if network.sizes[0] > 2:
            st.info(
                f"This network has {network.sizes[0]} inputs. A picture of its output needs one or two; "
                "the values in the drawing follow your edits all the same."
            )
    tell_facts(output=trace.outputs[-1][0, 0], **of_h3(network))
    layer, row = map(int, picked.split("."))
    three_steps(network, trace, layer - 1, row - 1, steps)


@st.fragment
def to_scale() -> None:
    palette = palette_of(is_dark())
    st.write(
        "A picture classifier takes every pixel as an input: 1 for dog, 0 for cat. "
        "Nobody writes this function by hand; training finds its weights."
    )
    st.page_link(
        "pages/training.py",
        label="See it found for 16 × 16 pixels: cats and dogs",
        icon=":material/arrow_forward:",
        query_params={"scene": "4 Pictures"},
    )
    controls, table, picture = st.columns([1.15, 2.2, 2.2], gap="medium")
    with controls:
        width, height, channels = WIDTH.slider(), HEIGHT.slider(), CHANNELS.slider()
        widths = WIDTHS.typed((256, 64, 1), placeholder="256, 64, 1")
    n_inputs = picture_inputs(width, height, channels)
    sizes = (n_inputs, *widths)
    layers = layer_sizes(sizes)
    with table, st.container(key="layers-in-numbers"):
        st.markdown(
            f"{width} × {height} pixels × {channels} = **{n_inputs:,} inputs**; "
            f"**{sum(layer.parameter_count for layer in layers):,} parameters** in "
            f"{format_bytes(sum(layer.memory for layer in layers))} of float32."
        )
        st.table(
            pd.DataFrame(
                {
                    "layer": [f"{index}" for index in range(1, len(layers) + 1)],
                    "weights": [f"{layer.n_out:,} × {layer.n_in:,}" for layer in layers],
                    "bias": [f"{layer.n_out:,}" for layer in layers],
                    "parameters": [f"{layer.parameter_count:,}" for layer in layers],
                    "memory": [format_bytes(layer.memory) for layer in layers],
                }
            ),
            hide_index=True,
            alt="Shapes, parameter counts and memory of each layer",
        )
    with picture:
        show(
            scale_figure(sizes, palette),
            f"Layers of {', '.join(f'{size:,}' for size in sizes)} neurons; large ones drawn with an ellipsis.",
            key="scale",
        )


with parts:
    part = PART.segments(label_visibility="collapsed", width="stretch")
{"network": workbench, "scale": to_scale}[part]()
next_lesson_link("pages/network.py")
