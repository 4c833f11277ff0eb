"""What many starts of a training came to: how often they ended with which loss."""

import numpy as np
import plotly.graph_objects as go

from core.numbers import number_text
from figures.theme import Palette, blank_figure

_N_BINS = 50


def loss_histogram(
    losses: np.ndarray, is_solved: np.ndarray, opened: int, palette: Palette, *, height: int = 170
) -> go.Figure:
    """Final losses (n_starts,), those of solved starts in another colour; a mark over that of the start `opened`."""
    top = max(float(losses.max()), 0.3)
    edges = np.linspace(0, top, _N_BINS + 1)
    counts = [np.histogram(losses[chosen], edges)[0] for chosen in (is_solved, ~is_solved)]
    middles = (edges[1:] + edges[:-1]) / 2
    bars = [
        dict(
            type="bar", x=middles, y=count, width=edges[1], marker=dict(color=colour, line=dict(width=0)), name=name,
            customdata=[number_text(middle, 3) for middle in middles],
            hovertemplate="%{y} " + name + ", loss about %{customdata}<extra></extra>",
        )
        for count, name, colour in zip(counts, ("solved", "stuck"), (palette.accent, palette.negative), strict=True)
    ]  # fmt: skip
    highest = max(1, int(sum(counts).max()))
    mark = dict(
        type="scatter", x=[float(losses[opened])], y=[1.12 * highest], mode="markers", name="opened",
        hoverinfo="skip", marker=dict(symbol="triangle-down", size=13, color=palette.ink), cliponaxis=False,
    )  # fmt: skip
    return blank_figure(
        palette,
        height=height,
        traces=[*bars, mark],
        # No title beside the ticks: larger words of a projector would lie over them.
        x_axis=dict(
            range=[-edges[1] / 2, top], title=dict(text="how many starts end at which loss"), zeroline=False,
            showgrid=False, ticklabelstandoff=5,
        ),
        y_axis=dict(range=[0, 1.25 * highest], nticks=4),
        barmode="stack",
        bargap=0,
        margin=dict(l=56, r=8, t=16, b=42),
    )  # fmt: skip
