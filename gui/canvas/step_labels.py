"""The labels of a step on the canvas: whose they are, where they stand, and a thread to what they name where that is far."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen

from gui.style.markers import paint_marker
from gui.style.run_style import RunStyle
from gui.style.theme import Theme
from gui.widgets.label_placement import Line, Vector, distance_to, place_labels

_MARKER, _BESIDE_MARKER = 9.0, 4.0
# A label further away than this has a thread.
_NEAR_PX = 16.0
# Of what is named, from its middle either way.
_SLIDE = 0.28
# A view of which an ellipse covers more than this shows no ellipse.
_MOST_COVERED = 0.6
_SAMPLES, _TURNS = 12, 90


@dataclass(frozen=True)
class StepLabel:
    """A label beside the middle of the line that it names, in pixels, on the side of `way`, with the marks of its runs."""

    text: str
    colour: QColor
    begin: QPointF
    end: QPointF
    way: QPointF
    runs: tuple[RunStyle, ...] = ()

    @property
    def at(self) -> QPointF:
        """The middle of what is named."""
        return (self.begin + self.end) * 0.5

    def names_the_same(self, other: "StepLabel") -> bool:
        """Whether one label could stand for both."""
        apart = max(abs(way) for move in (self.begin - other.begin, self.end - other.end) for way in (move.x(), move.y()))
        return self.text == other.text and apart < 1.0


def merge_labels(labels: Sequence[StepLabel]) -> list[StepLabel]:
    """The labels, with one for what two runs have in common."""
    kept: list[StepLabel] = []
    for label in labels:
        same = next((number for number, other in enumerate(kept) if other.names_the_same(label)), None)
        if same is None:
            kept.append(label)
        else:
            kept[same] = replace(kept[same], runs=kept[same].runs + tuple(run for run in label.runs if run not in kept[same].runs))
    return kept


def paint_labels(
    painter: QPainter,
    theme: Theme,
    font: QFont,
    labels: Sequence[StepLabel],
    lines: Sequence[Line],
    heads: Sequence[Vector],
    view: tuple[float, float],
) -> None:
    """Paint the labels where they find room: not on each other, and if possible neither near the heads nor on the lines."""
    metrics = QFontMetricsF(font)
    sizes = [(len(each.runs) * (_MARKER + _BESIDE_MARKER) + metrics.horizontalAdvance(each.text), metrics.height()) for each in labels]
    moves = [(each.end - each.begin) * _SLIDE for each in labels]
    places = place_labels(
        [(each.at.x(), each.at.y()) for each in labels],
        [(each.way.x(), each.way.y()) for each in labels],
        sizes,
        [(move.x(), move.y()) for move in moves],
        lines,
        view,
        heads,
    )
    for label, move, place, size in zip(labels, moves, places, sizes, strict=True):
        anchors = [label.at + move * part for part in (-1, 0, 1)]
        far, nearest, anchor = min((*distance_to((at.x(), at.y()), place, size), (at.x(), at.y())) for at in anchors)
        if far > _NEAR_PX:
            painter.setPen(QPen(label.colour, 1.0))
            painter.drawLine(QPointF(*anchor), QPointF(*nearest))
    for label, (x, y), (_, height) in zip(labels, places, sizes, strict=True):
        for run in label.runs:
            paint_marker(painter, run, QPointF(x + _MARKER / 2, y + height / 2), run.colour(theme), QColor(theme.halo), _MARKER, 1.2)
            x += _MARKER + _BESIDE_MARKER
        path = QPainterPath()
        path.addText(QPointF(x, y + height - metrics.descent()), font, label.text)
        stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, 4.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.halo))
        painter.drawPath(stroker.createStroke(path))
        painter.setBrush(label.colour)
        painter.drawPath(path)


def covers(centre: QPointF, x: float, y: float, view: tuple[float, float]) -> bool:
    """Whether an ellipse with these half axes covers so much of the view that it could not be seen as one."""
    if not (x > 0 and y > 0):
        return False
    places = [(k + 0.5) / _SAMPLES for k in range(_SAMPLES)]
    inside = sum(((a * view[0] - centre.x()) / x) ** 2 + ((b * view[1] - centre.y()) / y) ** 2 < 1 for a in places for b in places)
    return inside > _MOST_COVERED * len(places) ** 2


def fits(centre: QPointF, x: float, y: float, view: tuple[float, float]) -> bool:
    """Whether an ellipse with these half axes lies wholly in the view: half of one, its axes look like a cross-hair."""
    return x <= centre.x() <= view[0] - x and y <= centre.y() <= view[1] - y


def edge_in_view(centre: QPointF, x: float, y: float, view: tuple[float, float]) -> QPointF | None:
    """Where on an ellipse its label is to stand: down right, else as near to there as the ellipse is in view; None if it is not."""
    turns = (k * math.pi / _TURNS * side for k in range(_TURNS + 1) for side in (1, -1))
    edges = (centre + QPointF(x * math.cos(math.pi / 4 + turn), y * math.sin(math.pi / 4 + turn)) for turn in turns)
    return next((edge for edge in edges if _is_in(edge, view)), None)


def _is_in(point: QPointF, view: tuple[float, float]) -> bool:
    return 0 <= point.x() <= view[0] and 0 <= point.y() <= view[1]
