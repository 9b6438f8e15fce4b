"""Snapshots made by hand, and a driver that moves mouse and keys over a trajectory canvas."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.experiment.snapshot import Piecewise, RunSnapshot, Snapshot, Termination, TerminationReason
from core.functions import FUNCTIONS
from core.optimizers import OPTIMIZERS, TEACHING_ORDER
from core.problems.base import Sampling
from core.problems.function import FunctionProblem
from gui.canvas.function_canvas import FunctionCanvas
from gui.style.run_style import run_styles
from tests.helpers.parameters import roll
from tests.helpers.window import double_click

Float64Array = NDArray[np.float64]
SEVEN = TEACHING_ORDER
STYLES = run_styles((key, key) for key in SEVEN)
HOME = (-10.0, 10.0, -10.0, 10.0)


def run(label: str, path: object, revision: int = 1, diverged: bool = False) -> RunSnapshot:
    """A run that took this path, (n, 2)."""
    rows = np.array(path, dtype=np.float64).reshape(-1, 2)
    last = len(rows) - 1
    known = Piecewise(np.array([0, last]), np.array([0.0, last]))
    return RunSnapshot(
        label=label,
        optimizer=OPTIMIZERS[label](learning_rate=0.1),
        sampling=Sampling(),
        revision=revision,
        path=rows,
        loss=np.zeros(len(rows)),
        termination=Termination(TerminationReason.DIVERGED, last + 1) if diverged else None,
        evaluations=known,
        seconds=known,
    )


def snapshot(*runs: RunSnapshot, function: str = "seed-bowl", start: tuple[float, float] | None = None) -> Snapshot:
    """These runs at one moment."""
    begin = start or FUNCTIONS[function].start
    return Snapshot(1, max((one.step for one in runs), default=0), FunctionProblem(FUNCTIONS[function]), begin, 0, runs)


class CanvasDriver:
    """Acts on a canvas as a user would. Points are in data units unless they are QPoints of the viewport."""

    def __init__(self, canvas: FunctionCanvas, qtbot: QtBot) -> None:
        """On the whole landscape, where numbers are round."""
        self.canvas, self._qtbot = canvas, qtbot
        if canvas.is_fitted:
            self.show_whole()
        self.view = canvas._view
        self.viewport = canvas._view.viewport()
        self.picked: list[tuple[float, float, bool]] = []
        canvas.start_picked.connect(lambda x, y, dragging: self.picked.append((x, y, dragging)))

    def show_whole(self) -> None:
        """Show the whole landscape, at rest."""
        self.canvas.fit()
        self.canvas.refit()
        self.canvas._landscape.stop()

    def show(self, *runs: RunSnapshot, function: str = "seed-bowl") -> Snapshot:
        """Show a snapshot of these runs, and let it be painted."""
        shown = snapshot(*runs, function=function)
        self.canvas.show_snapshot(shown)
        QApplication.processEvents()
        return shown

    def at(self, x: float, y: float) -> QPoint:
        """Where a point of the plane is in the viewport, to a pixel."""
        inside = self.canvas._mapping.pixel_of(x, y)
        return self.view.mapFromScene(self.view.box.mapToScene(*inside))

    def shown_at(self, point: QPoint) -> tuple[float, float]:
        """The point of the plane at a pixel of the viewport."""
        inside = self.view.box.mapFromScene(self.view.mapToScene(point))
        return self.canvas._mapping.point_at(inside.x(), inside.y())

    def move(self, point: QPoint) -> None:
        """Move the mouse without a button."""
        self._qtbot.mouseMove(self.viewport, point + QPoint(1, 0))
        self._qtbot.mouseMove(self.viewport, point)
        QApplication.processEvents()

    def click(self, point: QPoint) -> None:
        """Click with the left button and wait until it is no double click."""
        before = len(self.picked)
        self._qtbot.mouseClick(self.viewport, Qt.MouseButton.LeftButton, pos=point)
        self._qtbot.waitUntil(lambda: len(self.picked) > before)

    def outwait_click(self) -> None:
        """Until no click waits any more for whether it is a double click."""
        self._qtbot.waitUntil(lambda: not self.canvas._pick_timer.isActive())

    def double_click(self, point: QPoint) -> None:
        """What a window system sends for a double click."""
        self._qtbot.mouseClick(self.viewport, Qt.MouseButton.LeftButton, pos=point)
        double_click(self.viewport, point)
        QApplication.processEvents()

    def drag(self, start: QPoint, end: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Press, move in three parts, and let go."""
        self._qtbot.mousePress(self.viewport, button, pos=start)
        for part in (0.3, 0.6, 1.0):
            self._qtbot.mouseMove(self.viewport, start + (end - start) * part)
            QApplication.processEvents()
        self._qtbot.mouseRelease(self.viewport, button, pos=end)
        QApplication.processEvents()

    def wheel(self, point: QPoint, notches: int) -> None:
        """Turn the wheel over a point."""
        roll(self.viewport, notches, point)
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key while the canvas has the focus."""
        self.canvas.setFocus(Qt.FocusReason.TabFocusReason)
        self._qtbot.keyClick(self.view, key, modifiers)
        QApplication.processEvents()

    def picture(self, scale: float = 1.0) -> QImage:
        """The canvas as it looks, at this many pixels a point."""
        image = QImage(self.canvas.size() * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(self.canvas.palette().window().color())
        self.canvas.render(image)
        return image

    def colours(self, x: float, y: float, reach: int = 3, scale: int = 1) -> set[str]:
        """The colours within a few pixels of a point of the plane, as #rrggbb, in a picture of that scale."""
        image = self.picture(scale)
        middle = self.viewport.mapTo(self.canvas, self.at(x, y)) * scale
        pixels = range(-reach * scale, reach * scale + 1)
        return {image.pixelColor(middle.x() + dx, middle.y() + dy).name() for dx in pixels for dy in pixels}


def spiral(count: int, turns: float = 6.0, radius: float = 8.0) -> Float64Array:
    """A path that winds into the minimum."""
    part = np.linspace(0, 1, count)
    away = radius * np.exp(-6 * part)
    return np.stack([-away * np.cos(2 * math.pi * turns * part), away * np.sin(2 * math.pi * turns * part)], axis=1)


def near(one: tuple[float, ...], other: tuple[float, ...], tolerance: float = 0.06) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)
