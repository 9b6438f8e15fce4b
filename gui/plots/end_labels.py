"""The names of the runs at the ends of their curves, so that nobody has to look from a legend to a line and back."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.plotting.ranges import median
from gui.plots.curves import CurvesItem
from gui.plots.geometry import DrawnCurve, Frame, HeadPlace
from gui.style.markers import opacity_beside
from gui.style.run_style import display_name
from gui.style.tokens import TIGHT
from gui.widgets.label_placement import columns, order_kept, spread
from gui.widgets.scenes import safe_paint

_LINE_PX = 14.0
# From the middle of a head, which is 10.5 px wide, to its name.
_FROM_HEAD_PX, _HEAD_RADIUS_PX = 13.5, 5.5
# What goes on beyond the right edge is named behind it.
FROM_EDGE_PX = 5.0
_MOST_WIDTH_PX, _MOST_PART = 96.0, 0.2
# Where a shortened name would say nothing, there is none: a legend stands beside so small a picture.
_LEAST_WIDTH_PX = 36.0
# Two names change places only when their curves are this far apart the other way round.
_ORDER_SLACK_PX = 7.0
_LEADER_FROM_PX = 2.5
_LEADER_OPACITY = 0.7
# Noise jumps up and down, and its name should not: it is wanted at the middle of so much of its end. A curve that turns once or
# twice there is none.
_SETTLED_PX, _STILL_PX, _NOISY_TURNS, _NOISY_WAYS = 24.0, 14.0, 4, 3.0
_GROUND_ALPHA = 215


class CurveEnd(NamedTuple):
    """Where a curve ends, at which height its name is wanted and how far from there, and how wide it is; in pixels of the box.

    `is_off`: it ends above or below what is shown, where it has a mark at the edge and no line leads to its name.
    """

    label: str
    x: float
    y: float
    wanted: float
    width: float
    gap: float = _FROM_HEAD_PX
    is_off: bool = False


class EndLabel(NamedTuple):
    """A name at the end of a curve: its left edge, middle and width, and the end that it belongs to.

    A number of names for which there is no room, `others`, has no label and no end of its own.
    """

    label: str
    left: float
    middle: float
    width: float
    end: tuple[float, float]
    others: int = 0
    is_off: bool = False


def curve_end(label: str, curve: DrawnCurve, frame: Frame, width: float) -> CurveEnd | None:
    """Where a curve ends to the eye, and its name, which is this wide, is wanted; None where its end is not seen."""
    x, y = curve.head.tolist()
    if curve.place is HeadPlace.ASIDE:
        # It goes on beyond the right edge, or is beyond the left one.
        height = _exit(curve, frame) if x > frame.width else None
        return None if height is None else CurveEnd(label, frame.width, height, height, width, FROM_EDGE_PX)
    if curve.place is not HeadPlace.INSIDE:
        # Beside their marks, which stand side by side, names would lie on marks and on each other: all at the right edge.
        edge = 0.0 if curve.place is HeadPlace.ABOVE else frame.height
        return CurveEnd(label, x, y, edge, width, frame.width + FROM_EDGE_PX - x, is_off=True)
    return CurveEnd(label, x, y, _settled(curve, frame), width)


def place_end_labels(ends: Sequence[CurveEnd], height: float, spacing: float, best_below: bool, kept: str | None = None) -> list[EndLabel]:
    """A name to the right of each end, in the order of the ends from top to bottom, in a box of this height.

    Names that could lie on each other are `spacing` apart. Where there is no room for all, those that lead stay, and that of the run
    `kept`; how many others there are is told behind them.
    """
    placed: list[EndLabel] = []
    for group in columns([end.x + end.gap for end in ends], [end.width for end in ends]):
        column = [ends[k] for k in group]
        room = max(1, int((height - spacing) // spacing) + 1)
        left_out: list[CurveEnd] = []
        if len(column) > room:
            parted = len(column) - (room - 1) if best_below else room - 1
            left_out, column = (column[:parted], column[parted:]) if best_below else (column[parted:], column[:parted])
            found = next((k for k, end in enumerate(left_out) if end.label == kept), None)
            if found is not None and column:
                # In the place of the last that leads, next to those that are left out.
                place = 0 if best_below else -1
                column[place], left_out[found] = left_out[found], column[place]
        wanted = [end.wanted for end in column]
        if left_out:
            nearest = left_out[-1 if best_below else 0]
            column.insert(0 if best_below else len(column), nearest)
            wanted.insert(0 if best_below else len(wanted), nearest.wanted)
        half = spacing / 2
        for end, middle in zip(column, spread(wanted, spacing, half, max(half, height - half)), strict=True):
            others = len(left_out) if left_out and end is nearest else 0
            placed.append(EndLabel("" if others else end.label, end.x + end.gap, middle, end.width, (end.x, end.y), others, end.is_off))
    return placed


class EndLabelsItem(QGraphicsItem):
    """Paints the names of the curves that another item paints, and knows where each stands."""

    def __init__(self, parent: QGraphicsItem, curves: CurvesItem) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(2)
        self._curves = curves
        self._font, self._metrics = QFont(), QFontMetricsF(QFont())
        self._most = 0.0
        self._texts: dict[str, tuple[str, float]] = {}
        self._size = QRectF()
        self._order: list[str] = []
        self._in_picture = False
        self._placed: list[EndLabel] = []
        self._placed_for: list[DrawnCurve] | None = None

    def set_font(self, font: QFont) -> None:
        """Write in this font."""
        self._font = QFont(font)
        self._metrics = QFontMetricsF(self._font)
        self._forget()

    def set_for_picture(self) -> None:
        """Order the names by their heights alone: a picture is the same whatever was shown before."""
        self._in_picture = True

    def room_for(self, labels: Iterable[str], width: float) -> float:
        """How much room to the right of the box these names take in a picture of this width; 0 where there are none."""
        most = min(_MOST_WIDTH_PX, _MOST_PART * width)
        if most != self._most:
            self._most = most
            self._forget()
        if most < _LEAST_WIDTH_PX:
            return 0.0
        return max((_FROM_HEAD_PX + self._text(label)[1] + TIGHT for label in labels), default=0.0)

    def lie_on(self, corner: QPointF) -> None:
        """Lie where the upper left corner of the box is now; its frame may be another one."""
        frame = self._curves.frame
        size = QRectF() if frame is None else QRectF(0, 0, frame.width + _FROM_HEAD_PX + self._most + TIGHT, frame.height)
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size
        self.setPos(corner)
        self.update()

    def show_raised(self) -> None:
        """Another run is shown before the others, whose names fade."""
        self._placed_for = None
        self.update()

    @property
    def line_height(self) -> float:
        """How far apart names below each other are."""
        return max(_LINE_PX, self._metrics.height())

    def label_at(self, point: QPointF) -> str | None:
        """The run whose name is at a point, in pixels of the box; None where there is none."""
        half = self.line_height / 2
        near = [one for one in self.labels() if one.left <= point.x() <= one.left + one.width and abs(one.middle - point.y()) <= half]
        return next((one.label for one in near if one.label), None)

    def labels(self) -> list[EndLabel]:
        """The names as they stand."""
        curves, frame = self._curves.curves(), self._curves.frame
        if curves is not self._placed_for:
            self._placed_for = curves
            self._placed = [] if frame is None or self._most < _LEAST_WIDTH_PX else self._place(curves, frame)
        return self._placed

    def _place(self, curves: Sequence[DrawnCurve], frame: Frame) -> list[EndLabel]:
        picture = self._curves.picture
        ends: dict[str, CurveEnd] = {}
        for curve, series in zip(curves, picture.series, strict=True):
            label = series.run.label
            end = curve_end(label, curve, frame, self._text(label)[1]) if series.last > 0 else None
            if end is not None:
                ends[label] = end
        if self._in_picture:
            self._order.clear()
        # What has just come stands behind the others until its height says otherwise.
        before = [label for label in dict.fromkeys((*self._order, *ends)) if label in ends]
        self._order = [before[k] for k in order_kept([ends[label].wanted for label in before], _ORDER_SLACK_PX)]
        return place_end_labels(
            [ends[label] for label in self._order], frame.height, self.line_height, picture.best_below, self._curves.raised
        )

    def _text(self, label: str) -> tuple[str, float]:
        """What is written for a run, and how wide that is."""
        if label not in self._texts:
            text = self._metrics.elidedText(display_name(label), Qt.TextElideMode.ElideMiddle, self._most)
            self._texts[label] = text, self._metrics.horizontalAdvance(text)
        return self._texts[label]

    def _forget(self) -> None:
        self._texts.clear()
        self._placed_for = None
        self.update()

    # Qt's own names

    def boundingRect(self) -> QRectF:
        return self._size

    @safe_paint
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        labels, picture, raised = self.labels(), self._curves.picture, self._curves.raised
        if not labels:
            return
        styles = {series.run.label: style for series, style in zip(picture.series, picture.styles, strict=True)}
        ground = QColor(picture.theme.plot)
        is_clear = not ground.alpha()
        ground.setAlpha(_GROUND_ALPHA)
        painter.setFont(self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, below = self._metrics.height(), self._metrics.ascent() - self._metrics.height() / 2
        for label, left, middle, width, end, others, is_off in labels:
            painter.setOpacity(opacity_beside(raised, label, self._curves.raised_part))
            colour = QColor(picture.theme.muted) if others else styles[label].colour(picture.theme)
            if not is_clear:
                painter.fillRect(QRectF(left - 1, middle - height / 2 + 1, width + 2, height - 2), ground)
            if not (others or is_off) and abs(middle - end[1]) > _LEADER_FROM_PX:
                faint = QColor(colour)
                faint.setAlphaF(_LEADER_OPACITY)
                painter.setPen(faint)
                painter.drawLine(QPointF(end[0] + _HEAD_RADIUS_PX, end[1]), QPointF(left - 1.5, middle))
            painter.setPen(colour)
            painter.drawText(QPointF(left, middle + below), f"+ {others}" if others else self._texts[label][0])


def _exit(curve: DrawnCurve, frame: Frame) -> float | None:
    """The height at which a curve leaves the box at the right."""
    x, y = curve.main.T
    beyond = int(np.searchsorted(x, frame.width))
    if not 0 < beyond < len(x):
        return None
    height = float(np.interp(frame.width, x[beyond - 1 : beyond + 1], y[beyond - 1 : beyond + 1]))
    return height if 0 <= height <= frame.height else None


def _settled(curve: DrawnCurve, frame: Frame) -> float:
    """The height of the end, or where that is noise, of the middle of the last of it."""
    y = float(curve.head[1])
    last = curve.main[np.searchsorted(curve.main[:, 0], curve.head[0] - _SETTLED_PX) :, 1]
    moves = last[1:] - last[:-1]
    way = float(np.abs(moves).sum())
    if way < _STILL_PX or way < _NOISY_WAYS * abs(last[-1] - last[0]) or np.count_nonzero(moves[1:] * moves[:-1] < 0) < _NOISY_TURNS:
        return y
    return min(max(median(last), 0.0), frame.height)
