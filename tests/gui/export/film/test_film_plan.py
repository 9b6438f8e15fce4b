"""Which steps become frames, for how long, and what is too much."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.export.film.plan import MOST_FRAMES, FilmPlan, default_plan, every_for, every_for_seconds
from gui.export.formats.animation import hundredths
from gui.export.registry import GIF, MP4


@given(st.integers(0, 500), st.integers(1, 3000), st.integers(1, 700))
def test_that_frames_go_from_the_first_step_to_the_last_at_even_distances(first, way, every):
    plan = FilmPlan(GIF, first, first + way, every)
    steps = plan.steps
    assert (steps[0], steps[-1], len(steps)) == (first, first + way, plan.frames)
    assert all(after - before == every for before, after in pairwise(steps[:-1]))
    assert 0 < steps[-1] - steps[-2] <= every
    assert len(plan.ticks) == plan.frames
    assert sum(plan.ticks) == round(plan.seconds * plan.rate)


@given(st.integers(0, 500), st.integers(1, 100_000), st.integers(2, 400))
def test_that_no_smaller_distance_has_so_few_frames(first, way, most):
    every = every_for(first, first + way, most)
    assert FilmPlan(GIF, first, first + way, every).frames <= most
    assert every == 1 or FilmPlan(GIF, first, first + way, every - 1).frames > most


@given(st.integers(1, 100_000), st.floats(0.1, 60), st.integers(1, 60))
def test_that_a_film_is_no_longer_than_asked_for(last, seconds, rate):
    plan = FilmPlan(MP4, 0, last, every_for_seconds(0, last, seconds, rate), rate, hold_seconds=0)
    assert plan.seconds <= max(seconds, 2 / rate) + 1e-9


@given(st.lists(st.integers(1, 90), min_size=1, max_size=200), st.integers(1, 50))
def test_that_hundredths_of_a_second_keep_the_rate(ticks, rate):
    shown = passed = 0
    for count in ticks:
        delay = hundredths(passed, count, rate)
        assert delay >= 2  # what browsers slow down
        shown, passed = shown + delay, passed + count
        assert abs(shown / 100 - passed / rate) <= 0.005 + 1e-9


@given(st.integers(1, 1_000_000))
def test_that_what_is_proposed_is_possible_and_can_be_watched(last):
    plan = default_plan(last)
    assert plan.mistake(last) == ""
    assert plan.frames <= 300
    assert plan.seconds <= 16
    assert plan.seconds >= 5 or plan.every == 1
    assert plan.rate == 5 or plan.frames / plan.rate >= 6


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        (FilmPlan(GIF, 5, 5), "later"),
        (FilmPlan(GIF, -1, 5), "later"),
        (FilmPlan(GIF, 0, 10_001), "between 0 and 10,000"),
        (FilmPlan(GIF, 0, 10, 0), "whole number"),
        (FilmPlan(GIF, 0, 10_000), "every 6 steps"),
        (FilmPlan(GIF, 0, 10, rate=60), "1 to 50"),
        (FilmPlan(MP4, 0, 10, rate=61), "1 to 60"),
        (FilmPlan(MP4, 0, 10, rate=0), "1 to 60"),
        (FilmPlan(MP4, 0, 10, width=159), "160 to 3840"),
        (FilmPlan(MP4, 0, 10, height=4000), "160 to 3840"),
        (FilmPlan(MP4, 0, 10, width=3840, height=3840), "smaller"),
        (FilmPlan(MP4, 0, 10, hold_seconds=11), "10 seconds"),
    ],
)
def test_that_what_is_impossible_is_said_with_what_to_do(plan, word):
    assert word in plan.mistake(10_000)


def test_that_the_way_out_of_too_many_frames_is_one():
    plan = FilmPlan(GIF, 0, 10_000)
    assert FilmPlan(GIF, 0, 10_000, 6).mistake(10_000) == ""
    assert FilmPlan(GIF, 0, 10_000, 5).frames > MOST_FRAMES
    assert plan.mistake(10_000)
