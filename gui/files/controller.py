"""Experiments as files: new, open, save, recent files, drag and drop, and what is not saved yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from core.experiment.document import Document, document_of, snapshot_document
from core.experiment.snapshot import Snapshot
from core.files import slug, write_whole
from core.number_text import thousands
from core.problems.kinds import ProblemKind, kind_of
from core.text import tr
from core.view import View
from gui.experiment.controller import ExperimentController
from gui.files.recent_menu import RecentMenu
from gui.lessons.lesson_controller import LessonController
from gui.network.controller import NetworkController
from gui.system.settings import WindowSettings
from gui.training.trainer import Trainer
from gui.widgets.file_dialogs import Answer, ask_open, ask_replace_foreign, ask_save, ask_unsaved

if TYPE_CHECKING:
    from core.formats.session import SavedExperiment, Session


@dataclass(frozen=True)
class _OpenFile:
    """What one mode of the window races on: where it is kept, the text of it there, and what that text says."""

    clean: tuple[object, ...]
    path: Path | None = None
    text: str = ""
    document: Document | None = None
    """As it was seen last; of the mode that was left, as it was then."""

    @property
    def is_modified(self) -> bool:
        """Whether something would be lost."""
        return self.document is not None and self.document.content != self.clean


_NO_FILE = _OpenFile(())


class FileController(QObject):
    """Owns which file each mode belongs to. A lesson belongs to none: while one is on, nothing is seen as a change."""

    message = Signal(str)
    """A sentence for the user; an empty one takes the last away."""
    title_changed = Signal(str, bool)
    """What is raced now, by the name of its file, and whether it has changes that are not saved; no name in a lesson."""

    def __init__(
        self,
        trainer: Trainer,
        experiment: ExperimentController,
        lessons: LessonController,
        network: NetworkController,
        read_view: Callable[[], View],
        show_view: Callable[[View], None],
        settings: WindowSettings,
        window: QWidget,
    ) -> None:
        """`read_view` tells how the window stands, and `show_view` arranges it; `window` is what dialogs stand over."""
        super().__init__(window)
        self._trainer, self._experiment, self._lessons, self._network = trainer, experiment, lessons, network
        self._read_view, self._show_view, self._window = read_view, show_view, window
        self.recent = RecentMenu(settings, self.open_path, window)
        # By the key of the kind of problem.
        self._files: dict[str, _OpenFile] = {}
        self._awaited_generation = -1
        self._is_computing = False
        self._before: tuple[str, _OpenFile | None] | None = None
        experiment.kind_shown.connect(self._on_kind_shown)
        trainer.setup_refused.connect(self._on_refused)
        lessons.changed.connect(self._show_title)
        self._on_kind_shown(experiment.kind)

    def commands(self) -> dict[str, Callable[..., object]]:
        """What the actions of these names do."""
        return {"new": self.new, "open": self.open, "save": self.save, "save_as": self.save_as}

    # What is there

    @property
    def path(self) -> Path | None:
        """The file of what is raced now, if it has one."""
        return self._current.path

    @property
    def is_modified(self) -> bool:
        """Whether what is raced now has changes that are not saved."""
        return self._current.is_modified

    @property
    def _current(self) -> _OpenFile:
        return self._files.get(self._experiment.kind.key, _NO_FILE)

    def document(self) -> Document | None:
        """What is raced now, in a lesson too, and how it is looked at; None while it is on its way."""
        latest = self._trainer.latest
        return None if latest is None or not self._is_here(latest) else self._named_document(latest)

    def embedded_texts_of(self, snapshot: Snapshot) -> Mapping[str, str]:
        """What a PNG of this snapshot carries: the experiment, by which anybody can go on with it."""
        # Imported late, as all that reads and writes files is: the window opens without it.
        from core.formats.source import embedded_texts

        return embedded_texts(self._named_document(snapshot))

    def _named_document(self, snapshot: Snapshot) -> Document:
        document, lessons = snapshot_document(snapshot, self._read_view()), self._lessons
        return document if lessons.lesson is None else replace(document, title=lessons.title)

    def session(self) -> "Session | None":
        """What to keep in case the program ends; None while there is nothing that anybody would miss, and in a lesson."""
        from core.formats.session import Session

        file = self._current
        if self._lessons.lesson is not None or file.document is None:
            return None
        others = [other for other in self._files.values() if other is not file and other.document is not None]
        if not any(self._is_worth(each) for each in (file, *others)):
            return None
        return Session(_saved_experiment(file), tuple(map(_saved_experiment, others)))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Look at what is raced now, on the slow clock."""
        if self._lessons.lesson is not None or not self._is_here(snapshot) or snapshot.generation < self._awaited_generation:
            return
        if snapshot.setup != self._trainer.setup:
            return  # of a lesson that was left, or of before a change that is on its way
        self._before = None
        if self._is_computing and all(run.step >= snapshot.step or run.termination for run in snapshot.runs):
            self._is_computing = False
            self.message.emit("")
        self._files[self._experiment.kind.key] = replace(self._current, document=snapshot_document(snapshot, self._read_view()))
        self._show_title()

    # What the user does

    @Slot()
    def new(self) -> None:
        """Begin with the default experiment of this mode, in no file."""
        if self._may_leave([self._experiment.kind.key]):
            setup = self._experiment.first_setup()
            document = document_of(setup, setup.off_at_first)
            self._begin(document, _OpenFile(document.content))

    @Slot()
    def open(self) -> None:
        """Ask for a file, and open it."""
        chosen = ask_open(self._window, self.recent.folder())
        if chosen is not None:
            self.open_path(chosen)

    def open_path(self, path: Path) -> None:
        """Open an experiment, a picture that carries one, a lesson, or a folder with a data set; or say what is wrong with it."""
        from core.formats.document import parse_document
        from core.formats.lesson import is_lesson
        from core.formats.mistakes import FileMistakesError
        from core.formats.source import is_png, source_text
        from gui.widgets.file_dialogs import MistakesDialog

        path = path.absolute()
        if path.is_dir():
            self._network.open_folder(path)
            return
        try:
            text = source_text(path)
            if is_lesson(text):
                self._lessons.open_file(path)
                return
            document = parse_document(text, default_title=path.stem)
            is_picture = is_png(path)
        except OSError as error:
            self.message.emit(tr("{file} cannot be read: {reason}.").format(file=path.name, reason=error.strerror or error))
        except FileMistakesError as error:
            MistakesDialog(path.name, [str(mistake) for mistake in error.mistakes], self._window).exec()
        else:
            if self._may_leave([document.problem.kind]):
                self._begin(document, _OpenFile(document.content, None if is_picture else path, text))
                self.recent.add(path)

    @Slot()
    def save(self) -> bool:
        """Save into its file, or ask for one; False if it was not saved."""
        return self._save(self._experiment.kind.key, ask=self.path is None or self._lessons.lesson is not None)

    @Slot()
    def save_as(self) -> bool:
        """Ask for a file, and save into it; False if it was not saved."""
        return self._save(self._experiment.kind.key, ask=True)

    def may_close(self) -> bool:
        """Whether the window may close: nothing is unsaved, or the user has been asked, once."""
        return self._may_leave(list(self._files))

    def restore(self, session: "Session") -> bool:
        """Go on with an earlier session; False if something here is not to be left for it."""
        if not self._may_leave(list(self._files)):
            return False
        for other in session.others:
            self._experiment.open_later(other.document)
            self._files[other.document.problem.kind] = replace(_file_of(other), document=other.document)
        self._begin(session.current.document, _file_of(session.current))
        return True

    # How it is done

    def _begin(self, document: Document, file: _OpenFile) -> None:
        kind = kind_of(document.problem)
        self._lessons.leave()
        self._before = kind.key, self._files.get(kind.key)
        latest = self._trainer.latest
        self._awaited_generation = latest.generation + 1 if latest is not None else 0
        self._files[kind.key] = file
        self.message.emit("")  # what was said of another file before
        self._experiment.open_document(document)
        self._show_view(document.view)
        self._show_title()
        self._is_computing = document.opening_step > kind.usual.long_steps
        if self._is_computing:
            sentence = tr("The experiment is computed again up to step {step}. Reset begins it at the start.")
            self.message.emit(sentence.format(step=thousands(document.opening_step)))

    def _may_leave(self, keys: list[str]) -> bool:
        """Whether what is raced on these kinds of problem may go. Asks at most once."""
        latest = self._trainer.latest
        if latest is not None:
            self.show_snapshot(latest)
        modified = [key for key in keys if key in self._files and self._files[key].is_modified]
        if not modified:
            return True
        answer = ask_unsaved(self._window, [self._name(self._files[key]) for key in modified])
        if answer is Answer.SAVE:
            return all(self._save(key, ask=self._files[key].path is None) for key in modified)
        return answer is Answer.DISCARD

    def _save(self, key: str, ask: bool) -> bool:
        file = self._files.get(key, _NO_FILE)
        document = self.document() if key == self._experiment.kind.key else file.document
        if document is None:
            self.message.emit(tr("The experiment is still being made; save it in a moment."))
            return False
        path = file.path
        if ask or path is None:
            path = ask_save(self._window, self._suggestion(file, document), tr("Save the experiment"), tr("Experiments (*.toml)"))
        elif self._is_foreign(path, file.text) and not ask_replace_foreign(self._window, path.name):
            return False
        return path is not None and self._write(key, document, path)

    def _write(self, key: str, document: Document, path: Path) -> bool:
        from core.formats.document_text import DocumentTooLargeError, document_text

        in_lesson = self._lessons.lesson is not None and key == self._experiment.kind.key
        try:
            text = document_text(document, "" if in_lesson else self._files[key].text)
            write_whole(path, text)
        except OSError as error:
            sentence = tr("{file} cannot be written: {reason}. File ▸ Save as… saves it in another place.")
            self.message.emit(sentence.format(file=path, reason=error.strerror or error))
            return False
        except DocumentTooLargeError as error:
            self.message.emit(str(error))
            return False
        if not in_lesson:
            self._files[key] = _OpenFile(document.content, path, text, document)
        self.recent.add(path)
        self.message.emit(tr("Saved to {file}.").format(file=path))
        self._show_title()
        return True

    def _is_foreign(self, path: Path, text: str) -> bool:
        """Whether another program wrote into the file since it was read or saved here."""
        from core.formats.mistakes import FileMistakesError
        from core.formats.source import source_text

        try:
            return source_text(path) != text
        except OSError:
            return False  # it is gone, or cannot be written either, which saving will tell
        except FileMistakesError:
            return True

    def _suggestion(self, file: _OpenFile, document: Document) -> Path:
        if file.path is not None and self._lessons.lesson is None:
            return file.path
        return self.recent.folder() / ((slug(tr(document.title)) or "experiment") + ".toml")

    def _is_here(self, snapshot: Snapshot) -> bool:
        """Whether this is of the mode that the window is in, and not the last of the one that was left."""
        return snapshot.setup is not None and kind_of(snapshot.setup.problem) is self._experiment.kind

    def _is_worth(self, file: _OpenFile) -> bool:
        return file.is_modified or file.path is not None or (file.document is not None and file.document.reached > 0)

    def _name(self, file: _OpenFile) -> str:
        if file.path is not None:
            return file.path.name
        return tr(file.document.title) if file.document is not None and file.document.title else tr("Untitled")

    @Slot()
    def _show_title(self) -> None:
        file = self._current
        if self._lessons.lesson is not None:
            self.title_changed.emit("", False)
            return
        named = file if file.document is not None else replace(file, document=document_of(self._trainer.setup))
        self.title_changed.emit(self._name(named), file.is_modified)

    @Slot(object)
    def _on_kind_shown(self, kind: ProblemKind) -> None:
        """A mode that is entered for the first time begins with nothing changed."""
        if kind.key not in self._files and self._lessons.lesson is None:
            self._files[kind.key] = _OpenFile(document_of(self._trainer.setup, self._trainer.off).content)
        self._show_title()

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        """What was opened was not taken, as its data are not there: the window belongs to the file that it belonged to."""
        before, self._before = self._before, None
        if not sentence or before is None:
            return
        key, file = before
        if file is not None:
            self._files[key] = file
        else:
            del self._files[key]
        self._awaited_generation = -1
        self._show_title()


def dropped_path(event: QDropEvent) -> Path | None:
    """The first file that is dropped, if one is."""
    urls = event.mimeData().urls()
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)


def _saved_experiment(file: _OpenFile) -> "SavedExperiment":
    from core.formats.session import SavedExperiment

    assert file.document is not None
    return SavedExperiment(file.document, file.path)


def _file_of(kept: "SavedExperiment") -> _OpenFile:
    """The file that a session belonged to, with what it says now. Where it says nothing any more, all is unsaved."""
    from core.formats.document import parse_document
    from core.formats.mistakes import FileMistakesError
    from core.formats.source import source_text

    if kept.path is None:
        return _OpenFile(())
    try:
        text = source_text(kept.path)
        return _OpenFile(parse_document(text, default_title=kept.path.stem).content, kept.path, text)
    except (OSError, FileMistakesError):
        return _OpenFile((), kept.path)
