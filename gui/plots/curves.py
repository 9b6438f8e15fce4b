"""Paints the curves, their marks and the cross-hair, in the pixels of the view box that holds them.

In pixels and not in axis coordinates, because pens, dashes, marks and the floor of a log axis are matters of the picture,
and because no painter can be trusted with coordinates of 1e300.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import arrayToQPolygonF
from pyqtgraph.graphicsItems.PlotCurveItem import arrayToLineSegments
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.number_text import power_of_ten
from core.text import tr
from gui.plots.geometry import DrawnCurve, Frame, HeadPlace, drawn_curves, note_place
from gui.plots.series import RunSeries, XAxis
from gui.style.markers import (
    CURVE_WIDTH,
    RAISED_WIDTH,
    core_pen,
    curve_pen,
    opacity_beside,
    paint_chevron,
    paint_cross,
    paint_hollow_marker,
    paint_marker,
)
from gui.style.run_style import RunStyle
from gui.style.theme import Theme, scene_font
from gui.style.tokens import FOCUS_RIM
from gui.widgets.scenes import safe_paint

_HEAD_SIZE = 10.5
_RAW_OPACITY = 0.24
_TIME_LINE_WIDTH = 1.6
_FINISH_DASHES = (4.0, 3.0)
_ROUGH_WIDTH = 1.5
_STROKE_POINTS = 16
_ROUGH_PIECE_PX = 120.0


@dataclass(frozen=True)
class Picture:
    """All that decides how the curves look, apart from the frame.

    `note` stands at the floor, `message` in the middle, `time_lines` at places of the horizontal axis: the step that is looked at.
    Where `best_below`, the lower of two curves is the better. What the cross-hair reads is called `quantity`, and less its offset
    `reduced`, empty without one; `evaluations` is how so many gradient evaluations read, to be translated. `finish` is the place of
    the finish on the vertical axis, None without one.
    """

    theme: Theme
    series: Sequence[RunSeries] = ()
    styles: Sequence[RunStyle] = ()
    axis: XAxis = XAxis.STEP
    log: bool = True
    note: str = ""
    message: str = ""
    time_lines: tuple[float, ...] = ()
    quantity: str = ""
    reduced: str = ""
    evaluations: str = ""
    finish: float | None = None
    best_below: bool = True


@dataclass(frozen=True)
class Grid:
    """Where the lines of the grid are, in pixels."""

    x: Sequence[float] = field(default=())
    y: Sequence[float] = field(default=())


def floor_note(shown: Sequence[RunSeries], log: bool, lowest: float) -> str:
    """What to say of values that stand at the floor of a log axis, which reaches down to 10^`lowest`; empty where there are none."""
    if log and np.isfinite(lowest):
        return tr("Less than {limit} is shown at the floor").format(limit=power_of_ten(round(lowest)))
    return tr("0 is shown at the floor") if log and any(one.reaches_floor() for one in shown) else ""


class CurvesItem(QGraphicsItem):
    """Grid, curves, marks and notes. What is drawn is composed once for each change, when it is painted."""

    def __init__(self, parent: QGraphicsItem, theme: Theme) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setAcceptHoverEvents(False)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption, False)
        self._picture = Picture(theme)
        self._frame: Frame | None = None
        self._grid = Grid()
        self._curves: list[DrawnCurve] | None = None
        self._focused = False
        self._raised: str | None = None
        self._raised_part = 1.0
        self.paints = 0

    @property
    def picture(self) -> Picture:
        """What is shown."""
        return self._picture

    @property
    def frame(self) -> Frame | None:
        """The part of the plane that is shown; None before there is any."""
        return self._frame

    def show_picture(self, picture: Picture) -> None:
        """Show these curves from the next paint on."""
        self._picture, self._curves = picture, None
        self.update()

    @property
    def raised(self) -> str | None:
        """The run that is shown before the others; None where it is none of those that are shown."""
        return self._raised if any(series.run.label == self._raised for series in self._picture.series) else None

    @property
    def raised_part(self) -> float:
        """How far it has come to be shown so, 0 to 1."""
        return self._raised_part

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        """Show the curve of this run before the others, which fade, or in part; None: all alike."""
        self._raised, self._raised_part = label, part
        self.update()

    def set_frame(self, frame: Frame, grid: Grid) -> None:
        """Show this part of the plane."""
        if self._frame is None or (frame.width, frame.height) != (self._frame.width, self._frame.height):
            self.prepareGeometryChange()
        self._frame, self._grid, self._curves = frame, grid, None
        self.update()

    def set_focused(self, focused: bool) -> None:
        """Whether a frame says that the keys go here."""
        if focused != self._focused:
            self._focused = focused
            self.update()

    def curves(self) -> list[DrawnCurve]:
        """The curves in pixels."""
        if self._curves is None:
            picture, frame = self._picture, self._frame
            self._curves = [] if frame is None else drawn_curves(picture.series, frame, picture.axis, picture.log)
        return self._curves

    def _paint_grid(self, painter: QPainter, frame: Frame) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(self._picture.theme.grid), 1))
        for x in self._grid.x:
            painter.drawLine(QPointF(x, 0), QPointF(x, frame.height))
        for y in self._grid.y:
            painter.drawLine(QPointF(0, y), QPointF(frame.width, y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_time_lines(self, painter: QPainter, frame: Frame) -> None:
        """Dashed lines at the step that is looked at, once for each column of pixels."""
        pen = QPen(QColor(self._picture.theme.accent), _TIME_LINE_WIDTH, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for x in sorted({round(x) for x in frame.x_pixels(np.array(self._picture.time_lines)).tolist()}):
            painter.drawLine(QPointF(x, 0), QPointF(x, frame.height))

    def finish_y(self) -> float | None:
        """The height of the finish in pixels; None where it is not in sight."""
        finish, frame = self._picture.finish, self._frame
        if finish is None or frame is None or not max(frame.y.low, frame.lowest) < finish < frame.y.high:
            return None
        return round(float(frame.y_pixels(np.array([finish]))[0])) + 0.5

    def _paint_finish(self, painter: QPainter, frame: Frame) -> None:
        """A dashed line at the finish."""
        y = self.finish_y()
        if y is not None:
            pen = QPen(QColor(self._picture.theme.muted), 1)
            pen.setDashPattern(_FINISH_DASHES)
            painter.setPen(pen)
            painter.drawLine(QPointF(0, y), QPointF(frame.width, y))

    def _paint_raw(self, painter: QPainter, curve: DrawnCurve, colour: QColor, opacity: float) -> None:
        faint = QColor(colour)
        faint.setAlphaF(opacity)
        painter.setPen(QPen(faint, 1))
        _draw_pieces(painter, curve.raw)

    def _paint_main(self, painter: QPainter, curve: DrawnCurve, style: RunStyle, colour: QColor, width: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pens = [curve_pen(colour, style, width), *([core_pen(self._picture.theme)] if style.cored else [])]
        _draw_stroke(painter, curve.main, pens, _ROUGH_PIECE_PX if curve.rough else np.inf)

    def _paint_marks(self, painter: QPainter, curve: DrawnCurve, style: RunStyle, colour: QColor, background: QColor) -> None:
        for (x, y), hollow in zip(curve.marks.tolist(), curve.hollow.tolist(), strict=True):
            if hollow:
                paint_hollow_marker(painter, style, QPointF(x, y), colour, background)
            else:
                paint_marker(painter, style, QPointF(x, y), colour, background)

    def _paint_head(self, painter: QPainter, curve: DrawnCurve, style: RunStyle, colour: QColor, background: QColor, ended: bool) -> None:
        if curve.place is HeadPlace.ASIDE:
            return
        at = QPointF(*curve.head.tolist())
        if curve.place is not HeadPlace.INSIDE:
            up = curve.place is HeadPlace.ABOVE
            paint_chevron(painter, at, colour, background, up)
            if ended:
                paint_cross(painter, at + QPointF(0, 11 if up else -11), colour, background)
        elif ended:
            paint_cross(painter, at, colour, background, 5.5)
        elif curve.head_hollow:
            paint_hollow_marker(painter, style, at, colour, background, _HEAD_SIZE)
        else:
            paint_marker(painter, style, at, colour, background, _HEAD_SIZE, 1.4)

    def _paint_texts(self, painter: QPainter, frame: Frame) -> None:
        picture = self._picture
        painter.setFont(scene_font(picture.theme))
        painter.setPen(QColor(picture.theme.muted))
        if picture.note:
            size = self._text_size(painter, picture.note)
            self._paint_text(painter, QRectF(*note_place(self.curves(), frame, *size), *size), picture.note)
        if picture.message:
            box = QRectF(16, 0, max(1.0, frame.width - 32), frame.height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, picture.message)

    @staticmethod
    def _text_size(painter: QPainter, text: str) -> tuple[float, float]:
        """What a line of text takes, with a little room around it."""
        metrics = painter.fontMetrics()
        return metrics.horizontalAdvance(text) + 8.0, metrics.height() + 2.0

    def _paint_text(self, painter: QPainter, box: QRectF, text: str) -> None:
        """A line of text that can be read over curves."""
        background = QColor(self._picture.theme.plot)
        background.setAlpha(215)
        painter.fillRect(box, background)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    # Qt's own names

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._frame.width, self._frame.height) if self._frame else QRectF()

    @safe_paint
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.paints += 1
        frame, picture = self._frame, self._picture
        if frame is None:
            return
        background = QColor(picture.theme.plot)
        curves = self.curves()
        painter.setClipRect(self.boundingRect())
        self._paint_grid(painter, frame)
        self._paint_finish(painter, frame)
        self._paint_time_lines(painter, frame)
        colours = [style.colour(picture.theme) for style in picture.styles]
        drawn = list(zip(curves, picture.styles, colours, picture.series, strict=True))
        raised, part = self.raised, self._raised_part
        width = CURVE_WIDTH + part * (RAISED_WIDTH - CURVE_WIDTH)
        if raised is not None:
            drawn.sort(key=lambda one: one[3].run.label == raised)
        # Many noisy curves over one another would hide the smoothed ones.
        raw_opacity = _RAW_OPACITY * min(1.0, (2 / max(1, len(drawn))) ** 0.5)
        for curve, _, colour, series in drawn:
            if len(curve.raw):
                self._paint_raw(painter, curve, colour, raw_opacity * opacity_beside(raised, series.run.label, part))
        for curve, style, colour, series in drawn:
            painter.setOpacity(opacity_beside(raised, series.run.label, part))
            self._paint_main(painter, curve, style, colour, width if series.run.label == raised else CURVE_WIDTH)
        for curve, style, colour, series in drawn:
            painter.setOpacity(opacity_beside(raised, series.run.label, part))
            self._paint_marks(painter, curve, style, colour, background)
        for curve, style, colour, series in drawn:
            painter.setOpacity(opacity_beside(raised, series.run.label, part))
            self._paint_head(painter, curve, style, colour, background, series.run.termination is not None)
        painter.setOpacity(1.0)
        self._paint_texts(painter, frame)
        if self._focused:
            painter.setPen(QPen(QColor(picture.theme.accent), FOCUS_RIM))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.boundingRect().adjusted(1, 1, -1, -1))


class CrosshairItem(QGraphicsItem):
    """A vertical line with a ring on every curve."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._size = QRectF()
        self._line = QColor()
        self._x = 0.0
        self._rings: list[tuple[QPointF, QColor]] = []
        self.hide()

    def show_at(self, x: float, rings: list[tuple[QPointF, QColor]], frame: Frame, theme: Theme) -> None:
        """Stand at pixel `x`, with a ring around each point."""
        size = QRectF(0, 0, frame.width, frame.height)
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size
        self._x, self._rings, self._line = x, rings, QColor(theme.muted)
        self.show()
        self.update()

    # Qt's own names

    def boundingRect(self) -> QRectF:
        return self._size

    @safe_paint
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setClipRect(self._size)
        painter.setPen(QPen(self._line, 1))
        painter.drawLine(QPointF(self._x, 0), QPointF(self._x, self._size.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for point, colour in self._rings:
            painter.setPen(QPen(colour, 2))
            painter.drawEllipse(point, 5.5, 5.5)


def _draw_stroke(painter: QPainter, points: NDArray[np.float64], pens: Sequence[QPen], rough_px: float) -> None:
    """A joined and dashed line, with each pen over those before, a few points at a time: one stroke takes more time than its pieces.

    Where these few points go up and down more than `rough_px`, they are drawn thinner, without joins and dashes, with the first pen alone.
    """
    moves = np.diff(points, axis=0)
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*moves.T))])
    heights = np.concatenate([[0.0], np.cumsum(np.abs(moves[:, 1]))])
    firsts = np.arange(0, max(1, len(points) - 1), _STROKE_POINTS)
    lasts = np.minimum(firsts + _STROKE_POINTS, len(points) - 1)
    is_rough = heights[lasts] - heights[firsts] > rough_px
    pieces = list(zip(firsts[~is_rough].tolist(), lasts[~is_rough].tolist(), strict=True))
    for pen in pens:
        dashed = pen.style() == Qt.PenStyle.CustomDashLine
        for first, last in pieces:
            piece = points[first : last + 1]
            if dashed:
                pen.setDashOffset(float(lengths[first]) / pen.widthF())
            painter.setPen(pen)
            painter.drawPolyline(arrayToQPolygonF(piece[:, 0], piece[:, 1]))
    if not is_rough.any():
        return
    # Those that follow each other at once: drawn one by one, a call for each took a tenth of a frame.
    turns = np.flatnonzero(np.diff(is_rough.astype(np.int8), prepend=0, append=0))
    painter.setPen(QPen(pens[0].color(), _ROUGH_WIDTH))
    for begin, end in turns.reshape(-1, 2).tolist():
        _draw_pieces(painter, points[firsts[begin] : lasts[end - 1] + 1])


def _draw_pieces(painter: QPainter, points: NDArray[np.float64]) -> None:
    # Each piece by itself: a joined stroke of noise crosses itself everywhere, which is a hundred times slower to fill.
    if len(points) > 1:
        x, y = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
        segments = arrayToLineSegments(x, y, connect="all", finiteCheck=False)
        painter.drawLines(*segments.drawargs())
