"""The finish on the canvas: a dashed line around each place where the loss is as low as that."""

from functools import lru_cache
from typing import cast

import numpy as np
from contourpy import LineType
from pyqtgraph import ViewBox
from pyqtgraph.functions import arrayToQPolygonF
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from core.functions import Function
from gui.canvas.geometry import Float64Array, ViewMapping
from gui.canvas.landscape import contour_tracer
from gui.canvas.layer import CanvasLayer
from gui.style.theme import Theme

_DASHES = (4.0, 3.0)
# Around each minimum a square is doubled until the level is higher than the finish all along its edge: from so small a part of
# the view on, up to so many times the view.
_SMALLEST, _LARGEST = 1e-4, 4.0
# Points along each side, and those that are left around the line.
_GRID, _SPARE = 161, 4
_FARTHEST_PX = 1e4
_LEAST_PX = 1.5

_Box = tuple[float, float, float, float]


@lru_cache(maxsize=8)
def finish_lines(function: Function, level: float) -> tuple[Float64Array, ...]:
    """The lines where the function is at this level, around its known minima that are lower: (k, 2) points each, closed ones.

    They are those of the plane, whatever is shown of it: a view may move over them, and nothing is computed anew.
    """
    lines: list[Float64Array] = []
    boxes: list[_Box] = []
    x_min, x_max, y_min, y_max = function.view
    for point in function.points:
        if point.kind not in ("minimum", "local minimum") or not point.value < level:
            continue
        if any(box[0] <= point.x <= box[1] and box[2] <= point.y <= box[3] for box in boxes):
            continue  # inside of what another minimum has drawn
        part, box = _SMALLEST, (point.x, point.x, point.y, point.y)
        while part <= _LARGEST:
            width, height = part * (x_max - x_min), part * (y_max - y_min)
            box = point.x - width, point.x + width, point.y - height, point.y + height
            if not _reaches_edge(function, box, level):
                break
            part *= 2
        boxes.append(box)
        inner = _box_below(function, box, level)
        lines += _contour(_values(function, inner), inner, level)
    return tuple(lines)


def _reaches_edge(function: Function, box: _Box, level: float) -> bool:
    """Whether the function is at or below a level somewhere along the edge of a box."""
    x, y, same = np.linspace(box[0], box[1], _GRID), np.linspace(box[2], box[3], _GRID), np.ones(_GRID)
    edge_x = np.concatenate([x, x, box[0] * same, box[1] * same])
    edge_y = np.concatenate([box[2] * same, box[3] * same, y, y])
    with np.errstate(all="ignore"):
        return bool((np.asarray(function.value(edge_x, edge_y)) <= level).any())


def _box_below(function: Function, box: _Box, level: float) -> _Box:
    """The part of a box where the function is at or below a level, and a little more."""
    rows, columns = np.nonzero(_values(function, box) <= level)
    x, y = np.linspace(box[0], box[1], _GRID), np.linspace(box[2], box[3], _GRID)
    # The tip of a narrow valley is finer than the grid.
    left, right = max(int(columns.min()) - _SPARE, 0), min(int(columns.max()) + _SPARE, _GRID - 1)
    below, above = max(int(rows.min()) - _SPARE, 0), min(int(rows.max()) + _SPARE, _GRID - 1)
    return float(x[left]), float(x[right]), float(y[below]), float(y[above])


def _values(function: Function, box: _Box) -> Float64Array:
    """Values on a grid over the box, y upward."""
    x, y = np.linspace(box[0], box[1], _GRID), np.linspace(box[2], box[3], _GRID)
    with np.errstate(all="ignore"):
        return np.asarray(function.value(*np.meshgrid(x, y)), dtype=np.float64)


def _contour(values: Float64Array, box: _Box, level: float) -> list[Float64Array]:
    x, y = np.linspace(box[0], box[1], _GRID), np.linspace(box[2], box[3], _GRID)
    # The square root, because a minimum is a parabola: between two points of a grid that is a straight line.
    heights = np.sqrt(np.maximum(values - float(np.nanmin(values)), 0.0))
    at = np.sqrt(max(level - float(np.nanmin(values)), 0.0))
    return cast(list[Float64Array], contour_tracer(x, y, heights, LineType.Separate).lines(at))


def pieces_in_view(line: Float64Array, mapping: ViewMapping) -> list[Float64Array]:
    """The parts of a line that may be seen, in pixels: a pen is not led over what lies far away."""
    with np.errstate(over="ignore", invalid="ignore"):
        points = np.clip(mapping.to_pixels(line), -_FARTHEST_PX, _FARTHEST_PX)
    low, high = np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])
    seen = (high >= 0).all(axis=1) & (low[:, 0] <= mapping.width) & (low[:, 1] <= mapping.height)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(np.int8)))
    return [_thinned(points[first : last + 1]) for first, last in edges.reshape(-1, 2).tolist()]


def _thinned(points: Float64Array) -> Float64Array:
    """A line in pixels with the points left out that are hardly a pixel on: dashes take time for each."""
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    kept = np.concatenate([[True], np.diff(np.floor(way / _LEAST_PX)) > 0])
    kept[-1] = True
    return points[kept]


class FinishLayer(CanvasLayer):
    """Shows the finish of one function at a time, in one pen."""

    def __init__(self, view_box: ViewBox, height: int) -> None:
        super().__init__(view_box, height)
        self._function: Function | None = None
        self._level: float | None = None
        self._drawn: list[QPolygonF] = []
        self._drawn_of: tuple[object, ...] = ()

    @property
    def level(self) -> float | None:
        """The value of f at the finish that is shown; None where there is none."""
        return self._level

    def set_finish(self, function: Function | None, level: float | None) -> None:
        """Show the finish where `function` is at `level`; None takes it away."""
        if (function, level) != (self._function, self._level):
            self._function, self._level = function, level
            self.update()

    def paint_view(self, painter: QPainter, mapping: ViewMapping) -> None:
        """Draw the lines, dashed."""
        if self._function is None or self._level is None or self._theme is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(finish_pen(self._theme))
        key = (self._function, self._level, mapping)
        if key != self._drawn_of:
            lines = finish_lines(self._function, self._level)
            pieces = [piece for line in lines for piece in pieces_in_view(line, mapping)]
            self._drawn, self._drawn_of = [arrayToQPolygonF(piece[:, 0], piece[:, 1]) for piece in pieces], key
        for polygon in self._drawn:
            painter.drawPolyline(polygon)


def finish_pen(theme: Theme) -> QPen:
    """The pen of the finish: thin and dashed, so that nobody takes it for a run."""
    pen = QPen(QColor(theme.muted), 1)
    pen.setDashPattern(_DASHES)
    return pen
