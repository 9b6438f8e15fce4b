"""The real window at the size of a lecture hall's projector."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from gui.window.main_window import MainWindow
from tests.helpers.window import press


@pytest.fixture
def window(opened: Callable[..., MainWindow]) -> MainWindow:
    return opened(size=(1280, 720))


@pytest.fixture
def predicting(window: MainWindow) -> MainWindow:
    """The window while the next step is guessed."""
    press(window, Qt.Key.Key_G)
    return window
