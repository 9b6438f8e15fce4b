"""The painted signs of a run: its marker, its line, the cross where it diverged. Shared by plot, legend and table."""

from collections.abc import Iterable, Sequence
from functools import cache

from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from gui.style.run_style import RunStyle
from gui.style.theme import Theme

CURVE_WIDTH = 2.0
RAISED_WIDTH = 3.2
"""How wide the line of the run is that is raised."""
_FADED_OPACITY = 0.35
_MARK_SIZE = 7.5
_CORE_WIDTH = 0.8


def opacity_beside(raised: str | None, label: str, part: float = 1.0) -> float:
    """How much of its colour a run keeps while another one is raised, or in part."""
    return 1.0 if raised is None or raised == label else 1.0 - part * (1.0 - _FADED_OPACITY)


def curve_pen(colour: QColor, style: RunStyle, width: float = CURVE_WIDTH) -> QPen:
    """The run's pen: its colour and dash. Round where a solid line turns; dashes keep their ends square."""
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if style.dash:
        pen.setDashPattern(style.dash)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    else:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def core_pen(theme: Theme) -> QPen:
    """The pen of the thin line inside the line of a run that is cored."""
    pen = QPen(QColor(theme.halo), _CORE_WIDTH)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def paint_marker(
    painter: QPainter, style: RunStyle, at: QPointF, fill: QColor, edge: QColor, size: float = _MARK_SIZE, edge_width: float = 1.0
) -> None:
    """The run's marker, filled, with an edge that sets it off from what lies below."""
    paint_markers(painter, style, [(at.x(), at.y())], fill, edge, size, edge_width)


def paint_markers(
    painter: QPainter, style: RunStyle, places: Iterable[Sequence[float]], fill: QColor, edge: QColor, size: float, edge_width: float
) -> None:
    """The same at many places, (x, y) each."""
    painter.setBrush(QBrush(fill))
    painter.setPen(QPen(edge, edge_width))
    path = marker_path(style.marker, size)
    for x, y in places:
        painter.drawPath(path.translated(x, y))


def paint_hollow_marker(
    painter: QPainter, style: RunStyle, at: QPointF, colour: QColor, background: QColor, size: float = _MARK_SIZE
) -> None:
    """The run's marker as an outline: something is not quite here."""
    paint_marker(painter, style, at, background, background, size + 3)
    paint_marker(painter, style, at, background, colour, size, 1.6)


def paint_cross(painter: QPainter, at: QPointF, colour: QColor, background: QColor, reach: float = 4.5) -> None:
    """The sign of divergence, with a rim in the colour of the background."""
    _stroke(painter, _CROSS, at, colour, background, reach, 2.4)


def paint_chevron(painter: QPainter, at: QPointF, colour: QColor, background: QColor, up: bool, reach: float = 4.5) -> None:
    """An arrow head: the rest is further up, or down."""
    _stroke(painter, _CHEVRON_UP if up else _CHEVRON_DOWN, at, colour, background, reach, 2.2)


@cache
def marker_path(marker: str, size: float) -> QPainterPath:
    """The outline of a marker, `size` pixels large, about the origin."""
    # The star has thin rays and looks smaller than it is.
    factor = size * (1.25 if marker == "star" else 1.0)
    path: QPainterPath = QTransform.fromScale(factor, factor).map(SHAPES[marker])
    return path


def _hourglass() -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(-0.46, -0.5), QPointF(0.46, -0.5), QPointF(-0.46, 0.5), QPointF(0.46, 0.5)]))
    path.closeSubpath()
    return path


def _ring() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), 0.5, 0.5)
    path.addEllipse(QPointF(0, 0), 0.24, 0.24)
    return path


# Filled shapes all: crosses are hair-thin where they are small.
SHAPES: dict[str, QPainterPath] = {**Symbols, "hourglass": _hourglass(), "ring": _ring()}


def _lines(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    for start, end in zip(points[::2], points[1::2], strict=True):
        path.moveTo(*start)
        path.lineTo(*end)
    return path


_CROSS = _lines((-1, -1), (1, 1), (-1, 1), (1, -1))
_CHEVRON_UP = _lines((-1, 0.4), (0, -0.6), (0, -0.6), (1, 0.4))
_CHEVRON_DOWN = _lines((-1, -0.4), (0, 0.6), (0, 0.6), (1, -0.4))


def _stroke(painter: QPainter, path: QPainterPath, at: QPointF, colour: QColor, background: QColor, reach: float, width: float) -> None:
    shape = QTransform.fromScale(reach, reach).map(path).translated(at)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, thickness in ((background, width + 3), (colour, width)):
        pen = QPen(ink, thickness)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(shape, pen)
