"""Moments to go back to: within a byte budget, the start always kept, and close together where somebody steps back."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.experiment.history import Checkpoints

STATE = {"v": np.zeros(4), "Πβ": 1.0}
EACH = 400 + 32 + 32
budgets = st.integers(0, 60 * EACH)
recents = st.sampled_from([None, 1, 2, 8])


def offer(checkpoints: Checkpoints, first: int, last: int) -> None:
    for step in range(first, last + 1):
        checkpoints.offer(step, np.full(4, float(step)), STATE)


def filled(budget: int, last: int, recent: int | None = 2, spacing: int = 1) -> Checkpoints:
    checkpoints = Checkpoints(budget, spacing, recent)
    offer(checkpoints, 0, last)
    return checkpoints


def steps_of(checkpoints: Checkpoints) -> list[int]:
    return checkpoints.trail().steps.tolist()


def one_step_back(checkpoints: Checkpoints, step: int) -> tuple[Checkpoints, int]:
    """As a run goes back from `step` to the one before it: the checkpoints afterwards, and how many steps were replayed."""
    kept, _, _ = checkpoints.nearest(max(step - 2, 0))
    checkpoints = checkpoints.until(kept)
    offer(checkpoints, kept + 1, step - 1)
    return checkpoints, step - 1 - kept


@given(budgets, st.integers(0, 400), recents, st.integers(1, 5))
def test_that_the_budget_is_kept_at_every_step_down_to_the_start_and_the_last_moment(budget, last, recent, spacing):
    checkpoints = Checkpoints(budget, spacing, recent)
    for step in range(last + 1):
        offer(checkpoints, step, step)
        assert checkpoints.nbytes == len(steps_of(checkpoints)) * EACH
        assert checkpoints.nbytes <= max(budget, 2 * EACH)
        assert steps_of(checkpoints)[0] == 0
        if recent is not None:
            assert steps_of(checkpoints)[-1] == step


@given(budgets, st.integers(0, 300), recents, st.data())
def test_that_the_nearest_moment_is_the_last_at_or_before_a_step_and_holds_its_own_numbers(budget, last, recent, data):
    checkpoints = filled(budget, last, recent)
    step = data.draw(st.integers(0, last))
    kept, theta, state = checkpoints.nearest(step)
    assert kept == max(k for k in steps_of(checkpoints) if k <= step)
    assert theta.tolist() == [kept] * 4
    assert state is STATE


@given(budgets, st.integers(0, 300), recents, st.data())
def test_that_what_is_truncated_has_none_of_the_later_moments_and_leaves_the_first_as_it_was(budget, last, recent, data):
    checkpoints = filled(budget, last, recent)
    before, step = steps_of(checkpoints), data.draw(st.integers(0, last))
    twin = checkpoints.until(step)
    assert steps_of(twin) == [k for k in before if k <= step]
    assert twin.nbytes == len(steps_of(twin)) * EACH
    offer(twin, step + 1, step + 10)
    assert steps_of(checkpoints) == before


def test_that_with_a_large_budget_every_moment_is_kept():
    assert steps_of(filled(10**9, 40, recent=None)) == list(range(41))
    assert steps_of(filled(10**9, 40, recent=None, spacing=8)) == [0, 8, 16, 24, 32, 40]


def test_that_an_even_spread_doubles_its_distance_when_the_budget_is_used_up():
    assert steps_of(filled(10 * EACH, 40, recent=None)) == [0, 8, 16, 24, 32, 40]


@pytest.mark.parametrize("recent", [1, 2, 8])
@pytest.mark.parametrize("last", [5, 100, 4999, 5000])
@pytest.mark.parametrize("affordable", [5, 55])
def test_that_going_back_one_step_replays_no_more_than_one_in_recent(affordable, last, recent):
    _, replayed = one_step_back(filled(affordable * EACH, last, recent), last)
    assert replayed <= recent


@pytest.mark.parametrize(("recent", "few"), [(1, 4), (2, 4), (8, 7)])
@pytest.mark.parametrize("last", [1000, 5000])
def test_that_going_back_step_after_step_replays_few_each_time(last, recent, few):
    # As many moments as the textbook network's Adam can afford; without the recent ones it would replay 32 or more each time.
    checkpoints, replays = filled(55 * EACH, last, recent), []
    for step in range(last, last - 300, -1):
        checkpoints, replayed = one_step_back(checkpoints, step)
        replays.append(replayed)
    assert np.mean(replays) <= few
    assert max(replays) <= 128


@pytest.mark.parametrize("recent", [1, 2, 8])
@pytest.mark.parametrize("affordable", [20, 55, 166])
def test_that_the_distance_grows_no_faster_than_the_age(affordable, recent):
    last = 2000
    kept = np.array(steps_of(filled(affordable * EACH, last, recent)))
    gaps, ages = np.diff(kept), last - kept[1:]
    assert (gaps[1:] <= np.maximum(recent, ages[1:])).all()
    assert gaps[-1] <= recent


@given(st.integers(40, 200), st.integers(0, 3000), st.sampled_from([1, 2, 8]))
@example(55, 2000, 8)
def test_that_a_moment_is_kept_for_four_times_the_power_of_two_in_its_step(affordable, last, recent):
    checkpoints = filled(affordable * EACH, last, recent)
    spacing = checkpoints.spacing
    densest = min(recent, max(2, spacing))
    lasting = [k for k in range(1, last) if k % densest == 0 and (k % spacing == 0 or last - k < 4 * (k & -k))]
    assert steps_of(checkpoints) == sorted({0, *lasting, last})


@pytest.mark.parametrize("recent", [2, 8])
def test_that_all_but_every_second_moment_give_way_at_once_however_much_room_there_is(recent):
    for last in range(40):
        assert [k for k in steps_of(filled(10**9, last, recent)) if k % 2] == ([last] if last % 2 else [])


@pytest.mark.parametrize("recent", [1, 2, 8])
def test_that_of_small_moments_no_more_are_kept_than_somebody_needs(recent):
    checkpoints, counts = Checkpoints(10**9, 1, recent), []
    for step in range(5001):
        offer(checkpoints, step, step)
        counts.append(checkpoints.nbytes // EACH)
    assert max(counts) == Checkpoints.MOST
    kept = steps_of(checkpoints)
    assert kept[0] == 0
    assert kept[-1] == 5000
    assert max(np.diff(kept)) <= 16


def test_that_the_trail_is_made_anew_only_when_another_moment_is_kept():
    checkpoints = filled(10 * EACH, 20)
    trail = checkpoints.trail()
    assert checkpoints.trail() is trail
    assert [point[0] for point in trail.points] == trail.steps.tolist()
    offer(checkpoints, 21, 21)
    assert checkpoints.trail() is not trail
    assert checkpoints.trail().steps[-1] == 21
