"""Weights: units of the first layer as pictures, and while nothing moves their gradient and last update Δ beside them."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from core.analysis.network_samples import largest_first, largest_value, unit_page, unit_pictures
from core.experiment.snapshot import RunSnapshot
from core.number_text import number_text
from core.optimizers.base import Array
from core.problems.network import NetworkProblem
from core.text import tr
from gui.network.network_view import NetworkView, ScaledBoard
from gui.style.colours import scale_image, signed_image
from gui.style.theme import LIGHT, Theme
from gui.style.tokens import FOCUS_RIM, RADIUS_SMALL, TIGHT
from gui.widgets.roving_focus import RovingFocus

_PICTURE, _CAPTION = 56, 18
_FOLD = 12
_SCALE_HEIGHT, _BAR_WIDTH, _LEAST_BAR_WIDTH = 22, 64, 24
_MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class WeightPictures(NetworkView):
    """A page of units at a time, the largest first or by number. Units that the user chose stay in front on every page."""

    weight_picked = Signal(int, int)
    """Unit of the first layer and pixel under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paused = True
        self._page = 0
        self._kept: list[int] = []
        self._order: NDArray[np.intp] = np.arange(0)
        self._ordered: tuple[NetworkProblem, str, bool] | None = None
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
        RovingFocus(self).set_members([self.largest, *self.buttons])
        self.board = UnitBoard(self)
        self.board.resized.connect(self.refresh)
        self.board.unit_chosen.connect(self._on_unit_chosen)
        self.board.page_turned.connect(self._turn)
        self.board.weight_picked.connect(self.weight_picked)
        self.body.addWidget(self.board, 1)

    def set_paused(self, paused: bool) -> None:
        """Whether nothing moves now; then gradient and update are shown too."""
        if paused != self._paused:
            self._paused = paused
            self.refresh()

    def show_run(self, run: RunSnapshot | None) -> None:
        """Show the units of this run."""
        self.board.set_scale(self.theme.scale)
        problem = self.problem
        if problem is None or run is None:
            self.say_nothing()
            self.board.show_units([], [], [], set(), self.theme)
            return
        kinds = [("W", unit_pictures(problem, run.theta))]
        if self._paused and run.record is not None:
            kinds += [(name, unit_pictures(problem, run.record.taken.terms[name])) for name in ("g", "Δ")]
        units = len(kinds[0][1])
        order = self._order_of(problem, run.label, kinds[0][1])
        self._kept = [unit for unit in self._kept if unit < units]
        page = unit_page(order.tolist(), self._kept, self._page, max(1, self.board.room(len(kinds))))
        self._page, shown = page.number, page.shown
        scales = [largest_value(pictures[shown]) for _, pictures in kinds]
        rows = [
            [signed_image(pictures[unit], scale, self.theme) for (_, pictures), scale in zip(kinds, scales, strict=True)] for unit in shown
        ]
        marks = [(name, number_text(scale)) for (name, _), scale in zip(kinds, scales, strict=True)]
        self.board.show_units(rows, shown, marks, set(self._kept), self.theme)
        self.buttons[0].setEnabled(page.number > 0)
        self.buttons[1].setEnabled(page.number < page.pages - 1)
        self.say(self._sentence(kinds, scales, units, len(shown)), run)

    def _order_of(self, problem: NetworkProblem, label: str, weights: Array) -> NDArray[np.intp]:
        """The units in the order they are shown in. It stays while the run moves, so that no picture jumps while it is looked at."""
        asked = (problem, label, self.largest.isChecked())
        if self._paused or asked != self._ordered:
            self._order = largest_first(weights) if self.largest.isChecked() else np.arange(len(weights))
            self._ordered = asked
        return self._order

    def _sentence(self, kinds: list[tuple[str, np.ndarray]], scales: list[float], units: int, shown: int) -> str:
        ranges = ", ".join(f"{name}\N{NO-BREAK SPACE}±{number_text(scale)}" for (name, _), scale in zip(kinds, scales, strict=True))
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

    def _on_unit_chosen(self, unit: int) -> None:
        """Keep this unit in front, or no longer."""
        if unit in self._kept:
            self._kept.remove(unit)
        else:
            self._kept.append(unit)
        self.refresh()

    def _on_order_changed(self) -> None:
        self._page = 0
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class UnitBoard(ScaledBoard):
    """Paints each unit's pictures side by side, with its number, and a scale bar for each kind. A click, or Enter, chooses a unit.

    Units that are kept in front have a folded corner.
    """

    resized = Signal()
    page_turned = Signal(int)
    unit_chosen = Signal(int)
    weight_picked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._rows: list[list[QImage]] = []
        self._units: list[int] = []
        self._kept: set[int] = set()
        self._marks: list[tuple[str, str]] = []
        self._at = 0
        # Not by a click: the mouse needs none to choose a unit, and → goes on stepping.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Units of the first layer"))
        self.setToolTip(tr("Units of the first layer. A click, or Enter, keeps a unit in front"))

    def room(self, kinds: int) -> int:
        """How many units there is room for, with so many pictures each."""
        return self._columns(kinds) * max(1, (self.high - _SCALE_HEIGHT) // (_PICTURE + _CAPTION + TIGHT))

    def show_units(
        self, rows: list[list[QImage]], units: list[int], marks: list[tuple[str, str]], kept: Collection[int], theme: Theme
    ) -> None:
        """Show these pictures, a row of them for each unit; `kept` are the units that stay in front.

        `marks` are the name of each kind and the number at the end of its scale.
        """
        at = self._units[self._at] if self._at < len(self._units) else -1
        self._rows, self._units, self._marks, self._kept, self._theme = rows, units, marks, set(kept), theme
        self._go_to(units.index(at) if at in units else min(self._at, max(0, len(units) - 1)))

    def _go_to(self, index: int) -> None:
        if 0 <= index < max(1, len(self._units)):
            self._at = index
            self.setAccessibleDescription(self._describe(self._units[index]) if self._units else "")
            self.update()

    def _describe(self, unit: int) -> str:
        return (tr("unit {number}, kept in front") if unit in self._kept else tr("unit {number}")).format(number=unit)

    def _columns(self, kinds: int) -> int:
        return max(1, self.wide // self._cell_width(kinds))

    @staticmethod
    def _cell_width(kinds: int) -> int:
        return kinds * (_PICTURE + TIGHT) + 2 * TIGHT

    def _cell(self, index: int) -> QRectF:
        width, height = self._cell_width(len(self._rows[0])), _PICTURE + _CAPTION + TIGHT
        columns = self._columns(len(self._rows[0]))
        row, column = divmod(index, columns)
        left = (self.wide - columns * width) / 2
        return QRectF(left + column * width, row * height, width, height)

    def _pixel_at(self, index: int, point: QPointF) -> int | None:
        """Which pixel of which of its pictures is there, row by row; None between the pictures."""
        for k, image in enumerate(self._rows[index]):
            box = fit_rect(self._picture_box(index, k), image.size())
            if box.contains(point):
                column = min(int((point.x() - box.left()) / box.width() * image.width()), image.width() - 1)
                row = min(int((point.y() - box.top()) / box.height() * image.height()), image.height() - 1)
                return row * image.width() + column
        return None

    def _picture_box(self, index: int, kind: int) -> QRectF:
        cell = self._cell(index)
        return QRectF(cell.left() + TIGHT + kind * (_PICTURE + TIGHT), cell.top() + 1, _PICTURE, _PICTURE)

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        return QSize(self._cell_width(3), _PICTURE + _CAPTION + TIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.begin(small=True)
        for index, images in enumerate(self._rows):
            cell = self._cell(index)
            chosen, kept = index == self._at and self.hasFocus(), self._units[index] in self._kept
            for k, (image, (name, _)) in enumerate(zip(images, self._marks, strict=True)):
                at = self._picture_box(index, k)
                painter.drawImage(fit_rect(at, image.size()), image)
                painter.setPen(QPen(QColor(self._theme.border), 1))
                painter.drawRect(at)
                painter.setPen(QColor(self._theme.accent if chosen or kept else self._theme.muted))
                text = name if k else tr("unit {number}").format(number=self._units[index])
                below = QRectF(at.left() - TIGHT, at.bottom() + 1, at.width() + 2 * TIGHT, _CAPTION)
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)
            if kept:
                self._paint_fold(painter, QPointF(cell.left() + TIGHT + _PICTURE, cell.top() + 1))
            if chosen:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(QColor(self._theme.accent), FOCUS_RIM))
                painter.drawRoundedRect(cell.adjusted(1, 0, -1, -2), RADIUS_SMALL, RADIUS_SMALL)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_scales(painter)

    def _paint_fold(self, painter: QPainter, corner: QPointF) -> None:
        """A folded corner at the top right of the weights."""
        fold = QPolygonF([corner - QPointF(_FOLD, 0), corner, corner + QPointF(0, _FOLD)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.surface), 1))
        painter.setBrush(QColor(self._theme.accent))
        painter.drawPolygon(fold)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_scales(self, painter: QPainter) -> None:
        """For each kind its name, the colours from below 0 to above it, and the number at both ends."""
        if not self._rows or self._cell(len(self._rows) - 1).bottom() > self.high - _SCALE_HEIGHT:
            return
        metrics, bar = painter.fontMetrics(), scale_image(self._theme)
        slot = self.wide / max(1, len(self._marks))
        middle = self.high - _SCALE_HEIGHT / 2
        for k, (name, largest) in enumerate(self._marks):
            before = f"{name}  \N{MINUS SIGN} "
            left = metrics.horizontalAdvance(before)
            # Where it is too narrow for the number, that stands in the line above the pictures only.
            for after in (f" +  ±{largest}", " +"):
                right = metrics.horizontalAdvance(after)
                width = min(_BAR_WIDTH, slot - left - right - 2 * TIGHT)
                if width >= _LEAST_BAR_WIDTH:
                    break
            start = k * slot + (slot - left - width - right) / 2
            base = middle + metrics.capHeight() / 2
            box = QRectF(start + left, middle - 5, width, 10)
            painter.drawImage(box, bar)
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.drawRect(box)
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(start, base), before)
            painter.drawText(QPointF(box.right(), base), after)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.place_of(event)
        found = next((k for k in range(len(self._units)) if self._cell(k).contains(point)), None)
        if found is not None:
            self._go_to(found)
            pixel = self._pixel_at(found, point)
            if pixel is not None:
                self.weight_picked.emit(self._units[found], pixel)
            self.unit_chosen.emit(self._units[found])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._units or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.unit_chosen.emit(self._units[self._at])
        elif key in _MOVES:
            across, down = _MOVES[key]
            self._go_to(self._at + across + down * self._columns(len(self._rows[0])))
        elif key in _PAGES:
            self.page_turned.emit(_PAGES[key])
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        # The arrows are keys of the window too; whoever came here by Tab means the units.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = event.key() in {*_MOVES, *_PAGES} and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            event.setAccepted(mine)
            if mine:
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def fit_rect(box: QRectF, picture: QSize) -> QRectF:
    """The largest rectangle with the proportions of `picture` in the middle of `box`."""
    if picture.isEmpty():
        return box
    result = QRectF(box.topLeft(), QSizeF(picture).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio))
    result.moveCenter(box.center())
    return result
