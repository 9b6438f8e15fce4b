"""The thread on a network: the same bits as without it, slow steps in pieces, and two kinds of problem in one worker."""

from dataclasses import replace
from itertools import pairwise

import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.problems.network import NetworkProblem
from gui.training.commands import Load, Play, StepBy, TrainerState
from gui.training.trainer import Trainer
from gui.training.worker import TrainingWorker
from tests.helpers.small_data import small_library, small_setup
from tests.helpers.window import has_obeyed


@pytest.fixture
def library(tmp_path):
    return small_library(tmp_path)


@pytest.fixture
def trainer(qtbot, library):
    made = Trainer(small_setup(), library=library)
    made.set_speed(None)
    qtbot.waitUntil(lambda: made.latest is not None)
    yield made
    made.close()


def rows(snapshot):
    """Everything that is recorded of the runs, in bytes, by label."""
    return {
        run.label: (run.loss.tobytes(), run.theta.tobytes(), run.held_out.steps.tobytes(), run.held_out.accuracy.tobytes(), run.termination)
        for run in snapshot.runs
    }


def serial(setup, library, steps, off=frozenset()):
    experiment = Experiment(setup, library=library, off=off)
    experiment.advance(steps)
    return experiment.snapshot()


def settled(trainer, step):
    """Whether all runs are at this step, tested and at rest."""
    return lambda: (
        trainer.latest.step == step
        and all((run.step == step and run.held_out.steps[-1] == step // 5 * 5) or run.termination for run in trainer.latest.runs)
    )


def test_that_gd_waits_until_it_is_switched_on_and_then_catches_up(qtbot, trainer, library):
    assert trainer.off == {"gd"}
    trainer.step(6)
    qtbot.waitUntil(settled(trainer, 6))
    assert "gd" not in rows(trainer.latest)
    trainer.switch("gd", True)
    qtbot.waitUntil(lambda: len(trainer.latest.runs) == 7 and settled(trainer, 6)())
    assert rows(trainer.latest) == rows(serial(trainer.setup, library, 6))


def test_that_a_race_played_paused_and_stepped_equals_the_serial_one_to_the_bit(qtbot, trainer, library):
    trainer.play()
    qtbot.waitUntil(lambda: trainer.latest.step > 30)
    trainer.pause()
    qtbot.waitUntil(lambda: has_obeyed(trainer))
    before = trainer.latest.step
    trainer.step(7)
    qtbot.waitUntil(settled(trainer, before + 7))
    assert rows(trainer.latest) == rows(serial(trainer.setup, library, before + 7, trainer.off))


def test_that_stepping_back_and_on_again_changes_nothing(qtbot, trainer, library):
    trainer.step(43)
    qtbot.waitUntil(settled(trainer, 43))
    for expected in (42, 41, 40):
        trainer.step(-1)
        qtbot.waitUntil(settled(trainer, expected))
        assert all(run.record is not None for run in trainer.latest.runs)
    trainer.rewind(3)
    qtbot.waitUntil(settled(trainer, 3))
    assert rows(trainer.latest) == rows(serial(trainer.setup, library, 3, trainer.off))
    trainer.step(40)
    qtbot.waitUntil(settled(trainer, 43))
    assert rows(trainer.latest) == rows(serial(trainer.setup, library, 43, trainer.off))


def test_that_the_pieces_of_a_slow_step_are_not_published_one_by_one(qtbot, library, monkeypatch):
    # Pieces of one image in slices of one piece, as on MNIST a slice is a fraction of a step of gd.
    monkeypatch.setattr("core.problems.network.CHUNK", 1)
    monkeypatch.setattr("gui.training.worker.SLICE_SECONDS", 0.0)
    monkeypatch.setattr("gui.training.worker._PATIENCE_SECONDS", 0.0)
    worker = TrainingWorker(library)
    worker.obey(Load(small_setup(), off=frozenset()))
    worker.obey(Play())
    published = [worker.latest]
    for _ in range(3000):
        worker._on_tick()
        if worker.latest is not published[-1]:
            published.append(worker.latest)
    worker.stop()
    shown = [(snapshot.step, rows(snapshot)) for snapshot in published]
    assert all(one != other for one, other in pairwise(shown))
    # A step of gd is 240 pieces, and there were other steps than its own.
    gd = [snapshot.runs[0].step for snapshot in published]
    assert gd[-1] >= 3
    assert len(published) > len(set(gd))


@pytest.mark.parametrize(("commands", "end"), [((10, -1), 2), ((10, -10), 0), ((1, 1, 1, -1), 2), ((10, 1), 11)])
def test_that_back_stops_ten_slow_steps_where_they_are_and_takes_single_ones_as_they_were_asked_for(library, commands, end):
    worker = TrainingWorker(library)
    worker.obey(Load(small_setup(), off=frozenset()))
    for steps in commands:
        worker.obey(StepBy(steps))
        while steps == 10 and worker._experiment.step < 3:
            worker._on_tick()
    for _ in range(2000):
        worker._on_tick()
    worker.stop()
    assert {run.step for run in worker.latest.runs} == {worker.latest.step} == {end}


def test_that_a_network_that_was_left_goes_on_after_a_lesson_has_had_the_place_of_the_function(qtbot, trainer):
    trainer.step(11)
    qtbot.waitUntil(settled(trainer, 11))
    network, off = trainer.setup, trainer.off
    function = default_setup()
    trainer.change_to(function, frozenset())
    trainer.step(3)
    qtbot.waitUntil(lambda: trainer.latest.problem.dimensions == 2 and all(run.step == 3 for run in trainer.latest.runs))
    # A lesson with a function and then with a network.
    trainer.change_to(default_setup("booth"), frozenset(), resume=False)
    trainer.load(network, off=frozenset())
    trainer.step(2)
    trainer.change_to(function, frozenset(), keep=False)
    qtbot.waitUntil(lambda: trainer.latest.problem.dimensions == 2 and all(run.step == 3 for run in trainer.latest.runs))
    trainer.change_to(network, off)
    qtbot.waitUntil(settled(trainer, 11))


def test_that_a_race_that_was_left_for_a_function_goes_on_where_it_stood(qtbot, trainer, library):
    trainer.step(11)
    qtbot.waitUntil(settled(trainer, 11))
    network, off = trainer.setup, trainer.off
    trainer.change_to(default_setup(), frozenset())
    qtbot.waitUntil(lambda: trainer.latest.problem.dimensions == 2)
    trainer.step(4)
    qtbot.waitUntil(lambda: trainer.latest.step == 4)
    older = trainer.latest.generation
    trainer.change_to(network, off)
    qtbot.waitUntil(lambda: isinstance(trainer.latest.problem, NetworkProblem))
    assert trainer.latest.step == 11
    assert trainer.latest.generation > older
    trainer.step(2)
    qtbot.waitUntil(settled(trainer, 13))
    assert rows(trainer.latest) == rows(serial(network, library, 13, off))
    trainer.change_to(default_setup(), frozenset())
    qtbot.waitUntil(lambda: trainer.latest.problem.dimensions == 2)
    assert trainer.latest.step == 4


def test_that_only_the_setup_that_was_left_goes_on_where_it_stood(qtbot, trainer):
    trainer.step(11)
    qtbot.waitUntil(settled(trainer, 11))
    network, off = trainer.setup, trainer.off
    trainer.change_to(default_setup(), frozenset())
    qtbot.waitUntil(lambda: trainer.latest.problem.dimensions == 2)
    trainer.change_to(replace(network, seed=network.seed + 1), off)
    qtbot.waitUntil(lambda: isinstance(trainer.latest.problem, NetworkProblem))
    assert (trainer.latest.step, trainer.latest.seed) == (0, network.seed + 1)


def test_that_data_which_are_not_there_are_refused_in_words_and_the_race_stays(qtbot, trainer):
    trainer.step(5)
    qtbot.waitUntil(settled(trainer, 5))
    before = trainer.setup
    said = []
    trainer.setup_refused.connect(said.append)
    trainer.load(replace(before, problem=replace(before.problem, dataset="nowhere")))
    qtbot.waitUntil(lambda: bool(said))
    assert "nowhere" in said[0]
    assert trainer.setup == before
    assert trainer.latest.step == 5
    qtbot.waitUntil(lambda: trainer.state is TrainerState.PAUSED)


def test_that_more_training_images_than_there_are_is_refused_in_words(qtbot, trainer):
    said = []
    trainer.setup_refused.connect(said.append)
    trainer.load(replace(trainer.setup, problem=replace(trainer.setup.problem, train_size=1000)))
    qtbot.waitUntil(lambda: bool(said))
    assert "1,000" in said[0]
    assert "240" in said[0]


def test_that_loading_is_told_before_the_images_are_there(qtbot, trainer):
    states = []
    trainer.state_changed.connect(states.append)
    trainer.load(trainer.setup)
    qtbot.waitUntil(lambda: TrainerState.IDLE in states)
    assert states[0] is TrainerState.LOADING


def test_that_the_memory_to_go_back_holds_from_the_next_setup_on(qtbot, trainer):
    parameters = trainer.latest.problem.network.parameter_count
    trainer.set_checkpoint_bytes(0)
    trainer.load(trainer.setup)
    trainer.step(60)
    qtbot.waitUntil(settled(trainer, 60))
    for run in trainer.latest.runs:
        assert len(run.trail.points) == 2  # the start and the last
        assert run.trail.points[-1].shape == (parameters,)
    trainer.step(-1)
    qtbot.waitUntil(settled(trainer, 59))
