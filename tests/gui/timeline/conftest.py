"""The real window after a race of forty steps."""

import pytest
from PySide6.QtCore import Qt

from tests.helpers.window import at_step, press

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def raced(qtbot, window):
    """The window after forty steps."""
    for goal in (10, 20, 30, 40):
        press(window, Key.Key_Right, modifier=SHIFT)
        qtbot.waitUntil(at_step(window, goal))
    qtbot.waitUntil(lambda: window.timeline._latest is not None and window.timeline._latest.step == 40)
    return window
