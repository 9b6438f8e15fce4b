"""The thread: the same numbers as without it, exact steps at any speed, and nothing left behind."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from core.experiment.document import snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, default_setup
from core.optimizers.gradient_descent import GradientDescent
from core.problems.base import Sampling
from core.view import View
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer
from tests.helpers.window import has_obeyed


@pytest.fixture
def trainer(qtbot):
    made = Trainer(default_setup("himmelblau", seed=3))
    qtbot.waitUntil(lambda: made.latest is not None)
    yield made
    made.close()


def rows(snapshot):
    return [(run.label, run.path.tobytes(), run.loss.tobytes(), run.termination) for run in snapshot.runs]


def serial(setup, steps):
    experiment = Experiment(setup)
    experiment.advance(steps)
    return experiment.snapshot()


def reached(trainer, step):
    return lambda: trainer.latest.step == step and all(run.step == step or run.termination for run in trainer.latest.runs)


def test_that_the_threaded_run_equals_the_serial_one_to_the_bit(qtbot, trainer):
    trainer.set_speed(None)
    trainer.play(1_000_000)  # to a step: open play ends with the race
    qtbot.waitUntil(lambda: trainer.latest.step > 3000)
    trainer.pause()
    qtbot.waitUntil(lambda: has_obeyed(trainer))
    snapshot = trainer.latest
    assert rows(snapshot) == rows(serial(trainer.setup, snapshot.step))


@pytest.mark.parametrize("speed", [1, 60, 10_000, None])
def test_that_one_step_is_one_step_at_any_speed(qtbot, trainer, speed):
    trainer.set_speed(speed)
    for expected in (1, 2, 12):
        trainer.step(expected - trainer.latest.step)
        qtbot.waitUntil(reached(trainer, expected))
    qtbot.waitUntil(lambda: has_obeyed(trainer))
    assert trainer.latest.step == 12
    assert rows(trainer.latest) == rows(serial(trainer.setup, 12))


@pytest.mark.parametrize("speed", [1, 10, None])
def test_that_after_playing_and_pausing_ten_steps_are_ten_steps(qtbot, trainer, speed):
    trainer.set_speed(speed)
    trainer.play()
    qtbot.waitUntil(lambda: trainer.latest.step >= 1)
    trainer.pause()
    qtbot.waitUntil(lambda: has_obeyed(trainer))
    before = trainer.latest.step
    trainer.step(10)
    qtbot.waitUntil(reached(trainer, before + 10))


def test_that_many_steps_asked_for_while_playing_slowly_are_all_taken(qtbot, trainer):
    trainer.set_speed(2)
    trainer.play()
    qtbot.waitUntil(lambda: trainer.latest.step >= 1)
    trainer.step(500)
    qtbot.waitUntil(lambda: trainer.latest.step >= 501)
    assert trainer.latest.step <= 503


@pytest.mark.parametrize("act", ["step", "play"])
def test_that_the_last_divergence_is_shown(qtbot, trainer, act):
    setup = default_setup("rosenbrock")
    for run in setup.runs[1:]:
        trainer.switch(run.label, False)
    trainer.load(setup.with_run(RunSetup("gd", GradientDescent(1.0))))
    trainer.set_speed(20)
    for _ in range(12):
        trainer.step(1) if act == "step" else trainer.play()
        qtbot.waitUntil(lambda: trainer._worker.outlook[0] == trainer.commands_sent)
    qtbot.waitUntil(lambda: trainer.state is TrainerState.FINISHED)
    assert trainer.latest.runs[0].termination is not None


def test_that_a_refused_start_leaves_the_setup_that_was(qtbot, trainer):
    sentences = []
    trainer.setup_refused.connect(sentences.append)
    before = trainer.setup
    trainer.set_start(1e200, 0.0, catch_up=True)
    qtbot.waitUntil(lambda: bool(sentences))
    assert "not finite" in sentences[0]
    assert trainer.setup == before
    trainer.set_seed(5, catch_up=True)
    qtbot.waitUntil(lambda: trainer.latest.seed == 5)


def test_that_why_something_was_refused_is_not_told_again_when_a_setup_is_only_put_right(qtbot, trainer):
    sentences, setup, adam = [], trainer.setup, trainer.setup.runs[-1]
    trainer.setup_refused.connect(sentences.append)
    trainer.set_start(1e200, 0.0, catch_up=True)
    qtbot.waitUntil(lambda: len(sentences) == 1)
    trainer.change_to(setup.with_branch(RunSetup("b", adam.optimizer, adam.sampling, "adam")), frozenset(), resume=False)
    qtbot.waitUntil(lambda: len(sentences) == 2)
    assert sentences[1] == ""
    assert trainer.setup == setup, "a branch without its past is none"


def test_that_a_document_is_computed_so_far_that_all_its_settings_hold(qtbot, trainer):
    experiment = Experiment(trainer.setup)
    adam = trainer.setup.runs[-1]
    experiment.advance(9)
    experiment.configure("adam", replace(adam.optimizer, learning_rate=0.7), adam.sampling, replay=False)
    experiment.advance(5)
    document = snapshot_document(experiment.snapshot(), View())
    for stood, opened in ((14, 14), (4, 9)):
        trainer.open_document(replace(document, reached=stood), keep=False)
        qtbot.waitUntil(lambda opened=opened: has_obeyed(trainer) and reached(trainer, opened)())
        assert trainer.latest.runs[-1].optimizer.learning_rate == 0.7


def test_that_a_step_while_playing_pauses(qtbot, trainer):
    trainer.set_speed(100)
    trainer.play()
    qtbot.waitUntil(lambda: trainer.latest.step > 3)
    trainer.step(1)
    qtbot.waitUntil(lambda: has_obeyed(trainer))
    assert trainer.state is TrainerState.PAUSED
    step = trainer.latest.step
    trainer.step(1)
    qtbot.waitUntil(lambda: has_obeyed(trainer))
    assert reached(trainer, step + 1)()


def test_that_steps_back_and_forth_asked_for_at_once_add_up(qtbot, trainer):
    for steps in (10, -1, -1, 5, -3, -100, 7):
        trainer.step(steps)
    qtbot.waitUntil(lambda: reached(trainer, 7)() and has_obeyed(trainer))
    assert rows(trainer.latest) == rows(serial(trainer.setup, 7))


def test_that_steps_asked_for_at_once_are_all_taken(qtbot, trainer):
    for _ in range(50):
        trainer.step(10)
    qtbot.waitUntil(reached(trainer, 500))


def test_that_slow_playing_takes_its_first_step_at_once_and_not_a_burst(qtbot, trainer):
    trainer.set_speed(2)
    began = time.perf_counter()
    trainer.play()
    qtbot.waitUntil(lambda: trainer.latest.step >= 1)
    qtbot.waitUntil(lambda: trainer.latest.step >= 2)
    assert trainer.latest.step <= 2 + 2 * (time.perf_counter() - began)


def test_that_a_replay_while_tuning_ends_where_a_fresh_run_does(qtbot, trainer):
    trainer.step(200)
    qtbot.waitUntil(reached(trainer, 200))
    for rate in (0.001, 0.002, 0.005, 0.004):
        trainer.configure("gd", GradientDescent(rate), Sampling(), replay=True)
    qtbot.waitUntil(lambda: trainer.latest.runs[0].optimizer == GradientDescent(0.004) and trainer.latest.runs[0].step == 200)
    assert rows(trainer.latest) == rows(serial(default_setup("himmelblau", 3).with_run(RunSetup("gd", GradientDescent(0.004))), 200))


def test_that_without_replay_the_past_stays(qtbot, trainer):
    trainer.step(20)
    qtbot.waitUntil(reached(trainer, 20))
    before = trainer.latest.runs[0].path.copy()
    trainer.configure("gd", GradientDescent(0.001), Sampling(), replay=False)
    trainer.step(5)
    qtbot.waitUntil(reached(trainer, 25))
    assert trainer.latest.runs[0].path[:21].tobytes() == before.tobytes()


def test_that_going_to_the_start_while_playing_plays_on_from_there(qtbot, trainer):
    trainer.set_speed(200)
    trainer.play()
    qtbot.waitUntil(lambda: trainer.latest.step > 40)
    generation = trainer.latest.generation
    trainer.rewind(0)
    qtbot.waitUntil(lambda: trainer.latest.generation > generation)
    assert trainer.latest.step < 40
    qtbot.waitUntil(lambda: trainer.latest.step > 10)
    qtbot.waitUntil(lambda: trainer.state is TrainerState.RUNNING)


def test_that_a_moved_start_is_replayed_to_the_same_step(qtbot, trainer):
    trainer.step(30)
    qtbot.waitUntil(reached(trainer, 30))
    trainer.set_start(1.0, 2.0, catch_up=True)
    qtbot.waitUntil(lambda: trainer.latest.start == (1.0, 2.0) and reached(trainer, 30)())
    assert rows(trainer.latest) == rows(serial(trainer.setup, 30))


def test_that_all_runs_ended_is_finished_and_a_new_rate_revives_them(qtbot, trainer):
    setup = default_setup("rosenbrock")
    for run in setup.runs[1:]:
        trainer.switch(run.label, False)
    trainer.load(setup.with_run(RunSetup("gd", GradientDescent(1.0))))
    trainer.set_speed(None)
    trainer.play()
    qtbot.waitUntil(lambda: trainer.state is TrainerState.FINISHED)
    assert trainer.latest.runs[0].termination is not None
    trainer.configure("gd", GradientDescent(0.001), Sampling(), replay=True)
    qtbot.waitUntil(lambda: has_obeyed(trainer))
    assert trainer.state is TrainerState.PAUSED
    assert trainer.latest.runs[0].termination is None


def test_that_a_failure_in_the_thread_becomes_a_sentence_and_a_reset_mends_it(qtbot, trainer, monkeypatch):
    sentences = []
    trainer.failed.connect(sentences.append)
    monkeypatch.setattr(Experiment, "work", lambda *_: 1 / 0)
    trainer.step(1)
    qtbot.waitUntil(lambda: bool(sentences))
    assert trainer.state is TrainerState.FAILED
    assert len(sentences) == 1
    assert "Traceback" not in sentences[0]
    monkeypatch.undo()
    trainer.load(trainer.setup)
    trainer.step(4)
    qtbot.waitUntil(reached(trainer, 4))


def test_that_signals_reach_the_gui_thread(qtbot, trainer):
    threads = []
    trainer.state_changed.connect(lambda _: threads.append(trainer.thread().currentThread()))
    trainer.step(3)
    qtbot.waitUntil(lambda: bool(threads))
    assert set(threads) == {QCoreApplication.instance().thread()}


def test_that_closing_while_running_ends_the_thread(qtbot):
    trainer = Trainer(default_setup())
    trainer.set_speed(None)
    trainer.play()
    qtbot.waitUntil(lambda: trainer.latest is not None and trainer.latest.step > 100)
    trainer.close()
    assert not trainer._thread.isRunning()
