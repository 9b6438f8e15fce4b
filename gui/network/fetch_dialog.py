"""File ▸ Download MNIST…: fetches the four files in a thread, with progress, cancel and another try."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.data.dataset import DataError
from core.data.download import Cancelled, Progress, fetch_mnist
from core.number_text import megabytes
from core.text import tr
from gui.widgets.growing_label import GrowingLabel

# More often nobody could read.
_TOLD_SECONDS = 0.1

Fetch = Callable[[Path, Callable[[Progress], None]], None]


class Fetcher(QObject):
    """Lives in a thread of its own; fetches once."""

    progressed = Signal(object)
    ended = Signal(bool, str)
    """Whether the files are there now, and a sentence if not; empty after a cancel."""

    def __init__(self, folder: Path, fetch: Fetch) -> None:
        super().__init__()
        self.cancelled = Event()
        self._folder = folder
        self._fetch = fetch
        self._told_at = 0.0

    @Slot()
    def run(self) -> None:
        """Fetch; whatever happens, `ended` is emitted."""
        try:
            self._fetch(self._folder, self._on_progress)
        except Cancelled:
            self.ended.emit(False, "")
        except DataError as error:
            self.ended.emit(False, str(error))
        except Exception as error:
            self.ended.emit(False, tr("The download stopped: {error}. Try again.").format(error=error))
        else:
            self.ended.emit(True, "")

    def _on_progress(self, progress: Progress) -> None:
        if self.cancelled.is_set():
            raise Cancelled
        now = monotonic()
        if now - self._told_at >= _TOLD_SECONDS:
            self._told_at = now
            self.progressed.emit(progress)


class FetchDialog(QDialog):
    """Does not block the window: the race goes on while the files come."""

    fetched = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None, fetch: Fetch = fetch_mnist) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Download MNIST"))
        self._folder, self._fetch = folder, fetch
        self._thread: QThread | None = None
        self._fetcher: Fetcher | None = None
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(self.message)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)

    @property
    def is_fetching(self) -> bool:
        """Whether a download is under way."""
        return self._thread is not None

    @Slot()
    def start(self) -> None:
        """Begin to fetch, and take the keys: somebody asked for it."""
        self.raise_()
        self.activateWindow()
        if self._fetcher is not None:
            # The one before was cancelled, and waits for a silent mirror.
            self._wanted_again = self._fetcher.cancelled.is_set()
            return
        self._wanted_again = False
        self.again.hide()
        self.cancel.setText(tr("&Cancel"))
        self.bar.setValue(0)
        self.message.setText(tr("Looking for a mirror of MNIST (11 MB) …"))
        self._thread = QThread(self)
        self._thread.setObjectName("fetching")
        self._fetcher = Fetcher(self._folder, self._fetch)
        self._fetcher.moveToThread(self._thread)
        self._thread.started.connect(self._fetcher.run)
        self._fetcher.progressed.connect(self._on_progressed)
        self._fetcher.ended.connect(self._on_ended)
        self._thread.start()

    def stop(self) -> None:
        """Cancel what is under way and wait for its end, at most as long as a mirror may be silent."""
        if self._thread is None or self._fetcher is None:
            return
        self._fetcher.cancelled.set()
        self._thread.quit()
        self._thread.wait()
        self._thread, self._fetcher = None, None

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self.bar.setValue(round(1000 * progress.share))
        self.message.setText(
            tr("{done} of {total} from {mirror}, {rate}/s").format(
                done=megabytes(progress.done), total=megabytes(progress.total), mirror=progress.mirror, rate=megabytes(progress.rate)
            )
        )

    @Slot(bool, str)
    def _on_ended(self, found: bool, sentence: str) -> None:
        self.stop()
        if found:
            self.fetched.emit()
            self.accept()
            return
        if self._wanted_again:
            self.start()
            return
        self.message.setText(sentence)
        self.again.show()
        self.cancel.setText(tr("&Close"))

    # Qt's own names

    def reject(self) -> None:
        # Its thread ends by itself, at the latest when a silent mirror has had its time.
        if self._fetcher is not None:
            self._fetcher.cancelled.set()
        super().reject()
