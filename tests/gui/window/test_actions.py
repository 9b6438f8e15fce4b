"""What the window's actions do: each of the table is done by a part of the window, and nothing else is."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from gui.window.action_table import ACTIONS
from gui.window.actions import connect_actions
from gui.window.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow()
    yield made
    made.close()
    made.deleteLater()


def test_that_the_commands_of_the_window_are_those_of_the_table_of_actions(window):
    assert sorted(window.commands()) == sorted(spec.name for spec in ACTIONS)


def test_that_an_action_that_can_be_checked_gives_whether_it_is_and_another_gives_nothing(qapp):
    plain, checkable, given = QAction(), QAction(), []
    checkable.setCheckable(True)
    connect_actions(
        {"plain": plain, "checkable": checkable},
        {"plain": lambda *arguments: given.append(arguments), "checkable": lambda *arguments: given.append(arguments)},
    )
    for action in (plain, checkable, checkable):
        action.trigger()
    assert given == [(), (True,), (False,)]
