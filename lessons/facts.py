"""The numbers that pages tell of themselves, by name: tasks are made of them."""

from collections.abc import Mapping
from types import MappingProxyType

FACTS: Mapping[str, str] = MappingProxyType(
    {
        "wrong": "home: dots on the wrong side of the border",
        "bend": "home: 0 for the identity, 1 for ReLU",
        "layers": "home: hidden layers",
        "kink": "activations: where the kink stands",
        "weight": "activations: the neuron's weight",
        "kept": "activations: the share of the value that the gate keeps",
        "output": "network: the first output",
        "most_of_h3": "network: the largest pre-activation of h₃ in the picture",
        "composed": "collapse: layers that the whiteboard has put together",
        "between": "collapse: 1 with an activation between the layers",
        "on": "collapse: hidden neurons that are on at the input",
        "right": "xor: corners that are right",
        "tries": "xor: tries that are kept",
        "error": "build: how far off the sum is",
        "hinges": "build: hidden neurons",
        "by_hand": "build: 1 where a hand has set the slopes",
        "epoch": "training: the epoch that the film shows",
        "stuck": "training: 1 where the opened start is stuck",
    }
)
