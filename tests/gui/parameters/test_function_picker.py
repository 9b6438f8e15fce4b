"""The choice of a function: a grid of small landscapes by group, all of it by keyboard, and read out with its group."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core.functions import FUNCTIONS
from gui.parameters.function_picker import FunctionPicker
from gui.style.application import apply_theme
from gui.style.theme import DARK, LIGHT
from tests.helpers.parameters import Key


@pytest.fixture
def picker(qtbot, qapp):
    apply_theme(qapp, LIGHT)
    picker = FunctionPicker()
    qtbot.addWidget(picker)
    picker.show()
    yield picker
    picker.hidePopup()


@pytest.fixture
def grid(qtbot, picker):
    picker.showPopup()
    qtbot.waitUntil(lambda: picker.grid.buttons["seed-bowl"].hasFocus())
    return picker.grid


def focused(grid):
    [key] = [key for key, button in grid.buttons.items() if button is QApplication.focusWidget()]
    return key


def test_that_every_function_is_in_the_grid_under_the_title_of_its_group(grid):
    assert list(grid.buttons) == list(FUNCTIONS)
    titles = [label.text() for label in grid.findChildren(QLabel)]
    assert titles == ["Bowls", "Valleys", "Many minima", "Saddles and plateaus"]
    tops = {label.text(): label.mapTo(grid, QPoint()).y() for label in grid.findChildren(QLabel)}
    for key, button in grid.buttons.items():
        top = button.mapTo(grid, QPoint()).y()
        assert max((title for title in titles if tops[title] < top), key=tops.get) == FUNCTIONS[key].group
        assert button.text() == FUNCTIONS[key].name
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
    assert len({button.mapTo(grid, QPoint()).x() for button in grid.buttons.values()}) == 3
    seen = grid.grab().toImage()
    assert (seen.pixelColor(0, 200).name(), seen.pixelColor(5, 200).name()) == (LIGHT.border, LIGHT.surface)


@pytest.mark.parametrize(
    ("keys", "reached"),
    [
        ((Key.Key_Right,), "book-bowl"),
        ((Key.Key_Down,), "line-fit"),
        # Below the second there is none in its group: the nearest of the next row.
        ((Key.Key_Right, Key.Key_Down), "line-fit"),
        ((Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Down), "three-hump-camel"),
        ((Key.Key_Down, Key.Key_Up), "seed-bowl"),
        ((Key.Key_Left,), "seed-bowl"),
        ((Key.Key_Up,), "seed-bowl"),
        ((Key.Key_End,), "plateau"),
        ((Key.Key_End, Key.Key_Left), "monkey-saddle"),
        ((Key.Key_End, Key.Key_Down), "plateau"),
        ((Key.Key_End, Key.Key_Home), "seed-bowl"),
        ((Key.Key_M,), "matyas"),
        ((Key.Key_M, Key.Key_M), "mccormick"),
        ((Key.Key_M, Key.Key_M, Key.Key_M, Key.Key_M), "matyas"),
        ((Key.Key_Q,), "seed-bowl"),
    ],
)
def test_that_keys_go_through_the_grid(qtbot, picker, grid, keys, reached):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)
    assert focused(grid) == reached
    assert picker.currentData() == "seed-bowl"
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert picker.currentData() == reached
    assert not grid.isVisible()


def test_that_escape_and_a_press_beside_it_change_nothing(picker, grid):
    QTest.keyClick(QApplication.focusWidget(), Key.Key_End)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert not grid.isVisible()
    assert picker.currentData() == "seed-bowl"


def test_that_space_and_a_click_choose_and_it_opens_again_at_what_is_chosen(qtbot, picker, grid):
    chosen = []
    picker.currentIndexChanged.connect(lambda: chosen.append(picker.currentData()))
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Space)
    picker.showPopup()
    assert picker.grid is grid
    assert focused(grid) == "book-bowl"
    qtbot.mouseClick(grid.buttons["ackley"], Qt.MouseButton.LeftButton)
    picker.showPopup()
    assert [key for key, button in grid.buttons.items() if button.isChecked()] == ["ackley"]
    qtbot.mouseClick(grid.buttons["ackley"], Qt.MouseButton.LeftButton)
    assert chosen == ["book-bowl", "ackley"]


def test_that_the_keys_of_a_choice_open_it(qtbot, picker):
    picker.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(picker, Key.Key_Space)
    assert picker.grid.isVisible()


def test_that_a_screen_reader_hears_name_group_and_what_it_is_like(grid):
    spoken = QAccessible.queryAccessibleInterface(grid.buttons["rosenbrock"])
    assert spoken.text(QAccessible.Text.Name) == "Rosenbrock, Valleys"
    assert spoken.text(QAccessible.Text.Description) == FUNCTIONS["rosenbrock"].summary
    assert grid.accessibleName() == "Function"


def picture(button):
    return button.icon().pixmap(button.iconSize()).toImage()


def test_that_the_landscapes_come_once_it_is_open_and_are_those_of_the_theme(qtbot, picker):
    picker.showPopup()
    button = picker.grid.buttons["himmelblau"]
    assert picture(button).pixelColor(36, 24).alpha() == 0
    qtbot.waitUntil(lambda: all(picture(each).pixelColor(36, 24).alpha() == 255 for each in picker.grid.buttons.values()))
    pictures = [picture(each) for each in picker.grid.buttons.values()]
    assert all(pictures.count(each) == 1 for each in pictures)
    assert (pictures[0].width(), pictures[0].height()) == (72, 48)
    light = picture(button).pixelColor(2, 2).lightness()
    picker.hidePopup()
    picker.set_theme(DARK)
    picker.showPopup()
    button = picker.grid.buttons["himmelblau"]
    qtbot.waitUntil(lambda: picture(button).pixelColor(2, 2).alpha() == 255)
    assert picture(button).pixelColor(2, 2).lightness() < light


def test_that_it_scrolls_on_a_small_screen_to_what_has_the_focus(qtbot, picker, monkeypatch):
    monkeypatch.setattr(QScreen, "availableGeometry", lambda screen: QRect(0, 0, 800, 400))
    picker.showPopup()
    grid = picker.grid
    assert grid.height() <= 400
    assert grid.geometry().bottom() < 400
    assert grid.buttons["plateau"].visibleRegion().isEmpty()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_End)
    qtbot.waitUntil(lambda: grid.buttons["plateau"].visibleRegion().boundingRect() == grid.buttons["plateau"].rect())
    assert grid.pages.horizontalScrollBar().maximum() == 0
