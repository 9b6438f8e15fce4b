"""The table beside the cross-hair: all runs at one step, in columns that stay where they are."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.plots.reading import Table, TableRow
from gui.style.run_style import RunStyle, display_name
from gui.style.theme import Theme, enlarged_font, numeric_font, scene_font, small_font
from gui.style.tokens import GAP, RADIUS
from gui.widgets.line_sample import paint_line_sample

_SAMPLE_WIDTH = 28.0
_MARKER_WIDTH = 12.0
_BETWEEN_ROWS = 3.0
_DISTANCE_TO_LINE = 12.0
# In a plot that is less than this many times as high as the table hardly a curve would be seen beside it: there it is made dense.
_ROOMY = 2.0
_DENSE_ABOVE = 2.0
# So near to the line a point of a curve counts for several: it is what is being read.
_NEAR, _NEAR_WEIGHT = 40.0, 5
# An end of a curve or of its name counts for so many: it says which curve is which.
_END_WEIGHT = 25
# Points of curves below the table that another place must save before the table jumps there.
_RELUCTANCE = 12


def table_text(table: Table) -> str:
    """The figures of all runs, in words; where there are several of each run, with what they are."""

    def cells(row: TableRow) -> str:
        named = [f"{title} {cell}" for title, cell in zip(table.columns, row.cells, strict=True)] if row.cells else []
        return ", ".join(named if len(named) > 1 else row.cells) or row.remark

    return "; ".join(f"{display_name(row.label)} {cells(row)}" for row in table.rows)


class PlotTable(QWidget):
    """Lets the mouse through. Its size depends on its runs and columns and on how long the runs are, not on the figures.

    The place on the horizontal axis stands above the names, or in a line of its own where it is wider than these.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._set_font()
        self._styles: Mapping[str, RunStyle] = {}
        self.table: Table | None = None
        self._corner: tuple[bool, bool] | None = None
        self._area = QRectF()
        self._is_dense, self._is_above = False, False
        self._sample_width, self._hidden = _SAMPLE_WIDTH, 0
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme."""
        self._theme = theme
        self._set_font()
        self.update()

    def _set_font(self) -> None:
        font = small_font(numeric_font(scene_font(self._theme)))
        self.setFont(enlarged_font(font, self._theme.scale))

    def show_table(self, table: Table, styles: Mapping[str, RunStyle], area: QRectF) -> None:
        """Show these figures for a plot that takes `area` of the parent: where it is narrow the lines go, then columns from the left."""
        if (table, styles, area) == (self.table, self._styles, self._area):
            return
        self.table, self._styles, self._area = table, styles, area
        room = area.width()
        self._sample_width, self._hidden, self._is_dense = _SAMPLE_WIDTH, 0, False
        self._is_dense = _ROOMY * self.sizeHint().height() > area.height()
        self._is_above = self._is_dense and self.sizeHint().height() <= area.top() + GAP
        if self.sizeHint().width() > room:
            self._sample_width = _MARKER_WIDTH
        while self.sizeHint().width() > room and self._hidden < len(table.columns) - 1:
            self._hidden += 1
        self.resize(self.sizeHint())
        self.setAccessibleName(table.title)
        self.setAccessibleDescription(table_text(table))
        self.update()

    def place(self, line_x: float, points: NDArray[np.float64], ends: NDArray[np.float64] | None = None) -> None:
        """Stand beside the line at `line_x`, where the fewest of the curves' `points` are hidden, and of the `ends` of curves and names.

        All are (n, 2), in the parent's pixels.
        Where the plot is low, and there is room above it, stand there: the table says what the legend does, and hides no curve.
        """
        if self._is_above:
            self.move(round(self._area.left()), max(0, round(self._area.top()) - self.height()))
            return
        spots = table_spots(line_x, self._area, self.width(), self.height())
        counts = np.where(np.abs(points[:, 0] - line_x) < _NEAR, _NEAR_WEIGHT, 1)
        if ends is not None:
            points, counts = np.concatenate([points, ends]), np.concatenate([counts, np.full(len(ends), _END_WEIGHT)])
        hidden = {corner: _count_inside(points, counts, QRectF(x, y, self.width(), self.height())) for corner, (x, y) in spots.items()}
        best = min(hidden, key=lambda corner: hidden[corner])
        if self._corner in hidden and hidden[self._corner] <= hidden[best] + _RELUCTANCE:
            best = self._corner
        self._corner = best
        self.move(*(round(value) for value in spots[best]))

    @property
    def _margin(self) -> float:
        """What is free above the first row and below the last."""
        return _DENSE_ABOVE if self._is_dense else GAP

    @property
    def _padding(self) -> float:
        """What is added to the height of each row."""
        return 0.0 if self._is_dense else _BETWEEN_ROWS

    def _columns(self, metrics: QFontMetricsF) -> tuple[float, list[float]]:
        """The widths of the names and of the columns that are shown."""
        assert self.table is not None
        names = max((metrics.horizontalAdvance(display_name(row.label)) for row in self.table.rows), default=0.0)
        columns = zip(self.table.columns, self.table.widest, strict=True)
        widths = [max(metrics.horizontalAdvance(text) for text in column) for column in columns]
        return names, widths[self._hidden :]

    def title_has_own_line(self) -> bool:
        """Whether the longest title would reach into the titles of the columns."""
        if self.table is None:
            return False
        metrics = QFontMetricsF(self.font())
        return metrics.horizontalAdvance(self.table.last_title) > self._sample_width + GAP + self._columns(metrics)[0]

    # Qt's own names

    def sizeHint(self) -> QSize:
        if self.table is None:
            return QSize(0, 0)
        metrics = QFontMetricsF(self.font())
        names, columns = self._columns(metrics)
        remark = max((metrics.horizontalAdvance(row.remark) for row in self.table.rows), default=0.0)
        figures = max(sum(columns) + len(columns) * GAP, remark + GAP)
        width = max(self._sample_width + GAP + names + figures, metrics.horizontalAdvance(self.table.last_title))
        lines = len(self.table.rows) + 1 + self.title_has_own_line()
        height = 2 * self._margin - self._padding + lines * (metrics.height() + self._padding)
        return QSize(math.ceil(2 * GAP + width), round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        table, theme = self.table, self._theme
        if table is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        metrics = QFontMetricsF(self.font())
        names, columns = self._columns(metrics)
        height = metrics.height() + self._padding
        right = self.width() - GAP
        top = self._margin - self._padding / 2
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(GAP, top, right - GAP, height), _LEFT, table.title)
        if self.title_has_own_line():
            top += height
        self._paint_cells(painter, table.columns[self._hidden :], right, top, columns, height)
        for row in table.rows:
            top += height
            style = self._styles[row.label]
            sample = QRectF(GAP, top, self._sample_width, height)
            paint_line_sample(painter, sample, style.colour(theme), style, QColor(theme.surface))
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(GAP + self._sample_width + GAP, top, names + GAP, height), _LEFT, display_name(row.label))
            if row.remark:
                painter.setPen(QColor(theme.muted))
                painter.drawText(QRectF(0, top, right, height), _RIGHT, row.remark)
            else:
                self._paint_cells(painter, row.cells[self._hidden :], right, top, columns, height)

    def _paint_cells(self, painter: QPainter, cells: Sequence[str], right: float, top: float, columns: list[float], height: float) -> None:
        for cell, column in zip(reversed(cells), reversed(columns), strict=True):
            painter.drawText(QRectF(right - column, top, column, height), _RIGHT, cell)
            right -= column + GAP


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def table_spots(line_x: float, area: QRectF, width: float, height: float) -> dict[tuple[bool, bool], tuple[float, float]]:
    """Where a table can stand beside a line without leaving `area`, by (right of the line, at the top). Never none."""
    inset = GAP
    right, left = line_x + _DISTANCE_TO_LINE, line_x - _DISTANCE_TO_LINE - width
    rows = {True: area.top() + inset, False: max(area.top() + inset, area.bottom() - inset - height)}
    columns = {True: right} if right + width <= area.right() else {}
    if left >= area.left():
        columns[False] = left
    if not columns:
        # No room on either side: at the far edge from the line.
        on_right = line_x < area.center().x()
        columns = {on_right: area.right() - width if on_right else area.left()}
    return {(side, top): (x, y) for side, x in columns.items() for top, y in rows.items()}


def _count_inside(points: NDArray[np.float64], counts: NDArray[np.int64], area: QRectF) -> int:
    x, y = points[:, 0], points[:, 1]
    return int(counts[(x >= area.left()) & (x <= area.right()) & (y >= area.top()) & (y <= area.bottom())].sum())
