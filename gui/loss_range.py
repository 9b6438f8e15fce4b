"""Which part of the plane the loss plot shows by itself: follows the curves, in stages, outliers aside."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from core.problems import FunctionProblem, Problem
from core.ranges import Range, lowest_meant, nice_stage, robust_extent, settled
from gui.loss_series import LossSeries, XAxis, shown_values

_RIGHT_MARGIN = 0.02
_LEFT_MARGIN = 0.015
_SMALLEST_STAGE = {XAxis.STEP: 30.0, XAxis.EPOCHS: 0.1, XAxis.EVALUATIONS: 30.0, XAxis.SECONDS: 0.001}
# A run of a few steps says little: the range of a log axis begins with room for it to fall, and shrinks later.
_FIRST_DECADES = 3.0
_FEW_STEPS = 30
_LEAST_DECADES = 1.0
_FLOOR_MARGIN = 0.12
_VIEW_SAMPLES = 41
# A lower height cannot be divided by without overflow.
_LEAST_HEIGHT = 1e-290


class PlotRange(Protocol):
    """What a plot asks for the part of the plane that it shows by itself."""

    lowest: float

    def forget(self) -> None:
        """Begin anew at the next call."""

    def ranges(self, series: Sequence[LossSeries], axis: XAxis, log: bool) -> tuple[Range, Range]:
        """The horizontal and the vertical range to show now."""


class FollowingRange:
    """Remembers the range shown, so that it moves seldom. Starts anew with another function, start or kind of axis."""

    def __init__(self, problem: Problem | None) -> None:
        """The range for runs on this problem."""
        self._infimum = problem.infimum if problem else None
        self._view_low = _lowest_in_view(problem) if isinstance(problem, FunctionProblem) else -np.inf
        self.forget()

    def forget(self) -> None:
        """Begin anew at the next call."""
        self._y: Range | None = None
        self._start: float | None = None
        self.lowest = -np.inf
        """What is less than this on a log axis stands at the floor of the ranges told last; −∞ where only 0 does."""

    def ranges(self, series: Sequence[LossSeries], axis: XAxis, log: bool) -> tuple[Range, Range]:
        """The horizontal and the vertical range to show now."""
        return horizontal(series, axis), self._vertical(series, log)

    def _vertical(self, series: Sequence[LossSeries], log: bool) -> Range:
        self.lowest = -np.inf
        if not series:
            return self._y or (Range(-_FIRST_DECADES, 1.0) if log else Range(0.0, 1.0))
        start = float(shown_values(series[0].raw(np.array([0])), log)[0])
        few = max(one.last for one in series) < _FEW_STEPS
        wanted, floor = self._wanted_log(series, start) if log else self._wanted_linear(series, start)
        if few and self._y is not None and start == self._start:
            # Begun anew from the same start: most likely the curves will need the same room again.
            wanted = Range(min(wanted.low, self._y.low), max(wanted.high, self._y.high))
        elif few and log:
            wanted = Range(min(wanted.low, wanted.high - _FIRST_DECADES), wanted.high)
        self._y, self._start = settled(self._y, wanted, floor), start
        return self._y

    def _wanted_linear(self, series: Sequence[LossSeries], start: float) -> tuple[Range, float]:
        """A linear axis always shows how much is left to the lowest value, or to the lowest in the function's own view."""
        lowest = self._view_low if self._infimum is None else self._infimum
        low = min(start, lowest if np.isfinite(lowest) else start - 1.0)
        scale = max(start - low, _LEAST_HEIGHT) if start > low else 1e-9 * max(1.0, abs(start))
        return robust_extent([one.judged(log=False) for one in series], start, scale, low), low

    def _wanted_log(self, series: Sequence[LossSeries], start: float) -> tuple[Range, float]:
        curves = [one.judged(log=True) for one in series]
        if not np.isfinite(start):
            # At the lowest value from the beginning: the highest that is seen stands in for the start.
            start = max((float(curve.extremes.max()) for curve in curves if len(curve.extremes)), default=0.0)
        lowest = lowest_meant(start)
        extent = robust_extent(curves, start, _LEAST_DECADES, lowest=lowest)
        if any(one.falls_below(lowest) for one in series):
            if any(len(curve.extremes) and float(curve.extremes.min()) < lowest for curve in curves):
                self.lowest = lowest
            extent = Range(extent.low - _FLOOR_MARGIN * extent.height, extent.high)
        return extent, lowest


def horizontal(series: Sequence[LossSeries], axis: XAxis) -> Range:
    """All of the longest run, and room to go on."""
    longest = max((float(one.x(axis, np.array([one.last]))[0]) for one in series), default=0.0)
    stage = nice_stage(longest, _SMALLEST_STAGE[axis])
    return Range(-_LEFT_MARGIN * stage, (1 + _RIGHT_MARGIN) * stage)


def _lowest_in_view(problem: FunctionProblem) -> float:
    """The lowest value that the function takes in its own view, about."""
    x_min, x_max, y_min, y_max = problem.function.view
    x, y = np.meshgrid(np.linspace(x_min, x_max, _VIEW_SAMPLES), np.linspace(y_min, y_max, _VIEW_SAMPLES))
    with np.errstate(all="ignore"):
        values = np.asarray(problem.function.value(x, y))
    values = values[np.isfinite(values)]
    return float(values.min()) if len(values) else -np.inf
