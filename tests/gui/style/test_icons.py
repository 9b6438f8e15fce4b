"""Icons: every one has a picture, in the colours of the theme."""

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QFont, QIcon, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.parameters.panel import ParameterPanel
from gui.style.application import apply_theme
from gui.style.icons import GLYPHS, icon, window_icon
from gui.style.theme import DARK, LIGHT, Theme
from gui.style.tokens import ICON
from gui.window.actions import action_icon
from gui.window.main_window import MainWindow


def test_that_icons_follow_the_theme(panel: ParameterPanel) -> None:
    button = panel.race.new_seed

    def picture() -> QImage:
        return button.icon().pixmap(16, 16).toImage()

    panel.set_theme(LIGHT)
    light = picture()
    panel.set_theme(DARK)
    assert picture() != light
    panel.set_theme(LIGHT)
    assert picture() == light


@pytest.mark.parametrize("name", GLYPHS)
def test_that_every_icon_has_a_picture(qapp: QApplication, name: str) -> None:
    picture = icon(name, LIGHT).pixmap(16, 16).toImage()
    assert any(picture.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("checked", [False, True])
def test_that_an_icon_can_be_seen_in_the_chosen_row_of_a_menu(qapp: QApplication, qtbot: QtBot, theme: Theme, checked: bool) -> None:
    apply_theme(qapp, theme)
    menu = QMenu()
    qtbot.addWidget(menu)
    action = menu.addAction(action_icon("play", theme), "Play")
    action.setCheckable(checked)
    action.setChecked(checked)
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(action)
    row = menu.actionGeometry(action)
    picture = menu.grab(row).toImage()
    ground, ink = QColor(theme.accent), QColor(theme.on_accent)
    side = picture.height()
    icon_pixels = [picture.pixelColor(x, y) for x in range(6, side) for y in range(4, side - 4)]
    assert ground in icon_pixels
    assert icon_pixels.count(ink) > 8
    apply_theme(qapp, LIGHT)


def test_that_an_action_without_an_icon_gets_none(qapp: QApplication) -> None:
    assert action_icon("quit", LIGHT).isNull()
    assert not action_icon("play", LIGHT).isNull()


@pytest.mark.parametrize("size", [16, 64, 256])
def test_that_the_program_has_a_sign_of_its_own(qapp: QApplication, size: int) -> None:
    picture = window_icon().pixmap(size).toImage()
    assert picture.width() == size
    assert picture.pixelColor(0, 0).alpha() == 0
    assert picture.pixelColor(size // 2, size // 2).alpha() == 255


def test_that_what_fits_has_arrows_and_what_follows_a_target(qapp: QApplication) -> None:
    def picture(name: str, state: QIcon.State) -> QImage:
        return icon(name, LIGHT).pixmap(QSize(ICON, ICON), QIcon.Mode.Normal, state).toImage()

    fit, off, on = picture("fit", QIcon.State.Off), picture("fit or follow", QIcon.State.Off), picture("fit or follow", QIcon.State.On)
    assert off == fit
    # In its other colour alone it would cover the same pixels.
    assert [on.pixelColor(9, y).alpha() > 0 for y in range(18)] != [off.pixelColor(9, y).alpha() > 0 for y in range(18)]


@pytest.mark.parametrize("percent", [100, 125, 200])
def test_that_icons_have_one_size_but_that_of_play_and_grow_with_the_text(window: MainWindow, percent: int) -> None:
    window.inspector.set_open(True)
    window.text_size.choose(percent)
    usual = window.theme.px(ICON)
    sizes = {
        button.objectName() or button.accessibleName(): button.iconSize()
        for button in window.findChildren(QAbstractButton)
        if not button.icon().isNull()
    }
    assert len(sizes) > 10
    # Qt's own stands for menus that have no room; Next shows the cap of its key.
    assert {name for name, size in sizes.items() if size != QSize(usual, usual)} <= {"Play", "Next", "qt_menubar_ext_button"}


def test_that_equal_aspect_is_a_ratio_in_small_bold_type(window: MainWindow) -> None:
    aspect = window.canvas.tools.aspect
    assert (aspect.text(), aspect.accessibleName()) == ("1:1", "Equal aspect")
    assert aspect.icon().isNull()
    assert (aspect.fontInfo().pixelSize(), aspect.font().weight()) == (11, QFont.Weight.DemiBold)
    assert aspect.width() >= 24


def test_that_an_icon_on_the_accent_stays_to_be_seen_on_it_when_its_button_has_the_keys(qapp):
    for theme in (LIGHT, DARK):
        shown = icon("play", theme, "on_accent")
        plain, focused = (shown.pixmap(QSize(24, 24), mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Active))
        assert plain == focused
