"""What a visitor sets of a training: controls that begin with the data set's own, and stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from components.address import Choice, Control, Number, Text
from components.shell.frame import few_need
from core.activations import ACTIVATIONS
from core.datasets import DATA_SOURCES, OWN
from core.initialisations import INITIALISATIONS
from core.losses import LOSSES
from core.numbers import format_number
from core.optimisers import OPTIMISERS
from core.own_points import FIRST_POINTS, points_from_text
from core.seeds import LARGEST_SEED
from core.training_bounds import has_a_nearest
from core.training_config import TrainingConfig, nearest_config
from core.training_cost import MOST_EPOCHS
from core.training_presets import TRAINING_PRESETS
from scenes.training import UNANSWERED

# What can be drawn: a plane, or a curve over one input.
SOURCES = {key: source for key, source in DATA_SOURCES.items() if source.n_inputs <= 2}
# What jumps has no gradient, and what is affine races anyway.
RACERS = {key: each.name for key, each in ACTIVATIONS.items() if not each.is_affine and not each.jumps}
NOBODY = "nobody"

DATA = Choice("data", "Data", {key: source.name for key, source in SOURCES.items()}, "xor")
THIRD = Choice("third", "And a third", {NOBODY: NOBODY} | RACERS, NOBODY, help="It starts from the same weights")
POINTS = Text(
    "points",
    "Your points: x₁, x₂ and class",
    points_from_text,
    "Or put them on the planes",
    default=", ".join(map(format_number, FIRST_POINTS)),
)
_WIDEST = "gaussians"
# Where the film stands.  After an epoch that it does not reach it stands at its end, as it does if nobody moves it.
SHOWN = Number("at_epoch", "Epoch shown", MOST_EPOCHS, 0, MOST_EPOCHS, 1)


@dataclass(frozen=True)
class Settings:
    """The controls of a data set's training; each begins with its preset, and is named as in TrainingConfig."""

    preset: TrainingConfig
    fields: Mapping[str, Choice | Text]

    def draw(self, field: str):
        """Draw a control, and give what it is set to."""
        control = self.fields[field]
        if isinstance(control, Choice):
            return control.select(on_change=show_the_end)
        return control.typed(getattr(self.preset, field), on_change=show_the_end)


def settings_for(key: str) -> Settings:
    preset = TRAINING_PRESETS[key].config
    noise_is = DATA_SOURCES[key].noise_is
    return Settings(
        preset,
        {
            "activation": Choice("racer", "Activation", RACERS, preset.activation, help="It races with the identity"),
            "hidden_sizes": typed(preset, "hidden_sizes", "sizes", "Hidden layers", "Their widths: 8, or 4, 2"),
            "epochs": typed(preset, "epochs", "epochs", "Epochs", "An epoch is one pass over the data"),
            "loss": _named(preset, "loss", "Loss", LOSSES),
            "optimiser": _named(preset, "optimiser", "Optimiser", OPTIMISERS),
            "learning_rate": typed(preset, "learning_rate", "rate", "Learning rate", "The length of a step"),
            "seed": typed(preset, "seed", "start", "Start", "The seed that all first weights are drawn from"),
            "initialisation": _named(preset, "initialisation", "First weights", INITIALISATIONS),
            "batch_size": typed(preset, "batch_size", "batch", "Batch", "Samples for a step; 0 takes all at once"),
            "l1": typed(preset, "l1", "l1", "L1", "Adds so much of Σ|w| to the loss"),
            "l2": typed(preset, "l2", "l2", "L2", "Adds half of so much of Σw² to the loss"),
            "size": typed(preset, "size", "samples", "Samples", "So many to learn from"),
            "noise": typed(preset, "noise", "noise", "Noise", f"{noise_is[0].upper()}{noise_is[1:]}"),
        },
    )


def show_the_end() -> None:
    """Another training: its film has yet to be seen."""
    SHOWN.put(SHOWN.default)


def take_preset() -> None:
    """Another data set: its own training to begin with."""
    for control in settings_for(DATA.value).fields.values():
        control.put(control.default)
    show_the_end()


def chosen_races() -> tuple[tuple[TrainingConfig, ...], tuple[str, ...]]:
    """Draw all controls.  What races, from one start: the identity, an activation and perhaps a third one.

    Beside it a sentence for each setting that does not go together with the others.
    """
    key = DATA.select(on_change=take_preset)
    settings, given = settings_for(key), {"data": key}
    if key == OWN:
        given["points"] = POINTS.typed(FIRST_POINTS, on_change=show_the_end)
    for row in (("activation",), ("hidden_sizes", "epochs"), ("loss",), ("optimiser",), ("learning_rate",)):
        for place, field in zip(st.columns(len(row), gap="small", vertical_alignment="bottom"), row, strict=True):
            with place:
                given[field] = settings.draw(field)
    third = THIRD.select(on_change=show_the_end)
    with few_need():
        hidden = () if SOURCES[key].has_one_size else ("size", "noise")
        for field in ("seed", "initialisation", "batch_size", "l1", "l2", *hidden):
            given[field] = settings.draw(field)
        UNANSWERED.toggle()
    new_start(settings.fields["seed"], given["seed"])
    config, faults = nearest_config(given)
    names = dict.fromkeys(("identity", config.activation, *(() if third == NOBODY else (third,))))
    return tuple(replace(config, activation=name) for name in names), faults


def new_start(control: Text, seed: int) -> None:
    """A button for the next seed of the first weights."""
    options = {"width": "stretch", "help": "Other first weights"}
    st.button("New start", on_click=_start_from, args=(control, seed + 1), **options)


def _start_from(control: Text, seed: int) -> None:
    control.put(str(seed % (LARGEST_SEED + 1)))
    show_the_end()


def _named(preset: TrainingConfig, field: str, label: str, table: Mapping) -> Choice:
    return Choice(field, label, {key: row.name for key, row in table.items()}, getattr(preset, field))


def typed(preset: TrainingConfig, field: str, key: str, label: str, help: str) -> Text:
    """A field of a configuration as text: read strictly, with the nearest allowed value for what is not allowed.

    A text that says no number has none, and is answered by the preset's own.
    """

    def mended(text: str):
        # On one line, since a sentence quotes it.
        config, faults = nearest_config({"data": preset.data, field: " ".join(text.split())})
        return getattr(config, field), faults

    def read(text: str):
        value, faults = mended(text)
        if faults:
            raise ValueError(" ".join(faults))
        return value

    def nearest(text: str) -> str | None:
        return _text(mended(text)[0]) if has_a_nearest(field, text) else None

    return Text(key, label, read, help, _text(getattr(preset, field)), nearest)


def _text(value: float | tuple[int, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return format_number(value)


def link_controls() -> tuple[Control, ...]:
    """The controls by which a link is read: those of the data set that it names.

    Once the page stands, the address may still have what belongs to the data set before: then, and where a set has
    neither size nor noise, they are those with the widest bounds.
    """
    named = None if DATA.key in st.session_state else st.query_params.get(DATA.key)
    found = (key for key, source in SOURCES.items() if source.name == named and not source.has_one_size)
    return DATA, THIRD, *settings_for(next(found, _WIDEST)).fields.values(), SHOWN, POINTS
