"""The accuracy of all runs on the test images: the loss plot's curves, over the tests, on a scale that widens toward 100 %."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget

from core.experiment.snapshot import Piecewise, RunSnapshot, Snapshot
from core.plotting.ranges import Range, settled
from core.problems.base import Problem
from core.problems.network import NetworkProblem
from core.text import tr
from gui.plots.loss_plot import LossPlot
from gui.plots.ranges import horizontal
from gui.plots.reading import Reading, Table, tests_table_of
from gui.plots.series import LossSeries, XAxis
from gui.plots.ticks import Ticks

Array = NDArray[np.float64]

# Values at ticks, in per cent; those that stand too close to their neighbour are left out.
_TICKS = (0.0, 50.0, 80.0, 90.0, 95.0, 98.0, 99.0, 99.5, 99.8, 99.9, 99.95, 99.98, 99.99)
_MINOR = (*range(10, 100, 10), *range(91, 100), *(99 + tenth / 10 for tenth in range(1, 10)))


def stretched(accuracy: Array, count: int) -> Array:
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

    def ranges(self, series: Sequence[LossSeries], axis: XAxis, log: bool) -> tuple[Range, Range]:
        """The horizontal and the vertical range to show now."""
        heights = [np.log10(one.run.loss[one.raw_rows(0, one.last, 400)]) for one in series]
        low = min((float(each.min()) for each in heights), default=height_of(0))
        high = max((float(each.max()) for each in heights), default=height_of(90))
        # Below the least that guessing reaches there is nothing to see, above it room for what comes.
        wanted = Range(min(low, height_of(10)), max(high, height_of(90)))
        self._y = settled(self._y, wanted)
        return horizontal(series, axis), self._y


class AccuracyPlot(LossPlot):
    """Accuracy in per cent against steps, epochs, samples seen or seconds. Its runs and colours are those of the loss plot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._betas = {False: 0.0, True: 0.0}
        self._tests: tuple[object, ...] = ()
        self.tools.show_axis_only()
        self.legend.hide()
        self.view.setAccessibleName(tr("Accuracy plot"))
        self.tools.fit.setAccessibleName(tr("Fit the accuracy plot"))
        self.view.set_y_ticks(accuracy_ticks)
        self._refresh()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the runs as they stand; where no test has come since, there is nothing to do."""
        tests = tuple((run.label, run.revision, len(run.held_out.steps), run.termination) for run in snapshot.runs)
        if tests == self._tests and self._snapshot is not None and snapshot.problem is self._problem:
            self._snapshot = snapshot  # and nothing else but a table that waits for its clock
        self._tests = tests
        super().show_snapshot(snapshot)

    # What differs from the loss plot

    def _range_for(self, problem: Problem | None) -> AccuracyRange:
        return AccuracyRange()

    def _seen(self, run: RunSnapshot) -> tuple[RunSnapshot, Piecewise]:
        steps = run.held_out.steps
        rows = np.arange(len(steps))
        count = self._problem.test_count if isinstance(self._problem, NetworkProblem) else 1
        seen = replace(
            run,
            loss=stretched(run.held_out.accuracy, count),
            evaluations=Piecewise(rows, run.evaluations.at(steps)),
            seconds=Piecewise(rows, run.seconds.at(steps)),
        )
        return seen, Piecewise(rows, steps.astype(np.float64))

    def _y_title(self, offset: float) -> str:
        return tr("test accuracy, %")

    def _empty_text(self) -> str:
        every = self._problem.test_every if self._problem is not None else 0
        return tr("The accuracy is measured every {count} steps").format(count=every) if every else ""

    def _table(self, shown: Sequence[LossSeries], reading: Reading) -> Table:
        return tests_table_of(shown, self._axis, reading)
