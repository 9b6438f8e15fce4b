"""What the Help menu shows: the keys of the program on one page, and its version and licence."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from core import __version__
from core.text import tr
from gui.window.key_groups import KeyGroup

# About as many letters are in a line of the column of meanings, where there is room.
_MEANING_LETTERS = 46
_ROOM_PX = 72


class KeysDialog(QDialog):
    """Groups of keys one below the other, each key beside what it does. Arrows and page keys scroll."""

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        page = QWidget(self)
        self._fill(page, groups)
        self.pages = QScrollArea(self)
        self.pages.setWidgetResizable(True)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setAccessibleName(tr("Keys"))
        self.pages.setWidget(page)
        layout.addWidget(self.pages, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        # As much as is needed, as far as window and screen go; the rest can be scrolled to.
        room = self.screen().availableGeometry().size()
        if parent is not None:
            room = room.boundedTo(parent.window().size())
        letters = self.fontMetrics().averageCharWidth() * _MEANING_LETTERS
        width = min(page.minimumSizeHint().width() + letters + _ROOM_PX, room.width() - _ROOM_PX)
        self.resize(width, min(page.heightForWidth(width - _ROOM_PX) + 2 * _ROOM_PX, room.height() - _ROOM_PX))
        self.pages.setFocus()

    @staticmethod
    def _fill(page: QWidget, groups: Sequence[KeyGroup]) -> None:
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = 0
        for group in groups:
            title = QLabel(group.title, page)
            title.setProperty("role", "heading")
            grid.setRowMinimumHeight(row, title.sizeHint().height() + (16 if row else 0))
            grid.addWidget(title, row, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            row += 1
            for keys, meaning in group.rows:
                key, what = QLabel(keys, page), QLabel(meaning, page)
                font = key.font()
                font.setBold(True)
                key.setFont(font)
                what.setWordWrap(True)
                grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(what, row, 1, Qt.AlignmentFlag.AlignTop)
                row += 1


def show_about(window: QWidget) -> None:
    """Version and licence, in a dialog."""
    text = tr("Descent Lab {version}\n\nWatch, step through and race gradient-descent optimizers.\nMIT licence.")
    QMessageBox.about(window, tr("About Descent Lab"), text.format(version=__version__))
