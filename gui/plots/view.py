"""The picture of a plot of runs: axes, curves and cross-hair, and the mouse and keys that move what is shown."""

import math
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.plotting.ranges import Range, pan, zoom
from core.text import tr
from gui.plots.curves import CrosshairItem, CurvesItem, Grid, Picture
from gui.plots.end_labels import EndLabelsItem
from gui.plots.finish_label import FinishLabelItem
from gui.plots.geometry import Frame
from gui.plots.ticks import Ticks, linear_ticks, log_ticks
from gui.style.theme import Theme, numeric_font, scene_font, small_font
from gui.style.tokens import MARGIN, TIGHT
from gui.system.key_text import FOCUS_BY_KEY, key_text
from gui.widgets.axis import TITLE_PX, TitledAxis
from gui.widgets.scenes import ScaledScene

_LEFT_AXIS_WIDTH = 68
_BOTTOM_AXIS_HEIGHT = 42
_PIXELS_PER_X_LABEL = 90
_PIXELS_PER_Y_LABEL = 38
_KEY_ZOOM = 0.8
_KEY_PAN = 0.1
_WHEEL_ZOOM_PER_NOTCH = 0.85
_DRAG_ZOOM_PER_PIXEL = 0.99
_SMALLEST_ZOOM = 1e-9
_LARGEST_ZOOM = 1e3


class PlotCommand(Enum):
    """What a user asks of the plot by key or double click."""

    FIT = "fit"
    NEXT = "next"
    PREVIOUS = "previous"
    TEN_ON = "ten on"
    TEN_BACK = "ten back"
    CLOSE = "close"


class PlotView(ScaledScene, pg.PlotWidget):
    """Shows one `Frame` of the plane. pyqtgraph draws the axes, over 0 … 1, so that no range is too large for it."""

    frame_moved = Signal()
    """The user zoomed or panned."""
    frame_resized = Signal()
    commanded = Signal(object)
    hovered = Signal(float)
    """The mouse is over this place of the horizontal axis."""
    left = Signal()
    pointed = Signal(QPointF)
    """The mouse is at this point, in pixels of the box, also outside of it, and no button is pressed."""
    pointed_away = Signal()

    def __init__(self, theme: Theme, log_ticks: Callable[[Range, int], Ticks] = log_ticks, parent: QWidget | None = None) -> None:
        """`log_ticks`: where a logarithmic axis has its ticks, and what they read."""
        self._box = _MovableBox()
        axes = {side: TitledAxis(side) for side in ("left", "bottom")}
        super().__init__(parent, viewBox=self._box, enableMenu=False, axisItems=axes)
        self._theme = theme
        self._x, self._y, self._lowest = Range(0.0, 30.0), Range(-3.0, 1.0), -math.inf
        self._log, self._whole = True, True
        self._log_ticks = log_ticks
        self._titles: tuple[str, tuple[str, ...]] = ("", ("",))
        self._title_metrics = QFontMetricsF(QFont())
        self._labels = ("", "")
        self.hideButtons()
        self.setMenuEnabled(False)
        # The sheet is painted anew with the curves.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self._box.setRange(xRange=(0.0, 1.0), yRange=(0.0, 1.0), padding=0)
        self._box.moved_by.connect(self._on_moved_by)
        self._box.sigResized.connect(self._on_box_resized)
        self.curves = CurvesItem(self._box, theme)
        self.crosshair = CrosshairItem(self._box)
        self.crosshair.setZValue(1)
        # Beside the box, which clips what it holds, as a curve that reaches the right edge is named behind it.
        self.end_labels = EndLabelsItem(self.plotItem, self.curves)
        self.finish_label = FinishLabelItem(self.plotItem, self.curves, self.end_labels)
        self._names: tuple[str, ...] = ()
        self._room = 0
        # By the wheel too: the keys then go on from where the mouse left off.
        self.take_keys(Qt.FocusPolicy.WheelFocus)
        self.setMouseTracking(True)
        self._set_up_axes()
        self.set_theme(theme)

    def frame(self) -> Frame:
        """What is shown, and its size in pixels."""
        box = self._box.rect()
        return Frame(self._x, self._y, max(1.0, box.width()), max(1.0, box.height()), self._lowest)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of this theme for background and axes."""
        self._theme = theme
        self.lie_on_sheet(theme)
        self.set_scene_scale(theme.scale)
        font = scene_font(theme)
        self._title_metrics = QFontMetricsF(small_font(numeric_font(font)))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(QPen(QColor(theme.border), 1))
            axis.setTextPen(QColor(theme.muted))
            axis.set_font(small_font(numeric_font(font)), font)
        self.end_labels.set_font(small_font(scene_font(theme)))
        self.finish_label.set_font(scene_font(theme))
        self._make_room()

    def set_for_picture(self) -> None:
        """Words stand where they would without what was shown before."""
        self.end_labels.set_for_picture()
        self.finish_label.set_for_picture()

    def set_runs(self, labels: Iterable[str]) -> None:
        """The labels of all runs that may be shown, for whose names there is room on the right."""
        self._names = tuple(labels)
        self._make_room()

    def show_picture(self, picture: Picture) -> None:
        """Show these curves, with their names at their ends."""
        self.curves.show_picture(picture)
        self.end_labels.update()
        self.finish_label.update()

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        """Show the curve and the name of this run before the others, or in part; None: all alike."""
        self.curves.raise_run(label, part)
        self.end_labels.show_raised()

    def set_titles(self, x: str, *y: str) -> None:
        """The titles of the two axes; of several for the vertical one, from long to short, the first for which there is room."""
        if (x, y) != self._titles:
            self._titles = (x, y)
            self.refresh_axes()

    def set_scales(self, log: bool, whole: bool) -> None:
        """Whether the vertical coordinate is log10, and whether the horizontal one has whole numbers only."""
        self._log, self._whole = log, whole

    def show_range(self, x: Range, y: Range, lowest: float = -math.inf) -> None:
        """Show this part of the plane; on a log axis what is less than `lowest` at the floor."""
        if (x, y, lowest) != (self._x, self._y, self._lowest):
            self._x, self._y, self._lowest = x, y, lowest
            self.refresh_axes()

    def set_frame(self, frame: Frame) -> None:
        """Show the part of the plane that another view shows."""
        self.show_range(frame.x, frame.y, frame.lowest)

    def refresh_axes(self) -> None:
        """Put ticks and grid where the range wants them."""
        frame = self.frame()
        y_count, x_count = round(frame.height / _PIXELS_PER_Y_LABEL), round(frame.width / _PIXELS_PER_X_LABEL)
        x = linear_ticks(frame.x, max(2, x_count), self._whole)
        # What stands at the floor is not where the axis would have it, so the axis ends above.
        labelled = Range(max(frame.y.low, frame.lowest), frame.y.high)
        y = self._log_ticks(labelled, max(2, y_count)) if self._log else linear_ticks(frame.y, max(2, y_count))
        x_title, y_titles = self._titles
        fitting = (title for title in y_titles if self._title_metrics.horizontalAdvance(title) <= frame.height)
        self._show_labels(f"{x_title} {x.factor}".rstrip(), f"{next(fitting, y_titles[-1])} {y.factor}".rstrip())
        self.getAxis("bottom").setTicks(_on_unit_axis(x, frame.x))
        self.getAxis("left").setTicks(_on_unit_axis(y, frame.y))
        grid = Grid(
            [round((value - frame.x.low) / frame.x.height * frame.width) for value in x.major],
            [round((frame.y.high - value) / frame.y.height * frame.height) for value in y.major],
        )
        self.curves.set_frame(frame, grid)
        self.end_labels.lie_on(self._box.pos())
        self.finish_label.lie_on(self._box.pos(), float(max(MARGIN, self._room)))

    def box_rect(self) -> QRectF:
        """The rectangle of the curves, in the coordinates of this widget."""
        return QRectF(self.mapFromScene(self._box.sceneBoundingRect()).boundingRect())

    def sheet_rect(self) -> QRectF:
        """The rectangle of the curves and of the names to the right of it, in the coordinates of this widget."""
        return self.box_rect().adjusted(0, 0, max(0, self._room - TIGHT) * self.scene_scale, 0)

    def _show_labels(self, x: str, y: str) -> None:
        # Setting a label lays the whole picture out anew, so it is done only where it says something else.
        if (x, y) != self._labels:
            self._labels = (x, y)
            for side, text in (("bottom", x), ("left", y)):
                self.getAxis(side).set_title(text)

    def _set_up_axes(self) -> None:
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=5, tickTextOffset=5, maxTextLevel=0, hideOverlappingLabels=False)
        self.getAxis("left").setWidth(_LEFT_AXIS_WIDTH)
        self.getAxis("bottom").setHeight(_BOTTOM_AXIS_HEIGHT)
        self._make_room()

    def _make_room(self) -> None:
        self._room = math.ceil(self.end_labels.room_for(self._names, self.width() / self.scene_scale))
        self.plotItem.layout.setContentsMargins(TIGHT, TITLE_PX, max(MARGIN, self._room), TIGHT)

    def _on_moved_by(self, change: str, amount: float, at: QPointF, axis: object) -> None:
        """Zoom about, or pan by, a point in the pixels of the box; along one axis, or both if None."""
        frame = self.frame()
        x, y = frame.x, frame.y
        if change == "pan":
            x, y = pan(x, -at.x() / frame.width), pan(y, at.y() / frame.height)
        else:
            x = zoom(x, amount, frame.x_value(at.x()), *self._limits(x))
            y = zoom(y, amount, frame.y_value(at.y()), *self._limits(y))
        self.show_range(frame.x if axis == 1 else x, frame.y if axis == 0 else y)
        self.frame_moved.emit()

    def _limits(self, shown: Range) -> tuple[float, float]:
        """The smallest and the largest height that zooming may come to: what doubles can tell apart, and draw."""
        size = max(abs(shown.low), abs(shown.high), shown.height)
        return min(shown.height, _SMALLEST_ZOOM * size), max(shown.height, min(_LARGEST_ZOOM * size, 1e300))

    def _on_box_resized(self, _box: object) -> None:
        self.refresh_axes()
        self.frame_resized.emit()

    def _command(self, event: QKeyEvent) -> Any:
        """What a key does here: (zoom or pan, amount or direction) or a `PlotCommand`; None for keys that belong to others."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape and not self.crosshair.isVisible():
            return None  # others may want it
        if modifiers == Qt.KeyboardModifier.ShiftModifier and event.key() in _ZOOM_KEYS:
            return _ZOOM_KEYS[event.key()]  # on some keyboards + is a shifted key
        command = _KEYS.get(modifiers, {}).get(event.key())
        # Where there is nothing to hide, the key is somebody else's.
        return None if command is PlotCommand.CLOSE and not self.crosshair.isVisible() else command

    def _carry_out(self, command: Any) -> None:
        if isinstance(command, PlotCommand):
            self.commanded.emit(command)
            return
        kind, value = command
        frame = self.frame()
        if kind == "zoom":
            self._on_moved_by("zoom", value, QPointF(frame.width / 2, frame.height / 2), None)
        else:
            self._on_moved_by("pan", 0.0, QPointF(-value[0] * frame.width, value[1] * frame.height) * _KEY_PAN, None)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None:  # pyqtgraph's constructor calls this with None, before there is anything to make room for
            self._make_room()

    def event(self, event: QEvent) -> bool:
        # The window may have shortcuts on some of these keys; while the plot has the focus they are the plot's.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event) is not None:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command is None:
            event.ignore()
        else:
            self._carry_out(command)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        box = self.box_rect()
        if box.contains(event.position()):
            self.hovered.emit(self.frame().x_value((event.position().x() - box.left()) / self.scene_scale))
        else:
            self.left.emit()
        if not event.buttons():
            place = event.position() - box.topLeft()
            self.pointed.emit(QPointF(place.x() / self.scene_scale, place.y() / self.scene_scale))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.commanded.emit(PlotCommand.FIT)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()
        self.pointed_away.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.curves.set_focused(event.reason() in FOCUS_BY_KEY)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.curves.set_focused(False)


_ZOOM_KEYS: dict[int, Any] = {
    Qt.Key.Key_Plus: ("zoom", _KEY_ZOOM),
    Qt.Key.Key_Equal: ("zoom", _KEY_ZOOM),
    Qt.Key.Key_Minus: ("zoom", 1 / _KEY_ZOOM),
}
_KEYS: dict[Qt.KeyboardModifier, dict[int, Any]] = {
    Qt.KeyboardModifier.NoModifier: {**_ZOOM_KEYS, Qt.Key.Key_Escape: PlotCommand.CLOSE},
    Qt.KeyboardModifier.AltModifier: {Qt.Key.Key_Left: PlotCommand.PREVIOUS, Qt.Key.Key_Right: PlotCommand.NEXT},
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier: {
        Qt.Key.Key_Left: PlotCommand.TEN_BACK,
        Qt.Key.Key_Right: PlotCommand.TEN_ON,
    },
    Qt.KeyboardModifier.ControlModifier: {
        Qt.Key.Key_Left: ("pan", (-1, 0)),
        Qt.Key.Key_Right: ("pan", (1, 0)),
        Qt.Key.Key_Up: ("pan", (0, 1)),
        Qt.Key.Key_Down: ("pan", (0, -1)),
    },
}


def key_help() -> list[tuple[str, str]]:
    """(keys, what they do) while the plot has the focus."""
    return [
        (f"{key_text('Alt+Left')} →", tr("Cross-hair; Shift: ten")),
        ("Esc", tr("Hide cross-hair, or loss")),
        (tr("Wheel, +, −"), tr("Zoom")),
        (tr("Drag, {keys}").format(keys=f"{key_text('Ctrl+Left')} → ↑ ↓"), tr("Move the view")),
        (tr("Double click"), tr("Fit the view")),
    ]


class _MovableBox(pg.ViewBox):
    """Tells what wheel and drag ask for, in pixels; pyqtgraph's own zooming inverts matrices and fails at 1e300."""

    moved_by = Signal(str, float, QPointF, object)

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)

    # pyqtgraph's own names

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:
        factor = _WHEEL_ZOOM_PER_NOTCH ** (ev.delta() / 120)
        self.moved_by.emit("zoom", factor, self.mapFromScene(ev.scenePos()), axis)
        ev.accept()

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        ev.accept()
        if ev.button() == Qt.MouseButton.RightButton:
            distance = ev.screenPos() - ev.lastScreenPos()
            start = self.mapFromScene(ev.buttonDownScenePos(Qt.MouseButton.RightButton))
            self.moved_by.emit("zoom", _DRAG_ZOOM_PER_PIXEL ** (distance.x() - distance.y()), start, axis)
        else:
            self.moved_by.emit("pan", 0.0, self.mapFromScene(ev.scenePos()) - self.mapFromScene(ev.lastScenePos()), axis)

    def keyPressEvent(self, ev: Any) -> None:
        ev.ignore()


def _on_unit_axis(ticks: Ticks, shown: Range) -> list[list[tuple[float, str]]]:
    major = [((value - shown.low) / shown.height, label) for value, label in zip(ticks.major, ticks.labels, strict=True)]
    return [major, [((value - shown.low) / shown.height, "") for value in ticks.minor]]
