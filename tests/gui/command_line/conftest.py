"""The commands, carried out in this process."""

import signal
from collections.abc import Iterator

import pytest

from core.experiment.experiment import Experiment
from tests.helpers.export_command import Bench


@pytest.fixture(autouse=True)
def heeds_ctrl_c() -> Iterator[None]:
    """As at a prompt; who is started in the background by a script of a shell does not heed it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def nothing_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow a machine is, no word of progress comes between what is said; tests of such words have a clock of their own."""
    monkeypatch.setattr("gui.command_line.terminal.QUIET_SECONDS", 1e6)


@pytest.fixture
def bench(tmp_path, capsys, qapp):
    return Bench(tmp_path, capsys)


@pytest.fixture
def no_race(monkeypatch):
    """Nothing may be computed."""

    def begun(*_, **__):
        raise AssertionError("the race has begun")

    monkeypatch.setattr(Experiment, "work", begun)
