"""A race has its result where it has nothing more to show: it is led there to the step, whatever the pieces, and told in a line."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.experiment.experiment
from core.experiment.arrival import Arrival
from core.experiment.experiment import Experiment
from core.experiment.result import LONGEST, PATIENCE, Place, ordinal, place_text, places, result_step, result_text
from core.experiment.setup import RunSetup, Setup, default_setup
from core.experiment.snapshot import Termination, TerminationReason
from core.optimizers.gradient_descent import GradientDescent
from core.problems.function import FunctionSetup


class Racer:
    def __init__(self, label, arrival=None, ended=None):
        self.label, self.arrival = label, arrival and Arrival(arrival, arrival + 20)
        self.termination = ended and Termination(TerminationReason.DIVERGED, ended)


def upper(label):
    return label.upper()


@pytest.mark.parametrize(
    ("runs", "step"),
    [
        ([], None),
        ([Racer("a")], LONGEST),
        ([Racer("a", 40)], 60),
        ([Racer("a", 40), Racer("b")], 40 + PATIENCE),
        ([Racer("a", 40), Racer("b", 700), Racer("c")], 700 + PATIENCE),
        ([Racer("a", 40), Racer("b", ended=50)], 60),
        ([Racer("a", 40), Racer("b", ended=90)], 90),
        ([Racer("a", ended=7), Racer("b", ended=9)], 9),
        ([Racer("a", ended=7), Racer("b")], LONGEST),
    ],
)
def test_that_a_result_is_there_when_all_have_arrived_or_ended_or_nobody_has_come_for_long(runs, step):
    assert result_step(runs) == step


def test_that_an_arrival_that_has_to_be_held_for_long_is_awaited():
    run = Racer("a", 40)
    run.arrival = Arrival(40, 1040)
    assert result_step([run, Racer("b")]) == 1040


# Rates that arrive soon, late, never, and that leave the numbers of a float within some steps.
rates = st.sampled_from((0.4, 0.1, 0.03, 0.001, 0.99, 3.0, 30.0, 1e6))


@given(
    st.lists(rates, min_size=1, max_size=4),
    st.integers(0, 25),
    st.sampled_from((1e-3, 0.5)),
    st.integers(0, 120),
    st.sampled_from((0.0, math.inf)),
    st.sampled_from((0.0, math.inf)),
)
def test_that_a_race_is_led_to_its_result_to_the_step(chosen, hold, fraction, after, seconds, round_seconds):
    runs = tuple(RunSetup(f"gd {k}", GradientDescent(rate)) for k, rate in enumerate(chosen))
    setup = Setup(FunctionSetup("seed-bowl", (-9.0, 2.0), fraction, hold), 0, runs)
    slow, quick = Experiment(setup), Experiment(setup)
    most = after + 350
    slow.advance(after)
    while slow.active and slow.step < most and not slow.has_result(after):
        slow.advance(1)
    quick.advance(after)
    with pytest.MonkeyPatch.context() as patch:
        # Rounds of one step, or of more and more, whatever the clock says.
        patch.setattr(core.experiment.experiment, "_ROUND_SECONDS", round_seconds)
        while not quick.work(most, seconds, after):
            pass
    assert quick.step == slow.step
    assert quick.has_result(after) == slow.has_result(after)
    assert [(run.loss.tobytes(), run.termination, run.arrival) for run in quick.snapshot().runs] == [
        (run.loss.tobytes(), run.termination, run.arrival) for run in slow.snapshot().runs
    ]


def test_that_the_default_race_has_its_result_300_steps_after_the_last_arrival_and_goes_on_from_there():
    experiment = Experiment(default_setup())
    assert experiment.work(100_000, math.inf, 0)
    assert experiment.step == 74 + PATIENCE
    assert {run.step for run in experiment.runs.values()} == {374}
    assert experiment.work(5000, math.inf, 374)
    assert experiment.step == 5000


def test_that_a_late_arrival_is_a_new_result():
    experiment = Experiment(default_setup("rosenbrock"))
    experiment.work(100_000, math.inf, 0)
    assert experiment.step == 203 + PATIENCE
    experiment.work(100_000, math.inf, experiment.step)
    assert experiment.step == 1737 + PATIENCE


def test_that_runs_that_are_switched_off_are_not_waited_for():
    experiment = Experiment(default_setup(), off={"sgd"})
    experiment.work(100_000, math.inf, 0)
    assert experiment.step == 74 + 20


def test_that_nothing_stops_a_race_without_a_finish():
    experiment = Experiment(default_setup("saddle"))
    experiment.work(LONGEST // 20, math.inf, 0)
    assert experiment.step == LONGEST // 20
    assert not experiment.has_result(0)


def test_that_who_arrives_together_shares_a_place():
    runs = [Racer("a", 50), Racer("b", 40), Racer("c"), Racer("d", 40), Racer("e", 60)]
    assert places(runs) == {"b": Place(1, 40), "d": Place(1, 40), "a": Place(3, 50), "e": Place(4, 60)}
    assert list(places(runs)) == ["b", "d", "a", "e"]


def test_that_ordinals_are_english():
    told = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 22: "22nd", 100: "100th", 101: "101st"}
    assert {rank: ordinal(rank) for rank in told} == told
    assert ordinal(111) == "111th"
    assert place_text(Place(1, 40)) == "1st · 40"
    assert place_text(None) == ""


@pytest.mark.parametrize(
    ("runs", "sentence"),
    [
        ([Racer("a", 40)], "A arrived first, at step 40."),
        ([Racer("a", 55), Racer("b", 40), Racer("c")], "B arrived first, at step 40; A 55. C has not settled."),
        ([Racer("a", 40), Racer("b", 40), Racer("c", 50)], "A and B arrived first, at step 40; C 50."),
        ([Racer("a", 40), Racer("b"), Racer("c"), Racer("d")], "A arrived first, at step 40. B, C and D have not settled."),
        (
            [Racer("a", 40), Racer("b", ended=7), Racer("c", ended=9), Racer("d")],
            "A arrived first, at step 40. B and C diverged. D has not settled.",
        ),
        ([Racer("a"), Racer("b", ended=7)], "No run has arrived by step 10\u202f000. B diverged."),
    ],
)
def test_that_a_result_is_told_in_a_line(runs, sentence):
    assert result_text(runs, 10_000, upper) == sentence


def test_that_the_line_of_a_race_of_many_names_some():
    runs = [Racer(f"r{k}", 40 + k) for k in range(30)] + [Racer(f"s{k}") for k in range(30)]
    sentence = result_text(runs, 400, upper)
    assert sentence.startswith("R0 arrived first, at step 40; R1 41, R2 42, ")
    assert "R8 48, 21 more. " in sentence
    assert sentence.endswith("S0, S1, S2, S3, S4, S5, S6, S7 and 22 more have not settled.")
