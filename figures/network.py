"""The drawing of a network: sign is colour, magnitude is width, and every value is written down."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from core.network import ForwardTrace, Network
from core.notation import neuron_names, number_text, vector_text
from figures.theme import FONT_SIZE, Palette, blank_figure, signed

# Beyond this many edges their labels would cover each other; then only the picked neuron's are written.
_MOST_LABELLED_EDGES = 40
# Where along its edge a label may stand, best first, and how large it is in the figure's coordinates.
_ALONG = (0.42, 0.5, 0.34, 0.58, 0.28, 0.66, 0.24, 0.72)
_LABEL_SIZE = (0.27, 0.062)
_WIDTHS = (1.0, 2.0, 3.2, 4.6, 6.2, 8.0)


@dataclass(frozen=True)
class Place:
    """A neuron of the drawing: layer 0 is the input, layer l the outputs of network.layers[l - 1]."""

    layer: int
    row: int


def network_figure(
    network: Network,
    trace: ForwardTrace,
    palette: Palette,
    *,
    picked: Place | None = None,
    height: int = 450,
) -> go.Figure:
    """The network with the values of the first sample of `trace`.

    Each neuron's point carries its (layer, row) as custom data, so that it can be picked.
    """
    figure = blank_figure(palette, height=height, margin=dict(l=4, r=4, t=4, b=4))
    places = [_column(size) for size in network.sizes]
    largest = network.largest_weight or 1.0
    _draw_edges(figure, network, places, palette, largest)
    _draw_edge_labels(figure, network, places, palette, picked)
    _draw_neurons(figure, network, trace, places, palette, picked)
    _draw_layer_titles(figure, network, trace, palette)
    figure.update_xaxes(visible=False, range=[-0.45, len(network.layers) + 0.45])
    figure.update_yaxes(visible=False, range=[-0.2, 1.17])
    return figure


def _column(size: int) -> np.ndarray:
    """Heights of a layer's neurons, first on top, in (0, 1)."""
    return 1 - (np.arange(size) + 0.5) / size


def _draw_edges(figure, network: Network, places, palette: Palette, largest: float) -> None:
    """One trace for each sign and width, not one for each edge."""
    bundles: dict[tuple[float, float], list] = {}
    for index, layer in enumerate(network.layers):
        for (row, column), weight in np.ndenumerate(layer.weights):
            step = int(np.ceil(abs(weight) / largest * len(_WIDTHS))) - 1
            bundle = bundles.setdefault((np.sign(weight), _WIDTHS[max(step, 0)]), [])
            bundle += [(index, places[index][column]), (index + 1, places[index + 1][row]), (None, None)]
    for (sign, width), points in sorted(bundles.items()):
        xs, ys = zip(*points, strict=True)
        figure.add_trace(
            go.Scatter(
                x=xs,
                y=ys,
                mode="lines",
                line=dict(color=palette.sign(sign), width=width, dash="dot" if sign == 0 else "solid"),
                opacity=0.85,
                hoverinfo="skip",
                name={-1: "negative weights", 0: "zero weights", 1: "positive weights"}[int(sign)],
            )
        )


def _draw_edge_labels(figure, network: Network, places, palette: Palette, picked: Place | None) -> None:
    """Weights on their edges, each where it covers no other: tried from near the source outwards."""
    edges = sum(layer.weights.size for layer in network.layers)
    taken: list[tuple[float, float]] = []
    for index, layer in enumerate(network.layers):
        for (row, column), weight in np.ndenumerate(layer.weights):
            is_picked = picked == Place(index + 1, row)
            if edges > _MOST_LABELLED_EDGES and not is_picked:
                continue
            start, end = places[index][column], places[index + 1][row]
            spots = [(index + along, start + (end - start) * along) for along in _ALONG]
            x, y = max(spots, key=lambda spot: min(_room(spot, taken), 1.0))
            taken.append((x, y))
            figure.add_annotation(
                x=x,
                y=y,
                text=f"<b>{signed(weight)}</b>" if is_picked else signed(weight),
                showarrow=False,
                font=dict(size=FONT_SIZE - 2, color=palette.sign(weight)),
                bgcolor=palette.paper,
                bordercolor=palette.accent if is_picked else "rgba(0,0,0,0)",
                borderpad=1.5,
            )


def _room(spot: tuple[float, float], taken: list[tuple[float, float]]) -> float:
    """How far a label is from its nearest neighbour, in labels; below 1 they would overlap."""
    width, height = _LABEL_SIZE
    return min((max(abs(spot[0] - x) / width, abs(spot[1] - y) / height) for x, y in taken), default=np.inf)


def _draw_neurons(figure, network: Network, trace: ForwardTrace, places, palette: Palette, picked) -> None:
    names = neuron_names(network.sizes)
    most = max(network.sizes)
    size = 46 if most <= 5 else 38 if most <= 8 else 22
    for layer, vectors in enumerate(trace.vectors):
        values = vectors[0]
        rows = range(len(values))
        chosen = [picked == Place(layer, row) for row in rows]
        figure.add_trace(
            go.Scatter(
                x=[layer] * len(values),
                y=places[layer],
                mode="markers+text" if size > 30 else "markers",
                text=[number_text(value) for value in values],
                textfont=dict(size=FONT_SIZE - 1 if size > 40 else FONT_SIZE - 4, color=palette.ink),
                customdata=[(layer, row) for row in rows],
                marker=dict(
                    size=size,
                    color=palette.panel,
                    opacity=1,
                    line=dict(
                        width=[4 if c else 2 for c in chosen],
                        color=[palette.accent if c else palette.sign(v) for c, v in zip(chosen, values, strict=True)],
                    ),
                ),
                # Picking a neuron must not fade the others, as Plotly would by itself.
                selected=dict(marker=dict(opacity=1), textfont=dict(color=palette.ink)),
                unselected=dict(marker=dict(opacity=1), textfont=dict(color=palette.ink)),
                hovertemplate=[_hover(network, trace, layer, row, names) for row in rows],
                name="inputs" if layer == 0 else f"layer {layer}",
            )
        )
        for row in rows:
            bias = f"  b {signed(network.layers[layer - 1].bias[row])}" if layer else ""
            if size > 30:
                figure.add_annotation(
                    x=layer,
                    y=places[layer][row],
                    yshift=-(size / 2 + 11),
                    text=f"{names[layer][row]}{bias}",
                    showarrow=False,
                    font=dict(size=FONT_SIZE - 2, color=palette.muted),
                    bgcolor=palette.paper,
                    borderpad=0,
                )


def _hover(network: Network, trace: ForwardTrace, layer: int, row: int, names) -> str:
    value = trace.vectors[layer][0, row]
    if layer == 0:
        return f"{names[0][row]} = {value:.4g}<extra></extra>"
    z = trace.preactivations[layer - 1][0, row]
    here = network.layers[layer - 1]
    return (
        f"{names[layer][row]} = {here.activation.name}({z:.4g}) = {value:.4g}"
        f"<br>bias {here.bias[row]:.4g}<br>click to see its three steps<extra></extra>"
    )


def _draw_layer_titles(figure, network: Network, trace: ForwardTrace, palette: Palette) -> None:
    """Above each layer what it is, below it its vector with its length."""
    is_deep = len(network.layers) > 3
    most, decimals = (3, 1) if is_deep else (6, 2)
    for layer, vectors in enumerate(trace.vectors):
        values = vectors[0]
        if layer == 0:
            title = "inputs"
        else:
            title = "output" if layer == len(network.layers) else f"hidden {layer}"
            title += f"<br>{network.layers[layer - 1].activation.name}"
        figure.add_annotation(
            x=layer, y=1.165, text=title, showarrow=False, yanchor="top", font=dict(color=palette.ink)
        )
        unit = "number" if len(values) == 1 else "numbers"
        figure.add_annotation(
            x=layer,
            y=-0.195,
            text=f"{vector_text(values, decimals, most)}<br>{len(values)} {unit}",
            showarrow=False,
            yanchor="bottom",
            font=dict(size=FONT_SIZE - 2, color=palette.muted),
        )


def describe_network(network: Network, trace: ForwardTrace) -> str:
    """What the drawing shows now, for its alternative text."""
    vectors = "; ".join(
        f"{'inputs' if layer == 0 else f'layer {layer}'} {vector_text(values[0])}"
        for layer, values in enumerate(trace.vectors)
    )
    return f"A {'-'.join(map(str, network.sizes))} network with {network.parameter_count} parameters. {vectors}."
