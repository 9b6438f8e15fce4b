"""When steps are due, what the transport allows, and how fast it goes: pure functions of what is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.experiment.experiment import Experiment
from core.experiment.setup import default_setup
from gui.training.commands import TrainerState
from gui.training.pacing import Pace
from gui.training.speed import SPEEDS, RateMeter, rate_over, recent_samples, speed_text
from gui.window.action_table import ACTIONS, TRANSPORT
from gui.window.actions import transport_reasons

speeds = st.floats(1, 10_000)
moments = st.floats(0, 1000)


@given(speeds, st.integers(0, 10**6), moments)
def test_that_the_first_step_is_due_at_once(speed, first, began):
    assert Pace(speed, first, began).due(began) == first + 1


@given(speeds, st.floats(0, 100))
def test_that_after_some_seconds_as_many_steps_are_due_as_the_speed_says(speed, elapsed):
    due = Pace(speed, 0, 0.0).due(elapsed)
    assert abs(due - 1 - elapsed * speed) <= 1


@given(speeds, st.floats(0, 100))
def test_that_the_wait_ends_when_another_step_is_due(speed, now):
    pace = Pace(speed, 0, 0.0)
    wait = pace.wait_ms(now)
    assert 1 <= wait <= 1000
    assert pace.due(now + wait / 1000 + 0.002) > pace.due(now) or wait == 1000


def test_that_a_pace_that_cannot_be_kept_begins_anew_instead_of_piling_up():
    pace = Pace(1000, 0, 0.0)
    assert pace.without_lag(reached=900, now=1.0) is pace
    late = pace.without_lag(reached=100, now=1.0)
    assert late.due(1.0) == 101


def test_that_the_speeds_go_from_one_a_second_to_unlimited():
    assert SPEEDS[0] == 1
    assert SPEEDS[-1] is None
    assert list(SPEEDS[:-1]) == sorted(SPEEDS[:-1])
    assert [speed_text(speed) for speed in (1, 10_000, None)] == ["1/s", "10000/s", "unlimited"]


def test_that_the_rate_is_measured_between_looks_and_not_over_a_rewind():
    experiment = Experiment(default_setup())
    meter = RateMeter()
    assert meter.measure(0.0, experiment.snapshot(), True) is None
    experiment.advance(50)
    assert meter.measure(0.5, experiment.snapshot(), True) == pytest.approx(100)
    assert meter.measure(1.0, experiment.snapshot(), True) == pytest.approx(50)
    experiment.advance(1)
    assert meter.measure(1.2, experiment.snapshot(), False) is None
    experiment.rewind(0)
    experiment.advance(60)
    assert meter.measure(1.5, experiment.snapshot(), True) is None


@given(st.floats(1, 1000), st.floats(0, 1), st.lists(st.floats(0.4, 0.7), min_size=60, max_size=60))
def test_that_a_steady_rate_is_told_within_a_tenth_after_a_while_and_is_no_nonsense_before(rate, phase, pauses):
    now, samples = 0.0, ()
    for pause in pauses:
        now += pause
        samples = recent_samples((*samples, (now, int(phase + now * rate))))
        told = rate_over(samples)
        # In whole steps, as it is shown: at 3 a second neither 2 nor 4.
        assert told is None or abs(told - rate) <= max(0.5, 0.1 * rate)
    assert told == pytest.approx(rate, rel=0.1)


def test_that_the_rate_follows_soon_when_the_speed_is_changed():
    samples = ()
    for look in range(20):
        samples = recent_samples((*samples, (0.5 * look, 10 * look)))
    for look in range(4):
        samples = recent_samples((*samples, (10 + 0.5 * look, 200 + 500 * look)))
    assert rate_over(samples) == pytest.approx(1000)
    assert len(samples) <= 4


@pytest.mark.parametrize(
    ("state", "step", "disabled"),
    [
        (TrainerState.IDLE, 0, {"home", "back"}),
        (TrainerState.RUNNING, 5, set()),
        (TrainerState.PAUSED, 5, set()),
        (TrainerState.FINISHED, 5, {"play", "step", "ten"}),
        (TrainerState.FAILED, 5, {"home", "back", "play", "step", "ten"}),
    ],
)
def test_that_what_applies_follows_from_the_state(state, step, disabled):
    reasons = transport_reasons(state, step)
    assert set(reasons) == disabled
    assert all(reasons.values())


def test_that_nothing_moves_while_images_are_loaded():
    assert set(transport_reasons(TrainerState.LOADING, 5)) == set(TRANSPORT)


def test_that_a_look_back_goes_on_where_no_run_can():
    assert set(transport_reasons(TrainerState.FINISHED, 5, is_looking=True)) == {"play"}


@pytest.mark.parametrize("state", [TrainerState.PAUSED, TrainerState.FINISHED])
def test_that_a_step_shown_half_done_can_be_gone_on_with_and_back(state):
    assert set(transport_reasons(state, 0, is_mid_step=True)) & {"step", "back"} == set()


def test_that_every_action_explains_itself():
    assert all(spec.tooltip for spec in ACTIONS)
    assert {spec.name for spec in ACTIONS} >= set(TRANSPORT)
