"""The sentence on fairness says what the runs share and what each has spent."""

from dataclasses import replace

import pytest

from core.analysis.fairness import fairness_text
from core.experiment.experiment import Experiment
from core.problems.base import Sampling
from tests.helpers.small_data import small_library, small_setup


@pytest.fixture
def race(tmp_path):
    library = small_library(tmp_path)

    def make(setup, steps, off=()):
        experiment = Experiment(setup, library=library, off=off)
        experiment.advance(steps)
        return fairness_text(experiment.snapshot(), {"gd": "GD"}).replace("\N{NARROW NO-BREAK SPACE}", " ")

    return make


def test_that_equal_runs_are_told_in_one_figure(race):
    assert race(small_setup(), 100, off={"gd"}) == "Same start, same batches of 16. Gradients so far: 1 600 each."


def test_that_gd_is_named_with_what_it_has_spent(race):
    assert race(small_setup(), 10) == "Same start, same batches of 16. Gradients so far: 160 each, but GD 2 400."


def test_that_other_batch_sizes_are_told(race):
    setup = small_setup()
    sgd = next(run for run in setup.runs if run.label == "sgd")
    setup = setup.with_run(replace(sgd, sampling=Sampling(batch_size=8)))
    assert race(setup, 10, off={"gd"}) == "Same start; batches differ in size: 8, 16. Gradients so far: 160 each, but sgd 80."


def test_that_without_runs_there_is_nothing_to_say(race):
    setup = small_setup()
    assert race(setup, 0, off={run.label for run in setup.runs}) == ""


def test_that_without_a_majority_every_run_is_named(race):
    setup = small_setup()
    off = {run.label for run in setup.runs} - {"gd", "adam"}
    assert race(setup, 10, off) == "Same start, same batches of 16. Gradients so far: GD 2 400, adam 160."


def test_that_a_step_which_some_runs_have_taken_and_some_not_is_not_counted(tmp_path):
    experiment = Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})
    experiment.advance(100)
    before = fairness_text(experiment.snapshot())
    experiment.work(101, 0.0)
    snapshot = experiment.snapshot()
    assert {run.step for run in snapshot.runs} == {100, 101}
    assert fairness_text(snapshot) == before


def test_that_a_run_which_catches_up_is_named_with_its_step(tmp_path):
    experiment = Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})
    experiment.advance(50)
    experiment.switch("gd", True)
    for _ in range(3):
        experiment.work(50, 0.0)
    [gd] = [run.step for run in experiment.snapshot().runs if run.label == "gd"]
    assert 0 < gd < 49
    said = fairness_text(experiment.snapshot(), {"gd": "GD"}).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert said == (
        "Same start, same batches of 16. "
        f"Gradients so far: 800 each, but GD {240 * gd}. Catching up to step 50, while the others wait: GD is at {gd}."
    )
    experiment.work(50, float("inf"))
    assert "Catching up" not in fairness_text(experiment.snapshot())


def test_that_gd_alone_has_no_batches(race):
    setup = small_setup()
    assert race(setup, 10, {run.label for run in setup.runs} - {"gd"}) == "Same start. Gradients so far: 2 400 each."


def test_that_all_runs_that_catch_up_are_named_and_one_that_is_a_step_behind_is_not(tmp_path):
    experiment = Experiment(small_setup(), library=small_library(tmp_path), off={"gd"})
    experiment.advance(50)
    now = experiment.snapshot()
    first, second, third, *_ = now.runs
    behind = {first.label: 7, second.label: 48, third.label: 49}
    runs = tuple(replace(run, loss=run.loss[: behind.get(run.label, 50) + 1]) for run in now.runs)
    said = fairness_text(replace(now, runs=runs), {second.label: "Two"})
    assert said.endswith(f" Catching up to step 50, while the others wait: {first.label} is at 7, Two is at 48.")


def test_that_as_many_runs_as_the_others_together_are_no_majority(race):
    setup = small_setup()
    sgd = next(run for run in setup.runs if run.label == "sgd")
    setup = setup.with_run(replace(sgd, sampling=Sampling(batch_size=8)))
    off = {run.label for run in setup.runs} - {"sgd", "adam"}
    assert race(setup, 10, off).endswith("Gradients so far: sgd 80, adam 160.")
