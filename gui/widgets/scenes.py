"""What every scene of pyqtgraph needs: to be painted larger, or at once; an exception while an item is painted is reported, not fatal."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar
from weakref import WeakSet

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.style.theme import Theme
from gui.style.tokens import RADIUS_SHEET, RIM

Item = TypeVar("Item")
Rest = ParamSpec("Rest")


class ScaledScene(pg.GraphicsView):
    """Painted larger, fonts, lines, marks, axes and images all at once, because the view enlarges the scene as a whole.

    To be inherited before a view of pyqtgraph. The scene's units are the usual pixels, of which fewer then fit into the view.
    """

    # Of the class, because pyqtgraph's constructor resizes before there is anything of the object's own.
    scene_scale = 1.0
    _paper, _edge = QColor(Qt.GlobalColor.transparent), QColor(Qt.GlobalColor.transparent)
    _made: ClassVar["WeakSet[ScaledScene]"] = WeakSet()

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._made.add(self)

    @classmethod
    def within(cls, window: QWidget) -> "list[ScaledScene]":
        """Those in a window. `findChildren` asks each of its 700 objects, which takes half a millisecond while a race goes on."""
        return [view for view in cls._made if isValid(view) and view.window() is window]

    def lie_on_sheet(self, theme: Theme) -> None:
        """Lie on a sheet with round corners, with a rim in the dark; on nothing where its colour is see-through, as for a picture."""
        self._paper = QColor(theme.plot)
        self._edge = QColor(theme.border if theme.dark and self._paper.alpha() else theme.plot)
        # Painted here: pyqtgraph's own background is a pixmap, with corners.
        self.setBackground(None)
        self.viewport().setAutoFillBackground(False)

    def set_scene_scale(self, scale: float) -> None:
        """How many pixels of the screen a unit of the scene is."""
        if scale != self.scene_scale:
            self.scene_scale = scale
            self._lay_out_scene()

    def take_keys(self, policy: Qt.FocusPolicy) -> None:
        """Have the keys by itself: its viewport would be a nameless place to a screen reader that could have them too."""
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # which gives the view the same, as it is the viewport's proxy
        self.setFocusPolicy(policy)

    def _lay_out_scene(self) -> None:
        room = QRectF(0, 0, self.width() / self.scene_scale, self.height() / self.scene_scale)
        # Named, because PlotWidget lends this name to its plot.
        pg.GraphicsView.setRange(self, room, padding=0, disableAutoPixel=False)

    # Qt's and pyqtgraph's own names

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        if not self.closed:
            self._lay_out_scene()

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:  # noqa: N802
        if self._paper.alpha():
            sheet = QRectF(0, 0, self.width() / self.scene_scale, self.height() / self.scene_scale)
            if _is_inside(rect, sheet):
                painter.fillRect(rect, self._paper)  # in a third of the time
                return
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._edge, RIM))
            painter.setBrush(self._paper)
            painter.drawRoundedRect(sheet.adjusted(RIM / 2, RIM / 2, -RIM / 2, -RIM / 2), RADIUS_SHEET, RADIUS_SHEET)
            painter.restore()

    def updateMatrix(self, propagate: bool = True) -> None:  # noqa: N802
        self.setSceneRect(self.range)
        self.setTransform(QTransform.fromScale(self.scene_scale, self.scene_scale))
        self.sigDeviceRangeChanged.emit(self, self.range)
        self.sigDeviceTransformChanged.emit(self)


def _is_inside(rect: QRectF, sheet: QRectF) -> bool:
    """Whether all of `rect` has the colour of the sheet: it touches no edge and no round corner."""
    wide, high = QMarginsF(RADIUS_SHEET, RIM, RADIUS_SHEET, RIM), QMarginsF(RIM, RADIUS_SHEET, RIM, RADIUS_SHEET)
    return sheet.marginsRemoved(wide).contains(rect) or sheet.marginsRemoved(high).contains(rect)


def paint_now(window: QWidget) -> None:
    """Paint what has asked for it in a window, instead of when the event loop comes to it."""
    for view in ScaledScene.within(window):
        # A scene gathers what changed in its items and tells its views through a queued call.
        QCoreApplication.sendPostedEvents(view.scene(), QEvent.Type.MetaCall.value)
    QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest.value)


def safe_paint(paint: Callable[Concatenate[Item, Rest], None]) -> Callable[Concatenate[Item, Rest], None]:
    """Hand an exception over to `sys.excepthook`: PySide 6.10 crashes the program when one leaves a QGraphicsItem's paint."""

    @wraps(paint)
    def painted(item: Item, *arguments: Rest.args, **keywords: Rest.kwargs) -> None:
        try:
            paint(item, *arguments, **keywords)
        except Exception:
            sys.excepthook(*sys.exc_info())

    return painted
