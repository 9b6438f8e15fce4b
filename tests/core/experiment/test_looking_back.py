"""Looking back shows every field of every run as it was then: changes, work, scales, tests, forks and endings."""

from dataclasses import fields, replace

import numpy as np
import pytest

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup
from core.experiment.snapshot import NO_TRAIL, RunSnapshot
from core.experiment.snapshot_at import from_forks, snapshot_at
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.function import FunctionSetup
from core.problems.kinds import recommended_optimizer
from core.problems.network_setup import NetworkSetup
from tests.helpers import networks
from tests.helpers.histories import bits, record_facts

STEPS = 40
# What is of now wherever somebody looks: the run itself, and what it costs to keep.
OF_NOW = {"label", "parent", "fork", "kept_bytes"}
# A past of its own has a revision of its own; of its seconds, all but the last are told by a line between two of them.
APART = {"revision", "record", "theta", "trail", "seconds", "evaluations", "recorded", "held_out"}


def at_every_step(experiment: Experiment, change) -> list:
    """A snapshot of each step, after `change` has been told of it."""
    seen = []
    for step in range(STEPS + 1):
        change(step)
        experiment.work(step, 60.0)
        seen.append(experiment.snapshot())
        experiment.work(step + 1, 60.0)
    return seen


def assert_as_then(seen: RunSnapshot, then: RunSnapshot) -> None:
    for name in {field.name for field in fields(RunSnapshot)} - OF_NOW - APART:
        assert bits(getattr(seen, name)) == bits(getattr(then, name)), name
    steps = np.arange(then.step + 1)
    assert seen.evaluations.at(steps).tolist() == then.evaluations.at(steps).tolist()
    assert seen.evaluations.knots[-1] == then.step
    measured, measured_then = ({key: bits(rows) for key, rows in run.recorded.items() if len(rows)} for run in (seen, then))
    assert measured == measured_then
    for tests, tests_then in zip(vars(seen.held_out).values(), vars(then.held_out).values(), strict=True):
        assert bits(tests) == bits(tests_then)


@pytest.fixture(scope="module")
def race():
    """A race in which one run is lost at the third step, one is changed twice, and one takes root in another at step 20."""
    runs = tuple(RunSetup(key, recommended_optimizer(key, "rosenbrock"), Sampling(10, 0.1)) for key in ("gd", "sgd", "adam"))
    wild = replace(runs[0], optimizer=replace(runs[0].optimizer, learning_rate=1.0))
    experiment = Experiment(Setup(FunctionSetup("rosenbrock", (-1.2, 1.0)), 1, (wild, *runs[1:])))

    def change(step: int) -> None:
        if step in (10, 25):
            sgd = experiment.runs["sgd"].optimizer
            experiment.configure("sgd", replace(sgd, learning_rate=sgd.learning_rate / 2), Sampling(step, 0.2), replay=False)
        if step == 20:
            adam = experiment.runs["adam"].optimizer
            experiment.branch("adam", 15, "late", replace(adam, beta1=0.5), Sampling())

    return at_every_step(experiment, change)


def test_that_every_field_of_a_race_is_shown_as_it_was(race):
    now = race[-1]
    for step, then in enumerate(race[:-1]):
        seen = snapshot_at(now, step, {run.label: run.record for run in then.runs if run.record is not None})
        for mine, own in zip(seen.runs, then.runs, strict=False):
            assert mine.label == own.label
            assert_as_then(mine, own)
            assert mine.theta.tobytes() == mine.path[-1].tobytes()
            assert mine.seconds.knots[-1] == min(step, mine.step)
            assert record_facts(mine.record) == record_facts(own.record)


def test_that_a_run_which_had_ended_then_is_the_very_one_of_now(race):
    now = race[-1]
    lost = next(run for run in now.runs if run.termination is not None)
    for step in range(STEPS):
        seen = next(run for run in snapshot_at(now, step).runs if run.label == lost.label)
        assert (seen is lost) is (step >= lost.termination.step)
        assert seen.step == min(step, lost.step)


@pytest.mark.usefixtures("small_chunks")
def test_that_every_field_of_a_race_of_networks_is_shown_as_it_was():
    shape = {"test_every": 5, "record_layers": True}
    runs = tuple(RunSetup(key, networks.optimizer(key), networks.SMALL) for key in ("gd", "sgd", "adam"))
    experiment = Experiment(Setup(NetworkSetup("small", hidden=(8,), **shape), 0, runs), problem=networks.problem(**shape))

    def change(step: int) -> None:
        if step == 12:
            experiment.configure("adam", networks.optimizer("adam", learning_rate=0.002), Sampling(9), replay=False)

    race = at_every_step(experiment, change)
    for step, then in enumerate(race[:-1]):
        seen = snapshot_at(race[-1], step, {run.label: run.record for run in then.runs if run.record is not None})
        for mine, own in zip(seen.runs, then.runs, strict=True):
            assert_as_then(mine, own)
            now = next(run for run in race[-1].runs if run.label == mine.label)
            assert mine.trail.steps.tolist() == [kept for kept in now.trail.steps.tolist() if kept <= step]
            assert mine.theta.tobytes() == own.theta.tobytes()


def test_that_a_branch_is_drawn_from_its_fork_on_and_whole_where_its_parent_is_not_shown(race):
    now = race[-1]
    late, parent = (next(run for run in now.runs if run.label == label) for label in ("late", "adam"))
    drawn = {run.label: run for run in from_forks(now).runs}
    assert bits(drawn["late"].path) == bits(late.path[15:])
    assert drawn["late"].trail is NO_TRAIL
    assert (drawn["late"].parent, drawn["adam"]) == ("adam", parent)
    alone = from_forks(replace(now, runs=(late,))).runs[0]
    assert (alone.parent, bits(alone.path), alone.revision) == (None, bits(late.path), late.revision)
    rooted = from_forks(replace(now, runs=(parent, replace(late, fork=0)))).runs[1]
    assert (rooted.parent, bits(rooted.path)) == (None, bits(late.path))
    assert [run.label for run in from_forks(snapshot_at(now, 14)).runs] == ["gd", "sgd", "adam"]
    at_the_fork = from_forks(snapshot_at(now, 15)).runs[-1]
    assert (at_the_fork.label, len(at_the_fork.path)) == ("late", 1)
    plain = replace(now, runs=(parent,))
    assert from_forks(plain) is plain


@pytest.mark.usefixtures("small_chunks")
def test_that_the_kept_moments_of_a_branch_are_drawn_from_the_last_one_at_its_fork():
    runs = (RunSetup("adam", networks.optimizer("adam"), networks.SMALL),)
    experiment = Experiment(Setup(NetworkSetup("small", hidden=(8,), test_every=5), 0, runs), problem=networks.problem())
    experiment.advance(30)
    for fork in (7, 8, 9):
        experiment.branch("adam", fork, f"b{fork}", OPTIMIZERS["adam"](0.002), networks.SMALL)
    experiment.advance(0)
    shown = {run.label: run for run in experiment.snapshot().runs}
    for run in from_forks(experiment.snapshot()).runs[1:]:
        whole = shown[run.label].trail
        first = max(k for k, step in enumerate(whole.steps.tolist()) if step <= run.fork)
        assert run.trail.steps.tolist() == whole.steps[first:].tolist()
        assert [id(point) for point in run.trail.points] == [id(point) for point in whole.points[first:]]
        assert [id(state) for state in run.trail.states] == [id(state) for state in whole.states[first:]]


def test_that_a_run_which_has_not_come_further_is_shown_as_it_stands(race):
    short, long = race[10].runs[1], race[-1].runs[2]
    now = replace(race[-1], runs=(short, long))
    for step in (10, 11):
        assert snapshot_at(now, step).runs[0] is short
        assert snapshot_at(now, step).runs[1] is not long
    assert snapshot_at(now, 9).runs[0] is not short


def test_that_the_record_of_another_step_does_not_say_where_a_run_stood(race):
    records = {run.label: run.record for run in race[19].runs}
    for run in snapshot_at(race[-1], 20, records).runs:
        assert run.theta.tobytes() == run.path[-1].tobytes()
