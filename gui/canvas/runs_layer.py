"""The loud layer of the canvas: paths, heads, signs at the edge, crosses of diverged runs, and the start."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from pyqtgraph import ViewBox
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from core.experiment.snapshot import RunSnapshot, Snapshot, Termination
from core.geometry import distance_to_line
from core.number_text import spoken_figure
from gui.canvas.edge_signs import (
    MOST_TOLD,
    SIGN_HEIGHT,
    SIGN_INSET,
    EdgeSign,
    away_text,
    distance_text,
    edge_of,
    last_point_in_view,
    place_signs,
)
from gui.canvas.geometry import ViewMapping
from gui.canvas.layer import CanvasLayer, new_image, paint_image, painting, pixel_scale
from gui.canvas.marks import paint_start
from gui.canvas.paths import PathLook, PathPicture, Pyramids
from gui.style.markers import RAISED_WIDTH, opacity_beside, paint_cross, paint_marker
from gui.style.run_style import RunStyle, display_name
from gui.style.theme import Theme
from gui.widgets.easing import Ease

_HEAD_SIZE = 12.0
_HEAD_MOVES_PX = 0.2
_FORK_RADIUS, _FORK_WIDTH = 4.0, 1.8
_SIGN_PADDING, _CROWDED_PADDING = 8.0, 5.0
_SIGN_MARKER = 10.0
_SIGN_ARROW = 13.0
# How near the mouse has to be to a head or a path, of which only the newest rows are looked at: what is older is a cloud.
_HEAD_REACH_PX, _PATH_REACH_PX = 10.0, 4.0
_POINTED_ROWS = 2000
_FAR_PX = 1e6


@dataclass(frozen=True)
class RunSign:
    """What the sign at the edge says of a run whose head is out of view, `distance` away in data units, and the air in it."""

    label: str
    text: str
    distance: float
    padding: float
    sign: EdgeSign

    @property
    def whole(self) -> str:
        """All there is to tell, however little of it is written."""
        return f"{display_name(self.label)}: {away_text(distance_text(self.distance))}"

    @property
    def spoken(self) -> str:
        """The same, to be read out."""
        return f"{display_name(self.label)}: {away_text(spoken_figure(self.distance))}"


class _Head(NamedTuple):
    """A run as it was when the layer was last told to repaint."""

    label: str
    revision: int
    ending: Termination | None
    x: float
    y: float

    def looks_like(self, other: "_Head", x_grain: float, y_grain: float) -> bool:
        """Whether the two look the same when movements below the grains cannot be seen."""
        still = abs(self.x - other.x) < x_grain and abs(self.y - other.y) < y_grain
        return self[:3] == other[:3] and (still or self[3:] == other[3:])


class RunsLayer(CanvasLayer):
    """Shows one snapshot at a time, and repaints only when a difference could be seen."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._styles: dict[str, RunStyle] = {}
        self._font = QFont()
        self._runs: tuple[RunSnapshot, ...] = ()
        self._start: tuple[float, float] | None = None
        self._start_raised = False
        self._pyramids = Pyramids()
        self._picture: PathPicture | None = None
        self._shown: list[_Head] = []
        self._raised: str | None = None
        self._raised_part = 1.0
        self._raised_picture: PathPicture | None = None
        self._ease = Ease(view_box)
        self._glide_from: dict[str, tuple[float, float]] = {}
        self._glided = 1.0

    def set_look(self, theme: Theme, styles: dict[str, RunStyle], font: QFont) -> None:
        """Colours, the style of each run by label, and the font of the signs."""
        self._theme, self._styles, self._font = theme, dict(styles), font
        self._picture = None
        self.update()

    def set_start(self, start: tuple[float, float] | None, raised: bool = False) -> None:
        """Where the flag stands; `raised` while the user drags it."""
        if (start, raised) != (self._start, self._start_raised):
            self._start, self._start_raised = start, raised
            self.update()

    def show_snapshot(self, snapshot: Snapshot | None, glide_ms: int = 0) -> None:
        """Show the runs of a snapshot, or none. The heads of runs that took a step glide there, in `glide_ms` milliseconds."""
        begins = {(run.label, run.revision, run.step + 1): self.head_of(run) for run in self._runs} if glide_ms else {}
        self._runs = tuple(run for run in snapshot.runs if run.label in self._styles) if snapshot else ()
        self._pyramids.keep_only(self._runs)
        if self._looks_different():
            self.update()
        now = {run.label: begins.get((run.label, run.revision, run.step)) for run in self._runs}
        self._glide({label: begin for label, begin in now.items() if begin is not None}, glide_ms)

    def head_of(self, run: RunSnapshot) -> tuple[float, float]:
        """Where the head of a run is drawn: at its last row, or on the way there from the row before."""
        x, y = run.path[-1].tolist()
        begin = self._glide_from.get(run.label)
        if begin is None or self._glided == 1.0:
            return x, y
        return begin[0] + self._glided * (x - begin[0]), begin[1] + self._glided * (y - begin[1])

    def _glide(self, begins: dict[str, tuple[float, float]], ms: int) -> None:
        was_gliding = bool(self._glide_from)
        self._ease.stop()
        self._glide_from, self._glided = begins, 0.0
        if begins:
            self._ease.go(self._show_glided, ms, even=True)
        elif was_gliding:
            self.update()  # heads that were on their way are there

    def _show_glided(self, part: float) -> None:
        """Move the heads, and repaint the ground under them alone."""
        mapping, reach = self.mapping, _HEAD_SIZE
        around = QRectF(-reach, -reach, 2 * reach, 2 * reach)
        gliding = [run for run in self._runs if run.label in self._glide_from]
        places = [self.head_of(run) for run in gliding]
        self._glided = part
        if part == 1.0:
            self._glide_from = {}
        if not mapping.is_empty:
            for x, y in (*places, *(self.head_of(run) for run in gliding)):
                if mapping.contains(x, y):
                    self.update(around.translated(*mapping.pixel_of(x, y)))

    def raise_run(self, label: str | None, part: float = 1.0) -> None:
        """Show this run before the others, which fade, or in part; None: all alike."""
        if label != self._raised:
            self._raised, self._raised_picture = label, None
            self.update()
        if part != self._raised_part:
            self._raised_part = part
            self.update()

    def run_at(self, point: QPointF) -> str | None:
        """The run whose sign, head or path is at a point, in pixels; None where there is none."""
        mapping = self.mapping
        if mapping.is_empty or not self.boundingRect().contains(point):
            return None
        if (item := self.sign_at(point)) is not None:
            return item.label
        moved = [run for run in self._runs if run.step > 0]
        with np.errstate(over="ignore"):
            lines = [np.clip(mapping.to_pixels(run.path[-_POINTED_ROWS:]), -_FAR_PX, _FAR_PX) for run in moved]
        heads = [distance_to_line(point.x(), point.y(), line[-1:]) for line in lines]
        paths = [distance_to_line(point.x(), point.y(), line) for line in lines]
        for distances, reach in ((heads, _HEAD_REACH_PX), (paths, _PATH_REACH_PX)):
            nearest = min(range(len(moved)), key=lambda k: distances[k], default=None)
            if nearest is not None and distances[nearest] <= reach:
                return moved[nearest].label
        return None

    def signs(self) -> list[RunSign]:
        """The signs at the edge, one for each head out of view."""
        mapping = self.mapping
        if mapping.is_empty:
            return []
        away = [(run, *run.path[-1].tolist()) for run in self._runs if not mapping.contains(*run.path[-1].tolist())]
        metrics = QFontMetricsF(self._font)
        edges = [edge_of(x, y, mapping) for _, x, y in away]
        drawn: list[tuple[str, float, float, float]] = []
        for (run, x, y), edge in zip(away, edges, strict=True):
            is_crowded = edges.count(edge) > MOST_TOLD
            distance, padding = mapping.distance_from_view(x, y), _CROWDED_PADDING if is_crowded else _SIGN_PADDING
            beside = _SIGN_MARKER + _SIGN_ARROW + 4 * padding
            far = "" if is_crowded else f"  {away_text(distance_text(distance))}"
            text = _sign_text(metrics, run.label, far, mapping.width - 2 * SIGN_INSET - beside)
            drawn.append((text, distance, padding, metrics.horizontalAdvance(text) + beside))
        marks = [(point.x(), point.y()) for _, point in self.crosses()]
        marks += [mapping.pixel_of(*run.path[-1].tolist()) for run in self._runs if mapping.contains(*run.path[-1].tolist())]
        places = place_signs([(x, y) for _, x, y in away], [width for *_, width in drawn], mapping, marks)
        return [
            RunSign(run.label, text, distance, padding, place)
            for (run, _, _), (text, distance, padding, _), place in zip(away, drawn, places, strict=True)
        ]

    def sign_at(self, point: QPointF) -> RunSign | None:
        """The sign at a point, in pixels; None where there is none."""
        boxes = ((item, QRectF(item.sign.left, item.sign.top, item.sign.width, SIGN_HEIGHT)) for item in self.signs())
        return next((item for item, box in boxes if box.contains(point)), None)

    def crosses(self) -> list[tuple[RunSnapshot, QPointF]]:
        """Where the paths of ended runs end in view, in pixels."""
        mapping = self.mapping
        found = []
        for run in self._runs:
            point = last_point_in_view(run.path, mapping) if run.termination is not None else None
            if point is not None:
                inset = 7.0
                px = min(max(point[0], inset), mapping.width - inset)
                py = min(max(point[1], inset), mapping.height - inset)
                found.append((run, QPointF(px, py)))
        return found

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Paint paths, the start, heads and signs, in this order."""
        theme = self._theme
        if theme is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.boundingRect())
        if self._runs:
            self._paint_paths(painter, theme, mapping)
        if self._start is not None and mapping.contains(*self._start):
            paint_start(painter, QPointF(*mapping.pixel_of(*self._start)), theme, self._start_raised)
        self._paint_forks(painter, theme, mapping)
        self._paint_heads(painter, theme, mapping)
        self._paint_signs(painter, theme)

    def _looks_different(self) -> bool:
        """Whether anything moved far enough to be seen since the last time."""
        mapping = self.mapping
        grains = (0.0, 0.0) if mapping.is_empty else (mapping.x_pixel * _HEAD_MOVES_PX, mapping.y_pixel * _HEAD_MOVES_PX)
        now = [_Head(run.label, run.revision, run.termination, *run.path[-1].tolist()) for run in self._runs]
        if len(now) == len(self._shown) and all(new.looks_like(old, *grains) for new, old in zip(now, self._shown, strict=True)):
            return False
        self._shown = now
        return True

    def _current_picture(self, theme: Theme, mapping: ViewMapping, scale: float) -> PathPicture:
        look = PathLook(mapping, scale, theme, self._styles)
        if self._picture is None or self._picture.look != look or not self._picture.can_grow_to(self._runs):
            self._picture = PathPicture(look, self._pyramids)
        self._picture.draw(self._runs)
        return self._picture

    def _paint_paths(self, painter: QPainter, theme: Theme, mapping: ViewMapping) -> None:
        """Paint all paths, or where one is raised, that one over the others, which fade as a whole."""
        scale = pixel_scale(painter)
        picture = self._current_picture(theme, mapping, scale)
        raised = [run for run in self._runs if run.label == self._raised_here]
        if not raised:
            picture.paint(painter, self._runs)
            return
        others = new_image(mapping, scale)
        with painting(others) as inner:
            picture.paint(inner, self._runs)
        paint_image(painter, others, opacity_beside(self._raised, "", self._raised_part))
        look, over = replace(picture.look, line_width=RAISED_WIDTH), self._raised_picture
        if over is None or over.look != look or not over.can_grow_to(raised):
            over = self._raised_picture = PathPicture(look, self._pyramids)
        over.draw(raised)
        if self._raised_part == 1.0:
            over.paint(painter, raised)
            return
        rising = new_image(mapping, scale)
        with painting(rising) as inner:
            over.paint(inner, raised)
        paint_image(painter, rising, self._raised_part)

    @property
    def _raised_here(self) -> str | None:
        """The run that is raised, if it is one of those that are shown."""
        return self._raised if any(run.label == self._raised for run in self._runs) else None

    def _paint_forks(self, painter: QPainter, theme: Theme, mapping: ViewMapping) -> None:
        """A small ring where a branch leaves its parent's line."""
        for run in self._runs:
            if run.parent is not None and len(run.path) and mapping.contains(*run.path[0].tolist()):
                at = QPointF(*mapping.pixel_of(*run.path[0].tolist()))
                for colour, width in ((QColor(theme.halo), _FORK_WIDTH + 2.4), (self._styles[run.label].colour(theme), _FORK_WIDTH)):
                    painter.setPen(QPen(colour, width))
                    painter.setBrush(QColor(theme.surface) if width == _FORK_WIDTH else Qt.BrushStyle.NoBrush)
                    painter.drawEllipse(at, _FORK_RADIUS, _FORK_RADIUS)

    def _paint_heads(self, painter: QPainter, theme: Theme, mapping: ViewMapping) -> None:
        halo, raised = QColor(theme.halo), self._raised_here
        for run in sorted(self._runs, key=lambda run: run.label == raised):
            style = self._styles[run.label]
            painter.setOpacity(opacity_beside(raised, run.label, self._raised_part))
            # At the start all heads would lie on each other, under the flag that says as much.
            if run.termination is None and run.step > 0 and mapping.contains(*run.path[-1].tolist()):
                at = QPointF(*mapping.pixel_of(*self.head_of(run)))
                paint_marker(painter, style, at, style.colour(theme), halo, _HEAD_SIZE, 1.6)
        for run, at in self.crosses():
            painter.setOpacity(opacity_beside(raised, run.label, self._raised_part))
            paint_cross(painter, at, self._styles[run.label].colour(theme), halo, 5.5)
        painter.setOpacity(1.0)

    def _paint_signs(self, painter: QPainter, theme: Theme) -> None:
        painter.setFont(self._font)
        for item in self.signs():
            style, sign = self._styles[item.label], item.sign
            colour = style.colour(theme)
            box = QRectF(sign.left, sign.top, sign.width, SIGN_HEIGHT)
            # Opaque: a translucent one takes ten times as long to be filled, 0.06 ms.
            ground = QColor(theme.surface)
            painter.setBrush(ground)
            painter.setPen(QPen(colour, 1.4))
            painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), SIGN_HEIGHT / 2, SIGN_HEIGHT / 2)
            middle = box.center().y()
            marker_at = QPointF(box.left() + item.padding + _SIGN_MARKER / 2 + 1, middle)
            paint_marker(painter, style, marker_at, colour, ground, _SIGN_MARKER - 1, 0.8)
            painter.setPen(QColor(theme.text))
            text_left = item.padding * 2 + _SIGN_MARKER
            painter.drawText(box.adjusted(text_left, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, item.text)
            _paint_arrow(painter, QPointF(box.right() - item.padding - _SIGN_ARROW / 2, middle), sign.angle, colour)


def _sign_text(metrics: QFontMetricsF, label: str, distance: str, most: float) -> str:
    """The name, shortened where the view is too narrow for it, and how far away: that is not cut off."""
    room = max(0.0, most - metrics.horizontalAdvance(distance))
    return metrics.elidedText(display_name(label), Qt.TextElideMode.ElideRight, room) + distance


def _paint_arrow(painter: QPainter, at: QPointF, angle: float, colour: QColor) -> None:
    painter.save()
    painter.translate(at)
    painter.rotate(angle)
    painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    half = _SIGN_ARROW / 2
    painter.drawLine(QPointF(-half, 0), QPointF(half - 3, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(half, 0), QPointF(0.0, -4.2), QPointF(0.0, 4.2)]))
    painter.restore()
