"""Fixtures of the window's tests."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from gui.files import controller as file_desk
from gui.parameters.panel import ParameterPanel
from gui.style.application import apply_theme
from gui.style.theme import LIGHT
from gui.widgets.file_dialogs import Answer
from tests.helpers.parameters import Heard


@pytest.fixture(autouse=True)
def collected_in_this_thread() -> Iterator[None]:
    """As in the program, no other thread collects widgets that a test has dropped."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nobody_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window waits for an answer: its changes are dropped when it is closed, and no file is chosen."""
    monkeypatch.setattr(file_desk, "ask_unsaved", lambda *_: Answer.DISCARD)
    monkeypatch.setattr(file_desk, "ask_save", lambda *_: None)
    monkeypatch.setattr(file_desk, "ask_open", lambda *_: None)


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
