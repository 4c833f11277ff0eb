"""How fast a training is, beside the same loop in PyTorch: eager, one thread, float64, the losses noted every epoch.

PyTorch is no part of Crease.  Where it is not installed its rows are left out; to have them,

    pip install torch --index-url https://download.pytorch.org/whl/cpu

Both sides take turns, and what is counted is the processor's time, which others on the machine do not lengthen as
they lengthen a clock's.
"""

import importlib.util
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.report import Reading, Row
from core.training import train, train_many
from core.training_bounds import MOST_HIDDEN_LAYERS, WIDEST
from core.training_config import TrainingConfig, nearest_config
from core.training_cost import MOST_EPOCHS
from core.training_presets import TRAINING_PRESETS

ROUNDS = 7
SMALL = TrainingConfig(
    data="circles", hidden_sizes=(4, 4), activation="tanh", optimiser="sgd", learning_rate=0.03, epochs=1000
)
LARGE = replace(SMALL, size=2000, hidden_sizes=(64, 64), epochs=50)
# Our epochs, and the largest ratio of our time to PyTorch's.
BESIDE_TORCH = ((SMALL, 1 / 5), (replace(SMALL, optimiser="adam"), 1 / 5), (LARGE, 1.2))
N_STARTS = 64
STARTS = (replace(SMALL, data="xor", size=None, noise=None), replace(SMALL, epochs=100))
MOST_TIMES = 8
MEMORY_TARGET = 50
# Seconds of computing until a preset is done.
PRESETS = {"xor_clouds": 0.5, "circles": 0.5, "spirals": 1.5, "pictures": None}


def _torch_training(config: TrainingConfig) -> Callable[[], None]:
    """The same loop in PyTorch: a step on all samples, and both losses noted, for every epoch."""
    import torch

    torch.set_num_threads(1)
    data = config.draw_data()
    (inputs, targets), (test_inputs, test_targets) = (
        (torch.tensor(part.inputs), torch.tensor(part.targets)[:, None]) for part in (data.train, data.test)
    )
    modules = []
    for n_out, n_columns in config.layout.shapes:
        modules += [torch.nn.Linear(n_columns - 1, n_out, dtype=torch.float64), torch.nn.Tanh()]
    network = torch.nn.Sequential(*modules[:-1])
    kinds = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}
    optimiser = kinds[config.optimiser](network.parameters(), lr=config.learning_rate)
    loss_function = torch.nn.functional.mse_loss

    def run() -> None:
        losses = []
        for _ in range(config.epochs):
            loss = loss_function(network(inputs), targets)
            with torch.no_grad():
                losses.append((loss.item(), loss_function(network(test_inputs), test_targets).item()))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()

    return run


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _in_turns(*calls: Callable[[], object]) -> np.ndarray:
    """Seconds of each call in each round: (len(calls), ROUNDS), after one that is not counted."""
    for call in calls:
        call()
    return np.array([[_seconds(call) for call in calls] for _ in range(ROUNDS)]).T


def _name(config: TrainingConfig) -> str:
    sizes = "-".join(map(str, config.sizes))
    return f"{sizes} {config.activation}, {len(config.draw_data().train):,} points, {config.optimiser}"


def _row(what: str, times: np.ndarray, unit: str, target: float) -> Row:
    """What _in_turns has found of two calls, the first of them ours."""
    ours, beside = (Reading.of(each, unit) for each in times)
    return Row(what, ours, beside, target=target)


def _beside_torch() -> list[Row]:
    if importlib.util.find_spec("torch") is None:
        print(
            "training: PyTorch is not installed here, so nothing is measured beside it; "
            "benchmarks/training.py says how to have it.",
            file=sys.stderr,
        )
        return []
    return [
        _row(
            f"an epoch of {_name(config)}, beside PyTorch",
            1e6 / config.epochs * _in_turns(lambda c=config: train(c), _torch_training(config)),
            "µs",
            target,
        )
        for config, target in BESIDE_TORCH
    ]


def _many_starts() -> list[Row]:
    return [
        _row(
            f"{N_STARTS} starts of {_name(config)}, beside one",
            1000
            * _in_turns(lambda c=config: train_many(c, range(N_STARTS)), lambda c=config: train_many(c, range(1))),
            "ms",
            MOST_TIMES,
        )
        for config in STARTS
    ]


def _memory(config: TrainingConfig) -> Row:
    """All arrays are there before the first epoch, so that a few epochs tell what all of them need."""
    tracemalloc.start()
    train(config, watch=lambda epoch, loss: epoch < 3)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Row(
        f"memory of {config.epochs:,} epochs of {_name(config)}", Reading(most / 1e6, "MB"), target=MEMORY_TARGET
    )


def rows() -> list[Row]:
    largest, _ = nearest_config(
        {"data": "circles", "size": 2000, "hidden_sizes": (WIDEST,) * MOST_HIDDEN_LAYERS, "epochs": MOST_EPOCHS}
    )
    pictures = replace(TRAINING_PRESETS["pictures"].config, size=1000, hidden_sizes=(WIDEST,) * MOST_HIDDEN_LAYERS)
    with threadpool_limits(limits=1, user_api="blas"):
        return [
            *_beside_torch(),
            *_many_starts(),
            *(
                Row(
                    f"computing from the click to the trained {key}",
                    Reading.of(_in_turns(lambda key=key: train(TRAINING_PRESETS[key].config))[0], "s"),
                    target=target,
                )
                for key, target in PRESETS.items()
            ),
            *(_memory(config) for config in (replace(SMALL, epochs=MOST_EPOCHS), largest, pictures)),
        ]
