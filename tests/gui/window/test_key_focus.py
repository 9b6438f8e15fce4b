"""Which lines of text give the keys back after Enter: those of the window itself, not those inside another control."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.window.focus import KeyFocus, is_field
from tests.helpers.window import show

CONFIRMS = (Qt.Key.Key_Return, Qt.Key.Key_Escape)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    made.home = QWidget(made)
    made.home.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column.addWidget(made.home)
    keys = KeyFocus(made.home, made)
    QApplication.instance().installEventFilter(keys)
    show(qtbot, made)
    yield made
    QApplication.instance().removeEventFilter(keys)


def put(window, widget):
    window.layout().addWidget(widget)
    widget.show()
    widget.setFocus()
    assert widget.hasFocus()
    return widget


@pytest.mark.parametrize("key", CONFIRMS)
@pytest.mark.parametrize("kind", [QLineEdit, QDoubleSpinBox])
def test_that_a_field_of_the_window_gives_the_keys_back(window, kind, key):
    field = put(window, kind(window))
    QTest.keyClick(field, key)
    assert window.home.hasFocus()


@pytest.mark.parametrize("key", CONFIRMS)
def test_that_a_choice_that_can_be_typed_into_keeps_the_keys(window, key):
    combo = QComboBox(window)
    combo.setEditable(True)
    put(window, combo)
    QTest.keyClick(combo, key)
    QTest.keyClick(combo.lineEdit(), key)
    assert not window.home.hasFocus()


@pytest.mark.parametrize("key", CONFIRMS)
def test_that_a_table_keeps_the_keys_when_a_cell_was_typed(window, key):
    table = put(window, QTableWidget(1, 1, window))
    table.setItem(0, 0, QTableWidgetItem("a"))
    table.editItem(table.item(0, 0))
    line = table.findChild(QLineEdit)
    assert line is not None
    assert not is_field(line)
    QTest.keyClick(line, key)
    assert not window.home.hasFocus()


def test_that_a_dialog_keeps_its_keys(qtbot, window):
    dialog = QDialog(window)
    line = QLineEdit(dialog)
    line.setFocus()
    dialog.show()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.hasFocus()


@pytest.mark.parametrize("key", CONFIRMS)
def test_that_a_field_of_another_window_takes_no_focus_away_from_what_has_it_here(qtbot, window, key):
    other, here = QWidget(), put(window, QPushButton(window))
    qtbot.addWidget(other)
    line = QLineEdit(other)
    show(qtbot, other)
    line.setFocus()
    QTest.keyClick(line, key)
    assert line.hasFocus()
    assert window.focusWidget() is here
