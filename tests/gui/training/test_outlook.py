"""What is expected of a command is what the worker makes of it, so that an action is possible exactly when it will do something."""

import random
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from core.experiment.document import document_of
from core.experiment.setup import default_setup
from gui.training.commands import Load, Open, Outlook, Pause, Play, Rewind, StepBy, StepTo, TrainerState
from gui.training.worker import TrainingWorker

RUNNING, PAUSED = TrainerState.RUNNING, TrainerState.PAUSED
WALKS = 40


def work(worker, ticks):
    """Let the worker go on, as its timer does."""
    for _ in range(ticks):
        worker._on_tick()


def test_that_what_is_expected_of_a_command_is_what_comes_of_it(qapp: QApplication) -> None:
    chance = random.Random(1)
    for _ in range(WALKS):
        worker = TrainingWorker()
        worker.obey(Load(default_setup()))
        for _ in range(8):
            step = worker._experiment.step
            moves = Play(), Pause(), StepBy(1), StepBy(10), StepBy(-1), StepBy(-10), StepTo(step + 4), Rewind(0), Rewind(step // 2)
            command = chance.choice(moves)
            _, before = worker.outlook
            expected = before.after(command)
            worker.obey(command)
            _, found = worker.outlook
            assert (expected.state is RUNNING) is (found.state is RUNNING), command
            if RUNNING in (before.state, found.state):
                # While it plays, only whether there is a step behind it is known.
                assert (expected.step > 0) is (found.step > 0) or isinstance(command, Pause | StepBy), command
            else:
                assert expected.step == found.step, command
            work(worker, 5)
        worker.stop()


@pytest.mark.parametrize("steps", [-1, -5, -10])
def test_that_nobody_goes_behind_the_start(steps):
    expected = Outlook(PAUSED, 5).after(StepBy(steps))
    assert expected.step == max(0, 5 + steps)
    assert expected.after(StepBy(3)).step == expected.step + 3


def test_that_what_is_begun_anew_stands_at_the_start_and_what_is_gone_on_with_has_something_behind_it():
    setup = default_setup()
    at = Outlook(RUNNING, 30)
    assert at.after(Load(setup)) == (PAUSED, 0)
    assert at.after(Load(setup, catch_up=True)) == (PAUSED, 30)
    assert at.after(Load(setup, resume=True)).step > 0
    document = document_of(setup)
    for reached in (0, 12):
        opened = replace(document, reached=reached)
        assert at.after(Open(opened)) == (PAUSED, opened.opening_step)
