"""The real window at the size of a lecture hall's projector."""

from collections.abc import Callable

import pytest

from gui.window.main_window import MainWindow


@pytest.fixture
def window(opened: Callable[..., MainWindow]) -> MainWindow:
    return opened(size=(1280, 720))
