"""What commands without a window share: an experiment is prepared, raced and drawn, Ctrl-C is heeded, and a refusal is one sentence."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Self

from core.data.dataset import DataError
from core.data.library import DataLibrary
from core.experiment.document import Document
from core.experiment.experiment import NETWORK_CHECKPOINT_BYTES, Experiment
from core.formats.mistakes import FileMistakesError
from core.text import tr
from gui.command_line.progress import RaceProgress
from gui.command_line.terminal import CANNOT, RefusedError, StatusLine

SLICE_SECONDS = 0.2


class _CannotBeginError(Exception):
    """A run cannot take its place at the start; the text says why."""


@contextmanager
def refusals(file: object) -> Iterator[StatusLine]:
    """Work on the experiment that `file` names, with a line that tells how far it is; whatever stops it is refused in a sentence.

    Raises:
        RefusedError: with that sentence and its exit code.
    """
    status = StatusLine()
    try:
        yield status
    except FileMistakesError as error:
        raise RefusedError(_mistakes_text(file, error)) from None
    except DataError as error:
        raise RefusedError(str(error)) from None
    except _CannotBeginError as error:
        raise RefusedError(tr("{file} cannot be run: {reason}").format(file=file, reason=error)) from None
    except MemoryError:
        sentence = tr("There is not enough memory for this experiment; nothing was written. Ask for smaller layers or fewer runs or steps.")
        raise RefusedError(sentence, CANNOT) from None
    except OSError as error:
        raise RefusedError(tr("{file} cannot be read: {reason}.").format(file=file, reason=error.strerror or error)) from None
    finally:
        status.clear()


def _mistakes_text(file: object, error: FileMistakesError) -> str:
    """What is wrong with a file: each mistake with its place, or the one sentence that tells what else the file is."""
    first, *more = error.mistakes
    if not more and not first.line and not first.where:
        return tr("{file} cannot be taken: {reason}.").format(file=file, reason=first.sentence)
    return "\n".join([tr("{file} has mistakes; nothing was run or written:").format(file=file), *(f"  {each}" for each in error.mistakes)])


class Interruption:
    """Takes Ctrl-C over while it is entered, which only the main thread may do: it asks to stop, and once too often to leave nothing.

    One press too many raises KeyboardInterrupt, but only where that does no harm: in `abandonable` parts and in `check`.
    Elsewhere files are being moved or removed, or Qt is painting, which would swallow the exception.
    """

    def __init__(self, allowed: int) -> None:
        """`allowed` is how often it may be pressed before nothing is to be left: 0 where half of the work is of no use."""
        self._allowed = allowed
        self._count = 0
        self._may_raise = False
        self._before: Any = None

    @property
    def is_asked(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._count > 0

    def check(self) -> None:
        """Raise KeyboardInterrupt if somebody wants nothing to be left."""
        if self._count > self._allowed:
            raise KeyboardInterrupt

    @contextmanager
    def abandonable(self) -> Iterator[None]:
        """A part of the work that may break off anywhere."""
        try:
            self._may_raise = True
            self.check()
            yield
        finally:
            self._may_raise = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _on_interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self._count += 1
        if self._may_raise:
            self.check()


def prepare(document: Document, library: DataLibrary, status: StatusLine, checkpoint_bytes: int = NETWORK_CHECKPOINT_BYTES) -> Experiment:
    """The experiment of a document at its start, its data loaded; within `refusals`. Where nobody looks back, no checkpoints are needed."""
    with status.during(tr("loading {dataset} …").format(dataset=document.problem.data_key)):
        try:
            return Experiment.from_document(document, library=library, checkpoint_bytes=checkpoint_bytes)
        except ValueError as error:
            raise _CannotBeginError(error) from None


def race(experiment: Experiment, steps: int, status: StatusLine, interruption: Interruption) -> None:
    """Take the experiment to this step, or, after Ctrl-C, not as far, and tell how far it has come."""
    progress = RaceProgress(status, steps)
    while not interruption.is_asked and not experiment.work(steps, SLICE_SECONDS):
        progress.show(min((run.step for run in experiment.active), default=experiment.step))
    status.clear()


@contextmanager
def drawing() -> Iterator[None]:
    """A part of the work that draws. In the end all widgets are gone that were to be deleted: without an event loop nobody else does it."""
    # Pictures need Qt but no screen; whatever platform the desktop asks for is not wanted here.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QCoreApplication, QEvent

    from gui.style.application import headless_application

    application = headless_application()
    try:
        yield
    finally:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        del application
