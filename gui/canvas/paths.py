"""The paths of all runs as images of one view. Where paths only grow, only what is new is painted."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core.experiment.snapshot import RunSnapshot
from core.plotting.decimation import ExtremesPyramid
from gui.canvas.geometry import ViewMapping
from gui.canvas.ink import Ink, RunInk
from gui.canvas.layer import draw_segments, new_image, paint_image, painting
from gui.style.markers import core_pen, paint_markers
from gui.style.run_style import RunStyle
from gui.style.theme import Theme

LINE_WIDTH = 2.2
_HALO_WIDTH = 5.0
_HALO_OPACITY = 0.94
_CLOUD_WIDTH = 1.1
_CLOUD_OPACITY = 0.34
_MARK_SIZE, _MARK_EDGE = 6.0, 1.0


class Pyramids:
    """The extremes of every run's path, kept from frame to frame until a run's past is rewritten."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, ExtremesPyramid]] = {}

    def of(self, run: RunSnapshot) -> ExtremesPyramid:
        """The pyramid of this run; it may lag behind the path."""
        revision, pyramid = self._kept.get(run.label, (None, None))
        if pyramid is None or revision != run.revision or len(pyramid) > len(run.path):
            pyramid = ExtremesPyramid(2)
            self._kept[run.label] = run.revision, pyramid
        return pyramid

    def keep_only(self, runs: Sequence[RunSnapshot]) -> None:
        """Forget the runs that are gone."""
        labels = {run.label for run in runs}
        self._kept = {label: kept for label, kept in self._kept.items() if label in labels}


@dataclass(frozen=True)
class PathLook:
    """All that decides how paths look, apart from the paths."""

    mapping: ViewMapping
    scale: float
    theme: Theme
    styles: dict[str, RunStyle]
    line_width: float = LINE_WIDTH


class PathPicture:
    """Three images laid over each other: the clouds of old steps, the halos of all lines, the lines."""

    def __init__(self, look: PathLook, pyramids: Pyramids) -> None:
        self.look = look
        self._pyramids = pyramids
        self._inks: dict[tuple[str, int], RunInk] = {}
        self._halo_pen = _flat_pen(QColor(look.theme.halo), _HALO_WIDTH)
        self._line_pens = {label: _line_pen(style, look) for label, style in look.styles.items()}
        self._cloud: QImage | None = None
        self._halo = new_image(look.mapping, look.scale)
        self._lines = new_image(look.mapping, look.scale)

    def can_grow_to(self, runs: Sequence[RunSnapshot]) -> bool:
        """Whether these runs are those painted so far, with nothing but new rows."""
        return [(run.label, run.revision) for run in runs] == list(self._inks)

    def draw(self, runs: Sequence[RunSnapshot]) -> None:
        """Bring the images up to date. The first call decides which runs there are."""
        first_time = not self._inks
        drawn: list[tuple[str, Ink]] = []
        for run in runs:
            key = run.label, run.revision
            if first_time:
                self._inks[key] = RunInk(self.look.mapping, self._pyramids.of(run))
            ink = self._inks[key].whole(run.path) if first_time else self._inks[key].new(run.path)
            drawn.append((run.label, ink))
        if any(ink.pieces or len(ink.cloud) for _, ink in drawn):
            self._add(drawn)

    def _add(self, drawn: list[tuple[str, Ink]]) -> None:
        theme = self.look.theme
        if any(len(ink.cloud) for _, ink in drawn):
            if self._cloud is None:
                self._cloud = new_image(self.look.mapping, self.look.scale)
            with painting(self._cloud) as painter:
                for label, ink in drawn:
                    painter.setPen(_flat_pen(self.look.styles[label].colour(theme), _CLOUD_WIDTH))
                    draw_segments(painter, ink.cloud)
        with painting(self._halo) as painter:
            for _, ink in drawn:
                self._paint_halo(painter, ink)
        with painting(self._lines) as painter:
            for label, ink in drawn:
                self._paint_lines(painter, ink, label)

    def paint(self, painter: QPainter, runs: Sequence[RunSnapshot]) -> None:
        """Lay the images over the view, and the newest steps of long runs on top."""
        if self._cloud is not None:
            paint_image(painter, self._cloud, _CLOUD_OPACITY)
        paint_image(painter, self._halo, 1.0 if self.look.theme.has_contrast else _HALO_OPACITY)
        paint_image(painter, self._lines)
        for run in runs:
            tail = self._inks[run.label, run.revision].tail(run.path)
            if tail.pieces:
                self._paint_halo(painter, tail)
                self._paint_lines(painter, tail, run.label)

    def _paint_halo(self, painter: QPainter, ink: Ink) -> None:
        painter.setPen(self._halo_pen)
        draw_segments(painter, ink.segments)

    def _paint_lines(self, painter: QPainter, ink: Ink, label: str) -> None:
        theme, width = self.look.theme, self.look.line_width
        style, pen = self.look.styles[label], self._line_pens[label]
        for piece in ink.pieces:
            if style.dash:
                pen.setDashOffset(piece.before_px / width)
            line = arrayToQPolygonF(piece.points[:, 0], piece.points[:, 1])
            for stroke in (pen, core_pen(theme)) if style.cored else (pen,):
                painter.setPen(stroke)
                painter.drawPolyline(line)
        if len(ink.marks):
            paint_markers(painter, style, ink.marks.tolist(), pen.color(), self._halo_pen.color(), _MARK_SIZE, _MARK_EDGE)
            # A brush left behind would fill the next line.
            painter.setBrush(Qt.BrushStyle.NoBrush)


def _line_pen(style: RunStyle, look: PathLook) -> QPen:
    pen = _flat_pen(style.colour(look.theme), look.line_width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if style.dash:
        pen.setDashPattern(style.dash)
    else:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _flat_pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.BevelJoin)
