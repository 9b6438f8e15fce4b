"""The same run with other learning rates: set-ups that differ in nothing else, and the same curves as by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.document import snapshot_document
from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot import TerminationReason
from core.optimizers import TEACHING_ORDER
from core.sweeps.learning_rates import FACTORS, RateStripWork, rate_variants
from tests.helpers.small_data import small_library, small_setup


@given(st.sampled_from(TEACHING_ORDER), st.lists(st.floats(0.01, 100), min_size=1, max_size=6))
def test_that_the_variants_differ_in_the_learning_rate_alone(key, factors):
    setup = default_setup("himmelblau", seed=3)
    run = next(run for run in setup.runs if run.label == key)
    variants = rate_variants(setup, key, factors)
    assert [variant.factor for variant in variants] == factors
    for variant in variants:
        assert variant.rate == run.optimizer.learning_rate * variant.factor
        (only,) = variant.setup.runs
        assert only.optimizer.learning_rate == variant.rate
        assert replace(only.optimizer, learning_rate=run.optimizer.learning_rate) == run.optimizer
        assert replace(variant.setup, runs=()) == replace(setup, runs=())


def test_that_a_run_that_is_not_there_and_a_rate_out_of_range_are_refused_with_a_sentence():
    setup = default_setup()
    with pytest.raises(ValueError, match="There is no run nobody"):
        rate_variants(setup, "nobody")
    with pytest.raises(ValueError, match=r"learning_rate = .* is outside"):
        rate_variants(setup, "gd", [1e300])


def finished(variants, steps, problem, seconds):
    work = RateStripWork(variants, steps, problem)
    shares = [work.share]
    while not work.work(seconds):
        shares.append(work.share)
    assert shares == sorted(shares)
    assert work.share == 1.0
    return work.snapshots()


def test_that_each_panel_is_the_experiment_by_itself():
    setup = default_setup("rosenbrock")
    variants = rate_variants(setup, "adam")
    snapshots = finished(variants, 60, Experiment(setup).problem, 0.002)
    for variant, snapshot in zip(variants, snapshots, strict=True):
        alone = Experiment(variant.setup)
        alone.advance(60)
        np.testing.assert_array_equal(snapshot.runs[0].path, alone.snapshot().runs[0].path)


def test_that_the_run_of_factor_one_is_that_of_the_race():
    setup = default_setup("seed-bowl", seed=5)
    race = Experiment(setup)
    race.advance(40)
    snapshots = finished(rate_variants(setup, "sgd"), 40, race.problem, 0.01)
    sgd = next(run for run in race.snapshot().runs if run.label == "sgd")
    np.testing.assert_array_equal(snapshots[FACTORS.index(1.0)].runs[0].path, sgd.path)


def test_that_a_rate_that_is_too_large_diverges_and_is_not_held_back():
    setup = default_setup("rosenbrock")
    endings = [
        snapshot.runs[0].termination for snapshot in finished(rate_variants(setup, "momentum"), 100, Experiment(setup).problem, 0.05)
    ]
    assert endings[:3] == [None, None, None]
    assert [ending.reason for ending in endings[3:]] == [TerminationReason.DIVERGED] * 2
    assert endings[4].step < endings[3].step


def test_that_a_network_is_computed_in_slices_and_leaves_the_race_alone(tmp_path):
    setup = small_setup()
    race = Experiment(setup, library=small_library(tmp_path))
    race.advance(5)
    before = race.snapshot()
    snapshots = finished(rate_variants(setup, "momentum"), 12, race.problem, 0.0)
    assert [snapshot.runs[0].step for snapshot in snapshots] == [12] * 5
    assert snapshots[0].problem is not race.problem
    race.advance(7)
    momentum = next(run for run in race.snapshot().runs if run.label == "momentum")
    np.testing.assert_array_equal(snapshots[2].runs[0].loss, momentum.loss)
    assert before.step == 5


def test_that_changes_on_the_way_are_made_in_every_panel_and_factor_one_is_the_run_that_was_made():
    race = Experiment(default_setup("seed-bowl"))
    race.advance(15)
    run = race.runs["adam"]
    race.configure("adam", replace(run.optimizer, learning_rate=0.1), run.sampling, replay=False)
    race.advance(5)
    race.branch("adam", 12, "b", replace(run.optimizer, beta1=0.5), run.sampling)
    race.advance(10)
    document = snapshot_document(race.snapshot())
    for label in ("adam", "b"):
        variants = rate_variants(document, label)
        snapshots = finished(variants, 30, race.problem, 0.01)
        made = next(run for run in race.snapshot().runs if run.label == label)
        np.testing.assert_array_equal(snapshots[FACTORS.index(1.0)].runs[0].path, made.path)
        assert not np.array_equal(snapshots[0].runs[0].path, made.path)
    assert [variant.rate for variant in rate_variants(document, "adam")] == [0.1 * factor for factor in FACTORS]
    half = rate_variants(document, "adam")[1]
    assert [(each.since, each.optimizer.learning_rate) for each in half.document.plans[0].settings] == [(0, 0.2), (15, 0.05)]


def test_that_a_panel_is_the_experiment_of_its_document_with_the_run_alone():
    source = replace(snapshot_document(Experiment(default_setup("booth", 7)).snapshot()), steps=55, title="mine")
    variants = rate_variants(source, "nag")
    assert [variant.factor for variant in variants] == [0.25, 0.5, 1.0, 2.0, 4.0] == list(FACTORS)
    for variant in variants:
        document = variant.document
        assert (document.problem, document.seed, document.title, document.steps) == (source.problem, 7, "mine", 55)
        assert [(plan.label, plan.parent, plan.on) for plan in document.plans] == [("nag", None, True)]


def test_that_the_part_that_is_done_counts_a_lost_run_as_done_and_is_all_where_there_is_nothing_to_do():
    setup = default_setup("rosenbrock")
    work = RateStripWork(rate_variants(setup, "gd", (1.0, 1000.0)), 40, Experiment(setup).problem)
    assert work.share == 0.0
    while all(snapshot.runs[0].termination is None for snapshot in work.snapshots()):
        work.work(0.0)
    steps = [40 if snapshot.runs[0].termination else snapshot.runs[0].step for snapshot in work.snapshots()]
    assert work.share == sum(steps) / 80
    nothing = RateStripWork(rate_variants(setup, "gd"), 0, Experiment(setup).problem)
    assert nothing.share == 0.0
    assert nothing.work(0.0)
