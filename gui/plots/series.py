"""The numbers behind one curve of a plot, kept up to date at the cost of the new rows only."""

from collections.abc import Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from core.experiment.snapshot import Piecewise, RunSnapshot, RunValues
from core.plotting.decimation import ExtremesPyramid
from core.plotting.ranges import Curve
from core.plotting.smoothing import DebiasedSmoothing
from core.problems.kinds import ProblemKind
from core.text import mark, tr

Float64Array = NDArray[np.float64]
Indices = NDArray[np.int64]

_JUDGED_ROWS = 400
# Differences of two values of an axis stay finite.
_LARGEST = 1e300


class XAxis(Enum):
    """What the horizontal axis counts; the value is its key outside."""

    STEP = "step"
    EPOCHS = "epochs"
    EVALUATIONS = "evaluations"
    SECONDS = "seconds"


_X_TITLES = {
    XAxis.STEP: mark("step"),
    XAxis.EPOCHS: mark("epochs"),
    XAxis.SECONDS: mark("computing time in seconds"),
}


def x_axes(kind: ProblemKind) -> dict[XAxis, str]:
    """What the runs on such a problem can be plotted against, with the title of each choice."""
    return {XAxis(key): title for key, title in kind.x_axes.items()}


def x_title(axis: XAxis, kind: ProblemKind) -> str:
    """What stands below the horizontal axis, translated."""
    return tr(kind.evaluations if axis is XAxis.EVALUATIONS else _X_TITLES[axis])


def shown_values(values: Float64Array, log: bool) -> Float64Array:
    """Loss as the axis has it: itself, or log10, with −∞ where there is no logarithm."""
    if not log:
        return np.clip(values, -_LARGEST, _LARGEST)
    shown = np.full(len(values), -np.inf)
    np.log10(values, out=shown, where=values > 0)
    return shown


def place_of(value: float, log: bool) -> float:
    """Where one value stands on the axis; −∞ where it has no logarithm."""
    return float(shown_values(np.array([value]), log)[0])


class RunSeries:
    """One run's values less an offset, raw and smoothed, each with its extremes.

    What is known at some steps only, such as the accuracy, is a series of fewer rows: `row_steps` tells the step of each.
    """

    def __init__(self, run: RunSnapshot, values: RunValues, offset: float, beta: float, epoch_size: int = 1) -> None:
        """`epoch_size` is the number of gradient evaluations in an epoch."""
        self.run = run
        self.values: Float64Array = np.empty(0)
        self.row_steps: Piecewise | None = None
        self._epoch_size = epoch_size
        self._lowest = np.inf
        self._offset = offset
        self._raw_extremes = ExtremesPyramid(1)
        self._smoothed_extremes = ExtremesPyramid(1)
        self._smoothing = DebiasedSmoothing(beta, offset)
        self._smoothed: Float64Array = np.empty(0)
        self._lowest_smoothed = np.inf
        self.update(run, values, offset, beta)

    @property
    def first(self) -> int:
        """The first row that is drawn: of a branch the one at its fork, as before it the curve is its parent's."""
        run = self.run
        if run.parent is None or not run.fork:
            return 0
        if self.row_steps is None:
            return min(run.fork, self.last)
        return max(0, int(np.searchsorted(self.row_steps.values, run.fork, side="right")) - 1)

    def x_of_step(self, axis: XAxis, step: int) -> float:
        """Where a step of the run stands on the horizontal axis, whether or not it has a row of its own."""
        if axis is XAxis.STEP:
            return float(step)
        row = float(step) if self.row_steps is None else float(np.interp(step, self.row_steps.values, self.row_steps.knots))
        quantity = self._quantity(axis)
        return row if quantity is None else float(quantity.at(np.array([row]))[0])

    def update(self, run: RunSnapshot, values: RunValues, offset: float, beta: float) -> None:
        """Take in what was appended, or everything where the past, the offset or the smoothing changed."""
        shown = values.values
        if run.revision != self.run.revision or len(shown) < len(self._raw_extremes):
            self._raw_extremes.reset()
            self._lowest = np.inf
            self._restart_smoothing(offset, beta)
        elif offset != self._offset or beta != self._smoothing.beta:
            self._restart_smoothing(offset, beta)
        self.run, self.values, self._offset = run, shown, offset
        self._place(values.steps)
        self._lowest = min(self._lowest, float(shown[len(self._raw_extremes) :].min(initial=np.inf)))
        self._raw_extremes.update(shown[:, np.newaxis])
        if beta > 0:
            known = len(self._smoothed)
            self._smoothed = self._smoothing.update(shown)
            self._lowest_smoothed = min(self._lowest_smoothed, float(self._smoothed[known:].min(initial=np.inf)))
            self._smoothed_extremes.update(self._smoothed[:, np.newaxis])

    @property
    def last(self) -> int:
        """The last row there is; of what is known at every step, the last step."""
        return len(self.values) - 1

    @property
    def last_step(self) -> int:
        """The step of the last row."""
        return self.step_of(self.last)

    def step_of(self, row: int) -> int:
        """The step of a row."""
        return row if self.row_steps is None else int(self.row_steps.values[row])

    @property
    def is_smoothed(self) -> bool:
        """Whether the curve differs from the raw values."""
        return self._smoothing.beta > 0

    def raw(self, steps: Indices) -> Float64Array:
        """The values less the offset at these rows."""
        return self.values[steps] - self._offset

    def curve(self, steps: Indices) -> Float64Array:
        """What the thick curve shows at these steps: smoothed, or raw where smoothing is 0."""
        return self._smoothed[steps] if self.is_smoothed else self.raw(steps)

    def raw_rows(self, first: int, last: int, most: int) -> Indices:
        """About `most` steps from `first` to `last` that keep the envelope of the raw values."""
        return self._raw_extremes.select(first, last, most)

    def curve_rows(self, first: int, last: int, most: int) -> Indices:
        """The same for the thick curve."""
        return (self._smoothed_extremes if self.is_smoothed else self._raw_extremes).select(first, last, most)

    def judge(self, log: bool) -> Curve:
        """What decides about the range: finite raw values as the axis has them, however long the run is."""
        stride = max(1, len(self.values) // _JUDGED_ROWS)
        sample = shown_values(self.values[::stride] - self._offset, log)
        extremes = shown_values(self.raw(self.raw_rows(0, self.last, _JUDGED_ROWS)), log)
        return Curve(sample[np.isfinite(sample)], extremes[np.isfinite(extremes)])

    def lowest_smoothed(self, log: bool) -> float:
        """The lowest value of the smoothed curve as the axis has it; ∞ without one."""
        return float(shown_values(np.array([self._lowest_smoothed]), log)[0]) if self.is_smoothed else np.inf

    def reaches_floor(self) -> bool:
        """Whether some value has no logarithm."""
        return self.falls_below(-np.inf)

    def falls_below(self, lowest: float) -> bool:
        """Whether the log10 of some value is less than this, or there is none."""
        shown = float(shown_values(np.array([self._lowest - self._offset]), log=True)[0])
        return shown < lowest or shown == -np.inf

    def x(self, axis: XAxis, steps: Indices) -> Float64Array:
        """Where these steps stand on the horizontal axis."""
        quantity = self._quantity(axis)
        return steps.astype(np.float64) if quantity is None else quantity.at(steps)

    def step_at(self, axis: XAxis, x: float) -> float:
        """The step, with a fraction, at a place on the horizontal axis; from 0 to the last."""
        quantity = self._quantity(axis)
        step = x if quantity is None else float(np.interp(x, quantity.values, quantity.knots))
        return min(max(step, 0.0), float(self.last))

    def _quantity(self, axis: XAxis) -> Piecewise | None:
        if axis is XAxis.STEP:
            return self.row_steps
        if axis is XAxis.EPOCHS:
            return Piecewise(self._evaluations.knots, self._evaluations.values / self._epoch_size)
        return self._evaluations if axis is XAxis.EVALUATIONS else self._seconds

    def _place(self, steps: Indices | None) -> None:
        """Tell where the rows stand: where they are not the steps themselves, all that is counted by steps is counted by rows."""
        self._evaluations, self._seconds, self.row_steps = self.run.evaluations, self.run.seconds, None
        if steps is not None:
            rows = np.arange(len(steps))
            self._evaluations = Piecewise(rows, self.run.evaluations.at(steps))
            self._seconds = Piecewise(rows, self.run.seconds.at(steps))
            self.row_steps = Piecewise(rows, steps.astype(np.float64))

    def _restart_smoothing(self, offset: float, beta: float) -> None:
        self._smoothing = DebiasedSmoothing(beta, offset)
        self._smoothed_extremes.reset()
        self._smoothed = np.empty(0)
        self._lowest_smoothed = np.inf


def time_lines(series: Sequence[RunSeries], axis: XAxis, step: int | None) -> tuple[float, ...]:
    """Where a step stands on the horizontal axis: one place where steps are counted, else one for each run that has it."""
    if step is None or not series:
        return ()
    # What is known at some steps only has rows of its own, and may have none as late as this.
    return tuple(sorted({one.x_of_step(axis, step) for one in series if one.row_steps is not None or one.last >= step}))
