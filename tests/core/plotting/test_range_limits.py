"""The very places where ranges decide otherwise: fences, getting away, moving, growing."""

import numpy as np
import pytest

from core.plotting.ranges import Curve, Range, nice_stage, robust_extent, settle

STILL = np.linspace(0.0, 1.0, 41)  # its quartiles are 0.25 and 0.75, so its fences −1.25 and 2.25


def curve(*values: float) -> Curve:
    return Curve(np.array(values), np.array(values))


@pytest.mark.parametrize(("end", "high"), [(31.9, 31.9), (32.0, 32.0), (32.1, 12.0)])
def test_that_a_run_gets_away_above_two_heights_of_the_rest(end: float, high: float) -> None:
    assert robust_extent([curve(12.0, 2.0), curve(12.0, end)], 12.0, 1.0) == Range(2.0, high)
    assert robust_extent([curve(12.0, 7.0), curve(12.0, end)], 12.0, 1.0, base=2.0) == Range(2.0, high)
    assert robust_extent([curve(12.0, 11.0), curve(12.0, end)], 12.0, 10.0).high == high, "of the least height, where that is more"


def test_that_a_run_that_gets_away_takes_its_low_values_along_but_for_a_base() -> None:
    away = curve(12.0, -50.0, 1e6)
    assert robust_extent([curve(12.0, 2.0), away], 12.0, 1.0) == Range(2.0, 12.0)


@pytest.mark.parametrize(("outlier", "shown"), [(3.0, 3.0), (3.01, 1.0)])
def test_that_an_outlier_may_take_two_thirds_of_the_height(outlier: float, shown: float) -> None:
    for sign in (1.0, -1.0):
        extremes = np.array([0.0, outlier, 1.0])
        extent = robust_extent([Curve(sign * STILL, sign * extremes)], 0.0, 0.5)
        assert (extent.high if sign > 0 else -extent.low) == shown


@pytest.mark.parametrize(("value", "shown"), [(2.25, 2.25), (2.26, 1.0)])
def test_that_fences_stand_three_quartile_ranges_outside(value: float, shown: float) -> None:
    assert robust_extent([Curve(STILL, np.array([0.0, value, 100.0, 1.0]))], 0.5, 0.5) == Range(0.0, shown)
    below = robust_extent([Curve(STILL, np.array([1.0, 1.0 - value, -100.0, 0.5]))], 0.5, 0.5)
    assert below == Range(1.0 - value if shown > 1.0 else 0.5, 1.0)


@pytest.mark.parametrize(("count", "high"), [(11, 100.0), (12, 1.0)])
def test_that_of_fewer_than_twelve_values_none_is_an_outlier(count: int, high: float) -> None:
    assert robust_extent([Curve(np.linspace(0.0, 1.0, count), np.array([0.0, 100.0, 1.0]))], 0.0, 0.5).high == high


def test_that_where_all_extremes_are_outliers_the_quartiles_are_shown() -> None:
    assert robust_extent([Curve(STILL, np.array([-50.0, 50.0, 0.0 - 40.0]))], 0.5, 0.1) == Range(0.25, 0.75)


def test_that_what_is_missing_is_added_below_or_above_a_base() -> None:
    still = [curve(12.0, 12.0)]
    assert robust_extent(still, 12.0, 5.0) == Range(7.0, 12.0)
    assert robust_extent(still, 12.0, 5.0, base=10.0) == Range(10.0, 15.0)
    assert robust_extent(still, 12.0, 1.0, base=10.0) == Range(10.0, 12.0)
    assert robust_extent([], 12.0, 5.0) == Range(7.0, 12.0)


@pytest.mark.parametrize(
    ("previous", "wanted", "floor", "shown"),
    [
        (None, Range(0.0, 10.0), -np.inf, Range(-0.6, 10.6)),
        (Range(0.0, 10.0), Range(0.0, 10.0), -np.inf, Range(0.0, 10.0)),
        (Range(0.0, 10.0), Range(2.0, 12.0), -np.inf, Range(0.0, 14.0)),
        (Range(0.0, 10.0), Range(-2.0, 8.0), -np.inf, Range(-4.0, 10.0)),
        (Range(0.0, 10.0), Range(-2.0, 8.0), -2.5, Range(-3.1, 10.0)),
        (Range(0.0, 10.0), Range(-2.0, 8.0), 0.0, Range(-2.6, 10.0)),
        (Range(0.0, 10.0), Range(-2.0, 12.0), -np.inf, Range(-4.8, 14.8)),
        (Range(0.0, 10.0), Range(-2.0, 10.0), -np.inf, Range(-4.4, 10.0)),
        (Range(0.0, 10.0), Range(0.0, 12.0), -np.inf, Range(0.0, 14.4)),
        # touching, and no longer so
        (Range(0.0, 10.0), Range(10.0, 20.0), -np.inf, Range(0.0, 22.0)),
        (Range(0.0, 10.0), Range(11.0, 21.0), -np.inf, Range(10.4, 21.6)),
        (Range(0.0, 10.0), Range(-10.0, 0.0), -np.inf, Range(-12.0, 10.0)),
        (Range(0.0, 10.0), Range(-11.0, -1.0), -np.inf, Range(-11.6, -0.4)),
        # far too large: more than twice what would be shown afresh
        (Range(0.0, 10.0), Range(3.0, 7.5), -np.inf, Range(0.0, 10.0)),
        (Range(0.0, 10.0), Range(3.0, 7.4), -np.inf, Range(3.0 - 0.264, 7.4 + 0.264)),
        (Range(0.0, 10.0), Range(8.0, 13.0), -np.inf, Range(7.7, 13.3)),
    ],
)
def test_that_a_range_moves_only_as_it_must(previous: Range | None, wanted: Range, floor: float, shown: Range) -> None:
    assert settle(previous, wanted, floor) == pytest.approx(shown)


def test_that_no_stage_lies_between_a_value_and_its_own() -> None:
    stages = sorted({nice_stage(value, smallest=1e-3) for value in np.geomspace(1e-3, 1e3, 4001)})
    wanted = [digits * 10.0**power for power in range(-3, 3) for digits in (1.0, 1.5, 2.0, 3.0, 5.0, 8.0)] + [1000.0]
    assert stages == pytest.approx(wanted)
    assert nice_stage(8e-3, smallest=1e-3) == 8e-3
