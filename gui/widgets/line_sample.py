"""A short piece of a run's line with its marker: the sign by which a run is known everywhere, and not by colour alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.style.markers import marker_path
from gui.style.run_style import RunStyle

OFF_OPACITY = 0.45
"""How much of its colour a run keeps that is switched off."""
_LINE_WIDTH = 2.0
_MARKER_SIZE = 9.0


def paint_line_sample(painter: QPainter, area: QRectF, colour: QColor, style: RunStyle, behind: QColor, filled: bool = True) -> None:
    """Paint a line from left to right through the middle of `area`, and the marker upon it.

    `behind` is the colour around the marker, which keeps it apart from the line. Not `filled`: an outline of the marker,
    for a run that is switched off.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, _LINE_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style.dash:
        pen.setDashPattern(list(style.dash))
    for stroke in (pen, QPen(behind, 0.8)) if style.cored else (pen,):
        painter.setPen(stroke)
        # From the middle outwards, so that dashes are the same on both sides of the marker.
        for end in (area.left(), area.right()):
            painter.drawLine(area.center(), QPointF(end, area.center().y()))
    marker = marker_path(style.marker, _MARKER_SIZE).translated(area.center())
    rim = QPen(behind, 4.0)
    rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(rim)
    painter.setBrush(behind)
    painter.drawPath(marker)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(colour if filled else behind)
    painter.drawPath(marker)
    painter.restore()
