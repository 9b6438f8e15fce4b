"""A table of a step's state before and after it. The same labels are filled at every step, so that nothing jumps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QWidget

from core.optimizers.base import Optimizer
from core.steps.tables import StateRow
from core.text import tr
from gui.style.colours import role_colour
from gui.style.theme import LIGHT, Theme, formula_font, numeric_font
from gui.style.tokens import LOOSE, MARGIN, TIGHT

# In less room the numbers of a vector stand one below the other.
_STACKED_BELOW = 372


class StateTable(QWidget):
    """Name, before and after of each quantity."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._optimizer: Optimizer | None = None
        self._rows: tuple[StateRow, ...] = ()
        self._is_done = True
        self._labels: list[tuple[QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, 0, TIGHT, 0)
        self._grid.setHorizontalSpacing(LOOSE)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        for column, text in ((1, tr("before")), (2, tr("after"))):
            heading = QLabel(text, self)
            heading.setProperty("role", "muted")
            heading.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(heading, 0, column)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        for labels in self._labels:
            self._set_fonts(labels)
        self._write()
        self._paint_names()

    def show_rows(self, optimizer: Optimizer, rows: Sequence[StateRow], is_done: bool = True) -> None:
        """Show the state of a step of this rule; nothing where there are no rows. What is after it, only once it `is_done`."""
        new_names = optimizer is not self._optimizer or [row.name for row in rows] != [row.name for row in self._rows]
        self._optimizer, self._rows = optimizer, tuple(rows)
        while len(self._labels) < len(rows):
            self._labels.append(self._make_row(len(self._labels) + 1))
        for number, labels in enumerate(self._labels):
            for label in labels:
                label.setVisible(number < len(rows))
        self._is_done = is_done
        self._write()
        if new_names:
            self._paint_names()

    def _write(self) -> None:
        stacked = self.width() < self._theme.px(_STACKED_BELOW)
        for row, (_, before, after) in zip(self._rows, self._labels, strict=False):
            before.setText(_stack(row.before) if stacked else row.before)
            after.setText("" if not self._is_done else _stack(row.after) if stacked else row.after)

    def shown_rows(self) -> list[tuple[str, str, str]]:
        """Name, before and after as they are shown."""
        return [(name.text(), before.text(), after.text()) for name, before, after in self._labels if not name.isHidden()]

    def _make_row(self, row: int) -> tuple[QLabel, QLabel, QLabel]:
        name, before, after = QLabel(self), QLabel(self), QLabel(self)
        for column, label in enumerate((name, before, after)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._grid.addWidget(label, row, column)
            if column:
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._set_fonts((name, before, after))
        return name, before, after

    def _set_fonts(self, labels: tuple[QLabel, QLabel, QLabel]) -> None:
        font = QApplication.font()
        labels[0].setFont(formula_font(font))
        usual = QFontMetrics(numeric_font(font)).horizontalAdvance("−0.00000")
        for label in labels[1:]:
            label.setFont(numeric_font(font))
            label.setMinimumWidth(usual)

    def _paint_names(self) -> None:
        if self._optimizer is None:
            return
        for row, (name, before, after) in zip(self._rows, self._labels, strict=False):
            name.setText(row.name)
            colour = role_colour(self._theme, self._optimizer.role_of(row.symbol)).name()
            for label in (name, before, after):
                label.setStyleSheet(f"color: {colour};")

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        limit = self._theme.px(_STACKED_BELOW)
        if (event.size().width() < limit) is not (event.oldSize().width() < limit):
            self._write()


def _stack(text: str) -> str:
    return text.strip("()").replace(", ", "\n")
