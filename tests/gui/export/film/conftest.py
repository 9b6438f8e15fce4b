"""Runs to be filmed."""

import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup


@pytest.fixture(scope="module")
def snapshot():
    experiment = Experiment(default_setup())
    experiment.advance(30)
    return experiment.snapshot()
