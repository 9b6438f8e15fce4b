"""Runs that end: at their fork, under another rule, with settings that wait, and what going back and branching make of them."""

from dataclasses import replace

import numpy as np
import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.experiment.termination import terminated_before, termination_text
from core.optimizers import OPTIMIZERS
from core.optimizers.gradient_descent import GradientDescent, StochasticGradientDescent
from core.problems.base import Sampling
from core.problems.function import FunctionSetup
from core.problems.kinds import recommended_optimizer
from tests.helpers.histories import bits, record_facts

VALLEY = FunctionSetup("rosenbrock", (-1.2, 1.0))
TAME, WILD = 1e-4, 1e6


def race_of(*runs: RunSetup) -> Experiment:
    return Experiment(Setup(VALLEY, 0, runs))


@pytest.fixture
def race():
    """A tame run of thirty steps, and a branch at step 20 that was lost with its first step."""
    experiment = race_of(RunSetup("tame", GradientDescent(TAME)))
    experiment.advance(30)
    experiment.branch("tame", 20, "wild", GradientDescent(WILD), Sampling())
    experiment.advance(0)
    wild = experiment.runs["wild"]
    if wild.termination is None or wild.step > 25:
        raise AssertionError("it was to be lost soon")
    return experiment


@pytest.mark.parametrize("replay", [False, True])
def test_that_a_run_keeps_its_rule_whatever_is_to_be_replayed(race, replay):
    before = race.snapshot()
    for label in ("tame", "wild"):
        with pytest.raises(ValueError, match="keeps its update rule; start another run for Adam"):
            race.configure(label, OPTIMIZERS["adam"](0.1), Sampling(), replay)
    after = race.snapshot()
    assert after.setup is before.setup
    assert after.plans == before.plans
    assert [run.revision for run in after.runs] == [run.revision for run in before.runs]


def test_that_a_branch_that_was_lost_is_replayed_from_its_fork_with_tamer_settings(race):
    race.configure("wild", GradientDescent(TAME / 2), Sampling(), replay=True)
    race.advance(5)
    branch, parent = race.runs["wild"], race.runs["tame"]
    assert (branch.termination, branch.step, branch.fork) == (None, 35, 20)
    assert bits(branch.snapshot().path[:21]) == bits(parent.snapshot().path[:21])
    assert [(s.since, s.optimizer.learning_rate) for s in branch.snapshot().changes] == [(0, TAME), (20, TAME / 2)]


def test_that_a_branch_whose_first_step_of_its_own_failed_is_replayed_too():
    # Where the value is near the largest number there is, one step of any size leads beyond it.
    far = Experiment(Setup(FunctionSetup("rosenbrock", (1e70, 1.0)), 0, (RunSetup("still", GradientDescent(1e-300)),)))
    far.advance(9)
    far.branch("still", 4, "wild", GradientDescent(WILD), Sampling())
    far.advance(0)
    wild = far.runs["wild"]
    assert (wild.step, wild.termination.step) == (4, 5)
    far.configure("wild", GradientDescent(1e-299), Sampling(), replay=True)
    far.advance(0)
    assert (wild.step, wild.termination, wild.fork) == (9, None, 4)


def test_that_settings_that_wait_are_told_apart_from_those_a_run_ended_with(race):
    wild = race.runs["wild"].snapshot()
    problem = race.problem
    assert not terminated_before(wild, problem, wild.optimizer, wild.sampling)
    assert terminated_before(wild, problem, GradientDescent(TAME), wild.sampling)
    assert not terminated_before(wild, problem, wild.optimizer, Sampling(99, 9.0)), "gd draws no batches"
    assert not terminated_before(replace(wild, changes=()), problem, GradientDescent(TAME), wild.sampling)
    assert not terminated_before(race.runs["tame"].snapshot(), problem, GradientDescent(0.5), Sampling())
    sgd = replace(wild, changes=(wild.changes[0]._replace(optimizer=StochasticGradientDescent(0.1), sampling=Sampling(5, 0.1)),))
    assert terminated_before(sgd, problem, StochasticGradientDescent(0.1), Sampling(6, 0.1))
    assert not terminated_before(sgd, problem, StochasticGradientDescent(0.1), Sampling(5, 0.1))


def test_that_an_ending_is_told_by_the_step_that_failed_and_a_run_that_lives_by_its_last(race):
    tame, wild = (race.runs[label].snapshot() for label in ("tame", "wild"))
    assert termination_text(tame) == "reached step 30"
    assert termination_text(wild) == f"diverged at step {wild.step + 1}"
    assert wild.termination.step == wild.step + 1


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_that_going_back_before_an_ending_and_on_ends_as_before_to_the_bit(key):
    wild = replace(recommended_optimizer(key, "rosenbrock"), learning_rate=WILD)
    # A rule that bounds its steps is lost where the squares of the gradient are no numbers.
    start = (1e60, 1.0) if OPTIMIZERS[key].squares else VALLEY.start
    experiment = Experiment(Setup(replace(VALLEY, start=start), 0, (RunSetup("wild", wild), RunSetup("tame", GradientDescent(1e-300)))))
    experiment.advance(80)
    run = experiment.runs["wild"]
    shown = run.snapshot()
    assert shown.termination is not None
    for step in {run.step, max(run.step - 1, 0), 0}:
        experiment.rewind(step)
        assert run.termination is None
        assert run.step == step
        experiment.advance(80)
        again = run.snapshot()
        assert (again.termination, bits(again.path), bits(again.loss)) == (shown.termination, bits(shown.path), bits(shown.loss))
        assert record_facts(again.record) == record_facts(shown.record)
        assert {name: bits(rows) for name, rows in again.recorded.items()} == {name: bits(rows) for name, rows in shown.recorded.items()}


def test_that_a_change_after_an_ending_waits_behind_the_step_that_failed_and_holds_for_one_who_goes_back():
    experiment = Experiment(default_setup("rosenbrock").with_run(RunSetup("gd", GradientDescent(1.0))))
    experiment.advance(40)
    run = experiment.runs["gd"]
    failed = run.termination.step
    for since in (None, failed - 1, failed):
        run.configure(GradientDescent(TAME), since=since)
        assert [settings.since for settings in run.settings] == [0, failed]
        run.configure(GradientDescent(1.0))
    run.configure(GradientDescent(TAME), since=failed + 3)
    assert [settings.since for settings in run.settings] == [0, failed + 3]
    assert run.optimizer.learning_rate == TAME
    assert run.snapshot().changes[-1].optimizer.learning_rate == 1.0


@pytest.mark.parametrize(("key", "squares"), [("adagrad", "h"), ("rmsprop", "h"), ("adam", "v")])
def test_that_one_square_without_a_number_ends_a_run_though_it_is_not_the_first(key, squares):
    # On x²/10 + y² the loss is a number there, and the square of ∂f/∂y is none.
    rule = recommended_optimizer(key, "seed-bowl")
    experiment = Experiment(Setup(FunctionSetup("seed-bowl", (1.0, 1e154)), 0, (RunSetup(key, rule),)))
    experiment.advance(3)
    run = experiment.runs[key]
    assert np.isinf(run.record.taken.state[squares]).tolist() == [False, True]
    assert (run.step, run.termination.step) == (0, 1)
