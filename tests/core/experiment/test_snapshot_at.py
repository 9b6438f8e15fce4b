"""Looking back shows what was there then: to the bit what a snapshot taken at that step showed."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.document import snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot_at import from_forks, snapshot_at
from core.optimizers.adaptive import Adam
from core.optimizers.gradient_descent import GradientDescent
from core.problems.base import Sampling
from tests.helpers.small_data import small_library, small_setup


def facts(snapshot):
    return [(run.label, run.path.tobytes(), run.loss.tobytes(), run.termination, run.theta.tobytes()) for run in snapshot.runs]


@pytest.fixture(scope="module")
def race():
    experiment = Experiment(default_setup("himmelblau"))
    snapshots = []
    for _ in range(60):
        snapshots.append(experiment.snapshot())
        experiment.advance(1)
    return snapshots


@given(st.integers(0, 59), st.integers(0, 59))
def test_that_looking_back_shows_what_was_there(race, step, then):
    step, then = min(step, then), max(step, then)
    assert facts(snapshot_at(race[then], step)) == facts(race[step])
    assert snapshot_at(race[then], step).step == step


def test_that_the_records_of_the_step_are_shown_where_they_are_known(race):
    records = {run.label: run.record for run in race[20].runs}
    seen = snapshot_at(race[40], 20, records)
    assert all(run.record is records[run.label] for run in seen.runs)
    assert all(run.record is None for run in snapshot_at(race[40], 20).runs)


def test_that_the_present_is_shown_as_it_is(race):
    assert snapshot_at(race[7], 7) is race[7]
    assert snapshot_at(race[7], 9) is race[7]


@pytest.mark.parametrize(("step", "tested"), [(9, [0, 5]), (10, [0, 5, 10]), (11, [0, 5, 10])])
def test_that_looking_back_at_a_tested_step_shows_its_test(tmp_path, step, tested):
    experiment = Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})
    experiment.advance(23)
    snapshot = experiment.snapshot()
    for run, seen in zip(snapshot.runs, snapshot_at(snapshot, step).runs, strict=True):
        assert run.held_out.steps.tolist() == [0, 5, 10, 15, 20]
        assert seen.held_out.steps.tolist() == tested
        assert seen.held_out.accuracy.tolist() == run.held_out.accuracy[: len(tested)].tolist()
        assert seen.held_out.loss.tolist() == run.held_out.loss[: len(tested)].tolist()


def test_that_looking_back_at_a_kept_moment_of_a_network_shows_its_parameters_and_those_before_it(tmp_path):
    experiment = Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})
    thetas = []
    for _ in range(24):
        thetas.append({run.label: run.theta.tobytes() for run in experiment.snapshot().runs})
        experiment.advance(1)
    now = experiment.snapshot()
    for step in range(24):
        for run, seen in zip(now.runs, snapshot_at(now, step).runs, strict=True):
            kept = [at for at in run.trail.steps.tolist() if at <= step]
            assert seen.trail.steps.tolist() == kept
            assert [point.tobytes() for point in seen.trail.points] == [thetas[at][run.label] for at in kept]
            assert len(seen.trail.states) == len(kept)
            # The record of the last step begins one step back.
            assert seen.theta.tobytes() == thetas[step if step == now.step - 1 else kept[-1]][run.label]


def test_that_each_look_back_is_a_past_of_its_own(race):
    revisions = {run.revision for then in (30, 40) for step in (5, 6) for run in snapshot_at(race[then], step).runs}
    assert len(revisions) == 2 * 7
    assert revisions.isdisjoint(run.revision for run in race[40].runs)


def test_that_a_run_that_diverged_later_has_not_diverged_yet():
    setup = default_setup("rosenbrock")
    wild = setup.runs[0]
    wild = type(wild)(wild.label, type(wild.optimizer)(learning_rate=1.0), wild.sampling)
    experiment = Experiment(setup.with_run(wild))
    experiment.advance(50)
    gd = experiment.snapshot().runs[0]
    assert gd.termination is not None
    before = snapshot_at(experiment.snapshot(), gd.termination.step - 1).runs[0]
    assert before.termination is None
    assert before.step == gd.step
    assert snapshot_at(experiment.snapshot(), gd.termination.step).runs[0].termination == gd.termination


def test_that_work_and_settings_are_those_of_that_step():
    experiment = Experiment(default_setup("seed-bowl"))
    experiment.advance(10)
    sgd = experiment.runs["sgd"]
    experiment.configure("sgd", sgd.optimizer, Sampling(50, 0.1), replay=False)
    then = experiment.snapshot()
    experiment.advance(10)
    now = experiment.snapshot()
    assert [run.evaluations.values[-1] for run in snapshot_at(now, 10).runs] == [run.evaluations.values[-1] for run in then.runs]
    assert snapshot_at(now, 9).runs[1].sampling == Sampling(10, 0.5)
    assert snapshot_at(now, 10).runs[1].sampling == Sampling(50, 0.1)
    assert len(snapshot_at(now, 9).runs[1].changes) == 1
    assert snapshot_at(now, 9).reached == 20
    assert now.reached is None


def test_that_what_is_kept_of_an_experiment_is_the_same_wherever_somebody_looks(race):
    changed = Experiment(default_setup("himmelblau"))
    changed.advance(10)
    changed.configure("adam", Adam(0.1), changed.runs["adam"].sampling, replay=False)
    changed.advance(10)
    changed.branch("adam", 15, "late", Adam(0.3), changed.runs["adam"].sampling)
    changed.advance(10)
    for now, reached in ((race[40], 40), (changed.snapshot(), 30)):
        kept = snapshot_document(now)
        assert (kept.reached, kept.steps) == (reached, reached)
        assert all(snapshot_document(snapshot_at(now, step)) == kept for step in range(now.step))


def drawn(experiment):
    """The runs as they are drawn, by label."""
    return {run.label: run for run in from_forks(experiment.snapshot()).runs}


def test_that_a_branch_whose_fork_moves_is_drawn_anew_from_there():
    experiment = Experiment(default_setup("himmelblau"))
    experiment.advance(50)
    sampling = experiment.runs["adam"].sampling
    for parent, fork, label, rate in (("adam", 20, "first", 0.3), ("first", 40, "second", 0.01), ("first", 12, "early", 0.02)):
        experiment.branch(parent, fork, label, Adam(rate), sampling)
        experiment.advance(0)
    before = drawn(experiment)
    experiment.advance(5)
    assert {run.revision for run in drawn(experiment).values()} == {run.revision for run in before.values()}, "rows were only appended"
    revision = experiment.runs["second"].revision
    experiment.configure("first", Adam(0.1), sampling, replay=True)
    experiment.advance(0)
    after = drawn(experiment)
    assert (experiment.runs["second"].revision, experiment.runs["second"].fork) == (revision, 20), "its own past stays"
    assert len(after["second"].path) == 55 + 1 - 20
    assert after["second"].revision != before["second"].revision
    assert after["early"].revision == before["early"].revision
    assert len({run.revision for run in after.values()}) == len(after)


def test_that_of_a_race_that_every_run_has_lost_the_last_failed_step_is_kept_wherever_somebody_looks():
    setup = default_setup("rosenbrock")
    wild = (replace(setup.runs[0], label=label, optimizer=GradientDescent(rate)) for label, rate in (("one", 1.0), ("other", 0.1)))
    experiment = Experiment(replace(setup, runs=tuple(wild)))
    experiment.advance(1000)
    now = experiment.snapshot()
    last = max(run.termination.step for run in now.runs)
    kept = snapshot_document(now)
    assert last == now.step + 1 == kept.reached == kept.opening_step
    for still in now.runs:
        runs = tuple(replace(run, termination=None) if run is still else run for run in now.runs)
        assert replace(now, runs=runs).last_step == now.step, "one goes on"
    for step in range(last + 1):
        seen = snapshot_at(now, step)
        assert snapshot_document(seen) == kept
        assert snapshot_document(snapshot_at(seen, step // 2)) == kept
    opened = Experiment.from_document(kept)
    opened.work(kept.opening_step, math.inf)
    assert [run.termination for run in opened.snapshot().runs] == [run.termination for run in now.runs]
