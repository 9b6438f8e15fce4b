"""A scene painted larger: fonts, lines, marks, axes and images all at once, because the view enlarges the scene as a whole."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QResizeEvent, QTransform


class ScaledScene(pg.GraphicsView):
    """To be inherited before a view of pyqtgraph. The scene's units are the usual pixels, of which fewer then fit into the view."""

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
