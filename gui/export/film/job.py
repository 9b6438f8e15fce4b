"""Makes a film while the window stays usable: frames are drawn one at a time in the GUI thread and written in another."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.experiment.snapshot import Snapshot
from core.text import tr
from gui.export.film.plan import FilmPlan
from gui.export.film.stage import FilmStage, open_film
from gui.export.formats.palette import Pixels
from gui.export.formats.video import VideoMissingError
from gui.export.picture.look import PlotLook
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer
from gui.widgets.background_task import BackgroundTask, TaskContext

# Frames that are drawn and not yet written: enough that neither side waits for the other's longest, and a few megabytes.
_WAITING_FRAMES = 4
# How long to wait where the file is slower than the drawing.
_FULL_MS = 5
# What a race that plays gets between two frames: it goes on, and somebody waits for the film.
_REST_MS = 10
# How soon a file that waits for a frame notices that nobody wants it any more.
_POLL_SECONDS = 0.02
_NO_TEXTS: Mapping[str, str] = {}

FrameQueue = Queue[tuple[Pixels, int]]
"""Frames that are drawn, each with the ticks for which it is shown."""

_log = logging.getLogger(__name__)


class FilmProgress(NamedTuple):
    """How far a film is: frames drawn, and frames written, of all."""

    drawn: int
    written: int
    frames: int


class FilmJob(QObject):
    """Makes one film from one snapshot. `ended` is emitted once: whether the film is there, and why not, empty after a cancel."""

    progressed = Signal(object)
    ended = Signal(bool, str)

    def __init__(
        self,
        trainer: Trainer,
        snapshot: Snapshot,
        plan: FilmPlan,
        path: Path,
        title: str = "",
        look: PlotLook | None = None,
        texts: Mapping[str, str] = _NO_TEXTS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._trainer, self._snapshot, self._title, self._look = trainer, snapshot, title, look
        self.plan, self.path, self._texts = plan, path, texts
        self._stage: FilmStage | None = None
        self._samples: list[Pixels] = []
        self._steps, self._ticks = plan.steps, plan.ticks
        self._drawn = self._written = 0
        self._queue: FrameQueue = Queue(_WAITING_FRAMES)
        self._writing: BackgroundTask | None = None
        self._is_over = False
        self._sentence = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin. What the window shows now, views and axes, is what the film shows."""
        if self._try(self._make_stage):
            self._timer.start(0)

    @Slot()
    def cancel(self) -> None:
        """Break off: what was written goes, and what stood at the path stays. Ends at once, or after the frame under way."""
        if self._is_over:
            return
        self._timer.stop()
        if self._writing is None:
            self._end(False, self._sentence)
        else:
            self._writing.cancel()

    def stop(self) -> None:
        """Cancel and wait until nothing of it runs any more. `ended` is told before this returns."""
        self.cancel()
        if self._writing is not None:
            self._writing.close()

    @Slot()
    def _on_tick(self) -> None:
        if self._queue.full():
            self._timer.start(_FULL_MS)
            return
        if self._try(self._draw) and self._drawn < len(self._steps):
            is_playing = self._trainer.state is TrainerState.RUNNING
            self._timer.start(_REST_MS if is_playing else 0)

    def _try(self, draw: Callable[[], object]) -> bool:
        """Draw something; where that fails, end the film with a sentence and return False."""
        # Painting gives Python's lock away hundreds of times, and each time it would wait for the race.
        self._trainer.hold()
        try:
            draw()
        except Exception as error:
            _log.exception("a frame of a film could not be drawn")
            self._fail(tr("The film could not be drawn: {error}. Nothing was written.").format(error=error))
            return False
        finally:
            self._trainer.let_go()
        return True

    def _make_stage(self) -> None:
        self._stage = FilmStage(self._snapshot, self.plan, self._title, self._look)

    def _draw(self) -> None:
        """The next thing to draw, one at a time: what the palette is made of, then the frames."""
        assert self._stage is not None
        if len(self._samples) < len(self._stage.sample_steps):
            self._samples.append(self._stage.frame(self._stage.sample_steps[len(self._samples)]))
        else:
            if self._writing is None:
                self._begin_to_write()
            frame = self._stage.frame(self._steps[self._drawn])
            # There is room: only this thread fills the queue, and it has looked.
            self._queue.put_nowait((frame, self._ticks[self._drawn]))
            self._drawn += 1
            self._show_progress()

    def _begin_to_write(self) -> None:
        write = partial(_write, self.path, self.plan, self._samples, self._texts, self._queue)
        self._writing = BackgroundTask("film", write, self, report_seconds=0)
        self._writing.progressed.connect(self._on_written)
        self._writing.succeeded.connect(self._on_made)
        self._writing.failed.connect(self._on_failed)
        self._writing.cancelled.connect(self._on_cancelled)
        self._writing.start()

    def _show_progress(self) -> None:
        self.progressed.emit(FilmProgress(self._drawn, self._written, len(self._steps)))

    def _fail(self, sentence: str) -> None:
        self._sentence = sentence
        self.stop()

    @Slot(object)
    def _on_written(self, frames: int) -> None:
        self._written = frames
        self._show_progress()

    @Slot()
    def _on_made(self) -> None:
        # It may have been at its place before the word to stop came.
        self._end(True, "")

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._end(False, self._sentence or _failure_text(self.path, error))

    @Slot()
    def _on_cancelled(self) -> None:
        self._end(False, self._sentence)

    def _end(self, is_there: bool, sentence: str) -> None:
        self._is_over, self._writing = True, None
        self._timer.stop()
        if self._stage is not None:
            self._stage.close()
            self._stage = None
        self._samples.clear()
        self.ended.emit(is_there, sentence)


def _write(path: Path, plan: FilmPlan, samples: list[Pixels], texts: Mapping[str, str], queue: FrameQueue, context: TaskContext) -> None:
    """Write what comes out of the queue, until all frames are there."""
    with open_film(path, plan.kind, (plan.width, plan.height), plan.rate, samples, texts, context.check) as film:
        for number in range(1, plan.frames + 1):
            film.add(*_next_frame(queue, context))
            context.report(number)


def _next_frame(queue: FrameQueue, context: TaskContext) -> tuple[Pixels, int]:
    while True:
        context.check()
        with suppress(Empty):
            return queue.get(timeout=_POLL_SECONDS)


def _failure_text(path: Path, error: Exception) -> str:
    """Why there is no film, in a sentence."""
    if isinstance(error, VideoMissingError):
        return str(error)
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return tr("The film cannot be written to {file}: {reason}. Choose another place.").format(file=path, reason=reason)
    _log.error("a film could not be written", exc_info=error)
    return tr("The film could not be written: {error}. Try another kind.").format(error=error)
