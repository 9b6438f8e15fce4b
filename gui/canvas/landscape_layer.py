"""The ground of the canvas: heat map, contours and critical points, painted once for each view and kept as an image."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pyqtgraph import ViewBox
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core.functions import CriticalPoint, Function
from gui.canvas.geometry import ViewMapping
from gui.canvas.landscape import Landscape, make_landscape
from gui.canvas.layer import CanvasLayer, draw_segments, new_image, paint_image, painting, pixel_scale
from gui.canvas.marks import paint_points
from gui.style.theme import Theme

_SETTLE_MS = 120
_CONTOUR_OPACITY = 0.5
_CONTOUR_WIDTH = 1.0


class LandscapeLayer(CanvasLayer):
    """Recomputed when the view leaves what was computed, and once more, exactly for the view, when it has come to rest."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._function: Function | None = None
        self._theme: Theme | None = None
        self._landscape: Landscape | None = None
        self._picture: QImage | None = None
        self._picture_of: tuple[object, ...] = ()
        self._settle = QTimer()
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.refine)

    def set_function(self, function: Function) -> None:
        """Show the ground of another function."""
        self._function = function
        self._landscape = None
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of the theme."""
        self._theme = theme
        self.update()

    @property
    def landscape(self) -> Landscape | None:
        """What is shown, None before the first paint."""
        return self._landscape

    def view_moves(self) -> None:
        """The user is moving the view: follow at once, refine when it rests."""
        self._settle.start()
        self.update()

    def refine(self) -> None:
        """The view rests: the next paint computes the ground exactly for it."""
        self.update()

    def stop(self) -> None:
        """Start nothing by itself any more."""
        self._settle.stop()

    def _current(self, function: Function, mapping: ViewMapping) -> Landscape:
        resting = not self._settle.isActive()
        stale = self._landscape is None or not self._landscape.serves(mapping) or (resting and self._landscape.mapping != mapping)
        if self._landscape is None or stale:
            self._landscape = make_landscape(function, mapping)
        return self._landscape

    def _paint_image(self, function: Function, theme: Theme, mapping: ViewMapping, scale: float) -> QImage:
        landscape = self._current(function, mapping)
        key = (landscape, theme, mapping, scale)
        if self._picture is None or self._picture_of != key:
            self._picture, self._picture_of = landscape_image(landscape, function.points, theme, mapping, scale), key
        return self._picture

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Lay the picture of the ground over the view."""
        if self._function is not None and self._theme is not None:
            paint_image(painter, self._paint_image(self._function, self._theme, mapping, pixel_scale(painter)))


def landscape_image(
    landscape: Landscape, points: Sequence[CriticalPoint], theme: Theme, mapping: ViewMapping, scale: float, opaque: bool = True
) -> QImage:
    """The ground as it looks in a view; where it does not reach, the image is black, or nothing if it is not opaque."""
    heat = _heat_image(landscape.shades, theme)
    corners = mapping.to_pixels(np.array([[landscape.box.x_min, landscape.box.y_max], [landscape.box.x_max, landscape.box.y_min]]))
    (left, top), (right, bottom) = corners.tolist()
    # A grid point is the middle of its pixel.
    x_half, y_half = (right - left) / (heat.width() - 1) / 2, (bottom - top) / (heat.height() - 1) / 2
    area = QRectF(left - x_half, top - y_half, right - left + 2 * x_half, bottom - top + 2 * y_half)
    image = new_image(mapping, scale, opaque)
    with painting(image) as painter:
        painter.drawImage(area, heat)
        paint_image(painter, _contour_image(landscape, theme, mapping, scale), _CONTOUR_OPACITY)
        paint_points(painter, points, mapping, theme)
    return image


def _contour_image(landscape: Landscape, theme: Theme, mapping: ViewMapping, scale: float) -> QImage:
    # Lines by themselves, made transparent together: their ends overlap, and would show as beads.
    image = new_image(mapping, scale)
    with painting(image) as painter:
        pen = QPen(QColor(theme.contour), _CONTOUR_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        draw_segments(painter, mapping.to_pixels(landscape.contours.reshape(-1, 2)).reshape(-1, 4))
    return image


def _heat_image(shades: NDArray[np.uint8], theme: Theme) -> QImage:
    stops = [QColor(colour) for colour in theme.heat]
    places, known = np.linspace(0, len(stops) - 1, 256), np.arange(len(stops))
    channels = ([stop.red() for stop in stops], [stop.green() for stop in stops], [stop.blue() for stop in stops])
    red, green, blue = (np.interp(places, known, channel).round().astype(np.uint32) for channel in channels)
    table = np.uint32(0xFF000000) | red << np.uint32(16) | green << np.uint32(8) | blue
    pixels = table[shades]
    # A copy, because the image does not keep the array alive.
    return QImage(pixels.data, shades.shape[1], shades.shape[0], 4 * shades.shape[1], QImage.Format.Format_RGB32).copy()
