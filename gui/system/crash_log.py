"""Unexpected exceptions: written to a file in the user's log folder, shown once, and the window lives on."""

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path

from core.text import tr

_log = logging.getLogger(__name__)


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
    """Takes the place of `sys.excepthook`: logs every unexpected exception, and tells the person of each kind once."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """`tell` shows one sentence to the person."""
        self._tell = tell
        self._told: set[tuple[type[BaseException], str]] = set()

    def install(self) -> None:
        """Report exceptions of all threads from now on."""
        sys.excepthook = self.report
        threading.excepthook = lambda caught: self.report(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log the exception; tell the person unless the same one has been told."""
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
