"""Guessing the next step in the real window: a click on the canvas, the step that follows, and what is drawn of both."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.helpers.window import has_answered, press

Key = Qt.Key


def guess_at(window, x, y):
    """Click at this point of the function."""
    view = window.canvas._view
    at = view.mapFromScene(view.box.mapToScene(*window.canvas._mapping.pixel_of(x, y)))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y()))


def step(qtbot, window, to, key=Key.Key_Right):
    press(window, key)
    qtbot.waitUntil(lambda: window.canvas._snapshot.step == to and has_answered(window))


def picture(window):
    return window.canvas.guess.picture


def path_of(window, label):
    return next(run.path for run in window.trainer.latest.runs if run.label == label)
