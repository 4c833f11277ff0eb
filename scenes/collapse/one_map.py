"""A stack without activations, the plane that it carries along, and the one map that it equals."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from components.address import Choice, Number, Switch
from components.carried_grid import GridLook, draw_grid
from components.edited_network import EditedNetwork
from components.guide import tell_facts
from components.hand import Hand
from components.network_graph import GraphLook
from components.picture import affine_gap
from components.shell.frame import few_need
from components.weight_table import layer_table
from components.whiteboard import BoardLook, draw_whiteboard, merged_steps, steps_control
from core.activations import ACTIVATIONS
from core.affine import AffineFit, best_affine_fit, collapse, largest_difference
from core.curves import exact_enough
from core.grid import Stage, carried_grid, describe_grid
from core.merging import join_steps, merging
from core.network import Network
from core.notation import neuron_names
from core.numbers import number_text
from core.plane import grid_points
from core.serialization import network_to_text
from core.whiteboard import scientific_latex

IDENTITY = ACTIVATIONS["identity"]
WINDOW = ((-2.0, 2.0), (-2.0, 2.0))
N_RANDOM_INPUTS = 10_000
# A side of the grid on which everything is measured that a network with activations is compared by.
N_SIDE = 41
# Of the largest output: what is nearer to an affine map than this differs from it by rounding alone.
_ROUNDING = 1e-12
DEEPEST, WIDEST = 6, 8

DEPTH = Number("depth", "Depth (layers)", 3, 2, DEEPEST, 1)
SEED_HELP = "A seed is where random numbers begin: the same seed gives the same weights"
SEED = Number("stack_seed", "Weights drawn from seed", 57, 0, 99, 1, help=SEED_HELP)
LAYER_WIDTHS = tuple(
    Number(f"width{layer}", f"Width of layer {layer}", 2, 1, WIDEST, 1) for layer in range(1, DEEPEST + 1)
)
WITH_ACTIVATION = Switch("between", "Activation between")
ACTIVATION = Choice(
    "activation", "Activation", {k: a.name for k, a in ACTIVATIONS.items() if not a.is_affine}, "relu"
)
# Every name that a stage can have, and the most steps that a stack takes to merge, to tell a link that is merely from
# another stack from one that is broken; the controls themselves offer those of the present stack.
STAGE_NAMES = (
    "input",
    *(
        f"{name} {layer}"
        for name in ("layer", *(a.name for a in ACTIVATIONS.values()))
        for layer in range(1, DEEPEST + 1)
    ),
)
MOST_STEPS = join_steps((2, *[WIDEST] * DEEPEST))[-1]


def after_control(names: tuple[str, ...]) -> Choice:
    return Choice("after", "Show the grid after", {name: name for name in names}, names[-1])


def is_named(stage: Stage) -> bool:
    """Whether the address can name a stage.  With its matrix alone a layer is still on its way."""
    return not stage.name.startswith("matrix")


def as_stack(network: Network) -> Network:
    """A network's weights alone; raises ValueError unless it has two inputs and 2 to 6 layers of 1 to 8."""
    if network.sizes[0] != 2 or not 2 <= len(network.layers) <= DEEPEST or max(network.sizes) > WIDEST:
        raise ValueError(
            f"The network has sizes {'-'.join(map(str, network.sizes))}; this page takes two inputs and "
            f"2 to {DEEPEST} layers of at most {WIDEST} neurons."
        )
    return network.with_hidden_activation(IDENTITY).with_activation(len(network.layers) - 1, IDENTITY)


STACK = EditedNetwork("stack", "stack_input", as_stack)
FIRST_INPUT = (1.0, 0.5)

CONTROLS = (
    DEPTH,
    SEED,
    *LAYER_WIDTHS,
    WITH_ACTIVATION,
    ACTIVATION,
    STACK.control,
    STACK.inputs_control,
    after_control(STAGE_NAMES),
    steps_control(MOST_STEPS),
)


def drawn_stack(sizes: Sequence[int], seed: int) -> Network:
    return Network.random(sizes, IDENTITY, rng=np.random.default_rng(seed)).rounded(2)


def chosen_stack(depth_place, widths_place) -> tuple[Network, Network, tuple[float, ...]]:
    """Controls of the stack, and what they choose: the network drawn from the seed, what became of it, its inputs."""
    with depth_place:
        depth = DEPTH.slider(on_change=deepen)
    with widths_place.popover("Widths", icon=":material/width:", width="stretch"):
        widths = [control.slider(on_change=STACK.reset) for control in LAYER_WIDTHS[:depth]]
    with few_need():
        base = drawn_stack((2, *widths), SEED.slider(on_change=STACK.reset))
        stack, inputs = STACK.current(base, FIRST_INPUT)
        with st.expander("Edit the weights in a table", icon=":material/edit:", on_change="rerun") as tables:
            if tables.open:
                weight_tables(stack)
    return base, stack, inputs


def deepen() -> None:
    """Another number of layers: the grid is seen after the last of them."""
    STACK.reset()
    after_control(STAGE_NAMES).write("")


def one_map(controls, palette) -> None:
    row = controls.container(key="stack-controls")
    depth, widths, switch, choice = row.columns([1.3, 1.2, 1.5, 1.5], gap="small", vertical_alignment="center")
    base, stack, inputs = chosen_stack(depth, widths)
    with switch:
        is_bent = WITH_ACTIVATION.toggle()
    with choice:
        activation = ACTIVATIONS[ACTIVATION.select()] if is_bent else IDENTITY
    network = stack.with_hidden_activation(activation)
    steps = merged_steps(stack)
    draw_whiteboard(network, BoardLook(palette, STACK.drawing_key))
    stages = carried_grid(network)
    # A deep stack is wide.
    shares = [1.75, 1.75, 1.2] if len(stack.layers) <= 4 else [2.95, 1.4, 1.1]
    drawing, picture, truth = st.columns(shares, gap="medium")
    with drawing:
        draw_stack(network, inputs, base, palette)
    with picture:
        stage = shown_stage(stages, network, palette)
    with truth, st.container(key="truth"):
        if is_bent:
            what_is_left_of_it(stack, network)
        else:
            the_one_map(stack)
        if stage.width > 2:
            st.caption(
                f"After {stage.name} a point has {stage.width} numbers. You see the plane in which the grid is "
                "widest, turned to agree with the picture before; straight lines stay straight in such a view."
            )
    if is_bent:
        the_gap(network, palette)
    # Nothing merges across an activation.
    left = len(stack.layers) if is_bent else len(merging(stack, steps).blocks)
    tell_facts(between=is_bent, layers_left=left)


def shown_stage(stages: Sequence[Stage], network: Network, palette) -> Stage:
    """The grid with its slider through all stages; the stage that it was left at, or the last one passed."""
    by_name = {stage.name: stage for stage in stages if is_named(stage)}
    after = after_control(tuple(by_name))
    hand = Hand("grid", lambda entry: by_name.get(str(entry.get("after"))))

    def take() -> None:
        if stage := hand.hear():
            after.put(stage.name)

    def leave() -> None:
        # With an edit in the same rerun nobody clicked: the control only says what it showed before it was set.
        if hand.unheard() is None:
            hand.drop()

    name = after.segments(on_change=leave, label_visibility="collapsed")
    # The address has no word for what is there anyway.
    told = {**hand.protocol(name), "address": {after.key: "" if name == after.default else name}}
    alts = [describe_grid(stage) for stage in stages]
    look = GridLook(palette, network_to_text(network), STACK.drawing_key, alts, height=0.28)
    draw_grid(hand.key, look, on_edit=take, after=name, **told)
    return by_name[name]


def draw_stack(network: Network, inputs, base: Network, palette) -> None:
    STACK.draw(
        network,
        inputs,
        base,
        FIRST_INPUT,
        GraphLook(
            palette=palette,
            window=WINDOW,
            hidden_activation=network.layers[0].activation.key,
            height=0.36,
        ),
    )


def random_inputs() -> np.ndarray:
    (low, high), _ = WINDOW
    return np.random.default_rng(0).uniform(low, high, size=(N_RANDOM_INPUTS, 2))


def window_points() -> np.ndarray:
    return grid_points(*(np.linspace(*side, N_SIDE) for side in WINDOW))


def window_text() -> str:
    (low, high), _ = WINDOW
    return f"from {number_text(low, 0)} to {number_text(high, 0)}"


def the_one_map(stack: Network) -> None:
    """The truth without activations, in numbers."""
    whole = collapse(stack)
    st.markdown(f"**{len(stack.layers)} layers, one affine map**")
    st.markdown("*Affine*: a matrix product and a sum, $Wx + b$, and nothing else.")
    difference = largest_difference(stack, whole, random_inputs())
    st.markdown(
        f"Largest difference over {N_RANDOM_INPUTS:,} random inputs {window_text()}: "
        f"${scientific_latex(difference)}$. That is rounding, nothing else."
    )
    if whole.rank < min(stack.sizes[0], stack.sizes[-1]):
        st.info(rank_sentence(whole.rank, min(stack.sizes)))
    st.caption(
        "The same function, that is: a stack can still behave differently from one map while it is being trained."
    )


def rank_sentence(rank: int, narrowest: int) -> str:
    """Why an affine map loses dimensions: a layer too narrow for them, or the weights."""
    if rank == narrowest:
        neurons = "1 neuron" if narrowest == 1 else f"{narrowest} neurons"
        why = f"The narrowest layer has {neurons}, so the one map has rank {rank}"
    else:
        why = f"With these weights the one map has rank {rank}, less than any layer is wide"
    return (
        f"{why}: so many dimensions are left of the plane, which is squeezed, and no later layer can open it again."
    )


def what_is_left_of_it(stack: Network, network: Network) -> None:
    """The truth with activations: no product of matrices equals the network any more."""
    points = window_points()
    fit = best_affine_fit(network, points)
    is_bent = misses_something(network, fit)
    st.markdown(f"**The same weights, and {'no longer' if is_bent else 'here still'} one map**")
    try:
        collapse(network)
    except ValueError as error:
        st.caption(str(error))
    if not is_bent:
        st.markdown(
            f"For inputs {window_text()} the network is one affine map even so: "
            "no neuron meets a bend of its activation there that reaches the output."
        )
        return
    with st.container(key="gap-in-numbers"):
        st.markdown(f"For inputs {window_text()} even the best affine fit is off by")
        with st.container(key="abreast-gap"):
            typical, worst = st.columns(2)
    typical.metric(
        "root mean square",
        exact_enough(fit.root_mean_square, 3),
        help=f"The root of the mean squared difference, over all outputs at {N_SIDE} × {N_SIDE} points",
    )
    worst.metric(
        "at its worst point", exact_enough(fit.largest, 3), help="The largest difference of any output there"
    )
    gap = largest_difference(network, collapse(stack), points)
    st.markdown(
        f"The product of the matrices, which was exact before, is now off by up to **{exact_enough(gap, 3)}** "
        "at the same points."
    )


def misses_something(network: Network, fit: AffineFit) -> bool:
    """Whether a network differs from its best affine fit by more than rounding."""
    return fit.largest > _ROUNDING * max(np.abs(network(window_points())).max(), 1.0)


def the_gap(network: Network, palette) -> None:
    """The first output, its best affine fit over the window, and what the fit misses."""
    points = window_points()
    fit = best_affine_fit(network, points)
    title = "What an affine map misses" if misses_something(network, fit) else "An affine map misses nothing here"
    st.header(title, anchor=False)
    values = network(points)[:, 0]
    missed = values - fit.affine(points)[:, 0]
    affine_gap(
        "gap",
        network,
        WINDOW,
        palette,
        ("Output 1 of the network", "Its best affine fit", "The difference"),
        samples=N_SIDE,
        follows=STACK.drawing_key,
        alt=f"Output 1 runs from {number_text(values.min())} to {number_text(values.max())} over the window; "
        f"its best affine fit differs from it by {number_text(missed.min())} to {number_text(missed.max())}.",
    )


def weight_tables(network: Network) -> None:
    names = neuron_names(network.sizes)
    for row in range(0, len(network.layers), 2):
        for column, layer in zip(st.columns(2), range(row, min(row + 2, len(network.layers))), strict=False):
            with column:
                st.markdown(f"**Layer {layer + 1}**")
                layer_table(STACK, network, layer, names[layer + 1], names[layer])
