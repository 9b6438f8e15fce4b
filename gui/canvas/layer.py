"""What the layers of the canvas share: they lie on the view box, in its pixels, and know what it shows."""

from collections.abc import Iterator
from contextlib import contextmanager

from pyqtgraph import ViewBox
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.geometry import Box
from gui.canvas.geometry import Float64Array, ViewMapping
from gui.style.theme import Theme
from gui.widgets.scenes import safe_paint


class CanvasLayer(QGraphicsItem):
    """A sheet as large as the view box, with logical pixels as coordinates and the origin at the top left.

    Pixels and not data units, because marks and pens are matters of the picture, and no painter can be trusted with 1e300.
    """

    def __init__(self, view_box: ViewBox, height: int) -> None:
        """Lie `height` sheets above the ground."""
        super().__init__(view_box)
        self._view_box = view_box
        self.setZValue(height)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._theme: Theme | None = None
        self.paints = 0
        view_box.sigResized.connect(self._on_resized)
        view_box.sigRangeChanged.connect(self._on_range_changed)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of the theme."""
        self._theme = theme
        self.update()

    @property
    def mapping(self) -> ViewMapping:
        """What the view box shows now."""
        (x_min, x_max), (y_min, y_max) = self._view_box.viewRange()
        return ViewMapping(Box(x_min, x_max, y_min, y_max), self._view_box.width(), self._view_box.height())

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Paint the layer; the view is not empty."""
        raise NotImplementedError

    def _on_resized(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def _on_range_changed(self) -> None:
        self.update()

    # Qt's own names

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._view_box.width(), self._view_box.height())

    @safe_paint
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.paints += 1
        mapping = self.mapping
        if not mapping.is_empty:
            self.paint_view(painter, mapping)


def pixel_scale(painter: QPainter) -> float:
    """Device pixels for each logical one: 2 on a fine screen, or in a picture of twice the size."""
    return abs(painter.deviceTransform().m11())


def new_image(mapping: ViewMapping, scale: float, opaque: bool = False) -> QImage:
    """An image as large as the view, transparent or opaque, with `scale` device pixels to a logical one."""
    layout = QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(max(1, round(mapping.width * scale)), max(1, round(mapping.height * scale)), layout)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.black if opaque else Qt.GlobalColor.transparent)
    return image


@contextmanager
def painting(image: QImage) -> Iterator[QPainter]:
    """A painter with smooth edges on an image, which ends whatever happens."""
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    try:
        yield painter
    finally:
        painter.end()


def paint_image(painter: QPainter, image: QImage, opacity: float = 1.0) -> None:
    """Lay an image of `new_image` over the view."""
    painter.setOpacity(opacity)
    painter.drawImage(QPoint(0, 0), image)
    painter.setOpacity(1.0)


def draw_segments(painter: QPainter, segments: Float64Array) -> None:
    """Draw (k, 4) separate lines with the painter's pen. A hundred times faster than one stroke where lines cross much."""
    if len(segments):
        # Neither drawLines nor QLineF takes arrays; pyqtgraph's helper lends Qt the memory of one.
        lines = PrimitiveArray(QLineF, 4)
        lines.resize(len(segments))
        lines.ndarray()[:] = segments
        painter.drawLines(*lines.drawargs())
