"""Ranges of axes: what is seen, what is an outlier, and when a range moves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.plotting.ranges import Curve, Range, lowest_meant, median, nice_stage, pan, robust_extent, settle, zoom

Float64Array = NDArray[np.float64]

VALUES = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40).map(np.array)
HEIGHTS = st.floats(1e-3, 1e6)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low = draw(st.floats(-1e6, 1e6))
    return Range(low, low + draw(HEIGHTS))


def curve(values: Float64Array) -> Curve:
    return Curve(values, values)


def decay(count: int = 200, rate: float = 20.0, start: float = 12.0) -> Float64Array:
    return start * np.exp(-np.arange(count) / rate)


@pytest.mark.parametrize(
    ("value", "stage"),
    [(0, 30), (30, 30), (31, 50), (51, 80), (81, 100), (101, 150), (151, 200), (201, 300), (1001, 1500), (90_000, 100_000)],
)
def test_that_stages_are_round(value: float, stage: float) -> None:
    assert nice_stage(value) == stage


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=40))
def test_that_the_value_in_the_middle_is_that_of_numpy(values: list[float]) -> None:
    assert median(np.array(values)) == np.median(values)


@given(st.floats(1e-9, 1e12))
def test_that_a_stage_holds_its_value_and_is_not_far_above(value: float) -> None:
    assert value <= nice_stage(value, smallest=1e-9) <= 2 * value


@given(st.lists(VALUES, max_size=5), st.floats(-1e9, 1e9), HEIGHTS)
def test_that_the_start_is_always_seen(curves: list[Float64Array], start: float, scale: float) -> None:
    extent = robust_extent([curve(values) for values in curves], start, scale)
    assert extent.low <= start <= extent.high
    assert extent.height >= scale - 1e-6


@given(st.floats(1.0, 1000.0), st.integers(1, 400), st.floats(0.1, 100.0))
def test_that_a_decaying_curve_is_shown_whole(rate: float, count: int, start: float) -> None:
    values = decay(count, rate, start)
    linear = robust_extent([curve(values)], start, start)
    logarithmic = robust_extent([curve(np.log10(values))], float(np.log10(start)), 1.0)
    assert linear.contains(Range(float(values.min()), float(values.max())))
    assert logarithmic.contains(Range(float(np.log10(values.min())), float(np.log10(values.max()))))


def test_that_a_bump_above_the_start_is_shown() -> None:
    values = decay()
    values[3:9] = 20.0
    assert robust_extent([curve(values)], 12.0, 12.0).high >= 20.0


def test_that_a_spike_does_not_hide_the_rest() -> None:
    values = decay()
    values[5] = 1e6
    assert robust_extent([curve(values)], 12.0, 12.0).high < 13.0


def test_that_a_dip_on_a_log_axis_does_not_hide_the_rest() -> None:
    values = np.log10(2.0 + np.sin(np.arange(300.0)))
    values[150] = -300.0
    assert robust_extent([curve(values)], 0.3, 1.0).low > -3.0


def test_that_a_log_range_does_not_go_below_what_a_double_can_mean() -> None:
    start = float(np.log10(12.1))
    falling = curve(np.linspace(start, -323.0, 400))
    lowest = lowest_meant(start)
    assert lowest == -15.0
    extent = robust_extent([falling, curve(np.log10(decay()))], start, 1.0, lowest=lowest)
    assert extent == Range(-15.0, start)
    assert settle(Range(-14.0, 1.2), Range(-15.0, start), lowest).low > -18


@given(st.floats(-300.0, 300.0), st.lists(VALUES, max_size=5))
def test_that_no_log_range_ends_below_the_lowest_that_means_something(start: float, curves: list[Float64Array]) -> None:
    extent = robust_extent([curve(values) for values in curves], start, 1.0, lowest=lowest_meant(start))
    assert start - 17 <= extent.low <= start


def test_that_what_is_too_low_does_not_move_the_upper_fence() -> None:
    values = np.concatenate([np.linspace(1.0, -300.0, 100), np.full(900, -320.0)])
    values[500] = 40.0
    extent = robust_extent([curve(values)], 1.0, 1.0, lowest=-15.0)
    assert extent.low == -15.0
    assert extent.high < 2.0


def test_that_a_few_values_are_all_shown() -> None:
    values = np.array([12.0, 30.0, 3.0])
    extent = robust_extent([curve(values)], 12.0, 12.0)
    assert extent.contains(Range(3.0, 30.0))


def test_that_a_run_that_gets_away_does_not_count() -> None:
    away = np.geomspace(12.0, 1e40, 40)
    extent = robust_extent([curve(decay()), curve(away)], 12.0, 12.0)
    assert extent.high < 13.0


def test_that_runs_that_all_get_away_do_count() -> None:
    away = np.geomspace(12.0, 400.0, 20)
    assert robust_extent([curve(away), curve(away)], 12.0, 12.0).high > 100.0


def test_that_a_base_is_the_lower_end() -> None:
    extent = robust_extent([curve(decay(5))], 12.0, 12.0, base=0.0)
    assert extent == Range(0.0, 12.0)
    falling = -np.geomspace(1.0, 1e20, 20)
    assert robust_extent([curve(falling)], 2.0, 6.0, base=-4.0).low == -4.0


def test_that_a_curve_without_values_does_not_matter() -> None:
    empty = curve(np.empty(0))
    assert robust_extent([empty, curve(decay())], 12.0, 1.0) == robust_extent([curve(decay())], 12.0, 1.0)


@given(st.none() | ranges(), ranges())
def test_that_what_is_wanted_is_seen(previous: Range | None, wanted: Range) -> None:
    shown = settle(previous, wanted)
    tolerance = 1e-9 * max(1.0, abs(wanted.low), abs(wanted.high))
    assert shown.low <= wanted.low + tolerance
    assert shown.high >= wanted.high - tolerance


@given(ranges(), ranges())
def test_that_a_settled_range_stays(previous: Range, wanted: Range) -> None:
    shown = settle(previous, wanted)
    assert settle(shown, wanted) == shown


@given(ranges())
def test_that_a_range_does_not_wobble_with_small_changes(wanted: Range) -> None:
    shown = settle(None, wanted)
    smaller = Range(wanted.low + 0.2 * wanted.height, wanted.high - 0.1 * wanted.height)
    assert settle(shown, smaller) == shown


def test_that_a_range_far_too_large_shrinks() -> None:
    shown = settle(Range(0.0, 100.0), Range(0.0, 10.0))
    assert shown.high < 12.0


def test_that_a_falling_curve_moves_the_range_seldom() -> None:
    shown, moves = settle(None, Range(-1.0, 1.0)), 0
    for step in range(1000):
        after = settle(shown, Range(-1.0 - step / 100, 1.0))
        moves += after != shown
        shown = after
    assert moves <= 15


def test_that_a_range_stays_near_the_floor() -> None:
    assert settle(Range(5.0, 12.0), Range(0.5, 12.0), floor=0.0).low == pytest.approx(-0.69)


@given(ranges(), st.floats(0.01, 100.0), st.floats(0.0, 1.0))
def test_that_zooming_keeps_its_anchor(shown: Range, factor: float, place: float) -> None:
    anchor = shown.low + place * shown.height
    after = zoom(shown, factor, anchor, 0.0, float("inf"))
    assert after.height == pytest.approx(factor * shown.height, rel=1e-3, abs=1e-6)
    assert (anchor - after.low) / after.height == pytest.approx(place, abs=1e-3)


def test_that_zooming_ends_at_its_limits() -> None:
    assert zoom(Range(0.0, 1.0), 1e-9, 0.5, 0.25, 4.0).height == pytest.approx(0.25)
    assert zoom(Range(0.0, 1.0), 1e9, 0.5, 0.25, 4.0).height == pytest.approx(4.0)


@given(ranges(), st.floats(-2.0, 2.0))
def test_that_panning_there_and_back_is_nothing(shown: Range, fraction: float) -> None:
    back = pan(pan(shown, fraction), -fraction)
    np.testing.assert_allclose(back, shown, rtol=1e-6, atol=1e-6)
