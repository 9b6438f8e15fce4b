"""Runs that wait: what they keep, what they are left out of, and that their names are free again when they are gone."""

from dataclasses import replace

import pytest

from core.experiment.document import snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_setup
from core.optimizers.adaptive import Adam
from core.optimizers.gradient_descent import GradientDescent
from core.problems.base import Sampling
from core.problems.network_setup import NetworkSetup
from tests.helpers import networks


@pytest.fixture
def race():
    experiment = Experiment(default_setup("himmelblau"), off={"sgd", "nobody"})
    experiment.advance(30)
    return experiment


def test_that_only_runs_that_there_are_can_wait(race):
    assert race.off == {"sgd"}
    race.branch("adam", 10, "new", Adam(0.3), Sampling())
    race.switch("new", False)
    assert race.off == {"sgd", "new"}
    begun_anew = race.with_setup(race.setup)
    assert begun_anew.off == {"sgd"}
    race.remove_branch("new")
    assert race.off == {"sgd"}
    for experiment in (race, begun_anew):
        if experiment is begun_anew:
            experiment.advance(30)
        experiment.branch("adam", 10, "new", Adam(0.3), Sampling())
        assert "new" in [run.label for run in experiment.snapshot().runs]


def test_that_a_run_that_waits_is_in_the_plans_and_not_among_the_runs_and_has_a_part_in_nothing(race):
    snapshot = race.snapshot()
    assert "sgd" not in [run.label for run in snapshot.runs]
    assert [(plan.label, plan.on) for plan in snapshot.plans] == [(run.label, run.label != "sgd") for run in race.setup.runs]
    assert race.runs["sgd"].step == 0
    assert not race.is_behind
    assert race.runs["sgd"] not in race.active
    opened = Experiment.from_document(snapshot_document(snapshot))
    assert opened.off == {"sgd"}


def test_that_switching_a_run_is_something_new_to_show(race):
    seen = [race.progress]
    for on in (True, False):
        race.switch("sgd", on)
        seen.append(race.progress)
    assert seen[0] == seen[2] != seen[1]


@pytest.mark.parametrize("off", [None, (), {"gd"}])
def test_that_an_experiment_begun_anew_has_the_runs_waiting_that_it_is_told_of_and_else_the_same(race, off):
    fresh = race.with_setup(race.setup, off=off)
    assert fresh.off == ({"sgd"} if off is None else set(off))


@pytest.mark.usefixtures("small_chunks")
def test_that_a_run_that_waits_is_not_tested_at_the_end():
    runs = tuple(RunSetup(label, networks.optimizer("sgd"), networks.SMALL) for label in ("on", "off"))
    experiment = Experiment(Setup(NetworkSetup("small", hidden=(8,), test_every=5), 0, runs), problem=networks.problem())
    experiment.advance(7)
    experiment.switch("off", False)
    experiment.test_now()
    assert {label: run.snapshot().held_out.steps.tolist() for label, run in experiment.runs.items()} == {"on": [0, 5, 7], "off": [0, 5]}


def test_that_a_change_of_a_run_that_waits_holds_from_the_step_of_the_race_and_of_one_ahead_from_its_own(race):
    race.configure("sgd", replace(race.runs["sgd"].optimizer, learning_rate=0.001), Sampling(), replay=False)
    assert [settings.since for settings in race.runs["sgd"].settings] == [0, 30]
    race.switch("adam", False)
    race.begin_rewind(20)
    assert race.step == 20
    race.configure("gd", GradientDescent(0.001), Sampling(), replay=False)
    assert [settings.since for settings in race.runs["gd"].settings] == [0, 20]


def test_that_a_race_is_begun_from_a_document_with_its_last_settings_and_forks(race):
    race.configure("gd", GradientDescent(0.001), Sampling(), replay=False)
    race.branch("adam", 10, "first", Adam(0.3), Sampling())
    race.advance(5)
    race.branch("first", 20, "second", Adam(0.2), Sampling())
    kept = snapshot_document(race.snapshot())
    opened = Experiment.from_document(kept)
    assert opened.step == 0
    assert opened.setup == kept.setup
    assert {run.label: run.optimizer for run in opened.setup.runs}["gd"] == GradientDescent(0.001)
    assert {label: (run.parent, run.fork) for label, run in opened.runs.items() if run.parent} == {
        "first": ("adam", 10),
        "second": ("first", 20),
    }
    assert snapshot_document(opened.snapshot()).plans == kept.plans


def test_that_what_is_left_by_a_branch_shares_no_more_with_its_parent_than_before(race):
    for parent, fork, label in (("adam", 10, "first"), ("first", 20, "late"), ("first", 5, "early")):
        race.branch(parent, fork, label, Adam(0.3), Sampling())
        race.advance(0)
    race.remove_branch("first")
    assert {label: (race.runs[label].parent, race.runs[label].fork) for label in ("late", "early")} == {
        "late": ("adam", 10),
        "early": ("adam", 5),
    }


def test_that_an_experiment_begun_anew_goes_on_with_problem_library_and_budget(race):
    other = replace(race.setup, problem=replace(race.setup.problem, start=(1.0, 1.0)))
    assert race.with_setup(race.setup).problem is race.problem
    assert race.with_setup(other).problem is not race.problem
    assert race.with_setup(other).generation == race.generation + 1
    assert (race.with_setup(other).step, race.with_setup(other, catch_up=True).step) == (0, race.step)
