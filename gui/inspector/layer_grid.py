"""The norms of a step by layer, in a table whose labels stay where they are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QWidget

from core.optimizers.base import Optimizer
from core.steps.tables import LayerTable
from core.text import tr
from gui.style.colours import role_colour
from gui.style.theme import LIGHT, Theme, formula_font, numeric_font
from gui.style.tokens import LOOSE, MARGIN, TIGHT


class LayerGrid(QWidget):
    """A row for each layer, a column for each quantity."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._optimizer: Optimizer | None = None
        self._table = LayerTable((), ())
        self._cells: dict[tuple[int, int], QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, 0, TIGHT, 0)
        self._grid.setHorizontalSpacing(LOOSE)
        self._grid.setVerticalSpacing(TIGHT)
        self.setAccessibleName(tr("Norms by layer"))
        self.setToolTip(tr("The norm of each layer's weights before the step, of its gradient, accumulators and update"))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        for (row, _), label in self._cells.items():
            self._set_font(label, row)
        self._paint()

    def _set_font(self, label: QLabel, row: int) -> None:
        font = QApplication.font()
        label.setFont(numeric_font(font) if row else formula_font(font))

    def show_table(self, optimizer: Optimizer, table: LayerTable) -> None:
        """Show these norms of a step of this rule."""
        new = optimizer is not self._optimizer or table.symbols != self._table.symbols or len(table.rows) != len(self._table.rows)
        self._optimizer, self._table = optimizer, table
        texts = {(0, column + 1): f"‖{symbol}‖" for column, symbol in enumerate(table.symbols)}
        for row, norms in enumerate(table.rows, start=1):
            texts[row, 0] = tr("layer {number}").format(number=row)
            texts |= {(row, column + 1): text for column, text in enumerate(norms)}
        for place, text in texts.items():
            self._cell(*place).setText(text)
        for place, label in self._cells.items():
            label.setVisible(place in texts)
        if new:
            self._paint()

    def shown_rows(self) -> list[list[str]]:
        """The table as it is shown, the headings first."""
        rows, columns = len(self._table.rows) + 1, len(self._table.symbols) + 1
        return [
            [self._cells[row, column].text() if (row, column) in self._cells else "" for column in range(columns)] for row in range(rows)
        ]

    def _cell(self, row: int, column: int) -> QLabel:
        if (row, column) not in self._cells:
            label = QLabel(self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._set_font(label, row)
            label.setAlignment(Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(label, row, column)
            self._grid.setColumnStretch(column, 1)
            self._cells[row, column] = label
        return self._cells[row, column]

    def _paint(self) -> None:
        if self._optimizer is None:
            return
        for (_, column), label in self._cells.items():
            if 0 < column <= len(self._table.symbols):
                colour = role_colour(self._theme, self._optimizer.role_of(self._table.symbols[column - 1]))
                label.setStyleSheet(f"color: {colour.name()};")
            else:
                label.setStyleSheet(f"color: {self._theme.muted};")
