"""The ground of the canvas: relief, contours and their labels, critical points; painted once for each view and kept as an image."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from pyqtgraph import ViewBox
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from core.functions import CriticalPoint, Function
from gui.canvas.contour_labels import ContourLabel, contour_labels
from gui.canvas.geometry import Float64Array, ViewMapping
from gui.canvas.landscape import FACINGS, Landscape, make_landscape
from gui.canvas.layer import CanvasLayer, draw_segments, new_image, paint_image, painting, pixel_scale
from gui.canvas.marks import paint_points
from gui.canvas.relief import ground_table
from gui.style.theme import Theme, numeric_font, scene_font

_SETTLE_MS = 120
# From the faintest to the strongest line, by whether the theme is dark.
_CONTOUR_OPACITY = {False: (0.20, 0.60), True: (0.14, 0.50)}
_CONTOUR_MORE = 1.5
_CONTOUR_WIDTH = {False: (0.7, 1.6), True: (0.7, 1.5)}
_LABEL_PX, _LABEL_RIM_PX = 11, 4.0
# Enlarged by less than this, the numbers are too small to be read from afar.
_LEAST_LABEL_SCALE = 1.6


class LandscapeLayer(CanvasLayer):
    """Recomputed when the view leaves what was computed, and once more, exactly for the view, when it has come to rest."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._function: Function | None = None
        self._landscape: Landscape | None = None
        self._avoid: tuple[Float64Array, ...] = ()
        self._labels: tuple[object, list[ContourLabel]] = (None, [])
        self._picture: QImage | None = None
        self._picture_of: tuple[object, ...] = ()
        # Of the view box, so that it ends with a canvas that was never shown, as that of a picture.
        self._settle = QTimer(view_box)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.refine)

    def set_function(self, function: Function) -> None:
        """Show the ground of another function."""
        self._function = function
        self._landscape = None
        self.update()

    def keep_labels_from(self, lines: Sequence[Float64Array]) -> None:
        """Put no number near these lines, (n, 2) each; holds for the labels of the next view."""
        self._avoid = tuple(lines)

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

    def _current_labels(self, landscape: Landscape, function: Function, theme: Theme) -> list[ContourLabel]:
        # Placed once a landscape, so that none jumps while the view is dragged.
        key = landscape, theme
        if self._labels[0] != key:
            lines = [np.array([[point.x, point.y]]) for point in function.points] + list(self._avoid)
            apart = np.full((1, 2), np.nan)
            self._labels = key, labels_of(landscape, np.vstack([apart, *(part for line in lines for part in (line, apart))]), theme)
        return self._labels[1]

    def _paint_image(self, function: Function, theme: Theme, mapping: ViewMapping, scale: float) -> QImage:
        landscape = self._current(function, mapping)
        key = (landscape, theme, mapping, scale)
        if self._picture is None or self._picture_of != key:
            labels = self._current_labels(landscape, function, theme)
            self._picture, self._picture_of = landscape_image(landscape, labels, function.points, theme, mapping, scale), key
        return self._picture

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Lay the picture of the ground over the view."""
        if self._function is not None and self._theme is not None:
            paint_image(painter, self._paint_image(self._function, self._theme, mapping, pixel_scale(painter)))


def landscape_image(
    landscape: Landscape,
    labels: Sequence[ContourLabel],
    points: Sequence[CriticalPoint],
    theme: Theme,
    mapping: ViewMapping,
    scale: float,
    opaque: bool = True,
) -> QImage:
    """The ground as it looks in a view; where it does not reach, the image is black, or nothing if it is not opaque."""
    ground = _ground_image(landscape, theme)
    corners = mapping.to_pixels(np.array([[landscape.box.x_min, landscape.box.y_max], [landscape.box.x_max, landscape.box.y_min]]))
    (left, top), (right, bottom) = corners.tolist()
    # A grid point is the middle of its pixel.
    x_half, y_half = (right - left) / (ground.width() - 1) / 2, (bottom - top) / (ground.height() - 1) / 2
    area = QRectF(left - x_half, top - y_half, right - left + 2 * x_half, bottom - top + 2 * y_half)
    image = new_image(mapping, scale, opaque)
    with painting(image) as painter:
        painter.drawImage(area, ground)
        paint_image(painter, _contour_image(landscape, theme, mapping, scale))
        _paint_labels(painter, labels, landscape, theme, mapping)
        paint_points(painter, points, mapping, theme)
    return image


def label_font(theme: Theme) -> QFont:
    """The font of the numbers on contour lines."""
    font = numeric_font(scene_font(theme))
    font.setPixelSize(_LABEL_PX)
    # Turned text has no pixel grid to be hinted to.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def labels_of(landscape: Landscape, avoid: Float64Array, theme: Theme) -> list[ContourLabel]:
    """The labels of a landscape in a theme; none where those in the last row could not read them."""
    if theme.is_for_audience and theme.scale < _LEAST_LABEL_SCALE:
        return []
    return contour_labels(landscape, avoid, QFontMetricsF(label_font(theme)).horizontalAdvance)


def _contour_image(landscape: Landscape, theme: Theme, mapping: ViewMapping, scale: float) -> QImage:
    image = new_image(mapping, scale)
    segments = mapping.to_pixels(landscape.contours.reshape(-1, 2)).reshape(-1, 4)
    (faint, strong), (thin, wide) = _CONTOUR_OPACITY[theme.dark], _CONTOUR_WIDTH[theme.dark]
    with painting(image) as painter:
        # In place of what lies there, and not over it: the ends of pieces overlap, and would show as beads.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for facing in range(FACINGS):
            # On paper lines are strong in the shade, on night ground in the light.
            part = (facing if theme.dark else FACINGS - 1 - facing) / (FACINGS - 1)
            colour = QColor(theme.contour)
            colour.setAlphaF((faint + part * (strong - faint)) * (_CONTOUR_MORE if theme.has_contrast else 1.0))
            pen = QPen(colour, thin + part * (wide - thin))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            draw_segments(painter, segments[landscape.facings == facing])
    return image


def _paint_labels(painter: QPainter, labels: Sequence[ContourLabel], landscape: Landscape, theme: Theme, mapping: ViewMapping) -> None:
    """Numbers along their lines, on a rim in the colour of the ground there."""
    font, table = label_font(theme), ground_table(theme)
    rows, columns = landscape.heights.shape
    for label in labels:
        row = round((landscape.box.y_max - label.y) / (landscape.box.y_max - landscape.box.y_min) * (rows - 1))
        column = round((label.x - landscape.box.x_min) / (landscape.box.x_max - landscape.box.x_min) * (columns - 1))
        path = _text_path(label.text, font.toString())
        painter.save()
        painter.translate(*mapping.pixel_of(label.x, label.y))
        painter.rotate(label.angle)
        ground = QColor.fromRgb(int(table[landscape.heights[row, column], landscape.lights[row, column]]))
        painter.strokePath(path, QPen(ground, _LABEL_RIM_PX, j=Qt.PenJoinStyle.RoundJoin))
        painter.fillPath(path, QColor(theme.contour_text))
        painter.restore()


@lru_cache(maxsize=256)
def _text_path(text: str, font_key: str) -> QPainterPath:
    """The outline of a text about its middle. Kept: FreeType gives one that is 0.01 px different after other text was painted."""
    font = QFont()
    font.fromString(font_key)
    metrics, path = QFontMetricsF(font), QPainterPath()
    path.addText(-metrics.horizontalAdvance(text) / 2, (metrics.ascent() - metrics.descent()) / 2, font, text)
    return path


def _ground_image(landscape: Landscape, theme: Theme) -> QImage:
    pixels = ground_table(theme)[landscape.heights, landscape.lights]
    # A copy, because the image does not keep the array alive.
    return QImage(pixels.data, pixels.shape[1], pixels.shape[0], 4 * pixels.shape[1], QImage.Format.Format_RGB32).copy()
