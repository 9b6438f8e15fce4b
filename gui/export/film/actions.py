"""What the File menu does with films: the dialog, the film that is being made, and what is said about it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from core.experiment.snapshot import Snapshot
from core.experiment.snapshot_at import snapshot_at
from core.text import tr
from gui.export.film.plan import FilmPlan
from gui.export.picture.look import PlotLook
from gui.style.theme import Theme
from gui.training.trainer import Trainer

if TYPE_CHECKING:
    from gui.export.film.job import FilmJob
    from gui.export.film.progress_bar import FilmProgressBar
    from gui.export.picture.dialog import EmbeddedTexts


class FilmActions(QObject):
    """Makes one film at a time. Its parts are made when they are first needed."""

    message = Signal(str)
    """A sentence for the user; an empty one takes the last away."""
    progress_bar_needed = Signal(QWidget)
    """The bar that tells how far a film is, made for the first one: somebody has to place it."""

    def __init__(
        self,
        trainer: Trainer,
        *,
        viewed: Callable[[Snapshot], Snapshot],
        look: Callable[[], PlotLook],
        embedded: "EmbeddedTexts",
        title: Callable[[], str],
        theme: Callable[[], Theme],
        window: QWidget,
    ) -> None:
        """`viewed` makes of the latest snapshot the one that is looked at, with which a film ends. The others are asked when a
        film begins: how the plots stand, what a PNG carries inside, what is raced in words, and the theme. `window` is what
        dialogs stand over.
        """
        super().__init__(window)
        self._trainer, self._viewed, self._look, self._embedded = trainer, viewed, look, embedded
        self._title, self._theme, self._window = title, theme, window
        self._job: FilmJob | None = None
        self._progress: FilmProgressBar | None = None

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {"film": self.export}

    @property
    def is_making(self) -> bool:
        """Whether a film is being made."""
        return self._job is not None

    @Slot()
    def export(self) -> None:
        """Open the dialog, and make the film that is chosen."""
        latest = self._trainer.latest
        if latest is None:
            return
        step = self._viewed(latest).step
        if self._job is not None:
            self.message.emit(tr("A film is being made already. Wait until it is there, or cancel it."))
        elif step == 0:
            self.message.emit(tr("There is no way to film yet: play, or take a few steps."))
        else:
            self._ask(latest, step)

    def make(self, snapshot: Snapshot, plan: FilmPlan, path: Path, title: str) -> None:
        """Begin to make a film; what becomes of it is said in the window."""
        from gui.export.film.job import FilmJob

        texts = self._embedded(snapshot_at(snapshot, plan.last)) if plan.kind.carries else {}
        self._job = FilmJob(self._trainer, snapshot, plan, path, title, self._look(), texts, self)
        progress = self._progress or self._make_progress()
        self._job.progressed.connect(progress.show_progress)
        self._job.ended.connect(self._on_ended)
        progress.cancelled.connect(self._job.cancel)
        self.message.emit("")
        progress.begin(path.name, plan.frames)
        self._job.start()

    def close_down(self) -> None:
        """Cancel the film that is being made, and wait until nothing of it runs."""
        if self._job is not None:
            self._job.stop()

    def _ask(self, snapshot: Snapshot, step: int) -> None:
        # Imported late: a window that opens should not wait for it.
        from gui.export.film.dialog import FilmDialog

        title = self._title()
        dialog = FilmDialog(self._window, snapshot, step, title, self._theme(), self._look())
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.path is not None:
            self.make(snapshot, dialog.plan, dialog.path, title)
        dialog.deleteLater()

    def _make_progress(self) -> "FilmProgressBar":
        from gui.export.film.progress_bar import FilmProgressBar

        self._progress = FilmProgressBar(self._window)
        self.progress_bar_needed.emit(self._progress)
        return self._progress

    @Slot(bool, str)
    def _on_ended(self, is_there: bool, sentence: str) -> None:
        job, self._job = self._job, None
        assert job is not None
        if self._progress is not None:
            self._progress.hide()
        if is_there:
            self.message.emit(_success_text(job.path, job.plan))
        else:
            self.message.emit(sentence or tr("The film was cancelled; nothing was written."))
        job.deleteLater()


def _success_text(path: Path, plan: FilmPlan) -> str:
    from core.number_text import megabytes

    text = tr("Saved to {file}: {frames} frames, {seconds:.1f} s, {size}.")
    return text.format(file=path, frames=plan.frames, seconds=plan.seconds, size=megabytes(path.stat().st_size))
