"""What holds for every test: no screen, one numeric thread, fixed looks, the user's folders left alone, nothing left running."""

import os

from core.process import use_one_thread

# Read by Qt and by NumPy's linear algebra when they load, so they are set before either is imported.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
use_one_thread(os.environ)
for _variable in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(_variable, None)

import gc
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterator
from functools import partialmethod
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from hypothesis import HealthCheck, Phase, settings
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.style.fonts import text_font
from gui.style.theme import SCALE_PROPERTY

# The same examples at every run of the CI; a machine may be slow, so no deadline. What fails is not made smaller, so that a red run
# is red at once: shrinking a document took up to the five minutes that Hypothesis allows. `--hypothesis-profile=smallest` does it.
_SOON = [Phase.explicit, Phase.reuse, Phase.generate]
settings.register_profile("everyday", deadline=None, phases=_SOON)
settings.register_profile(
    "repeatable", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow], phases=_SOON
)
settings.register_profile("smallest", deadline=None)
settings.load_profile("repeatable" if os.environ.get("CI") else "everyday")

# How long a fact may take to come, and the end of a thread. Only what never comes takes so long; beside seventeen other processes
# on two cores, what takes a second has taken 20.
_FACT_S = 60
_END_S = 1.0
_LOOK_MS = 2


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected holds no garbage, and lives as long as the session: the garbage collector need not walk over it each time.

    It did so 32 times while the tests were collected, which took 4 of 15 s, and then 0.2 s at a go.
    """
    gc.disable()
    collected = yield
    gc.collect()
    gc.freeze()
    gc.enable()
    return collected


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """The application with a style and a font that are the same on every machine."""
    qapp.setStyle("Fusion")
    qapp.setFont(text_font())
    yield qapp
    # The platform without a screen keeps what was copied until Python is gone, and then crashes over it.
    qapp.clipboard().clear()


class PatientBot(QtBot):
    """Waits for what is sure to come for as long as it takes on a machine that is busy."""

    waitSignal = partialmethod(QtBot.waitSignal, timeout=1000 * _FACT_S)  # noqa: N815
    waitSignals = partialmethod(QtBot.waitSignals, timeout=1000 * _FACT_S)  # noqa: N815

    def waitUntil(self, callback: Callable[[], bool]) -> None:
        """Look every 2 ms, not every 10: a twelfth of what the tests of the window take was waiting for the next look."""
        __tracebackhide__ = True
        deadline = time.monotonic() + _FACT_S
        while not callback():
            if time.monotonic() > deadline:
                pytest.fail(f"what was waited for has not come in {_FACT_S} s")
            self.wait(_LOOK_MS)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The bot of pytest-qt, with more patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for settings, logs and caches; returns it. No test reads or writes those of the user."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for layout in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(layout, QSettings.Scope.UserScope, str(home / "config"))
    return home


@pytest.fixture(autouse=True)
def nothing_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a thread, an active timer, a visible window or a pressed mouse button behind."""
    watched: list[weakref.ref[Any]] = []
    for kind in (QThread, QTimer):
        _watch_starts(monkeypatch, kind, watched)
    threads_before = set(threading.enumerate())
    windows_before = _visible_windows()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    leaks = _leaks(watched, threads_before, windows_before)
    _restore_looks()
    if leaks:
        pytest.fail("left behind: " + "; ".join(leaks), pytrace=False)


def _watch_starts(monkeypatch: pytest.MonkeyPatch, kind: type, watched: list[weakref.ref[Any]]) -> None:
    start: Callable[..., None] = kind.start

    def watched_start(self: Any, *arguments: Any) -> None:
        watched.append(weakref.ref(self))
        start(self, *arguments)

    monkeypatch.setattr(kind, "start", watched_start)


def _leaks(watched: list[weakref.ref[Any]], threads_before: set[threading.Thread], windows_before: set[QWidget]) -> list[str]:
    deadline = time.monotonic() + _END_S
    if any(_is_active_timer(item) for item in _living(watched)):
        gc.collect()  # a timer in a cycle of garbage is not the test's fault
    leaks = []
    for thread in set(threading.enumerate()) - threads_before:
        # Python makes a dummy for each foreign thread that it has seen, and keeps it when that one ends.
        if not isinstance(thread, threading._DummyThread):
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                leaks.append(f"Python thread {thread.name}")
    for item in _living(watched):
        if _is_active_timer(item):
            owner = item.parent()
            leaks.append(f"{type(item).__name__} every {item.interval()} ms" + (f" of {type(owner).__name__}" if owner else ""))
            item.stop()
        elif isinstance(item, QThread) and not item.wait(max(0, round(1000 * (deadline - time.monotonic())))):
            leaks.append(f"running QThread {item.objectName()}".rstrip())
            item.quit()
            item.wait()
    for button in _pressed_buttons():
        # It would belong to the widget that it was pressed in until it is released, and no other sees the mouse.
        leaks.append(f"pressed {button.name}")
        _release(button)
    for window in _visible_windows() - windows_before:
        leaks.append(f"visible {type(window).__name__} {window.windowTitle()}".rstrip())
        window.close()
    return leaks


def _living(watched: list[weakref.ref[Any]]) -> list[Any]:
    items = {id(item): item for item in (reference() for reference in watched) if item is not None}
    return [item for item in items.values() if shiboken6.isValid(item)]


def _is_active_timer(item: Any) -> bool:
    """Whether this is a timer that can still fire: the thread that it lives in has not ended."""
    return isinstance(item, QTimer) and item.isActive() and item.thread() is not None and item.thread().isRunning()


def _visible_windows() -> set[QWidget]:
    if not isinstance(QCoreApplication.instance(), QApplication):
        return set()
    return {widget for widget in QApplication.topLevelWidgets() if widget.isVisible()}


def _pressed_buttons() -> list[Qt.MouseButton]:
    if not isinstance(QCoreApplication.instance(), QApplication):
        return []
    return [button for button in Qt.MouseButton if button.value and button in QApplication.mouseButtons()]


def _release(button: Qt.MouseButton) -> None:
    widget = QWidget()
    widget.show()
    QTest.mouseRelease(widget, button)
    widget.close()


def _restore_looks() -> None:
    """A test may have applied a theme; the next one starts without."""
    application = QCoreApplication.instance()
    if isinstance(application, QApplication) and application.styleSheet():
        application.setStyleSheet("")
        application.setPalette(application.style().standardPalette())
        application.setProperty(SCALE_PROPERTY, None)
        application.setFont(text_font())
