"""The real window at the size of a lecture hall's projector, and the keys of a presenter's remote."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.formats.lesson import shipped_lessons
from core.lessons.lesson import Lesson
from gui.training.commands import TrainerState
from gui.window.main_window import MainWindow

LESSONS: dict[str, Lesson] = {lesson.key: lesson for lesson in shipped_lessons()}


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.trainer.latest is not None and made.canvas._snapshot is not None)
    yield made
    made.close()
    made.deleteLater()


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def settled(window: MainWindow) -> bool:
    """Whether the scene stands still where it was asked to."""
    place = window.lessons._position()
    latest = window.trainer.latest
    return (
        place is not None
        and latest is not None
        and not place.is_moving
        and window.trainer.state is not TrainerState.LOADING
        and all(run.step == latest.step or run.termination for run in latest.runs)
        and (window.inspect._walk is None or window.inspect._walk.step == latest.step)
    )
