"""A race on a network: whatever is done to it, each run is what its own settings make it."""

import dataclasses
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup
from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from core.problems.network import NetworkOracle
from core.problems.network_setup import NetworkSetup
from tests.helpers.networks import BUDGET, SMALL, facts, optimizer, problem, straight

keys = st.sampled_from(list(OPTIMIZERS))

pytestmark = pytest.mark.usefixtures("small_chunks")


def all_seven(**shape) -> Setup:
    return Setup(
        NetworkSetup("small", **{"hidden": (8,), "test_every": 5, **shape}),
        3,
        tuple(RunSetup(key, optimizer(key), SMALL) for key in OPTIMIZERS),
    )


def finished(experiment: Experiment, target: int) -> None:
    """Work in the shortest pieces there are."""
    for _ in range(20_000):
        if experiment.work(target, 0.0):
            return
    raise AssertionError("the experiment did not come to an end")


@given(st.booleans(), st.data())
@settings(max_examples=40)
def test_that_whatever_is_done_to_a_race_each_run_is_that_of_its_settings(replacement, data):
    setup = all_seven(replacement=replacement)
    experiment = Experiment(setup, off=["gd"], problem=problem(replacement=replacement), checkpoint_bytes=7 * BUDGET)
    logs = {run.label: [(0, run.optimizer, run.sampling)] for run in setup.runs}
    for _ in range(data.draw(st.integers(1, 7))):
        label = data.draw(keys)
        match data.draw(st.sampled_from(["work", "work", "pieces", "switch", "configure", "replay", "rewind"])):
            case "work":
                experiment.advance(data.draw(st.integers(0, 12)))
            case "pieces":
                for _ in range(data.draw(st.integers(1, 10))):
                    experiment.work(experiment.step + 5, 0.0)
            case "switch":
                experiment.switch(label, label in experiment.off)
            case ("configure" | "replay") as kind:
                changed = dataclasses.replace(experiment.runs[label].optimizer, learning_rate=data.draw(st.sampled_from([0.002, 0.02])))
                sampling = data.draw(st.sampled_from([SMALL, Sampling(batch_size=7)]))
                since = max(experiment.step, experiment.runs[label].step)
                experiment.configure(label, changed, sampling, replay=kind == "replay")
                kept = [entry for entry in logs[label] if entry[0] < since] if kind == "configure" else []
                logs[label] = [*kept, (since if kind == "configure" else 0, changed, sampling)]
            case "rewind":
                step = data.draw(st.integers(0, experiment.step))
                experiment.begin_rewind(step)
                for run in experiment.setup.runs:
                    kept = [entry for entry in logs[run.label] if entry[0] < step]
                    logs[run.label] = [*kept, (step, run.optimizer, run.sampling)]
    for label in list(experiment.off):
        experiment.switch(label, True)
    goal = experiment.step + 3
    finished(experiment, goal)
    assert experiment.step == goal
    for label, log in logs.items():
        assert facts(experiment.runs[label]) == facts(straight(label, 3, {"replacement": replacement}, log, goal)), label


def test_that_runs_switched_on_late_catch_up_in_the_shortest_pieces():
    experiment = Experiment(all_seven(), off=["gd", "sgd"], problem=problem(), checkpoint_bytes=7 * BUDGET)
    experiment.advance(2)
    for label in ("gd", "sgd"):
        experiment.switch(label, True)
    finished(experiment, 5)
    assert {run.step for run in experiment.runs.values()} == {5}


@pytest.mark.parametrize("runs", [2, 6])
def test_that_the_batch_of_a_step_is_drawn_once_for_all_runs(runs, monkeypatch):
    setup = all_seven(test_every=1000)
    setup = dataclasses.replace(setup, runs=setup.runs[-runs:])
    experiment = Experiment(setup, problem=problem(test_every=1000))
    drawn = []
    prepare = experiment.problem.inked_inputs
    monkeypatch.setattr(experiment.problem, "inked_inputs", lambda pixels: drawn.append(len(pixels)) or prepare(pixels))
    for _ in range(500):
        experiment.work(60, 0.0)
    assert experiment.step == 60
    assert not experiment.is_behind
    assert drawn.count(SMALL.batch_size) == 60


def test_that_a_race_set_back_to_the_start_runs_as_the_first_time():
    setup = all_seven()
    experiment = Experiment(setup, problem=problem())
    experiment.advance(11)
    before = {label: facts(run) for label, run in experiment.runs.items()}
    again = experiment.with_setup(setup)
    assert again.step == 0
    assert again.problem is experiment.problem
    again.advance(11)
    assert {label: facts(run) for label, run in again.runs.items()} == before


@pytest.mark.parametrize(("steps", "replay"), [(0, False), (0, True), (6, True)])
def test_that_a_change_that_is_refused_at_the_start_leaves_everything_as_it_was(steps, replay, monkeypatch):
    too_large = Sampling(batch_size=30)
    loss = NetworkOracle.loss

    def overflowing(oracle, theta, step, settings):
        return math.inf if settings.sampling == too_large and step == 0 else loss(oracle, theta, step, settings)

    monkeypatch.setattr(NetworkOracle, "loss", overflowing)
    experiment = Experiment(all_seven(), off=["gd"], problem=problem())
    experiment.advance(steps)
    run, setup, plans = experiment.runs["adam"], experiment.setup, experiment.snapshot().plans
    before = facts(run)
    with pytest.raises(ValueError, match="not finite"):
        experiment.configure("adam", run.optimizer, too_large, replay)
    assert experiment.setup == setup
    assert experiment.snapshot().plans == plans
    assert facts(run) == before
    experiment.advance(3)
    assert run.step == steps + 3


def test_that_the_checkpoints_of_all_runs_together_stay_within_their_budget():
    experiment = Experiment(all_seven(), problem=problem(), checkpoint_bytes=7 * BUDGET)
    experiment.advance(150)
    assert sum(run.kept_bytes for run in experiment.snapshot().runs) <= 7 * BUDGET
