"""Guesses, their errors and the score, against arithmetic by hand and laws that hold for all guesses."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from core.experiment.snapshot import Termination, TerminationReason
from core.experiment.snapshot_at import snapshot_at
from core.lessons.prediction import Guess, Outcome, Predictions

COORDINATE = st.floats(-1e6, 1e6)
POINT = st.tuples(COORDINATE, COORDINATE)


def snapshot(steps):
    experiment = Experiment(default_setup())
    experiment.advance(steps)
    return experiment.snapshot()


def run_of(shot, label="momentum"):
    return next(run for run in shot.runs if run.label == label)


def outcome(origin, place, truth):
    return Outcome(Guess("adam", 1, origin, place), truth)


def test_that_error_share_and_points_are_those_of_a_right_triangle():
    made = outcome((0.0, 0.0), (3.0, 6.0), (3.0, 10.0))
    assert made.error == 4.0
    assert made.length == pytest.approx(math.sqrt(109))
    assert made.share == pytest.approx(4 / math.sqrt(109))
    assert made.points == pytest.approx(100 - 400 / math.sqrt(109))


@given(POINT, POINT)
def test_that_an_exact_guess_has_all_points_and_staying_has_none(origin, truth):
    assert outcome(origin, truth, truth).points == 100.0
    if origin != truth:
        assert outcome(origin, origin, truth).points == 0.0


@given(POINT, POINT, POINT, POINT)
def test_that_points_are_from_0_to_100_and_never_more_for_a_guess_further_off(origin, one, other, truth):
    near, far = sorted((outcome(origin, one, truth), outcome(origin, other, truth)), key=lambda made: made.error)
    assert 0.0 <= far.points <= near.points <= 100.0


def test_that_a_step_that_goes_nowhere_or_beyond_all_numbers_has_points_too():
    assert outcome((1.0, 1.0), (1.0, 1.0), (1.0, 1.0)).points == 100.0
    still = outcome((1.0, 1.0), (2.0, 1.0), (1.0, 1.0))
    assert (still.share, still.points) == (math.inf, 0.0)
    assert outcome((0.0, 0.0), (-1.7e308, 0.0), (1.7e308, 1.7e308)).points == 0.0


def test_that_a_guess_waits_until_its_step_is_taken_and_becomes_an_outcome_once():
    now, next_one = snapshot(2), snapshot(3)
    guessed = Predictions().with_guess(run_of(now), (1.0, 2.0))
    assert guessed.guess == Guess("momentum", 3, tuple(run_of(now).path[2]), (1.0, 2.0))
    assert guessed.after(now.runs) == guessed
    seen = guessed.after(next_one.runs)
    assert seen.guess is None
    (made,) = seen.outcomes
    assert made.truth == tuple(run_of(next_one).path[3])
    assert seen.after(next_one.runs) == seen == guessed.after(snapshot(3).runs)
    assert seen.outcome_of("momentum", 3) is made
    assert seen.outcome_of("momentum", 2) is None


def test_that_many_steps_at_once_count_the_one_that_was_guessed():
    guessed = Predictions().with_guess(run_of(snapshot(2)), (1.0, 2.0))
    (made,) = guessed.after(snapshot(40).runs).outcomes
    assert made.truth == tuple(run_of(snapshot(40)).path[3])


def test_that_going_back_takes_results_and_guesses_with_it():
    shots = [snapshot(k) for k in range(5)]
    predictions = Predictions()
    for shot, after in pairwise(shots[:4]):
        predictions = predictions.with_guess(run_of(shot), (0.0, 0.0)).after(after.runs)
    assert [made.guess.step for made in predictions.outcomes] == [1, 2, 3]
    waiting = predictions.with_guess(run_of(shots[3]), (0.0, 0.0))
    back = waiting.after(snapshot_at(shots[3], 1).runs)
    assert [made.guess.step for made in back.outcomes] == [1]
    assert back.guess is None
    assert predictions.after(shots[0].runs) == Predictions()


def test_that_results_go_when_the_past_is_changed_or_the_run_is_gone():
    now, after = snapshot(1), snapshot(2)
    seen = Predictions().with_guess(run_of(now), (0.0, 0.0)).after(after.runs)
    other = replace(run_of(after), path=run_of(after).path + 1e-9)
    assert seen.after([other]) == Predictions()
    assert seen.after([run_of(after, "adam")]) == Predictions()
    assert Predictions().with_guess(run_of(now), (0.0, 0.0)).after([other]) == Predictions()


def test_that_a_run_that_ends_instead_of_stepping_takes_its_guess_with_it():
    run = run_of(snapshot(1))
    guessed = Predictions().with_guess(run, (0.0, 0.0))
    assert guessed.after([replace(run, termination=Termination(TerminationReason.DIVERGED, 2))]) == Predictions()


def test_that_the_score_is_the_mean_of_the_points():
    assert Predictions().score == 0.0
    made = (outcome((0.0, 0.0), (4.0, 0.0), (4.0, 0.0)), outcome((0.0, 0.0), (1.0, 0.0), (4.0, 0.0)))
    assert Predictions(None, made).score == pytest.approx((100 + 25) / 2)


def test_that_a_result_goes_when_either_end_of_its_step_is_another_point():
    now, after = snapshot(1), snapshot(2)
    seen = Predictions().with_guess(run_of(now), (0.0, 0.0)).after(after.runs)
    assert seen.after(after.runs) == seen
    for row, kept in ((0, True), (1, False), (2, False)):
        path = run_of(after).path.copy()
        path[row] += 1e-9
        assert (seen.after([replace(run_of(after), path=path)]) == seen) is kept


def test_that_the_latest_result_of_a_step_is_told():
    first, second = (outcome((0.0, 0.0), (float(x), 0.0), (4.0, 0.0)) for x in (1, 2))
    assert Predictions(None, (first, second)).outcome_of("adam", 1) is second
