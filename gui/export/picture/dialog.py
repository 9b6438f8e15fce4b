"""Export picture…: the picture as it will be, every choice about it, and where it goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from core.experiment.setup import Setup
from core.experiment.snapshot import Snapshot
from core.files import free_path
from core.text import tr
from gui.export.formats.png import save_bytes
from gui.export.picture.choices import ExportChoices, name_for, paper_text, recall, remember
from gui.export.picture.form import ExportForm
from gui.export.picture.look import PlotLook
from gui.export.picture.preview_dialog import PreviewDialog
from gui.export.picture.renderer import ExportSource, PictureRenderer
from gui.export.picture.spec import Ground
from gui.export.picture.strip_plan import usual_distance
from gui.style.theme import Theme
from gui.widgets.file_dialogs import ask_save, standard_folder
from gui.widgets.form_rows import make_button, show_sentence

EmbeddedTexts = Callable[[Snapshot], Mapping[str, str]]


def nothing_embedded(snapshot: Snapshot) -> Mapping[str, str]:
    """What a picture carries inside where nobody has said otherwise."""
    return {}


class ExportDialog(PreviewDialog):
    """Draws the picture anew for every choice. What is saved or copied is the image that the preview shows smaller.

    `embedded` tells which texts a PNG of a snapshot carries inside, such as the experiment that it shows.
    """

    def __init__(
        self,
        window: QWidget,
        snapshot: Snapshot,
        title: str,
        theme: Theme,
        look: PlotLook,
        setup: Setup | None = None,
        inspect: Sequence[str] = (),
        embedded: EmbeddedTexts = nothing_embedded,
    ) -> None:
        super().__init__(window, tr("Export picture"), theme)
        self._snapshot, self._title, self._embedded = snapshot, title, embedded
        self._artist = PictureRenderer(ExportSource(window, snapshot, title, look, setup, inspect), self)
        self._artist.advanced.connect(self._on_advanced)
        labels = [run.label for run in snapshot.runs]
        self.form = ExportForm(snapshot.problem, labels, setup is not None and bool(labels), self)
        self.copy = make_button(self, tr("Co&py"), tr("Copy the picture to the clipboard"))
        self.save = make_button(self, tr("&Save…"), tr("Save the picture to a file"), is_default=True)
        self.close_button = make_button(self, tr("Close"), tr("Close this dialog (Escape)"))
        self._image = QImage()
        self._chosen: ExportChoices | None = None
        self._lay_out(self.form, (), (self.copy, self.save, self.close_button))
        self.form.changed.connect(self.draw_later)
        self.save.clicked.connect(self._on_save)
        self.copy.clicked.connect(self._on_copy)
        self.close_button.clicked.connect(self.reject)
        self._begin(theme, inspect)

    def choices(self) -> ExportChoices | None:
        """What the picture that is shown was made from; None where there can be none."""
        return self._chosen

    def image(self) -> QImage:
        """The picture as chosen; null where there can be none, or not yet."""
        self.draw_now()
        return self._image

    def svg(self) -> bytes:
        """The picture that is shown as an SVG file; where there is one."""
        assert self._chosen is not None
        return self._artist.svg(self._chosen)

    def proposed_name(self) -> str:
        """The file name that is proposed for the picture."""
        return name_for(self._chosen or ExportChoices(), self._title, self._snapshot.step)

    def save_to(self, path: Path) -> bool:
        """Write the picture; where that is not possible, say so in a sentence and return False."""
        self.draw_now()
        chosen = self._chosen
        if chosen is None or self._image.isNull():
            return False
        try:
            save_bytes(chosen.format.encode(self, self._embedded(self._snapshot)), path)
        except OSError as error:
            sentence = tr("{file} cannot be written: {reason}. Choose another place.")
            show_sentence(self.message, sentence.format(file=path, reason=error.strerror or error), "warning")
            return False
        self._store.put("picture/folder", str(path.parent))
        show_sentence(self.message, tr("Saved to {file}.").format(file=path))
        return True

    @Slot()
    def draw(self) -> None:
        """Draw the picture of the choices, or say why there is none."""
        self._image, self._chosen = QImage(), None
        try:
            choices = self.form.choices()
            self._artist.prepare(choices)
            self._chosen = choices
            if self._artist.is_waiting:
                self._show_wait()
            else:
                self._image = self._artist.image(choices)
                show_sentence(self.message, paper_text(choices, self._image.width(), self._image.height()))
        except ValueError as error:
            self._chosen = None
            self._artist.prepare(ExportChoices())
            show_sentence(self.message, str(error), "warning")
        except MemoryError:
            show_sentence(self.message, tr("There is not enough memory for so large a picture. Choose a smaller width."), "warning")
        self._show_image()

    def _begin(self, theme: Theme, inspect: Sequence[str]) -> None:
        choices = recall(self._store, self._snapshot.problem, theme.dark)
        if not choices.every:
            choices = replace(choices, every=usual_distance(self._snapshot.step))
        if inspect:
            choices = replace(choices, run=inspect[0])
        self.form.show_choices(choices)
        self.draw()

    def _show_image(self) -> None:
        chosen = self._chosen
        there = not self._image.isNull()
        is_on_dark = chosen is not None and chosen.spec.ground is Ground.CLEAR_DARK
        self.preview.show_image(self._image, is_on_dark)
        for button in (self.save, self.copy):
            button.setEnabled(there)

    def _show_wait(self) -> None:
        show_sentence(self.message, tr("Trying the learning rates … {share:.0%}").format(share=self._artist.share))

    @Slot()
    def _on_advanced(self) -> None:
        if self._artist.is_waiting:
            self._show_wait()
        else:
            self.draw()

    @Slot()
    def _on_save(self) -> None:
        self.draw_now()
        if self._chosen is None or self._image.isNull():
            return
        wanted = self._chosen.format
        folder = self._store.folder("picture/folder") or standard_folder(QStandardPaths.StandardLocation.PicturesLocation)
        proposed = free_path(folder, self.proposed_name())
        path = ask_save(self, proposed, tr("Export picture"), tr(wanted.filter_text), wanted.suffixes[1:])
        if path is not None:
            self.save_to(path)

    @Slot()
    def _on_copy(self) -> None:
        self.draw_now()
        if self._chosen is None or self._image.isNull():
            return
        data = QMimeData()
        data.setImageData(self._image)
        if self._chosen.is_vector:
            data.setData(self._chosen.format.vector_type, self.svg())
        QGuiApplication.clipboard().setMimeData(data)
        show_sentence(self.message, tr("The picture is on the clipboard."))

    # Qt's own names

    def done(self, result: int) -> None:
        self._artist.stop()
        if self._chosen is not None:
            remember(self._store, self._chosen, self._snapshot.problem)
        super().done(result)
