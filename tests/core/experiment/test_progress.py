"""What there is to show anew: a row, a test, an end, a past that was rewritten, a generation; and nothing else."""

import dataclasses

import pytest

from core.experiment.experiment import Experiment
from core.experiment.run import Run
from core.experiment.setup import RunSetup, Setup, default_setup
from core.functions import FUNCTIONS
from core.optimizers.adaptive import Adam
from core.optimizers.gradient_descent import GradientDescent
from core.problems.base import Sampling
from core.problems.function import FunctionProblem
from core.problems.network_setup import NetworkSetup
from tests.helpers import networks
from tests.helpers.small_data import small_library, small_setup


def test_that_the_progress_of_a_run_is_its_rows_tests_end_and_past():
    run = networks.fresh("sgd")
    seen = [run.progress]
    for then in (lambda: run.advance(7), run.test_now, lambda: run.rewind(7), lambda: run.rewind(7)):
        then()
        seen.append(run.progress)
    assert len(set(seen)) == 5
    run.snapshot()
    run.advance(0)
    assert run.progress == seen[-1]


def test_that_a_step_that_ends_a_run_is_progress_though_there_is_no_row_more():
    run = Run("gd", FunctionProblem(FUNCTIONS["rosenbrock"]), (-1.2, 1.0), 0, GradientDescent(1.0))
    seen = [run.progress]
    while run.termination is None:
        before = run.step
        run.advance(1)
        seen.append(run.progress)
    assert run.step == before
    assert len(set(seen)) == len(seen)
    run.advance(5)
    assert run.progress == seen[-1]


def test_that_going_back_to_where_all_stand_is_another_generation_and_so_something_new():
    experiment = Experiment(default_setup())
    experiment.advance(5)
    seen = [experiment.progress]
    experiment.begin_rewind(5)
    seen.append(experiment.progress)
    experiment.advance(1)
    seen.append(experiment.progress)
    assert len(set(seen)) == 3
    experiment.snapshot()
    assert experiment.progress == seen[-1]


@pytest.mark.usefixtures("small_chunks")
def test_that_the_room_of_a_branch_that_is_gone_is_shared_among_those_that_are_left():
    runs = tuple(RunSetup(key, networks.optimizer(key), networks.SMALL) for key in ("sgd", "adam"))
    setup = Setup(NetworkSetup("small", hidden=(8,), test_every=5), 0, runs)
    experiment, plain = (Experiment(setup, checkpoint_bytes=60_000, problem=networks.problem()) for _ in range(2))
    for number in range(4):
        experiment.branch("adam", 0, f"branch {number}", Adam(0.01), networks.SMALL)
    for number in range(4):
        experiment.remove_branch(f"branch {number}")
    for race in (experiment, plain):
        race.advance(60)
    assert [run.kept_bytes for run in experiment.snapshot().runs] == [run.kept_bytes for run in plain.snapshot().runs]
    assert sum(run.kept_bytes for run in plain.snapshot().runs) > 60_000 // 2


@pytest.mark.usefixtures("small_chunks")
def test_that_a_race_of_networks_begun_anew_finds_its_images_again_and_keeps_to_its_budget(tmp_path):
    setup = small_setup()
    race = Experiment(setup, off={"gd"}, library=small_library(tmp_path), checkpoint_bytes=70_000)
    race.advance(3)
    other = dataclasses.replace(setup, problem=dataclasses.replace(setup.problem, hidden=(5,)))
    again = race.with_setup(other).with_setup(setup)
    again.advance(60)
    assert again.problem.dataset is race.problem.dataset
    assert sum(run.kept_bytes for run in again.snapshot().runs) <= 70_000
    roomy = race.with_setup(setup, checkpoint_bytes=10**7)
    roomy.advance(60)
    assert sum(run.kept_bytes for run in roomy.snapshot().runs) > 70_000


def test_that_a_run_is_asked_in_vain_to_go_on_from_a_row_before_its_last():
    run = Run("gd", FunctionProblem(FUNCTIONS["seed-bowl"]), (-9.0, 2.0), 0, GradientDescent(0.1), Sampling())
    run.advance(4)
    with pytest.raises(ValueError, match="The steps up to 4 are taken"):
        run.configure(GradientDescent(0.2), since=3)
    run.configure(GradientDescent(0.2), since=4)
    assert [settings.since for settings in run.settings] == [0, 4]


def test_that_going_back_to_a_step_ahead_moves_nobody():
    experiment = Experiment(default_setup())
    experiment.advance(5)
    experiment.begin_rewind(9)
    assert experiment.step == 5
    assert {run.step for run in experiment.runs.values()} == {5}
    experiment.advance(1)
    assert experiment.step == 6


@pytest.mark.parametrize("key", ["gd", "adam"])
def test_that_a_run_that_begins_anew_has_nothing_of_its_last_step(key):
    for run in (networks.fresh(key), Run(key, FunctionProblem(FUNCTIONS["booth"]), (3.0, 4.0), 0, networks.optimizer(key))):
        run.advance(6)
        first = run.snapshot()
        run.restart(networks.optimizer(key, learning_rate=0.003))
        shown = run.snapshot()
        assert (shown.step, shown.record, shown.termination, run.last_step) == (0, None, None, None)
        assert shown.revision != first.revision
        assert shown.theta.tobytes() == run.start.tobytes()
        assert [(settings.since, settings.optimizer.learning_rate) for settings in shown.changes] == [(0, 0.003)]
        assert (shown.seconds.knots.tolist(), shown.evaluations.values[-1]) == ([0], 0)
        assert not any(len(rows) for rows in shown.recorded.values())


@pytest.mark.usefixtures("small_chunks")
def test_that_a_test_that_is_asked_for_is_made_to_its_end_however_little_time_there_was_before():
    networks.problem.cache_clear()  # another test may have left it the test images in one piece
    run = networks.fresh("sgd", seed=4)
    run.advance(7)
    run.advance(0, deadline=0.0)
    run.test_now()
    assert run.snapshot().held_out.steps.tolist() == [0, 5, 7]


def test_that_a_run_that_begins_anew_keeps_to_the_room_that_it_was_given_last():
    for room in (0, 30_000):
        run = networks.fresh("sgd")
        run.set_checkpoint_bytes(room)
        run.restart()
        run.advance(100)
        kept = run.snapshot().kept_bytes
        assert kept == 2 * kept // len(run.snapshot().trail.steps) if not room else networks.BUDGET < kept <= room
