"""Which part of the plane the loss plot shows by itself: follows the curves, in stages, outliers aside."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from core.experiment.snapshot import Snapshot
from core.plotting.ranges import Curve, Range, lowest_meant, nice_stage, robust_extent, settle
from core.problems.base import Problem
from gui.plots.series import RunSeries, XAxis, shown_values

_RIGHT_MARGIN = 0.02
_LEFT_MARGIN = 0.015
_SMALLEST_STAGE = {XAxis.STEP: 30.0, XAxis.EPOCHS: 0.1, XAxis.EVALUATIONS: 30.0, XAxis.SECONDS: 0.001}
# A run of a few steps says little: the range of a log axis begins with room for it to fall, and shrinks later.
_FIRST_DECADES = 3.0
# A network's loss falls by a tenth in its first dozens of steps, not by a thousandth.
_FIRST_DECADES_OF_NETWORKS = 1.5
_FEW_STEPS = 30
_LEAST_DECADES = 1.0
_FLOOR_MARGIN = 0.12
# What is above the start for a while stays in sight as long as the rest keeps this part of the height.
_TOLERATED_ACCIDENT = 1.6
# Of the losses of batches in the later half of a run, the highest and the lowest such part are chance.
_CHANCE = 0.05
# Where no value is the lowest, a linear axis begins with this part of the way down to the lowest in view.
_ROOM_TO_FALL = 0.1
# A lower height cannot be divided by without overflow.
_LEAST_HEIGHT = 1e-290


class PlotRange(Protocol):
    """What a plot asks for the part of the plane that it shows by itself."""

    lowest: float

    def forget(self) -> None:
        """Begin anew at the next call."""

    def ranges(self, series: Sequence[RunSeries], axis: XAxis, log: bool) -> tuple[Range, Range]:
        """The horizontal and the vertical range to show now."""


class FollowingRange:
    """Remembers the range shown, so that it moves seldom. Starts anew with another function, start or kind of axis."""

    def __init__(self, problem: Problem | None) -> None:
        """The range for runs on this problem."""
        self._infimum = problem.infimum if problem else None
        self._batches = problem is not None and problem.is_noisy
        self._first_decades = _FIRST_DECADES_OF_NETWORKS if self._batches else _FIRST_DECADES
        self._view_low = problem.lowest_in_view() if problem else -np.inf
        self.forget()

    def forget(self) -> None:
        """Begin anew at the next call."""
        self._y: Range | None = None
        self._start: float | None = None
        self._few = True
        self.lowest = -np.inf
        """What is less than this on a log axis stands at the floor of the ranges told last; −∞ where only 0 does."""

    def ranges(self, series: Sequence[RunSeries], axis: XAxis, log: bool) -> tuple[Range, Range]:
        """The horizontal and the vertical range to show now."""
        return horizontal(series, axis), self._vertical(series, log)

    def _vertical(self, series: Sequence[RunSeries], log: bool) -> Range:
        self.lowest = -np.inf
        if not series:
            return self._y or (Range(-self._first_decades, 1.0) if log else Range(0.0, 1.0))
        start = float(shown_values(series[0].raw(np.array([0])), log)[0])
        few = max(one.last for one in series) < _FEW_STEPS
        wanted, floor = self._wanted_log(series, start) if log else self._wanted_linear(series, start)
        if few and self._y is not None and start == self._start:
            # Begun anew from the same start: most likely the curves will need the same room again.
            wanted = Range(min(wanted.low, self._y.low), max(wanted.high, self._y.high))
        elif few and log:
            wanted = Range(min(wanted.low, wanted.high - self._first_decades), wanted.high)
        elif self._batches and self._few and not few:
            # Only now it is known which of the first losses were accidents: the room that was made for them, and to fall, goes.
            self._y = None
        self._y, self._start, self._few = settle(self._y, wanted, floor), start, few
        return self._y

    def _wanted_linear(self, series: Sequence[RunSeries], start: float) -> tuple[Range, float]:
        """A linear axis always shows how much is left to the lowest value. Where there is none, it shows what the runs have reached,
        down to the lowest value in the function's own view.
        """
        lowest = self._view_low if self._infimum is None else self._infimum
        low = min(start, lowest if np.isfinite(lowest) else start - 1.0)
        scale = max(start - low, _LEAST_HEIGHT) if start > low else 1e-9 * max(1.0, abs(start))
        curves = [one.judge(log=False) for one in series]
        if self._batches:
            curves = without_accidents(series, curves, start, scale, log=False)
        if self._infimum is None:
            return robust_extent(curves, start, max(_ROOM_TO_FALL * scale, _LEAST_HEIGHT), lowest=low), low
        return robust_extent(curves, start, scale, low), low

    def _wanted_log(self, series: Sequence[RunSeries], start: float) -> tuple[Range, float]:
        curves = [one.judge(log=True) for one in series]
        if not np.isfinite(start):
            # At the lowest value from the beginning: the highest that is seen stands in for the start.
            start = max((float(curve.extremes.max()) for curve in curves if len(curve.extremes)), default=0.0)
        lowest = lowest_meant(start)
        meant = without_accidents(series, curves, start, _LEAST_DECADES, log=True) if self._batches else curves
        extent = robust_extent(meant, start, _LEAST_DECADES, lowest=lowest)
        if any(one.falls_below(lowest) for one in series):
            if any(len(curve.extremes) and float(curve.extremes.min()) < lowest for curve in curves):
                self.lowest = lowest
            extent = Range(extent.low - _FLOOR_MARGIN * extent.height, extent.high)
        return extent, lowest


def begins_anew(before: Snapshot | None, now: Snapshot) -> bool:
    """Whether a race that had steps is another one without any, as after a reset; a film that goes back to its start is the same race."""
    return before is not None and before.generation != now.generation and now.step == 0 < before.step


def without_accidents(series: Sequence[RunSeries], curves: Sequence[Curve], start: float, scale: float, log: bool) -> list[Curve]:
    """The losses of batches as a range is to be judged by them: `curves`, those of `series`, with what is an accident cut off.

    A loss above the start, where a run is on its way to lower ones, counts as if it were at the start, or at what the run's later
    half mostly stays below: so the first steps of RMSProp do not press all else against the axis. It counts as it is where the
    rest keeps most of a height that is `scale` at least. Around a smoothed curve, the rare lowest losses do not count either.
    """
    raised = [_raised_to_smoothed(one, curve, log) if one.is_smoothed else curve for one, curve in zip(series, curves, strict=True)]
    low = min([start, *(float(curve.extremes.min()) for curve in raised if len(curve.extremes))])
    return [_lowered_to_usual(curve, start, low, scale) for curve in raised]


def _lowered_to_usual(curve: Curve, start: float, low: float, scale: float) -> Curve:
    if not len(curve.sample) or not len(curve.extremes):
        return curve
    usual = max(start, _part_of_later_half(curve, 1 - _CHANCE))
    if float(curve.extremes.max()) <= low + _TOLERATED_ACCIDENT * max(usual - low, scale):
        return curve
    return Curve(np.minimum(curve.sample, usual), np.minimum(curve.extremes, usual))


def _raised_to_smoothed(one: RunSeries, curve: Curve, log: bool) -> Curve:
    if not len(curve.sample):
        return curve
    lowest = min(one.lowest_smoothed(log), _part_of_later_half(curve, _CHANCE))
    return Curve(np.maximum(curve.sample, lowest), np.maximum(curve.extremes, lowest))


def _part_of_later_half(curve: Curve, part: float) -> float:
    """The value below which this part of the later half of the sample is."""
    later = curve.sample[len(curve.sample) // 2 :]
    rank = round(part * (len(later) - 1))
    return float(np.partition(later, rank)[rank])  # np.quantile takes ten times as long


def horizontal(series: Sequence[RunSeries], axis: XAxis) -> Range:
    """All of the longest run, and room to go on."""
    longest = max((float(one.x(axis, np.array([one.last]))[0]) for one in series), default=0.0)
    stage = nice_stage(longest, _SMALLEST_STAGE[axis])
    return Range(-_LEFT_MARGIN * stage, (1 + _RIGHT_MARGIN) * stage)
