"""An unexpected exception is logged and told once, and the window lives on; cyclic garbage is collected in the GUI thread only."""

import gc
import logging
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

import gui.system.crashes
from gui.system.crashes import CrashReporter, GuiGarbage, log_file, start_logging
from gui.window.main_window import MainWindow

ROOT = Path(__file__).parents[3]


@pytest.fixture
def logged(user_folders):
    before = list(logging.getLogger().handlers)
    start_logging()
    yield lambda: log_file().read_text(encoding="utf-8") if log_file().exists() else ""
    for handler in logging.getLogger().handlers[:]:
        if handler not in before:
            logging.getLogger().removeHandler(handler)
            handler.close()


def report(reporter, error):
    try:
        raise error
    except type(error) as caught:
        reporter.report(type(caught), caught, caught.__traceback__)


def test_that_an_exception_is_logged_with_its_trace_and_told_once(logged, user_folders):
    told = []
    reporter = CrashReporter(told.append)
    for _ in range(3):
        report(reporter, RuntimeError("the widget is gone"))
    assert logged().count("RuntimeError: the widget is gone") == 3
    assert "Traceback" in logged()
    assert len(told) == 1
    assert "Traceback" not in told[0]
    assert str(log_file()) in told[0]
    assert log_file().is_relative_to(user_folders)


def test_that_another_exception_is_told_again(logged):
    told = []
    reporter = CrashReporter(told.append)
    report(reporter, RuntimeError("one"))
    report(reporter, RuntimeError("two"))
    report(reporter, KeyError("one"))
    assert len(told) == 3


def test_that_a_log_folder_that_cannot_be_made_does_not_stop_the_program(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("gui.system.crashes.log_file", lambda: tmp_path / "file" / "log" / "descent-lab.log")
    before = list(logging.getLogger().handlers)
    start_logging()
    added = [handler for handler in logging.getLogger().handlers if handler not in before]
    assert [type(handler) for handler in added] == [logging.StreamHandler]
    logging.getLogger().removeHandler(added[0])


def test_that_the_window_tells_of_an_exception_in_any_thread_and_plays_on(qtbot, logged, monkeypatch):
    window = MainWindow()
    window.show()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    CrashReporter(window.message_requested.emit).install()
    thread = threading.Thread(target=lambda: [][0])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: "IndexError" in window.messages.text)
    window.trainer.step(5)
    qtbot.waitUntil(lambda: window.trainer.latest is not None and window.trainer.latest.step == 5)
    window.close()
    window.deleteLater()


def test_that_an_exception_in_a_slot_leaves_the_program_running(tmp_path):
    code = """
import sys
sys.argv = ["main.py"]
from PySide6.QtCore import QTimer
import gui.app
def shown(window):
    QTimer.singleShot(0, lambda: 1 / 0)
    QTimer.singleShot(300, lambda: (print("alive:", window.messages.text), window.close()))
gui.app.after_shown = shown
sys.exit(gui.app.open_window())
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert result.returncode == 0
    assert "alive: Something unexpected happened (ZeroDivisionError)" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert "ZeroDivisionError" in (tmp_path / "descent-lab" / "log" / "descent-lab.log").read_text()


class Node:
    """Something that holds itself, and remembers in which thread it was collected."""

    collected_in: list[threading.Thread] = []  # noqa: RUF012 - shared by all on purpose

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Node.collected_in.append(threading.current_thread())


@pytest.fixture
def keeper(qapp, monkeypatch):
    monkeypatch.setattr(gui.system.crashes, "_POLL_MS", 5)
    gc.enable()
    gc.collect()
    Node.collected_in.clear()
    owner = QObject()
    made = GuiGarbage(owner)
    yield made
    made.stop()
    assert gc.isenabled()


def allocate() -> list[list[int]]:
    """Enough to set off the collector many times, if it is on."""
    return [[number] for number in range(50_000)]


def test_that_no_other_thread_collects_what_the_gui_has_dropped(qtbot, keeper):
    Node()
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert Node.collected_in == []
    kept = allocate()
    qtbot.waitUntil(lambda: len(Node.collected_in) == 1)
    assert Node.collected_in == [threading.main_thread()]
    del kept


def test_that_what_is_referred_to_stays(qtbot, keeper):
    node = Node()
    seen = weakref.ref(node)
    kept = allocate()
    Node()
    qtbot.waitUntil(lambda: len(Node.collected_in) == 1)
    assert seen() is node
    del kept
