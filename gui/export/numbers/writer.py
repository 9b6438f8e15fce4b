"""Writes numbers in a thread of its own, with a bar, while the window stays usable; cancelled, it leaves nothing behind."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.numbers.export import Numbers
from core.text import tr
from gui.widgets.growing_label import GrowingLabel

# More often nobody could see.
_TOLD_SECONDS = 0.05

_log = logging.getLogger(__name__)


class _CancelledError(Exception):
    """Somebody does not want the file any more."""


class _Writer(QObject):
    """Lives in the thread; writes once."""

    progressed = Signal(int, int)
    ended = Signal(bool, str)
    """Whether the file is there now, and a sentence if not; empty after a cancel."""

    def __init__(self, numbers: Numbers, path: Path, give_way: Callable[[], None]) -> None:
        super().__init__()
        self.cancelled = Event()
        self._numbers, self._path, self._give_way = numbers, path, give_way
        self._told_at = 0.0

    @Slot()
    def run(self) -> None:
        """Write; whatever happens, `ended` is emitted."""
        try:
            self._numbers.write(self._path, self._on_progress)
        except _CancelledError:
            self.ended.emit(False, "")
        except ValueError as error:
            self.ended.emit(False, str(error))
        except OSError as error:
            reason = error.strerror or error
            self.ended.emit(False, tr("{file} cannot be written: {reason}. Choose another place.").format(file=self._path, reason=reason))
        except Exception as error:
            _log.exception("numbers could not be written")
            self.ended.emit(False, tr("The numbers could not be written: {error}.").format(error=error))
        else:
            self.ended.emit(True, "")

    def _on_progress(self, done: int, total: int) -> None:
        if self.cancelled.is_set():
            raise _CancelledError
        self._give_way()
        now = monotonic()
        if now - self._told_at >= _TOLD_SECONDS:
            self._told_at = now
            self.progressed.emit(done, total)


class NumbersWriter(QDialog):
    """Shows how far one export is. It does not block the window: the race goes on, of which this needs nothing."""

    written = Signal(object)
    """The file, once it is there."""

    def __init__(self, numbers: Numbers, path: Path, give_way: Callable[[], None], parent: QWidget | None = None) -> None:
        """`give_way` is called by the thread every few milliseconds, to wait where somebody else is in a hurry."""
        super().__init__(parent)
        self.setWindowTitle(tr("Export numbers"))
        self.message = GrowingLabel(392, 2, self)
        self.message.setText(tr("Writing {file} …").format(file=path.name))
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the export"))
        self.cancel = QPushButton(tr("&Cancel"), self)
        self.cancel.setToolTip(tr("Stop, and leave no file behind"))
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)
        self._path = path
        self._thread: QThread | None = None
        self._writer: _Writer | None = _Writer(numbers, path, give_way)

    @property
    def is_busy(self) -> bool:
        """Whether the thread is still at work, be it only to clean up."""
        return self._thread is not None

    def start(self) -> None:
        """Begin to write."""
        writer = self._writer
        assert writer is not None, "an export is written once"
        self._thread = QThread(self)
        self._thread.setObjectName("numbers")
        writer.moveToThread(self._thread)
        self._thread.started.connect(writer.run)
        writer.progressed.connect(self._on_progressed)
        writer.ended.connect(self._on_ended)
        self._thread.start()

    def stop(self) -> None:
        """Cancel what is under way and wait for its end: a few milliseconds."""
        if self._thread is None or self._writer is None:
            return
        self._writer.cancelled.set()
        self._thread.quit()
        self._thread.wait()
        self._thread, self._writer = None, None

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setValue(1000 * done // max(1, total))

    @Slot(bool, str)
    def _on_ended(self, is_written: bool, sentence: str) -> None:
        self.stop()
        if is_written:
            self.written.emit(self._path)
            self.accept()
        elif sentence:
            self.message.setText(sentence)
            self.bar.hide()
            self.cancel.setText(tr("&Close"))
            self.cancel.setToolTip(tr("Close this dialog (Escape)"))
        else:
            super().reject()

    # Qt's own names

    def reject(self) -> None:
        if self._writer is not None:
            self._writer.cancelled.set()
        super().reject()
