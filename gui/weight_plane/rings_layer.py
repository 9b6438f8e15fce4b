"""Rings of equal distance from the start, which is the origin of the plane, as long as no loss is shown over it.

The plane is spanned by orthonormal directions, so a ring is true within it; across it a path may be further away, never nearer.
"""

import math
from typing import NamedTuple

from pyqtgraph import ViewBox
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from core.number_text import short_number
from gui.canvas.geometry import ViewMapping
from gui.canvas.landscape import round_step
from gui.canvas.layer import CanvasLayer, new_image, paint_image, painting, pixel_scale
from gui.style.theme import Theme, numeric_font, small_font
from gui.style.tokens import RIM

# Rings are at least so far apart along the axis on which they are nearest.
_APART_PX = 64.0
# A wider ring is as good as a line, which Qt's ellipses are not exact enough for.
_FAR_PX = 20_000.0
_ROUND_LABEL_PX = 4.0


def radii(mapping: ViewMapping) -> list[float]:
    """The distances from the origin, in the plane's units, at which a ring crosses the view: whole multiples of a round number."""
    box = mapping.box
    step = round_step(_APART_PX * max(mapping.x_pixel, mapping.y_pixel))
    nearest = mapping.distance_from_view(0.0, 0.0)
    farthest = math.hypot(max(abs(box.x_min), abs(box.x_max)), max(abs(box.y_min), abs(box.y_max)))
    if farthest > _FAR_PX * min(mapping.x_pixel, mapping.y_pixel):
        return []
    first, last = math.floor(nearest / step) + 1, math.ceil(farthest / step) - 1
    return [float(f"{number * step:.12g}") for number in range(first, last + 1)]


class _RingsLook(NamedTuple):
    """What the picture of the rings depends on."""

    mapping: ViewMapping
    scale: float
    theme: Theme
    font: QFont


class RingsLayer(CanvasLayer):
    """Paints a ring and its distance at every round step that is in view; ellipses where one unit is longer on one axis."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._font = QFont()
        self._picture: tuple[_RingsLook, QImage] | None = None
        self.setVisible(False)

    def set_look(self, theme: Theme, font: QFont) -> None:
        """Use the colours of a theme; `font` is that of the scene in its usual size."""
        self._theme, self._font = theme, numeric_font(small_font(font))
        self.update()

    def labels(self) -> list[tuple[str, QPointF]]:
        """What stands at each ring, and the middle of where it stands, in pixels: on the one side of the start with room for the most."""
        mapping = self.mapping
        sides = [
            [
                (radius, place)
                for radius in radii(mapping)
                if self._has_room(place := QPointF(*mapping.pixel_of(x * radius, y * radius)), mapping)
            ]
            for x, y in ((0, 1), (1, 0), (0, -1), (-1, 0))
        ]
        # Numbers that go on around a corner are not read as one row.
        most = max(sides, key=len)
        return [(("≥ {}" if place else "‖ΔW‖ ≥ {}").format(short_number(radius)), at) for place, (radius, at) in enumerate(most)]

    def _has_room(self, place: QPointF, mapping: ViewMapping) -> bool:
        across, along = 2.5 * QFontMetricsF(self._font).height(), QFontMetricsF(self._font).height() / 2
        return across <= place.x() <= mapping.width - across and along <= place.y() <= mapping.height - along

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Paint the rings, and their labels over them."""
        theme = self._theme
        if theme is None:
            return
        look = _RingsLook(mapping, pixel_scale(painter), theme, self._font)
        if self._picture is None or self._picture[0] != look:
            # Once for a view: painted anew they took 0.6 ms of every frame, most of it the outlines of the letters.
            image = new_image(mapping, look.scale)
            with painting(image) as inner:
                self._paint_rings(inner, mapping, theme)
            self._picture = look, image
        paint_image(painter, self._picture[1])

    def _paint_rings(self, painter: QPainter, mapping: ViewMapping, theme: Theme) -> None:
        painter.setPen(QPen(QColor(theme.grid), RIM))
        start = QPointF(*mapping.pixel_of(0.0, 0.0))
        for radius in radii(mapping):
            painter.drawEllipse(start, radius / mapping.x_pixel, radius / mapping.y_pixel)
        metrics, around = QFontMetricsF(self._font), QPen(QColor(theme.plot), _ROUND_LABEL_PX)
        for text, at in self.labels():
            letters = QPainterPath()
            low = at + QPointF(-metrics.horizontalAdvance(text) / 2, (metrics.ascent() - metrics.descent()) / 2)
            letters.addText(low, self._font, text)
            painter.strokePath(letters, around)
            painter.fillPath(letters, QColor(theme.muted))
