"""The look that the style sheet gives: where the focus is can be seen, and is shown once."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.style.application import apply_theme
from gui.style.style_sheet import style_sheet
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


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.4])
def test_that_what_is_round_is_round_in_every_size(scale: float) -> None:
    sheet = style_sheet(LIGHT.enlarged(scale))

    def pixels(selector: str, name: str) -> int:
        """The length of this name in the last rule that gives it to this selector."""
        rules = re.findall(rf"(?:^|[,\n] ?){re.escape(selector)} \{{([^}}]*)\}}", sheet)
        return next(int(found[1]) for rule in reversed(rules) if (found := re.search(rf"(?<![-\w]){name}: -?(\d+)px", rule)))

    groove = pixels("QSlider::groove:horizontal", "height")
    inner, handle = pixels("QSlider::handle:horizontal", "width"), "QSlider::handle:horizontal"
    for selector, name in ((handle, "border"), (f"{handle}:focus", "border")):
        width = inner + 2 * pixels(selector, name)
        height = groove + 2 * pixels(selector, "margin")
        assert abs(width - height) <= 1
        # Qt draws a square where the radius is more than half of either side.
        assert min(width, height) / 2 - 1 <= pixels(selector, "border-radius") <= min(width, height) / 2
    box = "QRadioButton::indicator"
    side = pixels("QCheckBox::indicator, QRadioButton::indicator, QListWidget::indicator", "width") + 2
    assert side / 2 - 1 <= pixels(box, "border-radius") <= side / 2
    side = pixels("QCheckBox::indicator:focus, QRadioButton::indicator:focus", "width") + 2 * pixels(f"{handle}:focus", "border")
    assert side / 2 - 1 <= pixels(f"{box}:focus", "border-radius") <= side / 2
    assert pixels("QSlider::groove:horizontal", "border-radius") <= groove / 2
