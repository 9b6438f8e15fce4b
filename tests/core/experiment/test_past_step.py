"""Reading a past step: whose record is awaited, how far it has come, and what a move or a rewritten past leaves of it."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.experiment import Experiment
from core.experiment.past_step import PastStepReader
from core.experiment.setup import RunSetup, default_setup
from core.experiment.snapshot import CheckpointTrail, HeldOut, LayerNorms, Piecewise, RunValues
from core.optimizers.gradient_descent import GradientDescent
from core.problems.base import Sampling
from tests.helpers.histories import record_facts


@pytest.fixture
def race():
    """Three runs at step 300, one of them ended before step 60, one waiting at step 0."""
    setup = default_setup("rosenbrock")
    runs = (RunSetup("lost", GradientDescent(1.0)), *(run for run in setup.runs if run.label in ("momentum", "adam", "nag")))
    experiment = Experiment(replace(setup, runs=runs), off={"nag"})
    experiment.advance(300)
    return experiment


def seen_by(experiment: Experiment, step: int) -> dict:
    looking = PastStepReader(experiment, step)
    assert looking.work()
    return {label: record_facts(record) for label, record in looking.past_step.records.items()}


def test_that_a_record_is_read_of_every_run_that_takes_part_and_went_on_from_there_or_ended_there(race):
    last = race.runs["lost"].step
    others = {"momentum", "adam"}
    assert set(seen_by(race, 0)) == set()
    assert set(seen_by(race, 1)) == {"lost", *others}
    assert set(seen_by(race, last)) == {"lost", *others}
    assert set(seen_by(race, last + 1)) == others, "its own last record is that of the step that failed"
    assert set(seen_by(race, 299)) == others
    assert set(seen_by(race, 300)) == set(), "they have the record themselves"
    race.switch("momentum", False)
    assert set(seen_by(race, 299)) == {"adam"}
    race.switch("nag", True)
    race.advance(0)
    assert set(seen_by(race, 299)) == {"adam", "nag"}


def test_that_another_step_is_read_from_anew_with_its_own_records_and_its_own_measure(race):
    looking = PastStepReader(race, 250)
    looking.work(0.0)
    for step in (251, 10, 260, 11, 299, 1):
        looking.move_to(step)
        begun = looking.past_step
        assert (begun.step, begun.is_complete, begun.done, dict(begun.records)) == (step, False, 0.0, {})
        assert looking.work(math.inf)
        read = looking.past_step
        assert (read.is_complete, read.done) == (True, 1.0)
        assert {label: record_facts(record) for label, record in read.records.items()} == seen_by(race, step)
        assert {record.number for record in read.records.values()} == {step}


def test_that_the_next_step_takes_one_step_of_each_run(race):
    looking, counted = PastStepReader(race, 250), []
    looking.work()
    for run in race.runs.values():
        replay = run.replay

        def counting(step, known=None, replay=replay):
            counted.append(replay(step, known).left)
            return replay(step, known)

        run.replay = counting
    looking.move_to(251)
    looking.work()
    assert counted == [1, 1]


def test_that_a_past_that_is_rewritten_while_it_is_read_is_read_anew_and_the_others_stay(race):
    looking = PastStepReader(race, 250)
    looking.work()
    before = looking.past_step.records
    adam = race.runs["adam"].optimizer
    race.configure("adam", replace(adam, learning_rate=adam.learning_rate / 2), Sampling(), replay=True)
    assert "adam" not in looking.past_step.records
    race.advance(0)
    assert not looking.is_complete
    looking.work(0.0)
    race.configure("adam", replace(adam, learning_rate=adam.learning_rate / 3), Sampling(), replay=True)
    race.advance(0)
    assert looking.work()
    after = looking.past_step.records
    assert after["momentum"] is before["momentum"]
    assert after["adam"].optimizer.learning_rate == adam.learning_rate / 3
    assert {label: record_facts(record) for label, record in after.items()} == seen_by(race, 250)
    looking.move_to(251)
    looking.work()
    assert {label: record_facts(record) for label, record in looking.past_step.records.items()} == seen_by(race, 251)


def test_that_a_piece_of_no_time_is_one_step_and_what_was_told_stays_as_it_was(race):
    looking = PastStepReader(race, 250)
    told = [looking.past_step]
    while not looking.work(0.0):
        told.append(looking.past_step)
    # From row 128 to 250 there are 122 steps, of each of two runs.
    assert len(told) == 2 * 122
    assert [past.done for past in told] == pytest.approx([number / 244 for number in range(244)])
    assert dict(told[0].records) == {}
    with pytest.raises(TypeError):
        told[0].records["adam"] = None


steps = st.lists(st.integers(0, 30), min_size=1, max_size=12, unique=True).map(sorted)


@given(steps, st.integers(0, 30))
def test_that_what_was_measured_up_to_a_step_is_cut_behind_it(measured, step):
    at, values = np.array(measured), np.array(measured, float)
    kept = [each for each in measured if each <= step]
    assert RunValues(values, at).until(step).values.tolist() == RunValues(values, at).until(step).steps.tolist() == kept
    assert RunValues(np.arange(31.0)).until(step).values.tolist() == list(range(step + 1))
    assert RunValues(np.arange(31.0)).until(step).steps is None
    held_out = HeldOut(at, values, values / 100).until(step)
    assert (held_out.steps.tolist(), held_out.loss.tolist(), held_out.accuracy.tolist()) == (kept, kept, [each / 100 for each in kept])
    points, states = tuple(values), tuple({"v": each} for each in measured)
    trail = CheckpointTrail(at, points, states).until(step)
    assert (trail.steps.tolist(), list(trail.points), [state["v"] for state in trail.states]) == (kept, kept, kept)


@given(steps, st.integers(0, 30))
def test_that_a_quantity_between_its_knots_is_cut_where_it_stands_then(knots, step):
    whole = Piecewise(np.array([0, *(each + 1 for each in knots)]), np.array([0.0, *(3.0 * each + 5 for each in knots)]))
    step = min(step, int(whole.knots[-1]))
    cut = whole.until(step)
    assert cut.knots[-1] == step
    assert (np.diff(cut.knots) > 0).all()
    before = np.arange(step + 1)
    np.testing.assert_allclose(cut.at(before), whole.at(before), rtol=1e-12)


def test_that_the_norms_of_layers_are_gradient_and_ratio_in_this_order():
    from core.experiment.run import Run
    from tests.helpers import networks

    run: Run = networks.fresh("sgd", shape={"record_layers": True})
    run.advance(1)
    taken, start = run.record.taken, run.record.theta
    split = 37 * 8
    layers: LayerNorms = run.snapshot().layers
    assert layers.gradient[0, 0] == pytest.approx(np.linalg.norm(taken.terms["g"][:split]), rel=1e-5)
    assert layers.update_ratio[0, 1] == pytest.approx(np.linalg.norm(taken.terms["Δ"][split:]) / np.linalg.norm(start[split:]), rel=1e-5)
