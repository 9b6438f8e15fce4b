"""The signs on the ground: minima, saddles, maxima, and the start. Neutral in colour, distinguished by shape."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from core.functions import CriticalPoint
from core.functions.function import PointKind
from core.text import mark
from gui.canvas.geometry import ViewMapping
from gui.style.theme import Theme

KIND_NAMES: dict[PointKind, str] = {
    "minimum": mark("minimum"),
    "local minimum": mark("local minimum"),
    "saddle": mark("saddle"),
    "maximum": mark("maximum"),
}
# More marks of a kind than this would cover the ground, so they become small.
_MOST_LARGE = 12
START_REACH_PX = 14.0


def small_kinds(points: Sequence[CriticalPoint], contains: Callable[[float, float], bool]) -> frozenset[PointKind]:
    """The kinds whose marks are small, because there are so many in view; `contains` says whether a point is."""
    seen = [point.kind for point in points if contains(point.x, point.y)]
    return frozenset(kind for kind in KIND_NAMES if seen.count(kind) > _MOST_LARGE)


def paint_points(painter: QPainter, points: Sequence[CriticalPoint], mapping: ViewMapping, theme: Theme) -> None:
    """The critical points in view."""
    small = small_kinds(points, mapping.contains)
    for kind in reversed(KIND_NAMES):
        for point in points:
            if point.kind == kind and mapping.contains(point.x, point.y):
                paint_point(painter, kind, QPointF(*mapping.pixel_of(point.x, point.y)), theme, kind in small)


def paint_point(painter: QPainter, kind: PointKind, at: QPointF, theme: Theme, small: bool = False) -> None:
    """The mark of one critical point."""
    ink, halo = QColor(theme.text), QColor(theme.halo)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if small:
        ink.setAlpha(120)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(at, 1.8, 1.8)
        return
    ink.setAlpha(235)
    halo.setAlpha(200)
    shape = _SHAPES[kind].translated(at)
    for colour, width in ((halo, 4.0), (ink, 1.5)):
        painter.strokePath(shape, _round_pen(colour, width))
    if kind == "minimum":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(at, 2.0, 2.0)


def paint_start(painter: QPainter, at: QPointF, theme: Theme, raised: bool = False) -> None:
    """The flag that stands where all runs start; `raised` while it is under the mouse or moved."""
    halo, ink, cloth = QColor(theme.halo), QColor(theme.text), QColor(theme.accent)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pole = _POLE.translated(at)
    pennant = _PENNANT.translated(at)
    painter.strokePath(pole, _round_pen(halo, 5.0))
    painter.strokePath(pennant, _round_pen(halo, 4.0))
    if raised:
        ring = QColor(cloth)
        ring.setAlpha(70)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ring)
        painter.drawEllipse(at, 10.0, 10.0)
    painter.strokePath(pole, _round_pen(ink, 1.8))
    painter.fillPath(pennant, cloth)
    painter.setPen(_round_pen(ink, 1.6))
    painter.setBrush(QColor(theme.surface))
    painter.drawEllipse(at, 3.6, 3.6)


def touches_start(pointer: QPointF, start: QPointF) -> bool:
    """Whether the mouse is on the start's ring or flag."""
    reach = QPointF(pointer - start)
    on_flag = QRectF(-6, -27, 26, 28).contains(reach)
    return on_flag or reach.x() ** 2 + reach.y() ** 2 <= START_REACH_PX**2


def _round_pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _ring(radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def _saddle() -> QPainterPath:
    """Two arcs back to back, like the level lines at a saddle."""
    path = QPainterPath()
    for side in (-1, 1):
        path.moveTo(side * 5.5, -5.5)
        path.quadTo(-side * 1.5, 0, side * 5.5, 5.5)
    return path


def _summit() -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(-5.5, 4), QPointF(0, -5.5), QPointF(5.5, 4), QPointF(-5.5, 4)]))
    path.addEllipse(QPointF(0, 0.9), 0.6, 0.6)
    return path


def _pole() -> QPainterPath:
    path = QPainterPath(QPointF(0, -3.6))
    path.lineTo(0, -25)
    return path


def _pennant() -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(0.6, -25), QPointF(15, -20.2), QPointF(0.6, -15.4)]))
    path.closeSubpath()
    return path


_SHAPES: dict[PointKind, QPainterPath] = {
    "minimum": _ring(6.5),
    "local minimum": _ring(4.0),
    "saddle": _saddle(),
    "maximum": _summit(),
}
_POLE, _PENNANT = _pole(), _pennant()
