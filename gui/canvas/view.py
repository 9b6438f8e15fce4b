"""The surface of the canvas: two axes around a view box. It turns mouse and keys into gestures."""

import math

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from core.number_text import MOST_DIGITS, short_number, with_minus
from gui.canvas.landscape import round_step
from gui.style.theme import Theme, numeric_font, small_font
from gui.style.tokens import GAP, LOOSE
from gui.widgets.axis import TITLE_PX, TitledAxis
from gui.widgets.scenes import ScaledScene

_DRAG_DISTANCE_PX = 4.0
_LEAST_AXIS_PX = 40
# Of the tick, to it, and to the rim of the sheet.
_BESIDE_NUMBER_PX = LOOSE
_NOTCH = 120.0
# Beside the axis, room for half a number.
_SIDE_PX = 20
_TOP_PX = TITLE_PX
_TICK_PX = {"left": 48.0, "bottom": 60.0}


class CanvasAxis(TitledAxis):
    """An axis with true minus signs and a size that follows its numbers, but only when the view changes."""

    _has_ticks = True
    _enlarged = 1.0

    def enlarge(self, scale: float) -> None:
        """How many times larger than in the scene all is painted: pyqtgraph counts the length of an axis in pixels of the screen."""
        self._enlarged = scale

    def show_ticks(self, shown: bool) -> None:
        """Whether there are ticks and numbers; the room for them stays."""
        if shown is not self._has_ticks:
            self._has_ticks = shown
            self.setStyle(showValues=shown)

    def fit_to_numbers(self, low: float, high: float, length: float, font: QFont, may_shrink: bool) -> None:
        """Make room for the numbers of a range; in whole steps of 8 pixels, so that small changes move nothing. `length` is in the scene.

        It should not shrink while the user moves the view, because that would move the picture under the mouse.
        """
        if length > 1:
            spacing, values = self.tickValues(low, high, length * self._enlarged)[-1] if high > low else (1.0, [])
            metrics = QFontMetricsF(font)
            needed = max((metrics.horizontalAdvance(text) for text in self.tickStrings(values, 1.0, spacing)), default=0.0)
            title = 0.0 if self.is_letter else metrics.height()
            width = max(_LEAST_AXIS_PX, 8 * math.ceil((needed + title + _BESIDE_NUMBER_PX) / 8))
            if width > self.width() or (may_shrink and width < self.width()):
                self.setWidth(width)

    # pyqtgraph's own names

    def tickSpacing(self, low: float, high: float, length: float) -> list[tuple[float, float]]:
        pixel = (high - low) / max(length, 1.0)
        least = _TICK_PX[self.orientation] * pixel
        if not 0 < least < math.inf:
            return [(1.0, 0.0)]
        step = round_step(least)
        while step < high - low and step < self._room_for_number(low, high, step) * pixel:
            step = round_step(1.5 * step)
        return [(step, 0.0)]

    def _room_for_number(self, low: float, high: float, step: float) -> float:
        """What a number of these ticks needs along the axis, in pixels of the screen."""
        metrics = QFontMetricsF(self._fonts[0])
        if self.orientation == "left":
            return self._enlarged * metrics.height()
        values = [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
        widest = max((metrics.horizontalAdvance(text) for text in self.tickStrings(values, 1.0, step)), default=0.0)
        return self._enlarged * (widest + LOOSE)

    def generateDrawSpecs(self, painter: QPainter) -> tuple[object, list[object], list[object]] | None:  # noqa: N802
        specs = super().generateDrawSpecs(painter)
        return specs if self._has_ticks or specs is None else (specs[0], [], [])

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """As many decimals as the spacing needs; or powers of ten, where all are small or one is large and that is shorter."""
        largest = max(map(abs, values), default=0.0)
        decimals = max(0, math.ceil(-math.log10(spacing) - 1e-9))
        # Of a multiple of the spacing, 0 may come as 10⁻¹⁷.
        nothing = [not round(value / spacing) for value in values]
        plain = ["0" if is_nothing else with_minus(f"{value:.{decimals}f}") for value, is_nothing in zip(values, nothing, strict=True)]
        if not values or 1e-3 <= largest < 10.0**MOST_DIGITS:
            return plain
        powers = ["0" if is_nothing else short_number(float(f"{value:.12g}")) for value, is_nothing in zip(values, nothing, strict=True)]
        return min(powers, plain, key=lambda strings: max(map(len, strings)))


class CanvasView(ScaledScene):
    """Reports gestures in pixels of the view box; decides nothing. pyqtgraph's own handling of the mouse is switched off."""

    hovered = Signal(QPointF)
    pointed = Signal(QPointF)
    """As `hovered`, while no button is pressed."""
    left = Signal()
    pressed = Signal(QPointF)
    clicked = Signal(QPointF)
    double_clicked = Signal(QPointF)
    dragged = Signal(QPointF, QPointF)
    drag_ended = Signal(QPointF)
    wheel_turned = Signal(QPointF, float)
    key_pressed = Signal(QKeyEvent)
    focus_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None, left_px: int = 0) -> None:
        """`left_px` is room to the left of the vertical axis, for a title with tall letters."""
        super().__init__(parent, background=None)
        self.box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self.box.disableAutoRange()
        self.left_axis = CanvasAxis("left")
        self.bottom_axis = CanvasAxis("bottom")
        layout = pg.GraphicsLayout()
        layout.layout.setContentsMargins(left_px, _TOP_PX, _SIDE_PX, 0)
        layout.layout.setSpacing(0)
        layout.addItem(self.left_axis, 0, 0)
        layout.addItem(self.box, 0, 1)
        layout.addItem(self.bottom_axis, 1, 1)
        for axis in (self.left_axis, self.bottom_axis):
            axis.linkToView(self.box)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=4, tickTextOffset=4, maxTickLevel=0, hideOverlappingLabels=GAP)
        self.left_axis.setWidth(_LEAST_AXIS_PX)
        self.setCentralItem(layout)
        # What lies behind shows through, be it a window or a white page.
        self.viewport().setAutoFillBackground(False)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.take_keys(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._fitting = False
        self._press: QPointF | None = None
        self._press_button = Qt.MouseButton.NoButton
        self._last: QPointF | None = None
        self._dragging = False
        self._font = QFont()

    def set_look(self, theme: Theme, font: QFont) -> None:
        """Colours and scale, and the font of the scene in its usual size."""
        self._font = small_font(numeric_font(font))
        self.lie_on_sheet(theme)
        self.set_scene_scale(theme.scale)
        for axis in (self.left_axis, self.bottom_axis):
            # The line is the border of the view box.
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(QPen(QColor(theme.border), 1))
            axis.setTextPen(QColor(theme.muted))
            axis.set_font(small_font(numeric_font(font)), font)
            axis.enlarge(theme.scale)
        self.bottom_axis.setHeight(8 * math.ceil((2 * QFontMetricsF(font).height() + 10) / 8))

    def set_titles(self, x: str, y: str) -> None:
        """The names of the axes."""
        for axis, title in ((self.bottom_axis, x), (self.left_axis, y)):
            axis.set_title(title)

    def show_numbers(self, shown: bool) -> None:
        """Whether there are ticks and numbers beside the axes; none where there is nothing yet that they could measure."""
        for axis in (self.left_axis, self.bottom_axis):
            axis.show_ticks(shown)

    def fit_axes(self, may_shrink: bool) -> None:
        """Make room for the numbers beside the vertical axis."""
        if self._fitting:
            return
        self._fitting = True
        layout = self.centralWidget.layout
        try:
            # With equal aspect the range changes as the axis takes room, and with it the numbers: look again, but then only for more.
            for shrinks in (may_shrink, False):
                low, high = self.box.viewRange()[1]
                length = self.height() / self.scene_scale - self.bottom_axis.height() - _TOP_PX
                self.left_axis.fit_to_numbers(low, high, length, self._font, shrinks)
                layout.activate()
        finally:
            self._fitting = False

    def _in_box(self, event: QMouseEvent | QWheelEvent) -> QPointF:
        return self.box.mapFromScene(self.mapToScene(event.position().toPoint()))

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        # pyqtgraph's constructor calls this with None, before there is anything to fit.
        if event is not None:
            self.fit_axes(may_shrink=False)
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        point = self._in_box(event)
        if self._press is None and self.box.rect().contains(point):
            self._press, self._press_button = point, event.button()
            self._last, self._dragging = point, False
            if event.button() == Qt.MouseButton.LeftButton:
                self.pressed.emit(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        point = self._in_box(event)
        self.hovered.emit(point)
        if not event.buttons():
            self.pointed.emit(point)
        if self._press is None or self._last is None:
            return
        way = point - self._press
        if self._dragging or math.hypot(way.x(), way.y()) >= _DRAG_DISTANCE_PX:
            self._dragging = True
            last, self._last = self._last, point
            self.dragged.emit(last, point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._press is None or event.button() != self._press_button:
            return
        point, dragging = self._in_box(event), self._dragging
        self._press, self._last, self._dragging = None, None, False
        if dragging:
            self.drag_ended.emit(point)
        elif self._press_button == Qt.MouseButton.LeftButton:
            self.clicked.emit(point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        point = self._in_box(event)
        if event.button() == Qt.MouseButton.LeftButton and self.box.rect().contains(point):
            self.double_clicked.emit(point)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        if event.angleDelta().y():
            self.wheel_turned.emit(self._in_box(event), event.angleDelta().y() / _NOTCH)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)
