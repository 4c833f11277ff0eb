"""A hundred steps of each optimiser give what PyTorch recorded for the same start and the same data."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.optimisers import OPTIMISERS
from core.training import train
from core.training_config import TrainingConfig

RECORD = json.loads((Path(__file__).parent / "recorded" / "torch_training.json").read_text())


def name_of(case) -> str:
    config = case["config"]
    return f"{config['optimiser']}-{config['activation']}-{config['loss']}"


@pytest.mark.parametrize("case", RECORD["cases"], ids=name_of)
def test_a_hundred_steps_are_pytorchs(case):
    run = train(TrainingConfig(**case["config"]))
    np.testing.assert_allclose(run.train_losses[::10], case["losses"], rtol=0, atol=1e-10)
    np.testing.assert_allclose(run.weights, case["weights"], rtol=0, atol=1e-10)


def test_every_optimiser_is_recorded():
    assert {case["config"]["optimiser"] for case in RECORD["cases"]} == set(OPTIMISERS)
