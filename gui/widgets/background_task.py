"""Work off the GUI thread: one call of a function in a thread of its own, which tells how far it is and how it ended, and can be cancelled.

What a thread emits is delivered in the GUI thread to bound methods of objects that live there, and to nothing else: lambdas, partials and
plain functions run in the thread that emits, even with `QueuedConnection`. So the thread's signals go to the task alone, which lives in
the GUI thread and passes them on; whatever is connected with a task is called in the GUI thread.
"""

from collections.abc import Callable
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, QThread, Signal, Slot

# What is told more often nobody could see.
REPORT_SECONDS = 0.05


class CancelledError(Exception):
    """Nobody wants the work any more. Raised by `TaskContext`; the work lets it pass, after it has tidied up."""


class TaskContext:
    """What the work sees of its task, in its thread."""

    def __init__(self, cancelled: Event, tell: Callable[[object], None], report_seconds: float) -> None:
        self._cancelled, self._tell, self._report_seconds = cancelled, tell, report_seconds
        self._next_report = 0.0

    def check(self) -> None:
        """Give the task a chance to be cancelled.

        Raises:
            CancelledError: if it was.
        """
        if self._cancelled.is_set():
            raise CancelledError

    def report(self, progress: object) -> None:
        """Tell how far the work is, in a value that does not change any more. Reports that follow too soon are left out.

        Raises:
            CancelledError: if the task was cancelled.
        """
        self.check()
        now = monotonic()
        if now >= self._next_report:
            self._next_report = now + self._report_seconds
            self._tell(progress)


Work = Callable[[TaskContext], object]


class BackgroundTask(QObject):
    """Calls `work` once, in a thread. Of `succeeded`, `failed` and `cancelled` one is emitted, once; then the task is deleted.

    Work that was done before it noticed a cancel has succeeded. A task whose parent is deleted cancels its work and waits for it,
    without a word: no thread outlives its task.
    """

    progressed = Signal(object)
    """What the work reported, unless it was cancelled meanwhile."""
    succeeded = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """The exception that ended the work, with its traceback."""
    cancelled = Signal()

    def __init__(self, name: str, work: Work, parent: QObject, report_seconds: float = REPORT_SECONDS) -> None:
        """`name` is that of the thread. Between two reports at least `report_seconds` pass; with 0 none is left out."""
        super().__init__(parent)
        # A child would be destroyed while it runs, which ends the program. So it is kept by this lambda until it has ended.
        thread = _TaskThread(name, work, report_seconds)
        self.destroyed.connect(lambda: thread.end())
        self._thread: _TaskThread | None = thread
        self._cancelled = thread.cancelled
        thread.reported.connect(self._on_reported)
        thread.finished.connect(self._on_finished)

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody has cancelled it. It may be at work until it notices."""
        return self._cancelled.is_set()

    def start(self) -> None:
        """Begin; cancelled before, the work is not called."""
        assert self._thread is not None, "a task is started once"
        self._thread.start()

    def cancel(self) -> None:
        """Have the work end soon, which is told as any end is. Does not wait."""
        self._cancelled.set()

    def close(self) -> None:
        """Cancel the work and wait for its end, which is told before this returns."""
        self.cancel()
        self._on_finished()

    @Slot(object)
    def _on_reported(self, progress: object) -> None:
        if not self.is_cancelled:
            self.progressed.emit(progress)

    @Slot()
    def _on_finished(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return  # closed while this was on its way
        thread.join()
        self.deleteLater()
        error, thread.error = thread.error, None
        if thread.is_done:
            self.succeeded.emit(thread.result)
        elif error is not None:
            self.failed.emit(error)
        else:
            self.cancelled.emit()


class _TaskThread(QThread):
    """Lives in the GUI thread; only `run` is called in the thread itself. How it went is read when it has ended."""

    reported = Signal(object)

    def __init__(self, name: str, work: Work, report_seconds: float) -> None:
        super().__init__()
        self.setObjectName(name)
        self.cancelled = Event()
        self.is_done = self._is_joined = False
        self.result: object = None
        self.error: Exception | None = None
        self._work, self._report_seconds = work, report_seconds

    def end(self) -> None:
        """Cancel the work and wait for it."""
        self.cancelled.set()
        self.join()

    def join(self) -> None:
        """Wait for the end, once: when the program ends, Qt may have deleted this before its task."""
        if not self._is_joined:
            self.wait()
            self._is_joined = True

    # Qt's own names

    def run(self) -> None:
        context = TaskContext(self.cancelled, self.reported.emit, self._report_seconds)
        try:
            context.check()
            self.result = self._work(context)
            self.is_done = True
        except CancelledError:
            pass
        except Exception as error:
            self.error = error
