"""The command `export`, carried out in this process."""

import pytest

from core.experiment.experiment import Experiment
from tests.helpers.export_command import Bench


@pytest.fixture
def bench(tmp_path, capsys, qapp):
    return Bench(tmp_path, capsys)


@pytest.fixture
def no_race(monkeypatch):
    """Nothing may be computed."""

    def begun(*_, **__):
        raise AssertionError("the race has begun")

    monkeypatch.setattr(Experiment, "work", begun)
