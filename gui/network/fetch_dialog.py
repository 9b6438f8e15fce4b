"""File ▸ Download MNIST…: fetches the four files in a thread, with progress, cancel and another try."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from core.data.dataset import DataError
from core.data.download import Progress, fetch_mnist
from core.number_text import megabytes
from core.text import tr
from gui.widgets.background_task import BackgroundTask
from gui.widgets.form_rows import dialog_column
from gui.widgets.labels import GrowingLabel

# More often nobody could read.
_REPORT_SECONDS = 0.1

Fetch = Callable[[Path, Callable[[Progress], None]], None]


class FetchDialog(QDialog):
    """Does not block the window: the race goes on while the files come."""

    fetched = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None, fetch: Fetch = fetch_mnist) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Download MNIST"))
        self._folder, self._fetch = folder, fetch
        self._task: BackgroundTask | None = None
        self._wanted_again = False
        self.message = GrowingLabel(392, 3, self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the download"))
        self.again = QPushButton(tr("Try &again"), self)
        self.again.clicked.connect(self.start)
        self.cancel = QPushButton(tr("&Cancel"), self)
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.cancel)
        layout = dialog_column(self)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)

    @property
    def is_fetching(self) -> bool:
        """Whether a download is under way."""
        return self._task is not None

    @Slot()
    def start(self) -> None:
        """Begin to fetch, and take the keys: somebody asked for it."""
        self.raise_()
        self.activateWindow()
        if self._task is not None:
            # The one before was cancelled, and waits for a silent mirror.
            self._wanted_again = self._task.is_cancelled
            return
        self._wanted_again = False
        self.again.hide()
        self.cancel.setText(tr("&Cancel"))
        self.bar.setValue(0)
        self.message.setText(tr("Looking for a mirror of MNIST (11 MB) …"))
        folder, fetch = self._folder, self._fetch
        self._task = BackgroundTask("fetching", lambda context: fetch(folder, context.report), self, _REPORT_SECONDS)
        self._task.progressed.connect(self._on_progressed)
        self._task.succeeded.connect(self._on_fetched)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)
        self._task.start()

    def stop(self) -> None:
        """Cancel what is under way and wait for its end, at most as long as a mirror may be silent."""
        if self._task is not None:
            self._wanted_again = False
            self._task.close()

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self.bar.setValue(round(1000 * progress.share))
        self.message.setText(
            tr("{done} of {total} from {mirror}, {rate}/s").format(
                done=megabytes(progress.done), total=megabytes(progress.total), mirror=progress.mirror, rate=megabytes(progress.rate)
            )
        )

    @Slot()
    def _on_fetched(self) -> None:
        self._task = None
        self.fetched.emit()
        self.accept()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        known = isinstance(error, DataError)
        self._offer_again(str(error) if known else tr("The download stopped: {error}. Try again.").format(error=error))

    @Slot()
    def _on_cancelled(self) -> None:
        self._offer_again("")

    def _offer_again(self, sentence: str) -> None:
        self._task = None
        if self._wanted_again:
            self.start()
            return
        self.message.setText(sentence)
        self.again.show()
        self.cancel.setText(tr("&Close"))

    # Qt's own names

    def reject(self) -> None:
        # Its thread ends by itself, at the latest when a silent mirror has had its time.
        if self._task is not None:
            self._task.cancel()
        super().reject()
