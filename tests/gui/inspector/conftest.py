"""The real window with the keys of a lecturer."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.data.library import DataLibrary
from core.experiment.setup import Setup
from core.problems.function import FunctionSetup
from gui.window.main_window import MainWindow


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[..., MainWindow]]:
    """Opens a window on a setup, shown and with its first snapshot."""
    windows: list[MainWindow] = []

    def open_window(setup: Setup, library: DataLibrary | None = None) -> MainWindow:
        window = MainWindow(setup, library)
        window.resize(1280, 800)
        window.show()
        windows.append(window)
        qtbot.waitExposed(window)
        is_function = isinstance(setup.problem, FunctionSetup)
        qtbot.waitUntil(lambda: (window.canvas._snapshot if is_function else window.network._problem) is not None)
        return window

    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()


def press(window: MainWindow, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release keys where the focus is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
