"""The accuracy of all runs on the test images, over the tests, on a scale that widens toward 100 %."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.experiment.snapshot import RunSnapshot, RunValues
from core.number_text import long_figure
from core.plotting.ranges import Range, settle
from core.problems.base import Problem
from core.problems.kinds import ProblemKind
from core.text import mark, tr
from gui.plots.ranges import horizontal
from gui.plots.reading import WIDEST_FIGURE, Columns
from gui.plots.registry import PlotSpec
from gui.plots.series import RunSeries, XAxis
from gui.plots.ticks import Ticks

Float64Array = NDArray[np.float64]

# Values at ticks, in per cent; those that stand too close to their neighbour are left out.
_TICKS = (0.0, 50.0, 80.0, 90.0, 95.0, 98.0, 99.0, 99.5, 99.8, 99.9, 99.95, 99.98, 99.99)
_MINOR = (*range(10, 100, 10), *range(91, 100), *(99 + tenth / 10 for tenth in range(1, 10)))


def stretch(accuracy: Float64Array, count: int) -> Float64Array:
    """1 / error, with the error in per cent: its logarithm is the height on the axis. `accuracy` from 0 to 1.

    Of `count` images none wrong is shown as half of one wrong, because its logarithm would be infinite.
    """
    return 1.0 / np.maximum(100.0 * (1.0 - accuracy), 50.0 / max(1, count))


def height_of(percent: float) -> float:
    """Where an accuracy in per cent, below 100, stands on the axis."""
    return float(-np.log10(100.0 - percent))


def accuracy_ticks(shown: Range, most: int) -> Ticks:
    """Round accuracies that are in sight, at most about `most`, those near 100 % first."""
    inside = [value for value in _TICKS if shown.low <= height_of(value) <= shown.high]
    distance = shown.height / max(2, most)
    major: list[float] = []
    for value in reversed(inside):
        if not major or height_of(major[-1]) - height_of(value) >= distance:
            major.append(value)
    minor = [height_of(value) for value in _MINOR if shown.low <= height_of(value) <= shown.high]
    major.reverse()
    return Ticks([height_of(value) for value in major], [f"{value:g}" for value in major], minor)


class AccuracyRange:
    """All of the curves, on the stretched axis; it moves seldom."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew at the next call."""
        self._y: Range | None = None
        self.lowest = -np.inf

    def ranges(self, series: Sequence[RunSeries], axis: XAxis, log: bool) -> tuple[Range, Range]:
        """The horizontal and the vertical range to show now."""
        heights = [np.log10(one.raw(one.raw_rows(0, one.last, 400))) for one in series]
        low = min((float(each.min()) for each in heights), default=height_of(0))
        high = max((float(each.max()) for each in heights), default=height_of(90))
        # Below the least that guessing reaches there is nothing to see, above it room for what comes.
        wanted = Range(min(low, height_of(10)), max(high, height_of(90)))
        self._y = settle(self._y, wanted)
        return horizontal(series, axis), self._y


def _quantity(kind: ProblemKind) -> str:
    return tr("test accuracy, %")


def _values_of(run: RunSnapshot, problem: Problem) -> RunValues | None:
    if not problem.has_tests:
        return None
    return RunValues(stretch(run.held_out.accuracy, problem.test_count), run.held_out.steps)


def _columns(series: Sequence[RunSeries], axis: XAxis, quantity: str, reduced: str) -> Columns:
    return Columns((tr("test loss"), tr("accuracy")), (WIDEST_FIGURE, "100.00 %"), _cells_of)


def _cells_of(one: RunSeries, row: int) -> tuple[str, ...]:
    scores = one.run.held_out
    return long_figure(float(scores.loss[row])), f"{100 * scores.accuracy[row]:.2f} %"


def _range_for(problem: Problem | None) -> AccuracyRange:
    return AccuracyRange()


def _empty_text(problem: Problem | None, in_picture: bool) -> str:
    every = problem.test_every if problem is not None else 0
    return tr("The accuracy is measured every {count} steps").format(count=every) if every else ""


SPEC = PlotSpec(
    key="accuracy",
    name=mark("Accuracy plot"),
    word=mark("accuracy"),
    title=mark("Accuracy"),
    mnemonic=mark("&Accuracy"),
    fit_name=mark("Fit the accuracy plot"),
    beside_loss=mark("Loss plot and accuracy plot"),
    refusal=mark("There is an accuracy on networks only; leave it out of --parts."),
    tooltip=mark("How many test images each run tells right, on an axis stretched toward 100 %"),
    scale_notes=(mark("(stretched toward 100)"), mark("(stretched)")),
    quantity=_quantity,
    values_of=_values_of,
    empty_text=_empty_text,
    range_for=_range_for,
    log_ticks=accuracy_ticks,
    columns=_columns,
    best_is_low=False,
)
