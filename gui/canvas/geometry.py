"""From data to pixels and back, and what of a path lies in the view. NumPy only, so that it is tested without a window."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.geometry import Box

Float64Array = NDArray[np.float64]

# How far beyond the view lines are drawn, so that no cap or join shows at the edge.
MARGIN_PX = 24.0


@dataclass(frozen=True)
class ViewMapping:
    """The part of the plane that is shown and its size in logical pixels; pixel y grows downward."""

    box: Box
    width: float
    height: float

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw on."""
        return self.width < 1 or self.height < 1

    @property
    def x_pixel(self) -> float:
        """The width of a pixel in data units."""
        return (self.box.x_max - self.box.x_min) / self.width

    @property
    def y_pixel(self) -> float:
        """The height of a pixel in data units."""
        return (self.box.y_max - self.box.y_min) / self.height

    def to_pixels(self, points: Float64Array) -> Float64Array:
        """(…, 2) data coordinates, not astronomically far from the view, to pixels."""
        scale = np.array([1 / self.x_pixel, -1 / self.y_pixel])
        return (points - np.array([self.box.x_min, self.box.y_max])) * scale

    def pixel_of(self, x: float, y: float) -> tuple[float, float]:
        """One point in pixels; infinite where the point is too far away."""
        with np.errstate(over="ignore"):
            px, py = self.to_pixels(np.array([x, y])).tolist()
        return px, py

    def point_at(self, px: float, py: float) -> tuple[float, float]:
        """The data coordinates at a pixel."""
        return self.box.x_min + px * self.x_pixel, self.box.y_max - py * self.y_pixel

    def round_point_at(self, px: float, py: float) -> tuple[float, float]:
        """The data coordinates at a pixel, with no more decimals than tell it from its neighbours."""
        x, y = self.point_at(px, py)
        return round(x, decimals_for(self.x_pixel)) + 0.0, round(y, decimals_for(self.y_pixel)) + 0.0

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is in view."""
        return self.box.x_min <= x <= self.box.x_max and self.box.y_min <= y <= self.box.y_max

    def grow(self, pixels: float) -> Box:
        """The view with a margin."""
        dx, dy = pixels * self.x_pixel, pixels * self.y_pixel
        return Box(self.box.x_min - dx, self.box.x_max + dx, self.box.y_min - dy, self.box.y_max + dy)

    def distance_from_view(self, x: float, y: float) -> float:
        """How far a point is from the nearest point in view, in data units; 0 in view."""
        dx = max(self.box.x_min - x, 0.0, x - self.box.x_max)
        dy = max(self.box.y_min - y, 0.0, y - self.box.y_max)
        return math.hypot(dx, dy)


def decimals_for(pixel: float) -> int:
    """How many decimals mean anything where a pixel is this large, in data units."""
    return max(0, math.ceil(-math.log10(pixel)))


class ClippedSegments(NamedTuple):
    """The parts of a polyline that lie in a box.

    segments : (k, 4) x, y of the start and of the end;  rows : (k,) the number of the segment, which begins at that point
    begins, ends : (k,) bool, whether the start and the end are points of the polyline, and not cuts at the box
    """

    segments: Float64Array
    rows: NDArray[np.int64]
    begins: NDArray[np.bool_]
    ends: NDArray[np.bool_]

    def first(self, count: int) -> "ClippedSegments":
        """The first `count` of them."""
        return ClippedSegments(self.segments[:count], self.rows[:count], self.begins[:count], self.ends[:count])


def clip_polyline(points: Float64Array, box: Box) -> ClippedSegments:
    """Cut the segments between consecutive points (n, 2) at the box (Liang and Barsky, 1984). Their directions stay true.

    Coordinates may be as large as float64 allows. Segments that are not finite are dropped.
    """
    low, high = np.array([box.x_min, box.y_min]), np.array([box.x_max, box.y_max])
    start, end = points[:-1], points[1:]
    below, above = points < low, points > high
    inside = np.all((points >= low) & (points <= high), axis=1)
    whole = inside[:-1] & inside[1:]
    beside = ((below[:-1] & below[1:]) | (above[:-1] & above[1:])).any(axis=1)
    rows, crossing = np.flatnonzero(whole), np.flatnonzero(~(whole | beside))
    # Most often none is left: all that follows took a third of a frame in which runs are out of view.
    if not len(crossing):
        uncut = np.ones(len(rows), bool)
        return ClippedSegments(np.hstack([start[rows], end[rows]]), rows, uncut, uncut)
    cut = _cut(start[crossing], end[crossing], low, high)
    all_rows = np.concatenate([rows, crossing[cut.rows]])
    order = np.argsort(all_rows)
    uncut = np.ones(len(rows), bool)
    return ClippedSegments(
        np.vstack([np.hstack([start[rows], end[rows]]), cut.segments])[order],
        all_rows[order],
        np.concatenate([uncut, cut.begins])[order],
        np.concatenate([uncut, cut.ends])[order],
    )


def _cut(start: Float64Array, end: Float64Array, low: Float64Array, high: Float64Array) -> ClippedSegments:
    """The parts between low and high of segments that may cross them; the starts and the ends are (k, 2)."""
    with np.errstate(all="ignore"):
        # Halves, because the difference of two float64 may not be one.
        span = end / 2 - start / 2
        to_low, to_high = (low / 2 - start / 2) / span, (high / 2 - start / 2) / span
        level = span == 0
        within = (start >= low) & (start <= high)
        enter = np.where(level, np.where(within, -np.inf, np.inf), np.fmin(to_low, to_high))
        leave = np.where(level, np.where(within, np.inf, -np.inf), np.fmax(to_low, to_high))
        first, final = np.maximum(enter.max(axis=1), 0.0), np.minimum(leave.min(axis=1), 1.0)
        finite = np.isfinite(start).all(axis=1) & np.isfinite(end).all(axis=1)
        kept = np.flatnonzero((first <= final) & finite)
        first, final = first[kept, np.newaxis], final[kept, np.newaxis]
        start, end, span, enter, leave = start[kept], end[kept], span[kept], enter[kept], leave[kept]
        # 2·(t·span) and not (2·t)·span: the first stays in range. The axis that decided stands exactly on the edge, and the
        # last clip only takes rounding errors away.
        entry = np.where(enter == first, np.where(span > 0, low, high), start + 2 * (first * span))
        exit_ = np.where(leave == final, np.where(span > 0, high, low), start + 2 * (final * span))
        cut_start = np.clip(np.where(first > 0, entry, start), low, high)
        cut_end = np.clip(np.where(final < 1, exit_, end), low, high)
    return ClippedSegments(np.hstack([cut_start, cut_end]), kept, (cut_start == start).all(axis=1), (cut_end == end).all(axis=1))
