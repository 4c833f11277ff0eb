"""How far off the best network of n hinges is, against n, on logarithmic axes."""

import numpy as np
import plotly.graph_objects as go

from core.hinges import COUNTS, EXACT, decay
from core.numbers import number_text, short_text
from figures.theme import Palette, blank_figure

_TICKS = [1, 2, 4, 8, 16, 32, 64]
_POWERS = [1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001]


def error_figure(
    errors: np.ndarray | None,
    flat: float,
    palette: Palette,
    *,
    now: tuple[int, float] | None = None,
    height: int = 360,
) -> go.Figure:
    """`errors` of evenly placed creases at COUNTS; `flat` without activations; `now` (n, error) of the present ones.

    Without `errors` they are yet to be found.  Those that are rounding stand on the lower edge, as hollow rings.
    """
    counts = np.array(COUNTS)
    errors = np.full(len(counts), np.nan) if errors is None else errors
    is_known = ~np.isnan(errors)
    is_seen = errors > EXACT
    shown = [*errors[is_seen], flat, *([now[1]] if now else [])]
    top, bottom = np.log10(max([value for value in shown if value > EXACT], default=1.0)), -5.0
    bottom = min([bottom, *(np.log10(value) - 0.3 for value in shown if value > EXACT)])
    floor = 10**bottom
    power = decay(errors) if is_known.all() else None
    traces = [
        _line([counts[0], counts[-1]], [max(flat, floor)] * 2, palette.muted, 2.5, "dash", "without activations"),
        _line(counts, np.where(is_seen, errors, np.nan), palette.ink, 3, "solid", "hinges"),
        dict(
            type="scatter", x=counts[is_known], y=np.where(is_seen, errors, floor)[is_known], mode="markers",
            name="hinges",
            marker=dict(size=9, color=palette.ink, symbol=np.where(is_seen, "circle", "circle-open")[is_known]),
            hovertemplate="%{x} neurons: %{customdata}<extra></extra>",
            customdata=[f"{value:.2e}" if value > EXACT else "exact" for value in errors[is_known]],
        ),
    ]  # fmt: skip
    notes = [
        dict(x=np.log10(counts[-1]), y=np.log10(max(flat, floor)), text="without activations", xanchor="right",
             yanchor="bottom", font=dict(color=palette.muted)),
    ]  # fmt: skip
    if power is not None:
        # Beside the curve, not on it: half as high as its last point.
        ends = np.array([2.0, counts[-1]])
        beside = errors[is_seen][-1] / 2 * (ends / counts[is_seen][-1]) ** power
        traces.insert(0, _line(ends, beside, palette.accent, 2, "dot", "slope"))
        notes.append(
            dict(x=np.log10(ends).mean(), y=np.log10(beside).mean(), text=f"slope {number_text(power, 1)}",
                 xanchor="right", yanchor="top", font=dict(color=palette.accent))
        )  # fmt: skip
    if now and now[0] >= 1:
        traces.append(
            dict(
                type="scatter", x=[now[0]], y=[max(now[1], floor)], mode="markers", hoverinfo="skip", name="now",
                cliponaxis=False,
                marker=dict(size=17, color="rgba(0,0,0,0)", line=dict(color=palette.accent, width=3)),
            )
        )  # fmt: skip
    return blank_figure(
        palette,
        height=height,
        margin=dict(l=62, r=16, t=16, b=48),
        traces=traces,
        x_axis=dict(
            type="log", range=[-0.06, np.log10(80)], title=dict(text="hidden neurons n"), tickvals=_TICKS
        ),
        y_axis=dict(
            type="log", range=[bottom - 0.1, top + 0.35], title=dict(text="error"),
            tickvals=_POWERS, ticktext=[f"{power:g}" if power > 1e-5 else "10⁻⁵" for power in _POWERS],
        ),
        annotations=[note | dict(showarrow=False) for note in notes],
    )  # fmt: skip


def _line(x, y, colour: str, width: float, dash: str, name: str) -> dict:
    return dict(
        type="scatter", x=x, y=y, mode="lines", name=name, hoverinfo="skip",
        line=dict(color=colour, width=width, dash=dash),
    )  # fmt: skip


def describe_errors(errors: np.ndarray | None, flat: float) -> str:
    """What the curve shows now, for its alternative text."""
    if errors is None:
        return f"Without activations the error is {short_text(flat, 2)}, whatever the number of neurons."
    power = decay(errors)
    power_law = "" if power is None else f"it falls like n to the power {number_text(power, 1)}"
    falls = power_law or "it is exact with enough of them"
    first, last, flat_error = (short_text(error, 2) for error in (errors[0], errors[-1], flat))
    return (
        f"The error against the number of neurons, both logarithmic: from {first} with one to "
        f"{last} with {COUNTS[-1]}; {falls}. Without activations it stays at {flat_error}."
    )
