"""Snapshots made by hand, and a driver that moves mouse and keys over a loss plot."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.experiment.snapshot import Piecewise, RunSnapshot, Snapshot, Termination, TerminationReason
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.problems.base import Sampling
from core.problems.function import FunctionProblem
from gui.plots.run_plot import RunPlot
from gui.style.run_style import run_styles
from tests.helpers.parameters import roll

Float64Array = NDArray[np.float64]

KEYS = TEACHING_ORDER


def run(label: str, loss: Float64Array, revision: int = 1, diverged: bool = False, cost: int = 1) -> RunSnapshot:
    """A run with this loss; `cost` gradient evaluations and a hundredth of a second for each step."""
    last = len(loss) - 1
    knots = np.array([0, last])
    return RunSnapshot(
        label=label,
        optimizer=OPTIMIZERS[label](learning_rate=0.1),
        sampling=Sampling(),
        revision=revision,
        path=np.zeros((len(loss), 2)),
        loss=loss,
        termination=Termination(TerminationReason.DIVERGED, last + 1) if diverged else None,
        evaluations=Piecewise(knots, cost * knots.astype(np.float64)),
        seconds=Piecewise(knots, 0.01 * knots),
    )


def snapshot(*runs: RunSnapshot, function: str = "seed-bowl") -> Snapshot:
    """These runs at one moment."""
    return Snapshot(1, max(one.step for one in runs), FunctionProblem(FUNCTIONS[function]), (-9.0, 2.0), 0, runs)


def decay(count: int, rate: float = 20.0, start: float = 12.1) -> Float64Array:
    """A well-behaved loss."""
    return start * np.exp(-np.arange(count) / rate)


class PlotDriver:
    """Acts on a plot as a user would."""

    def __init__(self, plot: RunPlot, qtbot: QtBot) -> None:
        self.plot, self._qtbot = plot, qtbot
        self.viewport = plot.view.viewport()

    def set_runs(self, on: Mapping[str, bool] | None = None) -> None:
        """All seven in the legend; those switched off in `on` are off."""
        states = {**dict.fromkeys(KEYS, True), **(on or {})}
        self.plot.set_runs(list(states.items()), run_styles((key, key) for key in KEYS))

    def show(self, *runs: RunSnapshot, function: str = "seed-bowl") -> Snapshot:
        """Show a snapshot of these runs; returns it."""
        shown = snapshot(*runs, function=function)
        self.plot.show_snapshot(shown)
        QApplication.processEvents()
        return shown

    def point_of(self, x: float, y_fraction: float = 0.5) -> QPoint:
        """Where a place on the horizontal axis is on the screen, at a part of the height."""
        box, frame = self.plot.view.box_rect(), self.plot.view.frame()
        left = box.left() + (x - frame.x.low) / frame.x.height * box.width()
        return QPoint(round(left), round(box.top() + y_fraction * box.height()))

    def point_at(self, x: float, y_fraction: float = 0.5) -> None:
        """Move the mouse there."""
        self._qtbot.mouseMove(self.viewport, QPoint(2, 2))
        self._qtbot.mouseMove(self.viewport, self.point_of(x, y_fraction))
        QApplication.processEvents()

    def wheel(self, at: QPoint, notches: int) -> None:
        """Turn the wheel over a point."""
        roll(self.viewport, notches, at)
        QApplication.processEvents()

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press the left button, move, and let go."""
        self._qtbot.mousePress(self.viewport, Qt.MouseButton.LeftButton, pos=start)
        for part in (0.3, 0.6, 1.0):
            self._qtbot.mouseMove(self.viewport, start + (end - start) * part)
            QApplication.processEvents()
        self._qtbot.mouseRelease(self.viewport, Qt.MouseButton.LeftButton, pos=end)
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key while the plot has the focus."""
        self.plot.view.setFocus(Qt.FocusReason.TabFocusReason)
        self._qtbot.keyClick(self.plot.view, key, modifiers)
        QApplication.processEvents()

    def table_box(self) -> QRect:
        """Where the table is, in pixels of the view."""
        return self.plot.table.geometry().translated(-self.plot.view.pos())

    def rows(self) -> dict[str, tuple[str, ...]]:
        """The table by label: cells, or the remark."""
        table = self.plot.table.table
        assert table is not None
        assert self.plot.table.isVisible()
        return {row.label: row.cells or (row.remark,) for row in table.rows}
