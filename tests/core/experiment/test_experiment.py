"""Runs in lockstep: a shared start and batches, one step for all, and none waits for one that ended."""

import dataclasses
import math

import numpy as np
import pytest

from core.experiment.document import snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.experiment.snapshot_at import snapshot_at
from core.experiment.termination import terminated_before
from core.optimizers import OPTIMIZERS
from core.optimizers.gradient_descent import GradientDescent, StochasticGradientDescent
from core.problems.base import Sampling
from core.problems.function import FunctionSetup
from tests.helpers.histories import record_facts


def rows(experiment):
    return [(run.label, run.path.tobytes(), run.loss.tobytes(), run.termination) for run in experiment.snapshot().runs]


def advanced(setup, steps):
    experiment = Experiment(setup)
    experiment.advance(steps)
    return experiment


def in_slices(experiment, target):
    slices = 0
    while not experiment.work(target, 0.0005):
        slices += 1
        assert slices < 100_000
    return experiment


def test_that_all_runs_begin_at_the_same_start_and_reach_the_same_step():
    snapshot = advanced(default_setup(), 25).snapshot()
    assert {run.step for run in snapshot.runs} == {25} == {snapshot.step}
    assert {tuple(run.path[0]) for run in snapshot.runs} == {(-9.0, 2.0)}


def test_that_short_slices_give_the_same_rows_as_one_long_one():
    setup = default_setup("himmelblau", seed=3)
    assert rows(in_slices(Experiment(setup), 700)) == rows(advanced(setup, 700))


def test_that_a_diverging_run_does_not_hold_up_the_others():
    setup = default_setup()
    setup = setup.with_run(RunSetup("gd", GradientDescent(500.0)))
    experiment = advanced(setup, 200)
    ended = experiment.runs["gd"]
    assert ended.termination is not None
    assert ended.step < 200
    assert all(run.step == 200 for label, run in experiment.runs.items() if label != "gd")
    assert experiment.step == 200


@pytest.mark.parametrize("count", [1, 7], ids=["alone", "with others"])
def test_that_a_run_has_ended_before_other_settings_than_those_that_it_ended_with(count):
    setup = default_setup("rosenbrock")
    experiment = advanced(dataclasses.replace(setup, runs=setup.runs[:count]), 10)
    tame, sampling = experiment.runs["gd"].optimizer, experiment.runs["gd"].sampling
    wild = dataclasses.replace(tame, learning_rate=1.0)
    experiment.configure("gd", wild, sampling, replay=False)
    experiment.advance(40)
    termination = experiment.runs["gd"].termination
    assert termination is not None
    for optimizer, is_waiting in ((wild, False), (tame, True), (wild, False), (tame, True)):
        experiment.configure("gd", optimizer, sampling, replay=False)
        ended, *others = experiment.snapshot().runs
        assert [(log.since, log.optimizer) for log in ended.changes] == [(0, tame), (10, wild)]
        assert terminated_before(ended, experiment.problem, ended.optimizer, ended.sampling) is is_waiting
        assert not any(terminated_before(run, experiment.problem, wild, sampling) for run in others), "they go on"
        again = Experiment.from_document(snapshot_document(experiment.snapshot()))
        again.work(experiment.step + 1, math.inf)
        assert again.runs["gd"].termination == termination, "a file ends it where it ended"


def test_that_when_every_run_has_ended_the_experiment_is_done():
    setup = Setup(FunctionSetup("rosenbrock", (-1.2, 1.0)), 0, (RunSetup("a", GradientDescent(1.0)), RunSetup("b", GradientDescent(2.0))))
    experiment = Experiment(setup)
    assert experiment.work(10**9, 60.0)
    assert experiment.active == []
    assert experiment.step == max(run.step for run in experiment.runs.values())


def test_that_runs_share_their_batches():
    rate = 0.1
    runs = tuple(RunSetup(label, StochasticGradientDescent(rate), Sampling(10, 0.5)) for label in "ab")
    experiment = advanced(Setup(FunctionSetup("seed-bowl", (-9.0, 2.0)), 7, runs), 50)
    first, second = experiment.snapshot().runs
    assert first.path.tobytes() == second.path.tobytes()


def test_that_a_larger_batch_begins_with_the_smaller_one():
    from core.problems.batches import Batches

    for step in (0, 63, 64, 1000):
        assert Batches(5).normals(step, 20)[:7].tolist() == Batches(5).normals(step, 7).tolist()
        assert set(Batches(5).indices(step, 40, 7)) <= set(Batches(5).indices(step, 40, 20))
        drawn = Batches(5).indices(step, 40, 20).tolist()
        assert len(set(drawn)) == 20
        assert drawn == sorted(drawn)


def test_that_a_run_switched_on_again_catches_up_as_if_it_had_always_been_there():
    experiment = Experiment(default_setup(seed=2))
    experiment.switch("sgd", False)
    experiment.advance(80)
    assert "sgd" not in [run.label for run in experiment.snapshot().runs]
    experiment.switch("sgd", True)
    assert experiment.is_behind
    experiment.advance(20)
    assert rows(experiment) == rows(advanced(default_setup(seed=2), 100))


def test_that_the_step_does_not_fall_behind_a_run_that_waits_when_all_others_have_ended():
    experiment = Experiment(Setup(FunctionSetup("seed-bowl", (-9.0, 2.0)), 0, default_setup().runs[:1] + default_setup().runs[-1:]))
    experiment.advance(300)
    experiment.switch("adam", False)
    experiment.configure("gd", GradientDescent(500.0), Sampling(), replay=True)
    experiment.work(experiment.step, 60.0)
    assert experiment.runs["gd"].termination.step < 300
    assert experiment.step == experiment.runs["adam"].step == 300
    assert snapshot_document(experiment.snapshot()).reached == 300
    experiment.switch("adam", True)
    seen = snapshot_at(experiment.snapshot(), 200)
    assert [run.step for run in seen.runs] == [experiment.runs["gd"].step, 200]
    experiment.advance(1)
    assert experiment.step == 301


def test_that_replaying_a_changed_run_equals_a_fresh_experiment():
    experiment = advanced(default_setup(), 60)
    changed = OPTIMIZERS["momentum"](0.02)
    experiment.configure("momentum", changed, Sampling(), replay=True)
    assert in_slices(experiment, 60).step == 60
    assert rows(experiment) == rows(advanced(default_setup().with_run(RunSetup("momentum", changed)), 60))


@pytest.mark.parametrize("behind_by", ["replay", "switch"])
def test_that_a_change_during_a_catch_up_counts_from_the_step_that_was_reached(behind_by):
    def caught_up(rounds_before_the_change):
        experiment = Experiment(default_setup())
        if behind_by == "switch":
            experiment.switch("gd", False)
        experiment.advance(200)
        if behind_by == "switch":
            experiment.switch("gd", True)
        else:
            experiment.configure("gd", GradientDescent(0.3), Sampling(), replay=True)
        experiment.runs["gd"].advance(rounds_before_the_change)
        experiment.configure("gd", GradientDescent(0.1), Sampling(), replay=False)
        experiment.advance(50)
        return rows(experiment)

    assert caught_up(0) == caught_up(30) == caught_up(150)


def test_that_an_experiment_refuses_another_rule_and_stays_as_it_was():
    experiment = advanced(default_setup(), 5)
    with pytest.raises(ValueError, match="update rule"):
        experiment.configure("gd", OPTIMIZERS["adam"](0.1), Sampling(), replay=False)
    assert experiment.setup == default_setup()


def test_that_rewinding_an_experiment_equals_never_having_gone_on():
    experiment = advanced(default_setup("rosenbrock"), 900)
    experiment.rewind(333)
    assert experiment.step == 333
    assert rows(experiment) == rows(advanced(default_setup("rosenbrock"), 333))


def test_that_the_record_of_the_last_step_is_there_after_two_quick_rewinds():
    experiment, straight = advanced(default_setup(), 130), advanced(default_setup(), 128)
    experiment.begin_rewind(129)
    # All runs stand at the checkpoint 128 now, to be brought forward to 129.
    experiment.begin_rewind(128)
    experiment.advance(0)
    assert rows(experiment) == rows(straight)
    for label, run in experiment.runs.items():
        assert record_facts(run.record) == record_facts(straight.runs[label].record)


def test_that_the_seconds_are_those_of_the_rows_that_there_are_after_two_quick_rewinds():
    experiment = advanced(default_setup(), 1000)
    experiment.begin_rewind(999)
    experiment.begin_rewind(900)
    assert {run.snapshot().seconds.knots[-1] for run in experiment.runs.values()} == {900}
    experiment.advance(10)
    for run in experiment.snapshot().runs:
        assert run.seconds.knots[-1] == 910
        assert (np.diff(run.seconds.knots) > 0).all()
        assert (np.diff(run.seconds.values) >= 0).all()


def test_that_after_a_rewind_the_settings_of_now_hold():
    experiment = advanced(default_setup(), 40)
    experiment.configure("gd", GradientDescent(0.1), Sampling(), replay=False)
    experiment.advance(10)
    experiment.rewind(0)
    experiment.advance(50)
    assert rows(experiment) == rows(advanced(default_setup().with_run(RunSetup("gd", GradientDescent(0.1))), 50))


def test_that_a_rewind_takes_along_a_change_that_a_waiting_run_has_still_ahead():
    changed = GradientDescent(0.1)
    experiment = advanced(default_setup(), 50)
    experiment.switch("gd", False)
    experiment.advance(150)
    experiment.configure("gd", changed, Sampling(), replay=False)
    experiment.rewind(100)
    experiment.switch("gd", True)
    experiment.advance(50)
    straight = advanced(default_setup(), 100)
    straight.configure("gd", changed, Sampling(), replay=False)
    straight.advance(50)
    assert rows(experiment) == rows(straight)


def test_that_a_rewind_behind_a_divergence_revives_the_run():
    setup = default_setup().with_run(RunSetup("gd", GradientDescent(500.0)))
    experiment = advanced(setup, 200)
    ended_at = experiment.runs["gd"].termination.step
    ended = experiment.runs["gd"].snapshot()
    experiment.rewind(ended_at)
    stayed = experiment.runs["gd"].snapshot()
    assert (stayed.termination, stayed.revision) == (ended.termination, ended.revision), "it stands where it failed"
    assert stayed.record is not None
    experiment.rewind(ended_at - 1)
    assert experiment.runs["gd"].termination is None
    experiment.advance(10)
    assert experiment.runs["gd"].termination.step == ended_at


def test_that_each_rewritten_past_is_another_generation():
    experiment = advanced(default_setup(), 5)
    first = experiment.snapshot().generation
    experiment.rewind(2)
    second = experiment.snapshot().generation
    third = experiment.with_setup(dataclasses.replace(experiment.setup, seed=1)).snapshot().generation
    assert first < second < third


def test_that_a_new_start_can_catch_up_to_the_step_that_was_reached():
    experiment = advanced(default_setup(), 42)
    moved = dataclasses.replace(experiment.setup, problem=FunctionSetup("seed-bowl", (4.0, -3.0)))
    fresh = in_slices(experiment.with_setup(moved, catch_up=True), 0)
    assert fresh.step == 42
    assert rows(fresh) == rows(advanced(moved, 42))


def test_that_two_runs_of_one_label_are_refused():
    run = RunSetup("gd", GradientDescent(0.1))
    with pytest.raises(ValueError, match="unique"):
        Experiment(Setup(FunctionSetup("seed-bowl", (-9.0, 2.0)), 0, (run, run)))
