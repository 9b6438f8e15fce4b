"""Fixtures of the window's tests."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from gui import file_desk
from gui.file_dialogs import Answer
from gui.panel.parameter_panel import ParameterPanel
from gui.theme import LIGHT, apply_theme
from tests.gui.panel_hand import Heard


@pytest.fixture(autouse=True)
def collected_in_this_thread() -> Iterator[None]:
    """As in the program, no other thread collects widgets that a test has dropped."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nobody_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that is closed at the end of a test does not ask what becomes of its changes."""
    monkeypatch.setattr(file_desk, "ask_unsaved", lambda *_: Answer.DISCARD)


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Iterator[ParameterPanel]:
    apply_theme(qapp, LIGHT)
    panel = ParameterPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    panel.show()
    panel.activateWindow()
    qtbot.waitActive(panel)
    yield panel
    QToolTip.hideText()


@pytest.fixture
def heard(panel: ParameterPanel) -> Heard:
    return Heard(panel)
