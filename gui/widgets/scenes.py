"""What every scene of pyqtgraph needs: it can be painted larger, and an exception while an item is painted is reported, not fatal."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QResizeEvent, QTransform

Item = TypeVar("Item")
Rest = ParamSpec("Rest")


class ScaledScene(pg.GraphicsView):
    """Painted larger, fonts, lines, marks, axes and images all at once, because the view enlarges the scene as a whole.

    To be inherited before a view of pyqtgraph. The scene's units are the usual pixels, of which fewer then fit into the view.
    """

    # Of the class, because pyqtgraph's constructor resizes before there is anything of the object's own.
    scene_scale = 1.0

    def set_scene_scale(self, scale: float) -> None:
        """How many pixels of the screen a unit of the scene is."""
        if scale != self.scene_scale:
            self.scene_scale = scale
            self._lay_out_scene()

    def _lay_out_scene(self) -> None:
        room = QRectF(0, 0, self.width() / self.scene_scale, self.height() / self.scene_scale)
        # Named, because PlotWidget lends this name to its plot.
        pg.GraphicsView.setRange(self, room, padding=0, disableAutoPixel=False)

    # Qt's and pyqtgraph's own names

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        if not self.closed:
            self._lay_out_scene()

    def updateMatrix(self, propagate: bool = True) -> None:  # noqa: N802
        self.setSceneRect(self.range)
        self.setTransform(QTransform.fromScale(self.scene_scale, self.scene_scale))
        self.sigDeviceRangeChanged.emit(self, self.range)
        self.sigDeviceTransformChanged.emit(self)


def safe_paint(paint: Callable[Concatenate[Item, Rest], None]) -> Callable[Concatenate[Item, Rest], None]:
    """Hand an exception over to `sys.excepthook`: PySide 6.10 crashes the program when one leaves a QGraphicsItem's paint."""

    @wraps(paint)
    def painted(item: Item, *arguments: Rest.args, **keywords: Rest.kwargs) -> None:
        try:
            paint(item, *arguments, **keywords)
        except Exception:
            sys.excepthook(*sys.exc_info())

    return painted
