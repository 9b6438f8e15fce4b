"""The look that the style sheet gives: where the focus is can be seen, and is shown once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.style.application import apply_theme
from gui.style.theme import DARK, LIGHT, Theme


def colours(button: QPushButton, border: int) -> set[str]:
    """What is drawn between the outermost pixels and the middle, where there are no words."""
    picture = button.grab().toImage()
    width, height = picture.width(), picture.height()
    return {picture.pixelColor(x, y).name() for x in range(border, width - border) for y in range(border, height - border)}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("is_default", [False, True])
def test_that_a_push_button_shows_the_focus_by_its_border_alone(qtbot: QtBot, qapp: QApplication, theme: Theme, is_default: bool) -> None:
    apply_theme(qapp, theme)
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    # Without words there is nothing inside the border but the ground, and the frame that some styles draw.
    button, other = QPushButton(window), QPushButton(window)
    button.setDefault(is_default)
    for each in (button, other):
        each.setFixedSize(140, 30)
        layout.addWidget(each)
    window.show()
    window.activateWindow()
    other.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(other.hasFocus)
    without = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as after a Tab: only then a style draws such a frame
    assert button.grab().toImage() != without
    assert colours(button, 4) == {QColor(theme.surface).name()}
    assert QColor(theme.accent).name() in colours(button, 0)
    apply_theme(qapp, LIGHT)
