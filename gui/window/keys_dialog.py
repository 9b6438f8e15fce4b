"""F1: what every key does, in columns, and a search through it."""

from collections.abc import Sequence
from itertools import combinations_with_replacement, pairwise

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from core.text import tr
from gui.style.tokens import APART, GAP, LOOSE, MARGIN, TARGET, TIGHT
from gui.widgets.form_rows import describe, dialog_column, fitting, make_button
from gui.window.keys import KeyGroup, KeyRow

_MOST_COLUMNS = 3
_CAP_HEIGHT = 22


class KeysDialog(QDialog):
    """Every key beside what it does, in as many columns as it takes to show all at once, if there is room for them.

    The focus is in the search, which leaves what has all of its words; arrows and page keys scroll.
    """

    def __init__(self, groups: Sequence[KeyGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.search = describe(QLineEdit(self), tr("Search"), tr("Show only what has these words, such as “film” or “shift”"))
        self.search.setPlaceholderText(tr("Search"))
        self.search.setClearButtonEnabled(True)
        close = make_button(self, tr("Close"), tr("Close this dialog (Escape)"))
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.search, 1)
        head.addWidget(close)
        page = QWidget(self)
        self._sections = [_Section(group, page) for group in groups]
        self.nothing = QLabel(tr("No key does that."), page)
        self.nothing.setProperty("role", "muted")
        self._row = QHBoxLayout(page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(APART)
        self.pages = QScrollArea(self)
        self.pages.setWidgetResizable(True)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pages.setAccessibleName(tr("Keys"))
        self.pages.setWidget(page)
        column = dialog_column(self)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        self._columns: list[QVBoxLayout] = []
        self._lay_out(column, head.sizeHint().height())
        self.search.textChanged.connect(self._on_searched)
        self.search.setFocus()

    def _lay_out(self, column: QVBoxLayout, head: int) -> None:
        """As few columns as show all without scrolling, two at least; else as many as there is room for."""
        caps = max(section.caps_width for section in self._sections)
        for section in self._sections:
            section.align(caps)
        margins = column.contentsMargins()
        around = QSize(margins.left() + margins.right() + MARGIN, margins.top() + margins.bottom() + column.spacing() + head)
        there = self.screen().availableGeometry().size()
        parent = self.parentWidget()
        room = (fitting(self, there) if parent is None else fitting(self, there).boundedTo(parent.window().size())) - around
        wide = max(section.sizeHint().width() for section in self._sections)
        fit = [count for count in range(1, _MOST_COLUMNS + 1) if _width(count, wide) <= room.width()]
        wanted = [count for count in fit[1:] if _height(self._sections, count) <= room.height()]
        count = next(iter(wanted), fit[-1] if fit else 1)
        if not fit:
            for section in self._sections:
                section.wrap()
        for _ in range(count):
            self._columns.append(QVBoxLayout())
            self._columns[-1].setSpacing(LOOSE)
            self._row.addLayout(self._columns[-1], 1)
        self._columns[0].addWidget(self.nothing)
        for each in self._columns:
            each.addStretch(1)
        self._show(self._sections)
        self.resize((QSize(_width(count, wide), _height(self._sections, count)) + around).boundedTo(room + around))

    def _show(self, sections: Sequence["_Section"]) -> None:
        self.nothing.setVisible(not sections)
        for column, below in zip(self._columns, _split(sections, len(self._columns)), strict=False):
            for section in below:
                column.insertWidget(column.count() - 1, section)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        wanted = text.casefold().strip()
        is_key = any(section.has_key(wanted) for section in self._sections)
        self._show([section for section in self._sections if section.search(wanted, is_key)])

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pages.keyPressEvent(event)
        if not event.isAccepted():
            super().keyPressEvent(event)


class _Section(QWidget):
    """A group of keys under its title."""

    def __init__(self, group: KeyGroup, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(LOOSE)
        grid.setVerticalSpacing(TIGHT // 2)
        grid.setColumnStretch(1, 1)
        title = QLabel(group.title, self)
        title.setProperty("role", "heading")
        grid.addWidget(title, 0, 1)
        self._rows: list[tuple[KeyRow, str, list[QLabel]]] = []
        self.caps_width = 0
        """How wide the widest row of caps is."""
        for place, row in enumerate(group.rows, 1):
            labels = [_cap(key, self) for key in row.keys]
            caps = QHBoxLayout()
            caps.setSpacing(TIGHT)
            caps.addStretch(1)
            for cap in labels:
                caps.addWidget(cap)
            grid.addLayout(caps, place, 0)
            self.caps_width = max(self.caps_width, caps.sizeHint().width())
            text = QLabel(row.text, self)
            text.setToolTip(row.more)
            grid.addWidget(text, place, 1)
            self._rows.append((row, " ".join((group.title, *row.keys, row.text, row.more)).casefold(), [*labels, text]))

    def align(self, caps_width: int) -> None:
        """Give the caps as much room as those of other sections."""
        self._grid.setColumnMinimumWidth(0, caps_width)

    def wrap(self) -> None:
        """Let what is too long for the room go on in another line."""
        for *_, labels in self._rows:
            labels[-1].setWordWrap(True)

    def has_key(self, key: str) -> bool:
        """Whether there is a cap of just this, in small letters."""
        return any(key in map(str.casefold, row.keys) for row, *_ in self._rows)

    def search(self, wanted: str, is_key: bool) -> bool:
        """Show the rows with this key, or with all of these words; whether there are any."""
        is_any = False
        for row, text, labels in self._rows:
            is_found = wanted in map(str.casefold, row.keys) if is_key else all(word in text for word in wanted.split())
            is_any = is_any or is_found
            for label in labels:
                label.setVisible(is_found)
        self.setVisible(is_any)
        return is_any


def _cap(key: str, parent: QWidget) -> QLabel:
    cap = QLabel(key, parent)
    cap.setProperty("role", "cap")
    cap.setMinimumSize(TARGET, max(_CAP_HEIGHT, cap.fontMetrics().height() + TIGHT))
    return cap


def _split(sections: Sequence[_Section], count: int) -> list[Sequence[_Section]]:
    """The sections in so many columns, in their order, the highest as low as can be, and the last ones rather than the first."""
    cuts = combinations_with_replacement(range(len(sections) + 1), count - 1)
    ways = [[sections[begin:end] for begin, end in pairwise((0, *cut, len(sections)))] for cut in cuts]
    return min(ways, key=lambda way: (max(map(_stacked, way)), [_stacked(each) for each in reversed(way)]))


def _stacked(sections: Sequence[_Section]) -> int:
    return sum(section.sizeHint().height() for section in sections) + LOOSE * max(0, len(sections) - 1)


def _height(sections: Sequence[_Section], count: int) -> int:
    return max(map(_stacked, _split(sections, count)))


def _width(count: int, column: int) -> int:
    return count * column + (count - 1) * APART
