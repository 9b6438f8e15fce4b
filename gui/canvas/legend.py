"""The key under the canvas: what the marks on the ground mean."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.functions import Function
from core.functions.function import PointKind
from core.text import tr
from gui.canvas.finish_layer import finish_pen
from gui.canvas.guess_layer import paint_guess
from gui.canvas.marks import KIND_NAMES, paint_point, paint_start, small_kinds
from gui.style.markers import paint_cross
from gui.style.theme import LIGHT, Theme, scene_font

_LINE_HEIGHT = 24
_BEFORE_TEXT = 6
_BETWEEN = 20
_GLYPH_WIDTH = 16


@dataclass(frozen=True)
class KeyEntry:
    """A glyph, painted from its left middle, and its meaning."""

    text: str
    paint: Callable[[QPainter, QPointF], None]


class CanvasLegend(QWidget):
    """Lists only what can be seen: the kinds of points of this function, the start, a cross once a run has diverged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Key"))
        self.setToolTip(tr("What the marks on the canvas mean"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._theme: Theme | None = None
        self._now: tuple[object, ...] = ()
        self._all: list[KeyEntry] = []
        self._entries: list[KeyEntry] = []

    def show_marks(
        self,
        theme: Theme,
        function: Function | None,
        diverged: bool,
        guessing: bool = False,
        contains: Callable[[float, float], bool] = lambda x, y: True,
        start: tuple[float, float] | None = None,
        finish: bool = False,
    ) -> None:
        """What there is to explain; `contains` says whether a point is in view, `start` where the flag stands, `finish` if one is drawn."""
        points = function.points if function else ()
        kinds = frozenset(point.kind for point in points if contains(point.x, point.y))
        small = small_kinds(points, contains)
        now = (theme, function, diverged, guessing, kinds, small, start is None or contains(*start), finish)
        if now == self._now:
            return
        self._now, self._theme = now, theme
        # The room is that of all marks, so that the canvas does not change its size during a zoom.
        self._all, self._entries = [], []
        for entry, is_in_view in self._new_entries(*now):
            self._all.append(entry)
            if is_in_view:
                self._entries.append(entry)
        self.setAccessibleDescription(", ".join(self.texts()))
        self.updateGeometry()
        self.update()

    def texts(self) -> list[str]:
        """The meanings listed."""
        return [entry.text for entry in self._entries]

    @staticmethod
    def _new_entries(
        theme: Theme,
        function: Function | None,
        diverged: bool,
        guessing: bool,
        seen: frozenset[PointKind],
        small: frozenset[PointKind],
        start_is_seen: bool,
        finish: bool,
    ) -> Iterator[tuple[KeyEntry, bool]]:
        """Each mark of this function, and whether it is in view."""
        yield KeyEntry(tr("start"), partial(_paint_flag, theme=theme)), start_is_seen
        if guessing:
            yield KeyEntry(tr("guess"), partial(_paint_guess, theme=theme)), True
        kinds = [point.kind for point in function.points] if function else []
        for kind, name in KIND_NAMES.items():
            if kind in kinds:
                yield KeyEntry(tr(name), partial(_paint_mark, kind=kind, theme=theme, small=kind in small)), kind in seen
        if finish:
            yield KeyEntry(tr("finish"), partial(_paint_finish, theme=theme)), bool(seen & {"minimum", "local minimum"})
        if diverged:
            yield KeyEntry(tr("diverged"), partial(_paint_diverged, theme=theme)), True

    @property
    def _scale(self) -> float:
        return self._theme.scale if self._theme else 1.0

    def _places(self, entries: Sequence[KeyEntry], width: float) -> list[QPointF]:
        """The left middle of each entry's glyph, in lines, before it is enlarged; `width` is what there is on the screen."""
        width /= self._scale
        metrics = QFontMetrics(scene_font(self._theme or LIGHT))
        places, x, line = [], 0, 0
        for entry in entries:
            needed = _GLYPH_WIDTH + _BEFORE_TEXT + metrics.horizontalAdvance(entry.text)
            if x and x + needed > width:
                x, line = 0, line + 1
            places.append(QPointF(x, (line + 0.5) * _LINE_HEIGHT))
            x += needed + _BETWEEN
        return places

    # Qt's own names

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(self._all, width)
        return round(((places[-1].y() + _LINE_HEIGHT / 2) if places else _LINE_HEIGHT) * self._scale)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(scene_font(self._theme or LIGHT))
        widths = [_GLYPH_WIDTH + _BEFORE_TEXT + metrics.horizontalAdvance(entry.text) + _BETWEEN for entry in self._all]
        in_a_line = round(sum(widths) * self._scale)
        return QSize(in_a_line, self.heightForWidth(max(in_a_line, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _LINE_HEIGHT) * self._scale

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scene_font(self._theme))
        painter.scale(self._scale, self._scale)
        for entry, place in zip(self._entries, self._places(self._entries, self.width()), strict=True):
            entry.paint(painter, place)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            box = QRectF(place.x() + _GLYPH_WIDTH + _BEFORE_TEXT, place.y() - _LINE_HEIGHT / 2, self.width(), _LINE_HEIGHT)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, entry.text)
        painter.end()


def _middle(place: QPointF) -> QPointF:
    return place + QPointF(_GLYPH_WIDTH / 2, 0)


def _paint_mark(painter: QPainter, place: QPointF, kind: str, theme: Theme, small: bool) -> None:
    paint_point(painter, kind, _middle(place), theme, small)  # type: ignore[arg-type]


def _paint_flag(painter: QPainter, place: QPointF, theme: Theme) -> None:
    painter.save()
    painter.translate(place + QPointF(4, 7.5))
    painter.scale(0.7, 0.7)
    paint_start(painter, QPointF(0, 0), theme)
    painter.restore()


def _paint_guess(painter: QPainter, place: QPointF, theme: Theme) -> None:
    painter.save()
    painter.translate(_middle(place))
    painter.scale(0.7, 0.7)
    paint_guess(painter, QPointF(0, 0), theme)
    painter.restore()


def _paint_finish(painter: QPainter, place: QPointF, theme: Theme) -> None:
    painter.setPen(finish_pen(theme))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(_middle(place), 7.0, 5.0)


def _paint_diverged(painter: QPainter, place: QPointF, theme: Theme) -> None:
    paint_cross(painter, _middle(place), QColor(theme.text), QColor(theme.window), 4.0)
