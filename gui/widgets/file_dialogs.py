"""Questions about files: which one to open, where to save, what becomes of changes that are not saved; and what is wrong with one."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QMessageBox, QPlainTextEdit, QWidget

from core.text import tr
from gui.style.tokens import GAP
from gui.widgets.form_rows import dialog_column

_MISTAKES_WIDTH, _FEWEST_LINES, _MOST_LINES = 640, 3, 16


class Answer(Enum):
    """What becomes of changes that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


def standard_folder(kind: QStandardPaths.StandardLocation) -> Path:
    """Where a user keeps files of this kind; the home folder where there is no such place."""
    folder = QStandardPaths.writableLocation(kind)
    return Path(folder) if folder and Path(folder).is_dir() else Path.home()


def ask_open(parent: QWidget, folder: Path) -> Path | None:
    """Which experiment to open; None if none."""
    kinds = tr("Experiments and pictures of Descent Lab (*.toml *.png);;All files (*)")
    name, _ = QFileDialog.getOpenFileName(parent, tr("Open an experiment"), str(folder), kinds)
    return Path(name) if name else None


def ask_save(parent: QWidget, suggestion: Path, title: str, kinds: str, also: Sequence[str] = ()) -> Path | None:
    """Where to save; None for nowhere. No file is replaced unasked.

    The path ends as `suggestion` does, which is added where it was not written, or in one of `also`.
    """
    dialog = QFileDialog(parent, title, str(suggestion.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(suggestion.suffix)
    dialog.selectFile(suggestion.name)
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    if not chosen:
        return None
    written = Path(chosen[0])
    path = with_ending(written, (suggestion.suffix, *also))
    # The dialog has asked about the name as it was written, and not about one with another ending.
    return path if path == written or not path.exists() or _may_replace(parent, path) else None


def with_ending(path: Path, endings: Sequence[str]) -> Path:
    """The path with one of these endings: the first is added to what a user has written, and not put in the place of a part of it."""
    return path if path.suffix.lower() in endings else path.with_name(path.name + endings[0])


def _may_replace(parent: QWidget, path: Path) -> bool:
    question = tr("{file} is already there. Replace it?").format(file=path.name)
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    answer = QMessageBox.question(parent, tr("Replace the file?"), question, buttons, QMessageBox.StandardButton.No)
    return answer == QMessageBox.StandardButton.Yes


def ask_unsaved(parent: QWidget, names: Sequence[str]) -> Answer:
    """Whether to save the changes in these experiments."""
    box = QMessageBox(QMessageBox.Icon.Question, tr("Changes that are not saved"), _unsaved_text(names), parent=parent)
    save = box.addButton(tr("&Save"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(tr("&Do not save"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return Answer.SAVE if clicked is save else Answer.DISCARD if clicked is discard else Answer.CANCEL


def _unsaved_text(names: Sequence[str]) -> str:
    if len(names) == 1:
        return tr("“{name}” has changes that are not saved.").format(name=names[0])
    return tr("“{name}” and “{other}” have changes that are not saved.").format(name=names[0], other=names[1])


def ask_replace_foreign(parent: QWidget, name: str) -> bool:
    """Whether to write over a file that another program has changed since it was read."""
    sentence = tr("“{name}” was changed by another program since it was opened here. Saving replaces those changes.").format(name=name)
    box = QMessageBox(QMessageBox.Icon.Warning, tr("The file has changed"), sentence, parent=parent)
    replace = box.addButton(tr("&Replace"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked is replace


class MistakesDialog(QDialog):
    """Says which file was not taken, and lists its mistakes, each with its place, to be scrolled and copied from."""

    def __init__(self, file_name: str, mistakes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Mistakes in the file"))
        lines = min(max(len(mistakes), _FEWEST_LINES), _MOST_LINES)
        said = QLabel(tr("{file} cannot be used as it is. Mend these and open it again:").format(file=file_name), self)
        said.setWordWrap(True)
        self.list = QPlainTextEdit("\n".join(mistakes), self)
        self.list.setReadOnly(True)
        self.list.setAccessibleName(tr("Mistakes"))
        self.list.setMinimumHeight(lines * self.fontMetrics().lineSpacing() + 2 * GAP)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = dialog_column(self)
        for widget in (said, self.list, buttons):
            column.addWidget(widget)
        self.resize(_MISTAKES_WIDTH, self.minimumSizeHint().height())
