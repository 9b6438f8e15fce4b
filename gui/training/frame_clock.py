"""The window's own clock: looks at the trainer's latest snapshot, passes on what is new, and has it painted."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from core.experiment.snapshot import Snapshot
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer

FRAME_MS = 16
# Text that changes faster than this cannot be read.
FRAMES_PER_TEXT = 15
# A step of a network takes longer than a frame, and few steps are missed by looking less often: the race should not wait.
_LONG_REST = 10.0


class FrameClock(QObject):
    """Emits `frame` for each new snapshot, `text_frame` about four times a second for the one that is seen.

    The worker is held while a frame is made and painted. While it plays it gets at least as long between two frames as the last
    one took, and on a network ten times as long. A step that was asked for by key is shown as soon as it is there.
    """

    frame = Signal(object)
    text_frame = Signal(object)

    def __init__(self, trainer: Trainer, paint: Callable[[], None], parent: QObject | None = None) -> None:
        """`paint` paints at once what has asked for it."""
        super().__init__(parent)
        self._trainer = trainer
        self._paint = paint
        self._next_frame_at = 0.0
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

    def show_now(self) -> None:
        """Emit both for the newest snapshot, whether it was shown before or not: it is looked at in another way."""
        latest = self._trainer.latest
        if latest is not None:
            self._shown = self._text_shown = latest
            self.frame.emit(latest)
            self.text_frame.emit(latest)

    @Slot()
    def _on_tick(self) -> None:
        latest = self._trainer.latest
        if latest is None:
            return
        self._frames += 1
        # What a network shows on the slow clock takes a frame's time by itself. It tells of the frame that is seen.
        alone = latest.problem.takes_long and self._shown is not None and self._shown.problem is latest.problem
        snapshot = self._shown if alone else latest
        text_due = self._frames % FRAMES_PER_TEXT == 0 and snapshot is not self._text_shown
        text_only = text_due and alone
        began = perf_counter()
        if (latest is self._shown or began < self._next_frame_at) and not text_due:
            return
        self._trainer.hold()
        try:
            if latest is not self._shown and not text_only:
                self._shown = latest
                self.frame.emit(latest)
            if text_due:
                self._text_shown = snapshot
                self.text_frame.emit(snapshot)
            self._paint()
        finally:
            self._trainer.let_go()
        ended = perf_counter()
        if text_only or self._trainer.state is not TrainerState.RUNNING:
            return
        rest = _LONG_REST if latest.problem.takes_long else 1.0
        self._next_frame_at = ended + rest * (ended - began)
