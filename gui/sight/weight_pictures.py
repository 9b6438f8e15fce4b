"""Weights: units of the first layer as pictures, and while nothing moves their gradient and last update Δ beside them."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from core.sight import largest_first, largest_value, unit_pictures
from core.snapshot import RunSnapshot
from core.text import tr
from gui.panel.number_text import short_figure
from gui.sight.diverging import signed_image
from gui.sight.sight_view import SightView
from gui.theme import LIGHT, Theme, numeric_font

_PICTURE, _GAP, _CAPTION = 56, 4, 18


class WeightPictures(SightView):
    """A page of units at a time, the largest first or by number."""

    unit_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paused = True
        self._page = 0
        self.largest = QCheckBox(tr("Largest first"), self)
        self.largest.setToolTip(tr("In the order of the norm of their weights; else by number"))
        self.largest.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.largest.setChecked(True)
        self.largest.toggled.connect(self._on_order_changed)
        self.tools.addWidget(self.largest)
        self.tools.addStretch(1)
        self.buttons = []
        for text, tooltip, step in (("‹", tr("Units before these"), -1), ("›", tr("More units"), 1)):
            button = QPushButton(text, self)
            button.setToolTip(tooltip)
            button.setAccessibleName(tooltip)
            button.setFixedWidth(36)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, step=step: self._turn(step))
            self.tools.addWidget(button)
            self.buttons.append(button)
        self.board = UnitBoard(self)
        self.board.resized.connect(self.refresh)
        self.board.unit_chosen.connect(self.unit_chosen)
        self.body.addWidget(self.board, 1)

    def set_paused(self, paused: bool) -> None:
        """Whether nothing moves now; then gradient and update are shown too."""
        if paused != self._paused:
            self._paused = paused
            self.refresh()

    def show_run(self, run: RunSnapshot | None) -> None:
        """Show the units of this run."""
        problem = self.problem
        if problem is None or run is None:
            self.words.setText(tr("No run is switched on"))
            self.board.show_units([], [], self.theme)
            return
        kinds = [("W", unit_pictures(problem, run.theta))]
        if self._paused and run.last_step is not None:
            kinds += [(name, unit_pictures(problem, run.last_step.terms[name])) for name in ("g", "Δ")]
        units = len(kinds[0][1])
        room = max(1, self.board.room(len(kinds)))
        self._page = min(self._page, (units - 1) // room)
        order = largest_first(kinds[0][1]) if self.largest.isChecked() else np.arange(units)
        shown = order[self._page * room : (self._page + 1) * room]
        scales = [largest_value(pictures[shown]) for _, pictures in kinds]
        rows = [
            [signed_image(pictures[unit], scale, self.theme) for (_, pictures), scale in zip(kinds, scales, strict=True)] for unit in shown
        ]
        self.board.show_units(rows, shown.tolist(), self.theme)
        self.buttons[0].setEnabled(self._page > 0)
        self.buttons[1].setEnabled((self._page + 1) * room < units)
        self.words.setText(self._sentence(kinds, scales, units, len(shown)))

    def _sentence(self, kinds: list[tuple[str, np.ndarray]], scales: list[float], units: int, shown: int) -> str:
        ranges = ", ".join(f"{name}\N{NO-BREAK SPACE}±{short_figure(scale)}" for (name, _), scale in zip(kinds, scales, strict=True))
        if len(kinds) > 1:
            note = tr("from left to right: weights, gradient, last update")
        elif self._paused:
            note = tr("gradient and update come with the first step")
        else:
            note = tr("pause to see gradient and update")
        return tr("{shown} of {units} units. Blue is below 0, orange above: {ranges} ({note}).").format(
            shown=shown, units=units, ranges=ranges, note=note
        )

    def _turn(self, pages: int) -> None:
        self._page = max(0, self._page + pages)
        self.refresh()

    def _on_order_changed(self) -> None:
        self._page = 0
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class UnitBoard(QWidget):
    """Paints each unit's pictures side by side, with its number. A click, or Enter, chooses a unit."""

    resized = Signal()
    unit_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._rows: list[list[QImage]] = []
        self._units: list[int] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Units of the first layer"))

    def room(self, kinds: int) -> int:
        """How many units there is room for, with so many pictures each."""
        return max(1, self.width() // self._cell_width(kinds)) * max(1, self.height() // (_PICTURE + _CAPTION + _GAP))

    def show_units(self, rows: list[list[QImage]], units: list[int], theme: Theme) -> None:
        """Show these pictures, a row of them for each unit."""
        self._rows, self._units, self._theme = rows, units, theme
        self._at = min(self._at, max(0, len(units) - 1))
        self.setAccessibleDescription(tr("unit {number}").format(number=units[self._at]) if units else "")
        self.update()

    @staticmethod
    def _cell_width(kinds: int) -> int:
        return kinds * (_PICTURE + _GAP) + 2 * _GAP

    def _cell(self, index: int) -> QRectF:
        width, height = self._cell_width(len(self._rows[0])), _PICTURE + _CAPTION + _GAP
        columns = max(1, self.width() // width)
        row, column = divmod(index, columns)
        left = (self.width() - columns * width) / 2
        return QRectF(left + column * width, row * height, width, height)

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        return QSize(self._cell_width(3), _PICTURE + _CAPTION + _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(numeric_font(self.font()))
        for index, images in enumerate(self._rows):
            cell = self._cell(index)
            for k, image in enumerate(images):
                at = QRectF(cell.left() + _GAP + k * (_PICTURE + _GAP), cell.top() + 1, _PICTURE, _PICTURE)
                painter.drawImage(at, image)
                painter.setPen(QPen(QColor(self._theme.border), 1))
                painter.drawRect(at)
            chosen = index == self._at and self.hasFocus()
            painter.setPen(QColor(self._theme.accent if chosen else self._theme.muted))
            text = tr("unit {number}").format(number=self._units[index])
            painter.drawText(QRectF(cell.left(), cell.top() + _PICTURE + 2, cell.width(), _CAPTION), Qt.AlignmentFlag.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = QPointF(event.position())
        found = next((k for k in range(len(self._units)) if self._cell(k).contains(point)), None)
        if found is not None:
            self._at = found
            self.unit_chosen.emit(self._units[found])
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._units:
            self.unit_chosen.emit(self._units[self._at])
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._at = min(max(0, self._at + (1 if event.key() == Qt.Key.Key_Right else -1)), max(0, len(self._units) - 1))
            self.update()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        # The arrows are keys of the window too; whoever came here by Tab means the units.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers()
            event.setAccepted(mine)
            if mine:
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
