"""A past step that is taken again is equal to the bit to what it was, and moves no run."""

import dataclasses
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiment.experiment import Experiment
from core.experiment.past_step import PastStepReader
from core.experiment.run import Run
from core.experiment.setup import RunSetup, Setup, default_setup
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.function import FunctionProblem, FunctionSetup
from core.problems.kinds import recommended_optimizer
from tests.helpers import networks
from tests.helpers.histories import record_facts

keys = st.sampled_from(list(OPTIMIZERS))
functions = st.sampled_from(["seed-bowl", "himmelblau", "line-fit", "rosenbrock"])


def stepped(run, goal):
    """The facts of the record of each row, seen as the run comes by."""
    seen = [record_facts(run.record)]
    while run.step < goal:
        run.advance(1)
        seen.append(record_facts(run.record))
    return seen


def all_of(run):
    return run.step, run.revision, record_facts(run.record), run.snapshot().loss.tobytes(), run.snapshot().theta.tobytes()


def replayed(run, step):
    replay = run.replay(step)
    while not replay.work(deadline=0.0):
        pass
    return record_facts(replay.record)


@given(functions, keys, st.integers(0, 3), st.integers(1, 300), st.integers(0, 300), st.data())
@settings(max_examples=60)
def test_that_any_step_on_a_function_is_taken_again_to_the_bit(function, key, seed, before, after, data):
    first = recommended_optimizer(key, function)
    run = Run(key, FunctionProblem(FUNCTIONS[function]), FUNCTIONS[function].start, seed, first)
    seen = stepped(run, before)
    run.configure(dataclasses.replace(first, learning_rate=first.learning_rate / 3), Sampling(3, 0.1))
    seen += stepped(run, before + after)[1:]
    step = data.draw(st.integers(1, before + after))
    before_looking = all_of(run)
    assert replayed(run, step) == seen[step]
    assert all_of(run) == before_looking


@pytest.mark.usefixtures("small_chunks")
@given(keys, st.integers(1, 20), st.integers(0, 20), st.data())
@settings(max_examples=30)
def test_that_any_step_of_a_network_is_taken_again_to_the_bit(key, before, after, data):
    run, untouched = networks.fresh(key), networks.fresh(key)
    seen = stepped(run, before)
    run.configure(networks.optimizer(key, learning_rate=0.003), Sampling(batch_size=9))
    seen += stepped(run, before + after)[1:]
    step = data.draw(st.integers(1, before + after))
    assert replayed(run, step) == seen[step]
    untouched.advance(before)
    untouched.configure(networks.optimizer(key, learning_rate=0.003), Sampling(batch_size=9))
    untouched.advance(after + 5)
    run.advance(5)
    assert networks.facts(run) == networks.facts(untouched)


@given(keys, st.integers(1, 200), st.integers(1, 100), st.data())
@settings(max_examples=40)
def test_that_steps_of_a_branch_are_taken_again_before_and_after_its_fork(key, first, then, data):
    run = Run(key, FunctionProblem(FUNCTIONS["himmelblau"]), FUNCTIONS["himmelblau"].start, 0, recommended_optimizer(key, "himmelblau"))
    seen = stepped(run, first)
    fork = data.draw(st.integers(0, first))
    branch = run.branch(fork, "branch")
    branch.configure(dataclasses.replace(run.optimizer, learning_rate=0.001))
    of_branch = seen[: fork + 1] + stepped(branch, fork + then)[1:]
    step = data.draw(st.integers(1, fork + then))
    assert replayed(branch, step) == of_branch[step]


def test_that_there_is_no_step_to_the_start_nor_to_rows_that_are_not_there():
    run = networks.fresh()
    run.advance(3)
    for step in (0, 4, -1):
        with pytest.raises(ValueError, match=str(step)):
            run.replay(step)


def test_that_a_replay_goes_on_from_where_the_last_one_ended():
    run = Run("adam", FunctionProblem(FUNCTIONS["seed-bowl"]), (3.0, 4.0), 0, recommended_optimizer("adam", "seed-bowl"))
    seen = stepped(run, 120)
    first = run.replay(100)
    first.work()
    second = run.replay(103, first.checkpoint)
    assert second.left == 3
    second.work()
    assert record_facts(second.record) == seen[103]


def test_that_an_experiment_is_looked_at_in_pieces_and_moves_none_of_its_runs():
    experiment = Experiment(default_setup("himmelblau"))
    experiment.advance(40)
    then = {run.label: record_facts(run.record) for run in experiment.snapshot().runs}
    experiment.advance(500)
    rows = [all_of(run) for run in experiment.runs.values()]
    looking = PastStepReader(experiment, 40)
    assert not looking.past_step.is_complete
    parts = [looking.past_step.done]
    while not looking.work(0.0):
        parts.append(looking.past_step.done)
    assert len(parts) > 50
    assert parts == sorted(parts)
    assert 0 <= parts[0] < parts[-1] < 1 == looking.past_step.done
    assert {label: record_facts(record) for label, record in looking.past_step.records.items()} == then
    assert [all_of(run) for run in experiment.runs.values()] == rows


def test_that_looking_follows_a_past_that_is_rewritten():
    experiment = Experiment(default_setup("seed-bowl"))
    experiment.advance(30)
    looking = PastStepReader(experiment, 20)
    looking.work()
    experiment.configure("gd", dataclasses.replace(experiment.runs["gd"].optimizer, learning_rate=0.02), Sampling(), replay=True)
    experiment.advance(0)
    assert not looking.past_step.is_complete
    assert looking.work(math.inf)
    assert looking.past_step.records["gd"].optimizer.learning_rate == 0.02


def test_that_a_run_which_diverged_can_be_looked_at_before_and_at_its_last_row():
    wild = recommended_optimizer("gd", "rosenbrock")
    setup = Setup(FunctionSetup("rosenbrock", (-1.2, 1.0)), 0, (RunSetup("gd", dataclasses.replace(wild, learning_rate=1.0)),))
    experiment = Experiment(setup)
    run = experiment.runs["gd"]
    seen = stepped(run, 3)
    experiment.advance(30)
    assert run.termination is not None
    looking = PastStepReader(experiment, 3)
    looking.work()
    assert record_facts(looking.past_step.records["gd"]) == seen[3]
    looking.move_to(run.step)
    looking.work()
    assert looking.past_step.records["gd"].number == run.step
    looking.move_to(run.step + 1)
    assert looking.past_step.is_complete


@pytest.mark.usefixtures("small_chunks")
def test_that_a_step_over_all_images_is_taken_again_in_as_many_pieces_as_its_gradient_has():
    networks.problem.cache_clear()
    run = networks.fresh("gd")
    run.advance(3)
    replay, pieces = run.replay(2), 0
    while not replay.work(deadline=0.0):
        pieces += 1
    # 120 images in chunks of 50 are three pieces, of each of the steps from the moment kept at row 1.
    assert replay.record.number == 2
    assert pieces == 2
