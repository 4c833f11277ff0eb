"""Values of core hold arrays that nobody can change."""

import dataclasses
import importlib
import pkgutil
import typing

import numpy as np
import pytest

import core
from core.activations import ACTIVATIONS
from core.affine import collapse
from core.creases import creases, linear_regions, local_affine_map
from core.curves import sample
from core.gates import GATES, corners
from core.gradient_depth import way_back
from core.grid import carried_grid, views
from core.presets import XOR_NETWORK
from core.separability import separate
from core.training import train, train_many
from core.training_config import TrainingConfig

WINDOW = ((-2.0, 2.0), (-2.0, 2.0))
FLAT = XOR_NETWORK.with_hidden_activation(ACTIVATIONS["identity"])
CONFIG = TrainingConfig(hidden_sizes=(2,), epochs=2)
REGIONS = linear_regions(XOR_NETWORK, WINDOW)
VALUES = [
    sample(ACTIVATIONS["step"], (-8.0, 8.0)),
    carried_grid(XOR_NETWORK)[-1],
    views(carried_grid(XOR_NETWORK))[-1],
    XOR_NETWORK.forward(corners(2)),
    XOR_NETWORK.layers[0],
    collapse(FLAT),
    REGIONS[0],
    REGIONS[0].affine,
    local_affine_map(XOR_NETWORK, (0.2, 0.3)),
    creases(REGIONS)[0],
    separate(corners(2), GATES["and"].outputs),
    separate(corners(2), GATES["xor"].outputs),
    CONFIG.draw_data().train,
    train(CONFIG),
    train_many(CONFIG, (0, 1)),
    way_back((2, 3, 1), ACTIVATIONS["tanh"], "xavier", CONFIG.draw_data().train, CONFIG.loss_function, (0,)),
]


def holds_arrays(kind) -> bool:
    hints = typing.get_type_hints(kind).values()
    return any(hint is np.ndarray or hint == tuple[np.ndarray, ...] for hint in hints)


def test_every_value_that_holds_arrays_is_among_those_tried():
    modules = [importlib.import_module(f"core.{module.name}") for module in pkgutil.iter_modules(core.__path__)]
    kinds = {
        kind
        for module in modules
        for kind in vars(module).values()
        if dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__ and not kind.__name__.startswith("_")
    }
    assert {kind for kind in kinds if holds_arrays(kind)} <= {type(value) for value in VALUES}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_an_array_inside_a_value_cannot_be_written(value):
    held = [getattr(value, field.name) for field in dataclasses.fields(value)]
    arrays = [each for item in held for each in (item if isinstance(item, tuple) else [item])
              if isinstance(each, np.ndarray)]  # fmt: skip
    assert arrays
    assert not any(array.flags.writeable for array in arrays)
