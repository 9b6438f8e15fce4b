"""What keeps the window alive: unexpected exceptions are logged and shown once, and cyclic garbage goes in the GUI thread only."""

import gc
import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path
from PySide6.QtCore import QObject, QTimer, Slot

from core.text import tr

_log = logging.getLogger(__name__)
_POLL_MS = 1000


def log_file() -> Path:
    """Where exceptions are written."""
    return user_log_path("descent-lab", appauthor=False) / "descent-lab.log"


def start_logging() -> None:
    """Write warnings and errors of the whole program to the log file; without one, to standard error."""
    handler: logging.Handler
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(log_file(), maxBytes=1_000_000, backupCount=2, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


class CrashReporter:
    """Takes the place of `sys.excepthook`: logs every unexpected exception, and tells the user of each kind once."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """`tell` shows one sentence to the user."""
        self._tell = tell
        self._told: set[tuple[type[BaseException], str]] = set()

    def install(self) -> None:
        """Report exceptions of all threads from now on."""
        sys.excepthook = self.report
        threading.excepthook = lambda caught: self.report(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log the exception; tell the user unless the same one has been told."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        _log.error("unexpected exception", exc_info=(kind, error or kind(), trace))
        if (kind, str(error)) in self._told:
            return
        self._told.add((kind, str(error)))
        self._tell(
            tr("Something unexpected happened ({kind}). The window goes on; the details are in {file}.").format(
                kind=kind.__name__, file=log_file()
            )
        )


class GuiGarbage(QObject):
    """While this is at work, nothing is collected by itself in whatever thread happens to allocate; the GUI thread does it.

    Without it, a picture that was drawn and dropped could be destroyed by the worker in the middle of a step.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._on_poll_due)
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    @Slot()
    def _on_poll_due(self) -> None:
        """Collect the generations that Python itself would have collected by now."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                break
