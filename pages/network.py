"""A network drawn with all its numbers: edit any of them and watch the outputs."""

import numpy as np
import pandas as pd
import streamlit as st

from components.address import Choice, Number, Text, report_bad_link
from components.edited_network import EditedNetwork
from components.frame import heading, is_dark, show
from components.lessons import next_lesson_link
from core.activations import ACTIVATIONS
from core.arithmetic import neuron_steps
from core.notation import neuron_names, vector_text
from core.plane import sample_plane
from core.presets import PRESETS, RANDOM_SEED, random_network
from core.scale import format_bytes, layer_sizes, picture_inputs, widths_from_text
from core.serialization import LARGEST_WIDTH, MOST_LAYERS
from figures.line import line_figure
from figures.network import Place, describe_network, network_figure
from figures.plane import add_point, describe_field, field_figure
from figures.scale import scale_figure
from figures.theme import palette_of

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))

PRESET = Choice("preset", "Start from", {key: preset.name for key, preset in PRESETS.items()}, "random")
SEED = Number("draw", "Drawn from seed", RANDOM_SEED, 0, 99, 1)
EDITED = EditedNetwork("net")
WIDTH = Number("width", "Picture width", 100, 1, 1000, 1)
HEIGHT = Number("height", "Picture height", 100, 1, 1000, 1)
CHANNELS = Number("channels", "Channels (3 = red, green, blue)", 3, 1, 4, 1)
WIDTHS = Text("widths_to_scale", "Layer widths after the input", widths_from_text)


def input_control(index: int, default: float) -> Number:
    return Number(f"x{index + 1}", neuron_names((LARGEST_WIDTH, 1))[0][index], default, -3.0, 3.0, 0.05)


heading("Network", "Each neuron multiplies, adds and activates. Change any number and follow it to the output.")
report_bad_link(
    PRESET, SEED, EDITED.control, WIDTH, HEIGHT, CHANNELS, WIDTHS,
    *(input_control(index, 0.0) for index in range(LARGEST_WIDTH)),
)  # fmt: skip


def start_over() -> None:
    """A newly chosen preset comes with its own weights and its own telling input."""
    EDITED.reset()
    for index, value in enumerate(PRESETS[st.session_state[PRESET.key]].inputs):
        st.session_state[f"x{index + 1}"] = float(value)


def pick_neuron() -> None:
    """The neuron that was clicked in the drawing becomes the one whose steps are shown."""
    points = st.session_state["drawing"].selection.points
    if points:
        layer, row = points[0]["customdata"]
        if layer > 0:
            st.session_state["neuron"] = f"{layer}.{row + 1}"


def shape_controls(network) -> None:
    """Neurons and layers added and removed, and the activation of each layer."""
    rng = np.random.default_rng(sum(network.sizes))
    for index, layer in enumerate(network.layers):
        is_output = index == len(network.layers) - 1
        name, less, more, gone = st.columns([4, 1, 1, 1], vertical_alignment="bottom")
        key = f"activation-{index}"
        if st.session_state.get(key) != layer.activation.key:
            st.session_state[key] = layer.activation.key

        def activate(index=index, key=key):
            EDITED.put(network.with_activation(index, ACTIVATIONS[st.session_state[key]]))

        name.selectbox(
            f"{'Output' if is_output else f'Hidden {index + 1}'}: {layer.n_out} "
            f"{'neuron' if layer.n_out == 1 else 'neurons'}",
            list(ACTIVATIONS),
            format_func=lambda item: ACTIVATIONS[item].name,
            key=key,
            on_change=activate,
        )
        if is_output:
            continue
        less.button(
            "", icon=":material/remove:", key=f"less-{index}", help="One neuron less", disabled=layer.n_out == 1,
            on_click=lambda index=index, row=layer.n_out - 1: EDITED.put(network.without_neuron(index, row)),
        )  # fmt: skip
        more.button(
            "", icon=":material/add:", key=f"more-{index}", help="One neuron more",
            disabled=layer.n_out >= LARGEST_WIDTH,
            on_click=lambda index=index: EDITED.put(network.with_neuron(index, rng=rng)),
        )  # fmt: skip
        gone.button(
            "", icon=":material/delete:", key=f"gone-{index}", help="Remove this layer",
            on_click=lambda index=index: EDITED.put(network.without_layer(index)),
        )  # fmt: skip
    st.button(
        "Add a hidden layer",
        icon=":material/add:",
        disabled=len(network.layers) >= MOST_LAYERS,
        on_click=lambda: EDITED.put(network.with_layer(len(network.layers) - 1, ACTIVATIONS["relu"])),
        help="It starts as the identity matrix with ReLU, so values that are not negative pass unchanged.",
    )


def neuron_control(network) -> Choice:
    """Which neuron's steps are shown; inputs compute nothing and are left out."""
    names = neuron_names(network.sizes)
    options = {
        f"{layer}.{row}": name for layer, rows in enumerate(names) if layer for row, name in enumerate(rows, 1)
    }
    return Choice("neuron", "Neuron (or click one)", options, "1.1")


def three_steps(network, trace, picked: Place, columns) -> None:
    """The picked neuron's arithmetic with today's numbers, and a field for each of its weights."""
    steps = neuron_steps(network, trace, picked.layer - 1, picked.row)
    multiply, add, activate = columns
    with multiply:
        st.markdown("**1 Multiply** by the weights and sum")
        products = " + ".join(
            f"{_bracket(w)}×{_bracket(x)}" for w, x in zip(steps.weights, steps.inputs, strict=True)
        )
        st.markdown(f"`{products} {steps.weighted_sum.relation} {_minus(steps.weighted_sum.text)}`")
    with add:
        st.markdown("**2 Add** the bias")
        st.markdown(
            f"`{_minus(steps.weighted_sum.text)} + {_bracket(steps.bias)} "
            f"{steps.preactivation.relation} {_minus(steps.preactivation.text)}`"
        )
    with activate:
        st.markdown(f"**3 Activate** with {steps.activation}")
        st.markdown(
            f"`{steps.activation}({_minus(steps.preactivation.text)}) "
            f"{steps.output.relation} {_minus(steps.output.text)}`"
        )
    names = neuron_names(network.sizes)
    sources = [*enumerate(names[picked.layer - 1]), (None, "bias")]
    fields = st.columns(max(4, min(len(sources), 9)))
    for place, (column, source) in enumerate(sources):
        with fields[place % len(fields)]:
            label = "bias" if column is None else f"{source} → {names[picked.layer][picked.row]}"
            EDITED.weight_input(label, network, picked.layer - 1, picked.row, column)


def _minus(text: str) -> str:
    return text.replace("-", "−")


def _bracket(text: str) -> str:
    return f"({_minus(text)})" if text.startswith("-") else text


@st.fragment
def workbench() -> None:
    palette = palette_of(is_dark())
    controls, drawing, output = st.columns([1.15, 2.6, 1.75], gap="medium")
    with controls:
        preset = PRESETS[PRESET.select(on_change=start_over)]
        base = random_network(SEED.slider()) if preset.key == "random" else preset.network
        with st.popover("Layers and activations", icon=":material/tune:", width="stretch"):
            shape = st.container()
        with st.popover("As text", icon=":material/text_fields:", width="stretch"):
            network = EDITED.current(base)
        with st.container(horizontal=True):
            EDITED.undo_and_reset_buttons()
        inputs = [
            input_control(index, float(preset.inputs[index]) if index < len(preset.inputs) else 0.0).slider()
            for index in range(network.sizes[0])
        ]
    with shape:
        shape_controls(network)
    trace = network.forward([inputs])
    pick, *steps = st.columns([1.1, 3, 1.5, 1.6], gap="medium")
    with pick:
        layer, row = neuron_control(network).select().split(".")
    picked = Place(int(layer), int(row) - 1)
    with drawing.container(key="drawing-box"):
        show(
            network_figure(network, trace, palette, picked=picked),
            describe_network(network, trace),
            key="drawing",
            on_select=pick_neuron,
            selection_mode="points",
        )
    with output:
        output_picture(network, inputs, trace, palette)
    three_steps(network, trace, picked, steps)


def output_picture(network, inputs, trace, palette) -> None:
    """The first output over the input plane or line, with the present input marked."""
    value = float(trace.outputs[-1][0, 0])
    st.markdown(f"**Output** {vector_text(trace.outputs[-1][0])} at this input")
    if network.sizes[0] == 2:
        field = sample_plane(network, WINDOW)
        figure = field_figure(field, palette, height=390)
        add_point(figure, inputs[0], inputs[1], palette)
        show(
            figure,
            f"The output over the plane of both inputs. {describe_field(field)} {value:.2f} here.",
            key="plane",
        )
    elif network.sizes[0] == 1:
        xs = np.linspace(*WINDOW[0], 601)
        values = network(xs[:, None])[:, 0]
        show(
            line_figure(xs, values, palette, x=inputs[0], y=value, height=390),
            f"The output over the input, from {values.min():.2f} to {values.max():.2f}; {value:.2f} here.",
            key="line",
        )
    else:
        st.info(
            f"This network has {network.sizes[0]} inputs. A picture of its output needs one or two; "
            "the values in the drawing follow your edits all the same."
        )


@st.fragment
def to_scale() -> None:
    palette = palette_of(is_dark())
    st.subheader("To scale", anchor=False)
    st.write(
        "A picture classifier takes every pixel as an input: 1 for dog, 0 for cat. "
        "Nobody writes this function by hand; training finds its weights."
    )
    controls, table, picture = st.columns([1.15, 2.2, 2.2], gap="medium")
    with controls:
        width, height, channels = WIDTH.slider(), HEIGHT.slider(), CHANNELS.slider()
        text = WIDTHS.input(placeholder="256, 64, 1")
        try:
            widths = widths_from_text(text or "256, 64, 1")
        except ValueError as error:
            st.error(str(error), icon=":material/error:")
            widths = st.session_state.get("widths-shown", (256, 64, 1))
        st.session_state["widths-shown"] = widths
    n_inputs = picture_inputs(width, height, channels)
    sizes = (n_inputs, *widths)
    layers = layer_sizes(sizes)
    with table:
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


workbench()
to_scale()
next_lesson_link("pages/network.py")
