"""The window's own clock: looks at the trainer's latest snapshot and passes on what is new."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from core.snapshot import Snapshot
from gui.trainer import Trainer

FRAME_MS = 16
# Text that changes faster than this cannot be read.
FRAMES_PER_TEXT = 15


class FrameClock(QObject):
    """Emits `frame` for each new snapshot, `text_frame` about four times a second for the newest one."""

    frame = Signal(object)
    text_frame = Signal(object)

    def __init__(self, trainer: Trainer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trainer = trainer
        self._shown: Snapshot | None = None
        self._text_shown: Snapshot | None = None
        self._frames = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin to tick."""
        self._timer.start()

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        latest = self._trainer.latest
        if latest is None:
            return
        if latest is not self._shown:
            self._shown = latest
            self.frame.emit(latest)
        self._frames += 1
        if self._frames % FRAMES_PER_TEXT == 0 and latest is not self._text_shown:
            self._text_shown = latest
            self.text_frame.emit(latest)
