"""A run has arrived that came to the finish and held it: found step by step as it is defined over the whole history."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.arrival import Arrival, ArrivalWatch
from core.experiment.experiment import Experiment
from core.experiment.setup import RunSetup, Setup, default_network_setup, default_setup
from core.experiment.snapshot_at import snapshot_at
from core.functions import FUNCTIONS
from core.optimizers.gradient_descent import GradientDescent
from core.problems.base import Finish
from core.problems.function import FunctionProblem, FunctionSetup
from core.problems.kinds import KINDS
from tests.helpers.histories import arrival_by_definition

losses = st.lists(st.sampled_from((0.0, 0.5, 1.0, 1.5, 7.0, math.nan, math.inf, -math.inf)) | st.floats(), max_size=60)


@given(losses, st.integers(0, 6), st.lists(st.integers(1, 9), max_size=60))
def test_that_an_arrival_found_piece_by_piece_is_that_of_the_whole_history(values, hold, pieces):
    loss, watch, count = np.array(values), ArrivalWatch(1.0, hold), 0
    for piece in [*pieces, len(values)]:
        count = min(len(values), count + piece)
        arrival = watch.look(loss[:count])
        assert arrival == arrival_by_definition(loss[:count], 1.0, hold)
        earliest = watch.earliest(loss[:count])
        assert earliest == arrival.known_at if arrival else earliest >= count


@given(losses, st.integers(0, 6), st.integers(0, 60))
def test_that_no_arrival_is_known_before_the_earliest_step_that_was_told(values, hold, count):
    loss, watch = np.array(values), ArrivalWatch(1.0, hold)
    earliest = watch.earliest(loss[:count])
    arrival = watch.look(loss)
    assert arrival is None or arrival.known_at >= earliest


@given(losses, st.integers(0, 6), st.integers(0, 60), losses)
def test_that_rows_that_were_taken_back_leave_no_trace(values, hold, kept, others):
    watch = ArrivalWatch(1.0, hold)
    watch.look(np.array(values))
    watch.begin_anew()
    again = np.array([*values[:kept], *others])
    assert watch.look(again) == arrival_by_definition(again, 1.0, hold)


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.3, 0.45])
@pytest.mark.parametrize(("fraction", "hold"), [(1e-3, 20), (1e-6, 0), (0.3, 7)])
def test_that_gradient_descent_on_a_bowl_arrives_when_the_formula_says(rate, fraction, hold):
    # On x²/10 + y² each coordinate shrinks by its own factor: x by 1 − η/5, y by 1 − 2η. From (−9, 2) f(k) is a sum of two powers.
    x, y = 1 - rate / 5, 1 - 2 * rate
    start = 81 / 10 + 4
    due = next(k for k in range(10_000) if 8.1 * x ** (2 * k) + 4 * y ** (2 * k) <= fraction * start)
    setup = FunctionSetup("seed-bowl", (-9.0, 2.0), fraction, hold)
    experiment = Experiment(Setup(setup, 0, (RunSetup("gd", GradientDescent(rate)),)))
    experiment.advance(due + hold - 1)
    assert experiment.snapshot().runs[0].arrival is None, "it has not held for long enough"
    experiment.advance(1)
    assert experiment.snapshot().runs[0].arrival == Arrival(due, due + hold)


def test_that_the_default_race_arrives_in_the_order_that_is_known():
    experiment = Experiment(default_setup())
    experiment.advance(400)
    arrivals = {run.label: run.arrival and run.arrival.step for run in experiment.snapshot().runs}
    assert arrivals == {"gd": 40, "adam": 55, "nag": 59, "momentum": 60, "rmsprop": 65, "adagrad": 74, "sgd": None}


def test_that_looking_back_nobody_has_arrived_who_arrives_later():
    experiment, snapshots = Experiment(default_setup()), []
    for _ in range(100):
        snapshots.append(experiment.snapshot())
        experiment.advance(1)
    present = experiment.snapshot()
    for step, then in enumerate(snapshots):
        assert [run.arrival for run in snapshot_at(present, step).runs] == [run.arrival for run in then.runs]


def test_that_going_back_and_a_branch_keep_what_was_known_by_then():
    experiment = Experiment(default_setup())
    experiment.advance(100)
    experiment.rewind(59)
    assert experiment.runs["gd"].arrival is None
    experiment.advance(1)
    assert experiment.runs["gd"].arrival == Arrival(40, 60)
    experiment.branch("gd", 60, "late", GradientDescent(0.1), experiment.runs["gd"].sampling)
    experiment.branch("gd", 30, "early", GradientDescent(0.1), experiment.runs["gd"].sampling)
    experiment.advance(0)
    assert experiment.runs["late"].arrival == Arrival(40, 60)
    assert experiment.runs["early"].arrival is None


def test_that_the_finish_lies_between_the_lowest_value_and_the_start():
    for function in FUNCTIONS.values():
        problem = FunctionProblem(function, Finish(0.25, 3))
        start = function.value(*function.start)
        level = problem.finish_level(start)
        if function.infimum is None:
            assert level is None
            assert not problem.has_finish
        else:
            assert level == pytest.approx(function.infimum + 0.25 * (start - function.infimum))


def test_that_there_is_no_finish_on_a_network_or_where_there_is_no_lowest_value():
    assert not any(hasattr(default_network_setup().problem, name) for name in ("finish", "finish_hold"))
    assert [kind.key for kind in KINDS] == ["function", "network"]
    for key in ("saddle", "monkey-saddle", "mccormick"):
        experiment = Experiment(default_setup(key))
        experiment.advance(60)
        assert all(run.arrival is None for run in experiment.snapshot().runs)


def test_that_who_begins_at_the_lowest_value_has_arrived_from_the_start():
    experiment = Experiment(Setup(FunctionSetup("seed-bowl", (0.0, 0.0)), 0, (RunSetup("gd", GradientDescent(0.1)),)))
    experiment.advance(20)
    assert experiment.snapshot().runs[0].arrival == Arrival(0, 20)
