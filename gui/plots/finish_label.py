"""The word at the line of the finish: where no curve and no name is, and there for as long as the place is free."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.text import tr
from gui.plots.curves import CurvesItem
from gui.plots.end_labels import FROM_EDGE_PX, EndLabelsItem
from gui.plots.geometry import DrawnCurve, Frame
from gui.style.tokens import GAP
from gui.widgets.scenes import safe_paint

# From curves, half as wide as a mark on them is, and from the line itself.
_CLEAR_PX, _FROM_LINE_PX = 6.0, 1.0

Spans = NDArray[np.float64]
"""(k, 2): from where to where along the line there is something."""


class FinishPlace(NamedTuple):
    """Where the word stands: its left edge, and whether it is above the line or below it; None: at its height, behind its end."""

    left: float
    is_above: bool | None


def spans_between(points: NDArray[np.float64], top: float, bottom: float) -> Spans:
    """Where a line through `points`, (n, 2), is between two heights."""
    start, way = points[:-1], points[1:] - points[:-1]
    heights = start[:, 1], start[:, 1] + way[:, 1]
    near = (np.maximum(*heights) >= top) & (np.minimum(*heights) <= bottom)
    start, way = start[near], way[near]
    is_level = way[:, 1] == 0
    rise = np.where(is_level, 1.0, way[:, 1])
    enters = np.where(is_level, 0.0, np.clip((top - start[:, 1]) / rise, 0.0, 1.0))
    leaves = np.where(is_level, 1.0, np.clip((bottom - start[:, 1]) / rise, 0.0, 1.0))
    x = start[:, 0] + np.stack([enters, leaves]) * way[:, 0]
    return np.column_stack([x.min(axis=0), x.max(axis=0)])


def free_places(lefts: NDArray[np.float64], width: float, above: Spans | None, below: Spans | None) -> list[FinishPlace]:
    """Where along `lefts` something of this width can stand, from left to right.

    `above`, `below` : what is there beside the line; None where there is no room.
    """
    free = {
        is_above: ~np.any((spans[:, 1:] > lefts - _CLEAR_PX) & (spans[:, :1] < lefts + width + _CLEAR_PX), axis=0)
        for is_above, spans in ((True, above), (False, below))
        if spans is not None
    }
    return [FinishPlace(left, side) for k, left in enumerate(lefts.tolist()) for side, is_free in free.items() if is_free[k]]


class FinishLabelItem(QGraphicsItem):
    """Paints the word beside the line that another item paints."""

    def __init__(self, parent: QGraphicsItem, curves: CurvesItem, names: EndLabelsItem) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._curves, self._names = curves, names
        self._font, self._metrics = QFont(), QFontMetricsF(QFont())
        self._size = QRectF()
        self._room = 0.0
        self._place: FinishPlace | None = None
        self._placed_for: list[DrawnCurve] | None = None
        self._in_picture = False

    def set_font(self, font: QFont) -> None:
        """Write in this font."""
        self._font = QFont(font)
        self._metrics = QFontMetricsF(self._font)
        self._placed_for = None
        self.update()

    def set_for_picture(self) -> None:
        """Stand at the first free place: a picture is the same whatever was shown before."""
        self._in_picture = True

    def lie_on(self, corner: QPointF, room: float) -> None:
        """Lie where the upper left corner of the box is now, with so much room to the right of it."""
        frame = self._curves.frame
        size = QRectF() if frame is None else QRectF(0, 0, frame.width + room, frame.height)
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size
        self._room = room
        self.setPos(corner)
        self.update()

    def place(self) -> FinishPlace | None:
        """Where the word stands now; None where there is no finish in sight, or no room."""
        curves, frame = self._curves.curves(), self._curves.frame
        if curves is not self._placed_for:
            self._placed_for = curves
            # Begun anew there is nothing to keep clear of, and no reason to stay where the curves of before left room.
            is_begun = any(one.last > 0 for one in self._curves.picture.series)
            kept = self._place if is_begun and not self._in_picture else None
            y = self._curves.finish_y()
            if frame is None or y is None:
                self._place = None
            # Asked first, as it mostly is free: to search for a place in each frame took a twentieth of it.
            elif kept is None or not self._is_free(kept, curves, frame, y):
                self._place = self._find(curves, frame, y)
        return self._place

    def rectangle(self) -> QRectF | None:
        """What the word takes, in pixels of the box; None where there is none."""
        place, y = self.place(), self._curves.finish_y()
        return None if place is None or y is None else QRectF(place.left, self._top(y, place.is_above), self._width, self._metrics.height())

    def _top(self, y: float, is_above: bool | None) -> float:
        height = self._metrics.height()
        return y + {True: -height - _FROM_LINE_PX, False: _FROM_LINE_PX, None: -height / 2}[is_above]

    @property
    def _width(self) -> float:
        return self._metrics.horizontalAdvance(tr("finish"))

    def _is_free(self, place: FinishPlace, curves: Sequence[DrawnCurve], frame: Frame, y: float) -> bool:
        if place.left > frame.width:
            return place in self._in_column(frame, y)
        return place in self._beside(np.array([place.left]), [place.is_above], curves, frame, y)

    def _find(self, curves: Sequence[DrawnCurve], frame: Frame, y: float) -> FinishPlace | None:
        lefts = np.arange(GAP, max(GAP, frame.width - self._width - GAP) + 1.0, GAP)
        places = self._beside(lefts, [True, False], curves, frame, y)
        # What the curves have passed stays free, and mostly the left end, which they begin far above; of the rest, the right end longest.
        passed = max([GAP, *(float(curve.head[0]) - self._width for curve in curves)])
        places.sort(key=lambda place: (place.left > passed, -place.left if place.left > passed else place.left))
        return next(iter(places or self._in_column(frame, y)), None)

    def _beside(
        self, lefts: NDArray[np.float64], sides: Sequence[bool | None], curves: Sequence[DrawnCurve], frame: Frame, y: float
    ) -> list[FinishPlace]:
        """The free places on these sides of the line at these left edges, as far as the word ends within the box."""
        lefts = lefts[lefts <= max(GAP, frame.width - self._width - GAP) + 1.0]
        tops = (self._fitting_top(frame, y, side) if side in sides else None for side in (True, False))
        above, below = (None if top is None else self._spans(curves, top, top + self._metrics.height()) for top in tops)
        return free_places(lefts, self._width, above, below)

    def _in_column(self, frame: Frame, y: float) -> list[FinishPlace]:
        """The free places in the column of the names: at the height of the line, above and below it."""
        if FROM_EDGE_PX + self._width > self._room:
            return []
        tops = {side: self._fitting_top(frame, y, side) for side in (None, True, False)}
        return [
            FinishPlace(frame.width + FROM_EDGE_PX, side)
            for side, top in tops.items()
            if top is not None and not len(self._spans_of_names(top, top + self._metrics.height()))
        ]

    def _fitting_top(self, frame: Frame, y: float, is_above: bool | None) -> float | None:
        """The upper edge of the word; None where it would not be within the box."""
        top = self._top(y, is_above)
        return top if 0 <= top <= frame.height - self._metrics.height() else None

    def _spans(self, curves: Sequence[DrawnCurve], top: float, bottom: float) -> Spans:
        low, high = top - _CLEAR_PX, bottom + _CLEAR_PX
        heads = np.array([curve.head for curve in curves]).reshape(-1, 2)
        heads = heads[(heads[:, 1] >= low) & (heads[:, 1] <= high)][:, :1] + np.array([[-_CLEAR_PX, _CLEAR_PX]])
        # All at once, with a gap between them: one by one they took 1.3 ms a frame.
        gap = np.full((1, 2), np.nan)
        lines = [part for curve in curves for points in (curve.main, curve.raw) if len(points) for part in (points, gap)]
        return np.concatenate([heads, self._spans_of_names(top, bottom), spans_between(np.concatenate([gap, *lines]), low, high)])

    def _spans_of_names(self, top: float, bottom: float) -> Spans:
        half = self._names.line_height / 2
        near = [(one.left, one.left + one.width) for one in self._names.labels() if top - half < one.middle < bottom + half]
        return np.array(near).reshape(-1, 2)

    # Qt's own names

    def boundingRect(self) -> QRectF:
        return self._size

    @safe_paint
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        room = self.rectangle()
        if room is not None:
            theme = self._curves.picture.theme
            painter.fillRect(room, QColor(theme.plot))  # no line of the grid goes through it
            painter.setFont(self._font)
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(room.left(), room.top() + self._metrics.ascent()), tr("finish"))
