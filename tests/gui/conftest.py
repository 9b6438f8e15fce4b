"""Fixtures of the window's tests."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QToolTip
from pytest_datadir.plugin import LazyDataDir
from pytestqt.qtbot import QtBot

from core.data.library import DataLibrary
from core.experiment.setup import Setup, default_setup
from gui.files import controller as file_controller
from gui.parameters.panel import ParameterPanel
from gui.style.application import apply_theme
from gui.style.run_style import run_styles
from gui.style.theme import LIGHT
from gui.system.settings import Hints
from gui.widgets import easing
from gui.widgets.file_dialogs import Answer
from gui.window.main_window import MainWindow
from tests.helpers.golden import GoldenPictures
from tests.helpers.parameters import SignalRecorder
from tests.helpers.window import show, shows_a_snapshot

_IS_DUE = Hints.is_due


@pytest.fixture(autouse=True)
def collected_in_this_thread() -> Iterator[None]:
    """As in the program, no other thread collects widgets that a test has dropped."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nobody_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window waits for an answer: its changes are dropped when it is closed, and no file is chosen."""
    monkeypatch.setattr(file_controller, "ask_unsaved", lambda *_: Answer.DISCARD)
    monkeypatch.setattr(file_controller, "ask_save", lambda *_: None)
    monkeypatch.setattr(file_controller, "ask_open", lambda *_: None)


@pytest.fixture(autouse=True)
def nothing_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a desktop where motion is switched off: no test waits for what is on its way."""
    monkeypatch.setattr(easing, "desktop_moves", lambda: False)


@pytest.fixture
def motion(nothing_moves: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a desktop where things move."""
    monkeypatch.setattr(easing, "desktop_moves", lambda: True)


@pytest.fixture(autouse=True)
def nothing_to_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for somebody who has been through the first minute."""
    monkeypatch.setattr(Hints, "is_due", lambda hints, hint: False)


@pytest.fixture
def first_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for somebody who opens the program for the first time."""
    monkeypatch.setattr(Hints, "is_due", _IS_DUE)


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[..., MainWindow]]:
    """Opens the real window on an experiment, in front and with its first snapshot."""
    windows: list[MainWindow] = []

    def open_window(setup: Setup | None = None, library: DataLibrary | None = None, size: tuple[int, int] = (1280, 800)) -> MainWindow:
        window = MainWindow(setup, library)
        windows.append(window)
        window.resize(*size)
        show(qtbot, window)
        qtbot.waitUntil(lambda: shows_a_snapshot(window))
        return window

    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(opened: Callable[..., MainWindow]) -> MainWindow:
    """The real window as it opens by itself, on the default experiment."""
    return opened()


@pytest.fixture
def golden(request: pytest.FixtureRequest, lazy_datadir: LazyDataDir, original_datadir: Path) -> GoldenPictures:
    return GoldenPictures(request, lazy_datadir, original_datadir)


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Iterator[ParameterPanel]:
    apply_theme(qapp, LIGHT)
    panel = ParameterPanel()
    runs = default_setup().runs
    panel.set_runs(runs, run_styles((run.label, run.optimizer.key) for run in runs))
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    show(qtbot, panel)
    yield panel
    QToolTip.hideText()


@pytest.fixture
def signals(panel: ParameterPanel) -> SignalRecorder:
    return SignalRecorder(panel)
