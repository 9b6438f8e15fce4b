"""Walking through a run once more gives every row and step to the bit, however the run came about."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiment.experiment import Experiment
from core.experiment.run import Run
from core.experiment.setup import RunSetup, Setup
from core.experiment.snapshot import Snapshot
from core.functions import FUNCTIONS
from core.numbers.recompute import begin_before, last_row, recompute, rows_at, steps_to_take
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.function import FunctionProblem, FunctionSetup
from core.problems.kinds import recommended_optimizer
from tests.helpers import networks
from tests.helpers.histories import PlainLoop, record_facts
from tests.helpers.numbers import network_snapshot

keys = st.sampled_from(list(OPTIMIZERS))
functions = st.sampled_from(["seed-bowl", "himmelblau", "line-fit", "rosenbrock"])


def quiet(_):
    pass


def all_rows(snapshot, run):
    problem = snapshot.problem.private_copy()
    return list(recompute(problem, run, snapshot.seed, begin_before(snapshot, problem, run, 0), last_row(run), quiet))


@given(functions, keys, st.integers(0, 3), st.integers(1, 60), st.integers(1, 60), st.integers(0, 40))
@settings(max_examples=60)
def test_that_the_rows_of_a_function_are_those_of_a_plain_loop_over_the_rule(function, key, seed, before, after, back):
    first = recommended_optimizer(key, function)
    then, drawn = dataclasses.replace(first, learning_rate=first.learning_rate / 3), Sampling(3, 0.1)
    run = Run(key, FunctionProblem(FUNCTIONS[function]), FUNCTIONS[function].start, seed, first)
    run.advance(before)
    run.configure(then, drawn)
    run.advance(after)
    goal = max(before, before + after - back)
    run.rewind(goal)
    loop = PlainLoop(FunctionProblem(FUNCTIONS[function]), FUNCTIONS[function].start, seed, [(0, first, None), (before, then, drawn)])
    expected = loop.upto(goal)
    snapshot = Snapshot(0, goal, run.problem, FUNCTIONS[function].start, seed, (run.snapshot(),))
    rows = all_rows(snapshot, snapshot.runs[0])
    assert [row.step for row in rows] == list(range(goal + 1))
    assert [record_facts(row.record) for row in rows] == [record_facts(row.record) for row in expected]
    assert [(row.theta.tobytes(), row.loss) for row in rows] == [(row.theta.tobytes(), row.loss) for row in expected]


@pytest.mark.usefixtures("small_chunks")
@given(keys, st.integers(0, 2), st.integers(1, 15), st.integers(1, 15), st.integers(1, 30))
@settings(max_examples=30)
def test_that_the_rows_of_a_network_are_the_runs_own_from_whatever_kept_moment_they_are_computed(key, seed, before, after, first):
    run = networks.fresh(key, seed)
    seen = {0: None}
    for row in range(1, before + after + 1):
        if row == before + 1:
            run.configure(networks.optimizer(key, learning_rate=0.003), Sampling(batch_size=9))
        run.advance(1)
        seen[row] = record_facts(run.record)
    snapshot = network_snapshot(run, seed=seed)
    found = snapshot.runs[0]
    first = min(first, found.step)
    problem = snapshot.problem.private_copy()
    assert problem is not snapshot.problem
    rows = list(rows_at(problem, snapshot, found, np.arange(first, found.step + 1), quiet))
    assert [row.step for row in rows] == list(range(first, found.step + 1))
    assert {row.step: record_facts(row.record) for row in rows} == {step: seen[step] for step in range(first, found.step + 1)}
    assert [row.loss for row in rows] == found.loss[first:].tolist()
    assert rows[-1].theta.tobytes() == found.theta.tobytes()


def test_that_a_network_is_not_walked_from_the_start_where_a_moment_was_kept():
    run = networks.fresh("sgd")
    run.advance(30)
    snapshot = network_snapshot(run)
    assert snapshot.runs[0].trail.steps.tolist() == [0, 8, 16, 24, 30]
    assert [begin_before(snapshot, run.problem, snapshot.runs[0], first).step for first in (0, 1, 8, 9, 30)] == [0, 0, 0, 8, 24]


@pytest.mark.parametrize("chosen", [(0, 0), (0, 30), (3, 5), (9, 30), (17, 18), (30, 30)])
def test_that_as_many_steps_are_taken_as_was_told_before(chosen):
    run = networks.fresh("sgd")
    run.advance(30)
    snapshot, taken = network_snapshot(run), []
    first, last = chosen
    for every in (1, 7):
        steps = np.arange(first, last + 1, every)
        taken.clear()
        list(rows_at(run.problem, snapshot, snapshot.runs[0], steps, taken.append))
        assert sum(taken) == steps_to_take(snapshot, run.problem, snapshot.runs[0], steps)
    assert steps_to_take(snapshot, run.problem, snapshot.runs[0], steps[:0]) == 0


def diverged(function="rosenbrock", rate=1.0, key="gd"):
    optimizer = dataclasses.replace(recommended_optimizer(key, function), learning_rate=rate)
    experiment = Experiment(Setup(FunctionSetup(function, FUNCTIONS[function].start), 0, (RunSetup(key, optimizer),)))
    experiment.advance(500)
    return experiment


def test_that_the_step_at_which_a_run_diverged_is_told_as_it_was_computed():
    experiment = diverged()
    run = experiment.runs["gd"]
    assert run.termination is not None
    snapshot = experiment.snapshot()
    *recorded, failed = all_rows(snapshot, snapshot.runs[0])
    assert failed.failed
    assert not any(row.failed for row in recorded)
    assert failed.step == run.termination.step == run.step + 1
    assert record_facts(failed.record) == record_facts(run.record)
    assert not math.isfinite(failed.loss)
    # Also where nobody has the record any more, it comes out the same.
    without = dataclasses.replace(snapshot.runs[0], record=None)
    assert record_facts(all_rows(snapshot, without)[-1].record) == record_facts(run.record)


def test_that_settings_changed_after_a_run_diverged_are_not_those_of_its_last_step():
    experiment = diverged()
    run = experiment.runs["gd"]
    then = run.record
    run.configure(dataclasses.replace(run.optimizer, learning_rate=0.001))
    snapshot = experiment.snapshot()
    failed = all_rows(snapshot, snapshot.runs[0])[-1]
    assert record_facts(failed.record) == record_facts(then)
    assert failed.settings.optimizer.learning_rate == 1.0


def test_that_a_branch_is_walked_through_its_parents_past():
    run = Run(
        "adam", FunctionProblem(FUNCTIONS["himmelblau"]), FUNCTIONS["himmelblau"].start, 0, recommended_optimizer("adam", "himmelblau")
    )
    run.advance(40)
    branch = run.branch(25, "branch")
    branch.configure(dataclasses.replace(run.optimizer, learning_rate=0.01))
    branch.advance(30)
    snapshot = Snapshot(0, 55, run.problem, FUNCTIONS["himmelblau"].start, 0, (run.snapshot(), branch.snapshot()))
    for found in snapshot.runs:
        rows = all_rows(snapshot, found)
        assert np.array([row.theta for row in rows]).tobytes() == found.path.tobytes()
        assert [row.loss for row in rows] == found.loss.tolist()


@pytest.mark.usefixtures("small_chunks")
def test_that_somebody_is_told_between_the_pieces_of_a_gradient_over_all_data_and_may_break_off(monkeypatch):
    monkeypatch.setattr("core.numbers.recompute._PIECE_SECONDS", -1.0)
    run = networks.fresh("gd")
    run.advance(2)
    snapshot = network_snapshot(run)
    told = []
    problem = snapshot.problem.private_copy()
    begin = begin_before(snapshot, problem, snapshot.runs[0], 0)
    list(recompute(problem, snapshot.runs[0], 0, begin, 2, told.append))
    # 120 images in chunks of 50 are three pieces, after the last of which the step is taken.
    assert told == [0, 0, 1, 0, 0, 1]

    def cancel(_):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        list(recompute(problem, snapshot.runs[0], 0, begin, 2, cancel))
