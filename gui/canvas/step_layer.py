"""The inspected step on the canvas: arrows, the scale of each axis, the point ahead, and the ghost of the next place."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyqtgraph import ViewBox
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from core.optimizers.base import Optimizer
from core.steps.figure import Arrow, AxisScale, Point, StepFigure
from gui.canvas.geometry import ViewMapping
from gui.canvas.layer import CanvasLayer
from gui.canvas.step_labels import StepLabel, covers, edge_in_view, fits, merge_labels, paint_labels
from gui.style.colours import role_colour
from gui.style.run_style import RunStyle
from gui.style.theme import Theme
from gui.widgets.label_placement import Line, Vector

_WIDTH = 2.6
_HEAD = 11.0
# Shorter than this an arrow is a dot.
_LEAST_PX = 3.0
# Pixels beyond which Qt's lines are not to be trusted; far outside of any screen.
_FAR_PX = 20_000.0
_EARLIER = 0.5
_GHOST = 7.0


class ShownStep(NamedTuple):
    """A step of a run and its figure."""

    label: str
    optimizer: Optimizer
    figure: StepFigure


class StepLayer(CanvasLayer):
    """Paints the figures of one or two steps. What belongs to the part of the step that is explained now is strong, the rest faint."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._styles: Mapping[str, RunStyle] = {}
        self._font = QFont()
        self._steps: tuple[ShownStep, ...] = ()

    @property
    def steps(self) -> tuple[ShownStep, ...]:
        """What is painted."""
        return self._steps

    def set_look(self, theme: Theme, styles: Mapping[str, RunStyle], font: QFont) -> None:
        """Colours, the style of each run by label, and the font of the labels."""
        self._theme, self._styles, self._font = theme, styles, font
        self.update()

    def show_steps(self, steps: Sequence[ShownStep]) -> None:
        """Show these steps, or none."""
        if tuple(steps) != self._steps:
            self._steps = tuple(steps)
            self.update()

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Paint scales, ghosts and arrows, in this order, and the labels where they find room."""
        theme = self._theme
        if theme is None or not self._steps:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.boundingRect())
        labels: list[StepLabel] = []
        for step in self._steps:
            for scale in step.figure.scales:
                self._paint_scale(painter, mapping, theme, step, scale, labels)
        lines: list[Line] = []
        heads: list[Vector] = []
        for step in self._steps:
            self._paint_places(painter, mapping, theme, step.figure)
            for arrow in sorted(step.figure.arrows, key=lambda arrow: arrow.phase):
                self._paint_arrow(painter, mapping, theme, step, arrow, labels)
                lines.append((*mapping.pixel_of(*arrow.begin), *mapping.pixel_of(*arrow.end)))
            heads += [mapping.pixel_of(*place) for place in _heads(step.figure)]
        paint_labels(painter, theme, self._font, merge_labels(labels), lines, heads, (mapping.width, mapping.height))

    def _owner_styles(self, step: ShownStep) -> tuple[RunStyle, ...]:
        """The style by which a label says whose it is, where that is a question."""
        return (self._styles[step.label],) if len(self._steps) > 1 and step.label in self._styles else ()

    def _paint_scale(
        self,
        painter: QPainter,
        mapping: ViewMapping,
        theme: Theme,
        step: ShownStep,
        scale: AxisScale,
        labels: list[StepLabel],
    ) -> None:
        centre = QPointF(*mapping.pixel_of(*scale.centre))
        x, y = scale.x / mapping.x_pixel, scale.y / mapping.y_pixel
        if not _is_near(centre) or max(x, y) > _FAR_PX:
            return
        view = (mapping.width, mapping.height)
        colour = role_colour(theme, step.optimizer.role_of(scale.symbol))
        is_new = scale.phase == step.figure.explained
        edge = edge_in_view(centre, x, y, view)
        if edge is None or covers(centre, x, y, view):
            return
        ground = QColor(colour)
        ground.setAlpha(34 if is_new else 14)
        painter.setBrush(ground)
        painter.setOpacity(1.0 if is_new else _EARLIER)
        painter.setPen(QPen(colour, 1.6, Qt.PenStyle.DashLine))
        painter.drawEllipse(centre, x, y)
        if fits(centre, x, y, view):
            painter.drawLine(centre - QPointF(x, 0), centre + QPointF(x, 0))
            painter.drawLine(centre - QPointF(0, y), centre + QPointF(0, y))
        painter.setOpacity(1.0)
        labels.append(StepLabel(scale.label, colour, edge, edge, QPointF(0.7, 0.7), self._owner_styles(step)))

    def _paint_places(self, painter: QPainter, mapping: ViewMapping, theme: Theme, figure: StepFigure) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place, style in ((figure.ghost, Qt.PenStyle.DotLine), (figure.ahead, Qt.PenStyle.SolidLine)):
            if place is None:
                continue
            at = QPointF(*mapping.pixel_of(*place))
            if not _is_near(at):
                continue
            for width, colour in ((4.0, theme.halo), (1.8, theme.text)):
                painter.setPen(QPen(QColor(colour), width, style if width < 3 else Qt.PenStyle.SolidLine))
                if place is figure.ahead:
                    painter.drawPolygon(QPolygonF([at + QPointF(*way) for way in ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0))]))
                else:
                    painter.drawEllipse(at, _GHOST, _GHOST)

    def _paint_arrow(
        self,
        painter: QPainter,
        mapping: ViewMapping,
        theme: Theme,
        step: ShownStep,
        arrow: Arrow,
        labels: list[StepLabel],
    ) -> None:
        begin, end = QPointF(*mapping.pixel_of(*arrow.begin)), QPointF(*mapping.pixel_of(*arrow.end))
        if not (_is_near(begin) and _is_near(end)):
            return
        colour = role_colour(theme, step.optimizer.role_of(arrow.symbol))
        length = math.hypot(end.x() - begin.x(), end.y() - begin.y())
        if length == 0:
            return
        is_new = arrow.phase == step.figure.explained
        path = _arrow_path(begin, end)
        painter.setOpacity(1.0 if is_new else _EARLIER)
        painter.setPen(QPen(QColor(theme.halo), 2.5))
        painter.setBrush(QColor(theme.halo))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(path)
        painter.setOpacity(1.0)
        way = QPointF((end.x() - begin.x()) / length, (end.y() - begin.y()) / length)
        # Beside the middle of the arrow, on its left.
        labels.append(StepLabel(arrow.label, colour, begin, end, QPointF(way.y(), -way.x()), self._owner_styles(step)))


def _heads(figure: StepFigure) -> set[Point]:
    """Where the point stands before the step and where it comes to, as far as the figure tells."""
    before = {arrow.begin for arrow in figure.arrows if arrow.symbol == "Δ"} or {arrow.begin for arrow in figure.arrows[:1]}
    after = {arrow.end for arrow in figure.arrows if arrow.symbol == "Δ"}
    return before | after | {place for place in (figure.ahead, figure.ghost) if place is not None}


def _is_near(point: QPointF) -> bool:
    return abs(point.x()) < _FAR_PX and abs(point.y()) < _FAR_PX


def _arrow_path(begin: QPointF, end: QPointF) -> QPainterPath:
    """A line with a head, or a dot where there is no room for one."""
    path = QPainterPath()
    length = math.hypot(end.x() - begin.x(), end.y() - begin.y())
    if length < _LEAST_PX:
        path.addEllipse(QRectF(end.x() - 2, end.y() - 2, 4, 4))
        return path
    along = QPointF((end.x() - begin.x()) / length, (end.y() - begin.y()) / length)
    across = QPointF(-along.y(), along.x())
    head = min(_HEAD, length * 0.7)
    half, wing = _WIDTH / 2, head * 0.42
    neck = end - along * head
    path.addPolygon(
        QPolygonF(
            [
                begin + across * half,
                neck + across * half,
                neck + across * wing,
                end,
                neck - across * wing,
                neck - across * half,
                begin - across * half,
            ]
        )
    )
    path.closeSubpath()
    return path
