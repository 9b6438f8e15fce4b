"""Several widgets are one stop: arrows move among them, and Tab comes back to the one that was left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from gui.widgets.roving_focus import RovingFocus
from tests.helpers.window import show

Key = Qt.Key


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


def buttons(qtbot, page, names="abcd"):
    made = [QPushButton(name, page) for name in names]
    for button in made:
        page.layout().addWidget(button)
    show(qtbot, page)
    return made


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
    return QApplication.focusWidget().text()


def test_that_all_arrows_move_along_a_row_and_stop_at_its_ends(qtbot, page):
    a, *_ = members = buttons(qtbot, page)
    RovingFocus(page).set_members(members)
    a.setFocus()
    assert press(Key.Key_Right) == "b"
    assert press(Key.Key_Down) == "c"
    assert press(Key.Key_Left, Key.Key_Up, Key.Key_Left) == "a"
    assert press(Key.Key_End) == "d"
    assert press(Key.Key_Right) == "d"
    assert press(Key.Key_Home) == "a"


def test_that_a_list_leaves_left_and_right_to_what_is_in_it(qtbot, page):
    a, *_ = members = buttons(qtbot, page)
    RovingFocus(page, is_list=True).set_members(members)
    for member in members:
        member.keyPressEvent = lambda event: None
    a.setFocus()
    assert press(Key.Key_Right) == "a"
    assert press(Key.Key_Down, Key.Key_Down) == "c"


def test_that_what_cannot_have_the_keys_is_passed_over(qtbot, page):
    a, b, c, d = members = buttons(qtbot, page)
    roving = RovingFocus(page)
    roving.set_members(members)
    b.setEnabled(False)
    c.hide()
    a.setFocus()
    assert press(Key.Key_Right) == "d"
    for member in (a, d):
        member.setEnabled(False)
    assert roving.stop is None


def test_that_tab_comes_back_to_what_was_left_as_long_as_it_is_there(qtbot, page):
    a, b, c, d = members = buttons(qtbot, page)
    roving = RovingFocus(page)
    roving.set_members(members, first=c)
    assert roving.stop is c
    b.setFocus()
    assert roving.stop is b
    assert roving.passed_over() == [a, c, d]
    b.setEnabled(False)
    assert roving.stop is c  # Qt has given it the keys
    roving.set_members([a, d])
    assert roving.stop is a


def test_that_what_a_key_does_as_well_is_no_stop(qtbot, page):
    a, b, c, d = buttons(qtbot, page)
    roving = RovingFocus(page)
    roving.set_members([a, c], [b, d])
    assert roving.passed_over() == [c, b, d]
    a.setFocus()
    assert press(Key.Key_Right) == "c"


def test_that_it_tells_where_the_arrows_have_led_and_leaves_other_keys_alone(qtbot, page):
    a, b, *_ = members = buttons(qtbot, page)
    roving, led, fired = RovingFocus(page), [], []
    roving.set_members(members)
    roving.came_to.connect(led.append)
    for keys in ("Right", "Ctrl+Right", "Space"):
        action = QAction(page)
        action.setShortcut(keys)
        action.triggered.connect(lambda _=False, keys=keys: fired.append(keys))
        page.addAction(action)
    a.setFocus()
    press(Key.Key_Right)
    press(Key.Key_Right, modifier=Qt.KeyboardModifier.ControlModifier)
    assert led == [b]
    assert fired == ["Ctrl+Right"]
