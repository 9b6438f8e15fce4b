"""Makes a film while the window stays usable: frames are drawn one at a time in the GUI thread and written in another."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event
from typing import NamedTuple

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from core.experiment.snapshot import Snapshot
from core.text import tr
from gui.export.film.files import open_film
from gui.export.film.palette import Pixels
from gui.export.film.plan import FilmPlan
from gui.export.film.stage import FilmStage
from gui.export.film.video import VideoMissingError
from gui.export.picture.look import PlotLook
from gui.export.picture.spec import PictureSpec
from gui.training.commands import TrainerState
from gui.training.trainer import Trainer

# Frames that are drawn and not yet written: enough that neither side waits for the other's longest, and a few megabytes.
_WAITING_FRAMES = 4
# How long to wait where the file is slower than the drawing.
_FULL_MS = 5
# What a race that plays gets between two frames: it goes on, and somebody waits for the film.
_REST_MS = 10
_NO_TEXTS: Mapping[str, str] = {}

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
        picture: PictureSpec,
        path: Path,
        title: str = "",
        look: PlotLook | None = None,
        texts: Mapping[str, str] = _NO_TEXTS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._trainer, self._snapshot, self._picture, self._title, self._look = trainer, snapshot, picture, title, look
        self.plan, self.path, self._texts = plan, path, texts
        self._stage: FilmStage | None = None
        self._samples: list[Pixels] = []
        self._steps, self._ticks = plan.steps, plan.ticks
        self._drawn = self._written = 0
        self._queue: Queue[tuple[Pixels, int] | None] = Queue(_WAITING_FRAMES)
        self._thread: QThread | None = None
        self._writer: _FilmWriter | None = None
        self._is_over = False
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
        if self._writer is None:
            self._end(False, "")
            return
        self._writer.cancelled.set()
        # Only this thread puts frames there, so once it is empty there is room for the word that no more come.
        while True:
            try:
                self._queue.put_nowait(None)
            except Full:
                try:
                    self._queue.get_nowait()
                except Empty:
                    continue
            else:
                return

    def stop(self) -> None:
        """Cancel and wait until nothing of it runs any more. `ended` is told before this returns."""
        self.cancel()
        if not self._is_over:
            self._end(False, "")

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
        self._stage = FilmStage(self._snapshot, self.plan, self._picture, self._title, self._look)

    def _draw(self) -> None:
        """The next thing to draw, one at a time: what the palette is made of, then the frames."""
        assert self._stage is not None
        if len(self._samples) < len(self._stage.sample_steps):
            self._samples.append(self._stage.frame(self._stage.sample_steps[len(self._samples)]))
        else:
            if self._thread is None:
                self._begin_to_write()
            frame = self._stage.frame(self._steps[self._drawn])
            # There is room: only this thread fills the queue, and it has looked.
            self._queue.put_nowait((frame, self._ticks[self._drawn]))
            self._drawn += 1
            self._tell()

    def _begin_to_write(self) -> None:
        self._thread = QThread(self)
        self._thread.setObjectName("film")
        self._writer = _FilmWriter(self.path, self.plan, self._samples, self._texts, self._queue)
        self._writer.moveToThread(self._thread)
        self._thread.started.connect(self._writer.run)
        self._writer.written.connect(self._on_written)
        self._writer.ended.connect(self._on_ended)
        self._thread.start()

    def _tell(self) -> None:
        self.progressed.emit(FilmProgress(self._drawn, self._written, len(self._steps)))

    def _fail(self, sentence: str) -> None:
        if self._writer is not None:
            self.cancel()
        self._end(False, sentence)

    @Slot(int)
    def _on_written(self, frames: int) -> None:
        if not self._is_over:
            self._written = frames
            self._tell()

    @Slot(bool, str)
    def _on_ended(self, is_there: bool, sentence: str) -> None:
        self._end(is_there, sentence)

    def _end(self, is_there: bool, sentence: str) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._timer.stop()
        if self._thread is not None and self._writer is not None:
            self._thread.quit()
            self._thread.wait()
            # The film may have been at its place before the word to stop came.
            is_there, sentence = self._writer.is_there, sentence if not self._writer.is_there else ""
            self._thread, self._writer = None, None
        if self._stage is not None:
            self._stage.close()
            self._stage = None
        self._samples.clear()
        self.ended.emit(is_there, sentence)


class _CancelledError(Exception):
    pass


class _FilmWriter(QObject):
    """Lives in a thread of its own and writes what comes out of the queue, until all frames are there or None comes."""

    written = Signal(int)
    ended = Signal(bool, str)

    def __init__(
        self, path: Path, plan: FilmPlan, samples: list[Pixels], texts: Mapping[str, str], queue: Queue[tuple[Pixels, int] | None]
    ) -> None:
        super().__init__()
        self._path, self._plan, self._samples, self._texts, self._queue = path, plan, samples, texts, queue
        self.cancelled = Event()
        self.is_there = False

    @Slot()
    def run(self) -> None:
        """Write the film; whatever happens, `ended` is emitted."""
        sentence = ""
        try:
            self._write()
            self.is_there = True
        except _CancelledError:
            pass
        except VideoMissingError as error:
            sentence = str(error)
        except OSError as error:
            sentence = unwritten(self._path, error)
        except Exception as error:
            _log.exception("a film could not be written")
            sentence = tr("The film could not be written: {error}. Try another kind.").format(error=error)
        self.ended.emit(self.is_there, sentence)

    def _write(self) -> None:
        plan = self._plan
        with open_film(self._path, plan.kind, (plan.width, plan.height), plan.rate, self._samples, self._texts, self._check) as film:
            for number in range(1, plan.frames + 1):
                got = self._queue.get()
                if got is None:
                    raise _CancelledError
                film.add(*got)
                self.written.emit(number)

    def _check(self) -> None:
        if self.cancelled.is_set():
            raise _CancelledError


def unwritten(path: Path, error: OSError) -> str:
    """Why a film is not at its place, and what to do, in a sentence."""
    reason = error.strerror or str(error)
    return tr("The film cannot be written to {file}: {reason}. Choose another place.").format(file=path, reason=reason)
