"""The style sheet on real widgets, in both themes: what is chosen looks chosen, without and with the mouse upon it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QDialogButtonBox, QRadioButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.style.application import apply_theme
from gui.style.icons import set_icon
from gui.style.theme import DARK, LIGHT, Theme
from tests.helpers.window import rests, show


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    name, palette, sheet = qapp.style().name(), qapp.palette(), qapp.styleSheet()
    apply_theme(qapp, request.param)
    yield request.param
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setStyle(name)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    page = QWidget()
    page.resize(300, 200)
    qtbot.addWidget(page)
    return page


def put(page: QWidget, *widgets: QWidget) -> None:
    """The widgets, one below the other."""
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)


def amount(picture: QImage, colour: str) -> int:
    """How many pixels are about of this colour."""
    wanted = QColor(colour)

    def near(x: int, y: int) -> bool:
        seen = picture.pixelColor(x, y)
        return max(abs(seen.red() - wanted.red()), abs(seen.green() - wanted.green()), abs(seen.blue() - wanted.blue())) < 12

    return sum(near(x, y) for x in range(picture.width()) for y in range(picture.height()))


def shown(page: QWidget, qtbot: QtBot) -> None:
    show(qtbot, page)
    QTest.mouseMove(page, QPoint(299, 199))
    qtbot.waitUntil(lambda: rests(page))
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()


def test_that_a_radio_button_has_a_ring_and_the_chosen_one_a_dot_in_the_accent(page: QWidget, theme: Theme, qtbot: QtBot) -> None:
    group = QButtonGroup(page)
    chosen, other, off = (QRadioButton(page) for _ in range(3))
    for button in (chosen, other, off):
        group.addButton(button)
    put(page, chosen, other, off)
    chosen.setChecked(True)
    off.setEnabled(False)
    shown(page, qtbot)
    pictures = [button.grab().toImage() for button in (chosen, other, off)]
    assert amount(pictures[0], theme.accent) > 30
    assert amount(pictures[1], theme.accent) == 0
    assert amount(pictures[1], theme.rim) > 6
    assert amount(pictures[2], theme.rim) == 0
    assert pictures[2] != pictures[1]
    for button, picture in ((other, pictures[1]), (chosen, pictures[0])):
        button.setFocus()
        assert button.grab().toImage() != picture
    # The ring, a gap and the dot are less than the whole circle.
    assert 30 < amount(button.grab().toImage(), theme.accent) < amount(pictures[0], theme.accent) - 12


def test_that_a_checked_tool_button_is_not_taken_for_a_hovered_one(page: QWidget, theme: Theme, qtbot: QtBot) -> None:
    button = QToolButton(page)
    button.setCheckable(True)
    button.setText("log")
    put(page, button)
    shown(page, qtbot)
    QTest.mouseMove(button, button.rect().center())
    qtbot.waitUntil(button.underMouse)
    hovered = button.grab().toImage()
    assert amount(hovered, theme.accent) == 0
    button.setChecked(True)
    checked_and_hovered = button.grab().toImage()
    assert amount(checked_and_hovered, theme.accent) == 0
    assert amount(checked_and_hovered, theme.tint) > 200 > amount(hovered, theme.tint)
    QTest.mouseMove(page, QPoint(299, 199))
    qtbot.waitUntil(lambda: not button.underMouse())
    checked = button.grab().toImage()
    assert amount(checked, theme.tint) > 200
    button.setFocus()
    assert amount(button.grab().toImage(), theme.accent) > 60


def test_that_the_icon_of_a_checked_button_is_as_that_of_others(page: QWidget, theme: Theme, qtbot: QtBot) -> None:
    button = QToolButton(page)
    button.setCheckable(True)
    button.setIconSize(QSize(18, 18))
    set_icon(button, "fit or follow", theme)
    put(page, button)
    shown(page, qtbot)
    inside = button.rect().adjusted(3, 3, -3, -3)
    for checked in (False, True):
        button.setChecked(checked)
        assert amount(button.grab(inside).toImage(), theme.accent) == 0
        assert amount(button.grab(inside).toImage(), theme.text) > 20


def test_that_the_buttons_of_a_dialog_have_no_icons(page: QWidget, qtbot: QtBot) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Save, page)
    put(page, buttons)
    shown(page, qtbot)
    assert len(buttons.buttons()) == 2
    assert all(button.icon().isNull() for button in buttons.buttons())
