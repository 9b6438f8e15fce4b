"""The guess on the canvas: where a class says that the point goes, how far off it was, and words beside both."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pyqtgraph import ViewBox
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from core.lessons.prediction import Outcome
from gui.canvas.geometry import ViewMapping
from gui.canvas.layer import CanvasLayer
from gui.style.theme import Theme
from gui.style.tokens import RADIUS_SMALL
from gui.widgets.label_placement import place_labels

_RING, _TICK = 7.0, 5.0
_EDGE = 8.0
_PADDING = 6.0
_FAR_PX = 20_000.0


@dataclass(frozen=True)
class GuessPicture:
    """What there is to see of a guess.

    `mark` is where it is, in the units of the plane; not `is_set`: it is still being moved by key. `outcome` is what became of
    the last one, and `error` says it in few letters. `words` stand at the top, or at the foot where `at`, the point that the
    run has come to, is in the upper half.
    """

    words: str = ""
    at: tuple[float, float] | None = None
    mark: tuple[float, float] | None = None
    is_set: bool = False
    outcome: Outcome | None = None
    error: str = ""


class GuessLayer(CanvasLayer):
    """Paints a `GuessPicture`: a reticle in the accent colour, which is neither flag nor cross."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._font = QFont()
        self.picture = GuessPicture()

    def set_look(self, theme: Theme, font: QFont) -> None:
        """Colours, and the font of the words."""
        self._theme, self._font = theme, font
        self.update()

    def show_picture(self, picture: GuessPicture) -> None:
        """Show this, or nothing."""
        if picture != self.picture:
            self.picture = picture
            self.update()

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Paint the error, the mark, and the words, in this order."""
        theme, picture = self._theme, self.picture
        if theme is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.boundingRect())
        painter.setFont(self._font)
        if picture.outcome is not None:
            self._paint_error(painter, mapping, theme, picture.outcome)
        if picture.mark is not None:
            at = QPointF(*mapping.pixel_of(*picture.mark))
            if _is_near(at):
                paint_guess(painter, at, theme, picture.is_set)
        if picture.words:
            self._paint_words(painter, mapping, theme)

    def _paint_error(self, painter: QPainter, mapping: ViewMapping, theme: Theme, outcome: Outcome) -> None:
        guess, truth = (QPointF(*mapping.pixel_of(*place)) for place in (outcome.guess.place, outcome.truth))
        if not (_is_near(guess) and _is_near(truth)):
            return
        for colour, width, style in ((theme.halo, 4.5, Qt.PenStyle.SolidLine), (theme.accent, 2.2, Qt.PenStyle.DashLine)):
            painter.setPen(QPen(QColor(colour), width, style, Qt.PenCapStyle.FlatCap))
            painter.drawLine(guess, truth)
        paint_guess(painter, guess, theme)
        metrics = QFontMetricsF(self._font)
        width, height = metrics.horizontalAdvance(self.picture.error), metrics.height()
        origin = QPointF(*mapping.pixel_of(*outcome.guess.origin))
        box = _beside(guess, truth, (width, height), self.boundingRect(), (guess, truth, origin))
        self._paint_box(painter, theme, box.adjusted(-_PADDING, -2, _PADDING, 2))
        painter.setPen(QColor(theme.accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.picture.error)

    def _paint_words(self, painter: QPainter, mapping: ViewMapping, theme: Theme) -> None:
        words, at = self.picture.words, self.picture.at
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        room = self.boundingRect().adjusted(2 * _EDGE, _EDGE + 4, -2 * _EDGE, 0)
        text = QFontMetricsF(self._font).boundingRect(room, flags, words)
        if at is not None and mapping.pixel_of(*at)[1] < mapping.height / 2:
            text.moveBottom(mapping.height - _EDGE - 4)
        self._paint_box(painter, theme, text.adjusted(-8, -4, 8, 4))
        painter.setPen(QColor(theme.text))
        painter.drawText(text, flags, words)

    def _paint_box(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        ground = QColor(theme.surface)
        ground.setAlpha(235)
        painter.setBrush(ground)
        painter.setPen(QPen(QColor(theme.accent), 1.2))
        painter.drawRoundedRect(box, RADIUS_SMALL, RADIUS_SMALL)


def paint_guess(painter: QPainter, at: QPointF, theme: Theme, is_set: bool = True) -> None:
    """A ring with a tick on each of its four sides; dotted while it is not set."""
    path = QPainterPath()
    path.addEllipse(at, _RING, _RING)
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        path.moveTo(at + QPointF(x, y) * (_RING - 2))
        path.lineTo(at + QPointF(x, y) * (_RING + _TICK))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(path, QPen(QColor(theme.halo), 5.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    style = Qt.PenStyle.SolidLine if is_set else Qt.PenStyle.DotLine
    painter.strokePath(path, QPen(QColor(theme.accent), 2.4, style, Qt.PenCapStyle.FlatCap))


def _beside(begin: QPointF, end: QPointF, size: tuple[float, float], view: QRectF, kept_free: Sequence[QPointF]) -> QRectF:
    """Where a text stands beside the middle of a line: within the view, and on the side where it hides none of these points."""
    x, y = end.x() - begin.x(), end.y() - begin.y()
    length = math.hypot(x, y)
    middle, across = (begin + end) * 0.5, (y / length, -x / length) if length else (0.0, -1.0)
    room = view.adjusted(2 * _EDGE, 2 * _EDGE, -2 * _EDGE, -2 * _EDGE)
    best: tuple[float, QRectF] | None = None
    for side in (1.0, -1.0):
        ways, sizes = [(side * across[0], side * across[1])], [(size[0] + 2 * _PADDING, size[1] + 2 * _PADDING)]
        [(left, top)] = place_labels([(middle.x(), middle.y())], ways, sizes)
        wanted = QPointF(left + _PADDING, top + _PADDING)
        box = QRectF(wanted.x(), wanted.y(), *size)
        box.moveLeft(max(room.left(), min(box.left(), room.right() - box.width())))
        box.moveTop(max(room.top(), min(box.top(), room.bottom() - box.height())))
        reach = box.adjusted(-2 * _EDGE, -2 * _EDGE, 2 * _EDGE, 2 * _EDGE)
        hidden = sum(reach.contains(point) for point in kept_free)
        cost = 100.0 * hidden + math.hypot(box.x() - wanted.x(), box.y() - wanted.y())
        if best is None or cost < best[0]:
            best = cost, box
    assert best is not None
    return best[1]


def _is_near(point: QPointF) -> bool:
    return math.isfinite(point.x()) and math.isfinite(point.y()) and abs(point.x()) < _FAR_PX and abs(point.y()) < _FAR_PX
