"""All mistakes that were found in a file, each with its place, in a window that can be scrolled and copied from."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from core.text import tr


class MistakesDialog(QDialog):
    """Says which file was not taken, and lists why."""

    def __init__(self, file_name: str, mistakes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Mistakes in the file"))
        self.resize(640, 360)
        said = QLabel(tr("{file} cannot be used as it is. Mend these and open it again:").format(file=file_name), self)
        said.setWordWrap(True)
        self.list = QPlainTextEdit("\n".join(mistakes), self)
        self.list.setReadOnly(True)
        self.list.setAccessibleName(tr("Mistakes"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for widget in (said, self.list, buttons):
            column.addWidget(widget)
