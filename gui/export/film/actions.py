"""What the File menu does with films: the dialog, the film that is being made, and what is said about it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QBoxLayout, QDialog

from core.experiment.snapshot import Snapshot
from core.experiment.snapshot_at import snapshot_at
from core.text import tr
from gui.export.film.plan import FilmKind, FilmPlan
from gui.export.picture.spec import PictureSpec

if TYPE_CHECKING:
    from gui.export.film.job import FilmJob
    from gui.export.film.progress_bar import FilmProgressBar
    from gui.window.main_window import MainWindow


class FilmActions(QObject):
    """Makes one film at a time. Its parts are made when they are first needed."""

    def __init__(self, window: "MainWindow", shown: Callable[[Snapshot], Snapshot]) -> None:
        """`shown` makes of the latest snapshot the one that is looked at, with which a film ends."""
        super().__init__(window)
        self._window, self._shown = window, shown
        self._job: FilmJob | None = None
        self._strip: FilmProgressBar | None = None

    @property
    def is_making(self) -> bool:
        """Whether a film is being made."""
        return self._job is not None

    @Slot()
    def export(self) -> None:
        """Open the dialog, and make the film that is chosen."""
        latest = self._window.trainer.latest
        if latest is None:
            return
        step = self._shown(latest).step
        if self._job is not None:
            self._say(tr("A film is being made already. Wait until it is there, or cancel it."))
        elif step == 0:
            self._say(tr("There is no way to film yet: play, or take a few steps."))
        else:
            self._ask(latest, step)

    def make(self, snapshot: Snapshot, plan: FilmPlan, picture: PictureSpec, path: Path, title: str) -> None:
        """Begin to make a film; what becomes of it is said in the window."""
        from gui.export.film.job import FilmJob

        pictures = self._window.pictures
        texts = pictures.embedded(snapshot_at(snapshot, plan.last)) if plan.kind is FilmKind.APNG else {}
        self._job = FilmJob(self._window.trainer, snapshot, plan, picture, path, title, pictures.look, texts, self)
        strip = self._strip_there()
        self._job.progressed.connect(strip.show_progress)
        self._job.ended.connect(self._on_ended)
        strip.cancelled.connect(self._job.cancel)
        self._say("")
        strip.begin(path.name, plan.frames)
        self._job.start()

    def close_down(self) -> None:
        """Cancel the film that is being made, and wait until nothing of it runs."""
        if self._job is not None:
            self._job.stop()

    def _ask(self, snapshot: Snapshot, step: int) -> None:
        # Imported late: a window that opens should not wait for it.
        from gui.export.film.dialog import FilmDialog

        window, title = self._window, self._window.lessons.title
        dialog = FilmDialog(window, snapshot, step, title, window.theme, window.pictures.look)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.path is not None:
            self.make(snapshot, dialog.plan, dialog.form.picture, dialog.path, title)
        dialog.deleteLater()

    def _strip_there(self) -> "FilmProgressBar":
        if self._strip is None:
            from gui.export.film.progress_bar import FilmProgressBar

            messages = self._window.messages
            centre = self._window.centralWidget()
            column = centre.layout()
            assert isinstance(column, QBoxLayout)
            self._strip = FilmProgressBar(centre)
            column.insertWidget(column.indexOf(messages), self._strip)
        return self._strip

    @Slot(bool, str)
    def _on_ended(self, is_there: bool, sentence: str) -> None:
        job, self._job = self._job, None
        assert job is not None
        if self._strip is not None:
            self._strip.hide()
        if is_there:
            self._say(_what_was_made(job.path, job.plan))
        else:
            self._say(sentence or tr("The film was cancelled; nothing was written."))
        job.deleteLater()

    def _say(self, sentence: str) -> None:
        self._window.messages.show_message(sentence)


def _what_was_made(path: Path, plan: FilmPlan) -> str:
    from core.number_text import megabytes

    text = tr("Saved to {file}: {frames} frames, {seconds:.1f} s, {size}.")
    return text.format(file=path, frames=plan.frames, seconds=plan.seconds, size=megabytes(path.stat().st_size))
