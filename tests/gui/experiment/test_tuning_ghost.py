"""The ghost of the old path, while a run is tuned with the mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.optimizers import OPTIMIZERS
from core.problems.base import Sampling
from tests.helpers.window import has_answered, settled


@pytest.fixture
def raced(qtbot, window):
    window.trainer.step(30)
    settled(qtbot, window, 30)
    return window


def configure(window, rate=0.9):
    window.panel.optimizer_configured.emit("gd", OPTIMIZERS["gd"](learning_rate=rate), Sampling())


def test_that_the_old_path_stays_while_the_button_is_down(qtbot, raced):
    window, before = raced, raced.trainer.latest.runs[0].path.copy()
    at = QPoint(5, 5)
    QTest.mousePress(window.panel, Qt.MouseButton.LeftButton, pos=at)
    configure(window, 0.8)
    configure(window, 0.9)
    qtbot.waitUntil(lambda: has_answered(window))
    assert [ghost.label for ghost in window.canvas.ghosts] == ["gd"]
    assert (window.canvas.ghosts[0].path == before).all()
    QTest.mouseRelease(window.panel, Qt.MouseButton.LeftButton, pos=at)
    assert window.canvas.ghosts == ()


def test_that_typing_leaves_no_ghost_nor_what_holds_from_now_on(qtbot, raced):
    window = raced
    configure(window)
    assert window.canvas.ghosts == ()
    window.experiment.set_replaying(False)
    QTest.mousePress(window.panel, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    configure(window)
    assert window.canvas.ghosts == ()
    QTest.mouseRelease(window.panel, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
