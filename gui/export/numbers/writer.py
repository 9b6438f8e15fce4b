"""Writes numbers in a thread of its own, with a bar, while the window stays usable; cancelled, it leaves nothing behind."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from core.numbers.export import Numbers
from core.text import tr
from gui.widgets.background_task import BackgroundTask, TaskContext
from gui.widgets.form_rows import dialog_column
from gui.widgets.labels import GrowingLabel

_log = logging.getLogger(__name__)


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
        layout = dialog_column(self)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)
        self._path = path

        def write(context: TaskContext) -> None:
            def tell(done: int, total: int) -> None:
                give_way()
                context.report((done, total))

            numbers.write(path, tell)

        self._task: BackgroundTask | None = BackgroundTask("numbers", write, self)
        self._task.progressed.connect(self._on_progressed)
        self._task.succeeded.connect(self._on_written)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)

    @property
    def is_busy(self) -> bool:
        """Whether the file is under way, be it only to clean up."""
        return self._task is not None

    def start(self) -> None:
        """Begin to write."""
        assert self._task is not None, "an export is written once"
        self._task.start()

    def stop(self) -> None:
        """Cancel what is under way and wait for its end: a few milliseconds."""
        if self._task is not None:
            self._task.close()

    @Slot(object)
    def _on_progressed(self, rows: tuple[int, int]) -> None:
        done, total = rows
        self.bar.setValue(1000 * done // max(1, total))

    @Slot()
    def _on_written(self) -> None:
        self._task = None
        self.written.emit(self._path)
        self.accept()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self.message.setText(self._sentence(error))
        self.bar.hide()
        self.cancel.setText(tr("&Close"))
        self.cancel.setToolTip(tr("Close this dialog (Escape)"))

    @Slot()
    def _on_cancelled(self) -> None:
        self._task = None
        super().reject()

    def _sentence(self, error: Exception) -> str:
        """What became of the file, and what to do."""
        if isinstance(error, ValueError):
            return str(error)
        if isinstance(error, OSError):
            reason = error.strerror or error
            return tr("{file} cannot be written: {reason}. Choose another place.").format(file=self._path, reason=reason)
        _log.error("numbers could not be written", exc_info=error)
        return tr("The numbers could not be written: {error}.").format(error=error)

    # Qt's own names

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().reject()
