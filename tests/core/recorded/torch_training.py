"""What PyTorch makes of the same starts, data and optimisers as ours: writes torch_training.json beside this file.

    python -m venv torch-env && torch-env/bin/pip install torch --index-url https://download.pytorch.org/whl/cpu
    torch-env/bin/pip install numpy scipy
    PYTHONPATH=. torch-env/bin/python tests/core/recorded/torch_training.py

Only the first weights and the data come from Crease; layers, losses, gradients and steps are PyTorch's, in float64.
"""

import itertools
import json
from dataclasses import asdict
from pathlib import Path

import torch

from core.initialisations import first_parameters
from core.training_config import TrainingConfig

RECORD = Path(__file__).with_suffix(".json")
STEPS = 100
COMMON = {"size": 40, "epochs": STEPS, "seed": 3}
CASES = tuple(
    TrainingConfig(**COMMON, **case, optimiser=optimiser, learning_rate=rate)
    for optimiser, rate in (("sgd", 0.1), ("momentum", 0.03), ("adam", 0.02))
    for case in (
        {"data": "circles", "hidden_sizes": (4, 4), "activation": "tanh"},
        {"data": "moons", "hidden_sizes": (5,), "activation": "relu", "loss": "cross_entropy", "l2": 0.01},
        {"data": "spirals", "hidden_sizes": (4, 3), "activation": "gelu", "loss": "hinge", "l1": 0.003},
        {"data": "sin", "hidden_sizes": (6,), "activation": "sigmoid", "initialisation": "uniform"},
        {"data": "xor_clouds", "hidden_sizes": (3,), "activation": "elu", "output": "sigmoid"},
    )
)
ACTIVATIONS = {
    "identity": torch.nn.Identity,
    "tanh": torch.nn.Tanh,
    "relu": torch.nn.ReLU,
    "gelu": torch.nn.GELU,
    "sigmoid": torch.nn.Sigmoid,
    "elu": torch.nn.ELU,
}
LOSSES = {
    "mean_squared_error": torch.nn.functional.mse_loss,
    "cross_entropy": torch.nn.functional.binary_cross_entropy_with_logits,
    "hinge": lambda outputs, targets: torch.clamp(1 - (2 * targets - 1) * outputs, min=0).mean(),
}
OPTIMISERS = {
    "sgd": torch.optim.SGD,
    "momentum": lambda parameters, lr: torch.optim.SGD(parameters, lr=lr, momentum=0.9),
    "adam": torch.optim.Adam,
}


def torch_network(config: TrainingConfig) -> torch.nn.Sequential:
    """The network with the first weights of the configuration."""
    layout = config.layout
    modules = []
    for matrix in layout.matrices(first_parameters(config.initialisation, layout, config.seed)):
        linear = torch.nn.Linear(matrix.shape[1] - 1, matrix.shape[0])
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(matrix[:, :-1]))
            linear.bias.copy_(torch.tensor(matrix[:, -1]))
        modules += [linear, ACTIVATIONS[config.activation]()]
    return torch.nn.Sequential(*modules[:-1], ACTIVATIONS[config.output]())


def recorded(config: TrainingConfig) -> dict:
    """The loss before each step and after the last, and the last weights in the order of a network's text."""
    network, data = torch_network(config), config.draw_data().train
    inputs, targets = torch.tensor(data.inputs), torch.tensor(data.targets)[:, None]
    optimiser = OPTIMISERS[config.optimiser](network.parameters(), lr=config.learning_rate)
    linears = [module for module in network if isinstance(module, torch.nn.Linear)]
    losses = []
    for _ in range(STEPS):
        loss = LOSSES[config.loss](network(inputs), targets)
        losses.append(loss.item())
        penalty = sum(
            config.l1 * linear.weight.abs().sum() + config.l2 / 2 * linear.weight.square().sum() for linear in linears
        )
        optimiser.zero_grad()
        (loss + penalty).backward()
        optimiser.step()
    losses.append(LOSSES[config.loss](network(inputs), targets).item())
    rows = [
        [*weights, bias]
        for linear in linears
        for weights, bias in zip(linear.weight.tolist(), linear.bias.tolist(), strict=True)
    ]
    return {"config": asdict(config), "losses": losses[::10], "weights": list(itertools.chain(*rows))}


def main() -> None:
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    cases = ",\n".join(json.dumps(recorded(config)) for config in CASES)
    RECORD.write_text(f'{{"torch": "{torch.__version__}", "cases": [\n{cases}\n]}}\n')


if __name__ == "__main__":
    main()
