"""What is to be drawn of one run's path: strong lines and marks first, a faint cloud for what follows. NumPy only.

A path may be long, and noise that is drawn over itself a thousand times costs much and shows nothing. So every run may use a
certain length of strong line, which is enough for a whole descent; after that its older steps become a faint cloud, and
only the newest are strong. A path that only grows is drawn by adding what is new.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.plotting.decimation import ExtremesPyramid
from core.plotting.path_selection import judge_stretches, select_path
from core.plotting.ranges import median
from gui.canvas.geometry import MARGIN_PX, ClippedSegments, Float64Array, ViewMapping, clip_polyline

# Strong line for one run, in pixels.
STRONG_PX = 5000.0
# Rows that stay strong at the head of a run that has used its strong line.
TAIL_ROWS = 24
_TAIL_ROUND = 8
# Along the line, from one mark to the next: dashes need about as much to repeat, and on short arcs only the marks tell runs apart.
MARK_SPACING_PX = 40.0
_STILL_PX = 0.25
_MOST_STILL_ROWS = 20_000
_RESOLUTION_PX = 2.0
_MOST_RESOLVED = 400
_MOST_NEW_ROWS = 400
# Strokes are cut into pieces, because the cost of one grows with the square of how often it crosses itself.
_PIECE_PX = 160.0
_PIECE_SEGMENTS = 48
# For one run: length of line in pixels, and rows.
_MOST_PX = 45_000.0
_MOST_ROWS = 2400
_FEWEST_ROWS = 64
_STRETCH_PX = 16.0
_MOST_STRETCH_ROWS = 32
_NODE_DEPTH = 2
_NODE_ROWS = 8**_NODE_DEPTH
_STILL_CLOUD_PX = 2.0
_CREEP_PX = 4.0
_PROBES = 64
_GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True)
class Piece:
    """A stroke: points (k, 2) in pixels, and how much line of this run lies before it, for the dashes."""

    points: Float64Array
    before_px: float


@dataclass(frozen=True)
class Ink:
    """What to draw, in pixels. segments, cloud : (k, 4);  marks : (m, 2), where steps ended."""

    pieces: list[Piece] = field(default_factory=list)
    segments: Float64Array = field(default_factory=lambda: np.empty((0, 4)))
    marks: Float64Array = field(default_factory=lambda: np.empty((0, 2)))
    cloud: Float64Array = field(default_factory=lambda: np.empty((0, 4)))


class RunInk:
    """How far the path of one run has been drawn into a picture of one view."""

    def __init__(self, mapping: ViewMapping, pyramid: ExtremesPyramid) -> None:
        """`pyramid` watches the path; it is shared by all views."""
        self._mapping = mapping
        self._box = mapping.grow(MARGIN_PX)
        self._pyramid = pyramid
        self._drawn = 0
        self._length = 0.0
        self._marked = 0.0
        self._strong_end: int | None = None

    @property
    def strong_end(self) -> int | None:
        """The row at which the strong line was used up; None as long as it lasts."""
        return self._strong_end

    def whole(self, path: Float64Array) -> Ink:
        """All of a path, (n, 2), n ≥ 1."""
        self._pyramid.update(path)
        resolution = (_RESOLUTION_PX * self._mapping.x_pixel, _RESOLUTION_PX * self._mapping.y_pixel)
        selection = select_path(self._pyramid, self._box, resolution, _MOST_RESOLVED)
        if selection.last < len(path) - 1:
            return self._ink(path, selection.rows, limit=selection.last)
        return self._ink(path, selection.rows)

    def new(self, path: Float64Array) -> Ink:
        """What was appended since the last call."""
        last = len(path) - 1
        if last <= self._drawn or self._is_still(path):
            return Ink()
        if self._strong_end is not None or last - self._drawn <= _MOST_NEW_ROWS:
            return self._ink(path, np.arange(self._drawn, last + 1))
        self._pyramid.update(path)
        return self._ink(path, self._pyramid.select(self._drawn, last, _MOST_NEW_ROWS))

    def tail(self, path: Float64Array) -> Ink:
        """The newest steps of a run that has used up its strong line."""
        if self._strong_end is None:
            return Ink()
        # The tail begins at a round row, so that its dashes do not creep while rows are appended.
        begin = (len(path) - 1 - TAIL_ROWS) // _TAIL_ROUND * _TAIL_ROUND
        rows = np.arange(max(self._strong_end, begin), len(path))
        clipped = clip_polyline(path[rows], self._box)
        return self._strong(clipped, self._pixels(clipped.segments), 0.0, 0.0)[0]

    def _is_still(self, path: Float64Array) -> bool:
        """Whether the head has hardly moved since it was drawn, so that drawing can wait."""
        if len(path) - self._drawn > _MOST_STILL_ROWS:
            return False
        with np.errstate(over="ignore"):
            move = np.abs(path[self._drawn :] - path[self._drawn]).max(axis=0)
        return bool(np.all(move < _STILL_PX * np.array([self._mapping.x_pixel, self._mapping.y_pixel])))

    def _ink(self, path: Float64Array, rows: NDArray[np.int64], limit: int | None = None) -> Ink:
        """Draw these rows as long as the strong line lasts, but at most to row `limit`; all that follows as a cloud."""
        begin, self._drawn = self._drawn, len(path) - 1
        strong = Ink()
        if self._strong_end is None:
            clipped = clip_polyline(path[rows], self._box)
            pixels = self._pixels(clipped.segments)
            used = self._length + np.cumsum(_lengths(pixels))
            room = int(np.searchsorted(used, STRONG_PX)) + 1
            if room < len(used):
                self._strong_end = int(rows[clipped.rows[room - 1] + 1])
                clipped, pixels = clipped.first(room), pixels[:room]
            elif limit is not None:
                self._strong_end = limit
            strong, self._marked = self._strong(clipped, pixels, self._length, self._marked)
            self._length = float(used[len(pixels) - 1]) if len(pixels) else self._length
        if self._strong_end is None or self._strong_end >= self._drawn:
            return strong
        cloud = cloud_segments(path, max(begin, self._strong_end), self._pyramid, self._mapping)
        return Ink(strong.pieces, strong.segments, strong.marks, self._pixels(cloud))

    def _pixels(self, segments: Float64Array) -> Float64Array:
        return self._mapping.to_pixels(segments.reshape(-1, 2)).reshape(-1, 4)

    def _strong(self, clipped: ClippedSegments, pixels: Float64Array, before_px: float, marked_px: float) -> tuple[Ink, float]:
        """What to draw of these segments, and how much line lies before the last mark; `marked_px` is that of the mark before."""
        if not len(pixels):
            return Ink(), marked_px
        lengths = _lengths(pixels)
        # At rows, where steps ended, and not where the view cuts a line.
        places = np.flatnonzero(clipped.ends)
        ways = before_px + np.cumsum(lengths)[places]
        chosen = _spaced(ways, marked_px)
        marked_px = float(ways[chosen[-1]]) if chosen else marked_px
        return Ink(_pieces(pixels, lengths, clipped, before_px), pixels, pixels[places[chosen], 2:]), marked_px


def _spaced(ways: Float64Array, last: float) -> list[int]:
    """Which of the increasing `ways` have a mark: each at least the spacing after the one before, the first after `last`."""
    chosen = []
    while (place := int(np.searchsorted(ways, last + MARK_SPACING_PX))) < len(ways):
        chosen.append(place)
        last = float(ways[place])
    return chosen


def _lengths(segments: Float64Array) -> Float64Array:
    lengths: Float64Array = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    return lengths


def _pieces(pixels: Float64Array, lengths: Float64Array, clipped: ClippedSegments, before_px: float) -> list[Piece]:
    """Strokes of connected segments, short enough to be drawn fast."""
    ends = np.cumsum(lengths)
    connected = clipped.ends[:-1] & clipped.begins[1:] & (np.diff(clipped.rows) == 1)
    number = (ends - lengths) // _PIECE_PX + np.arange(len(lengths)) // _PIECE_SEGMENTS
    breaks = np.flatnonzero(~connected | (np.diff(number) > 0)) + 1
    pieces = []
    for first, stop in zip([0, *breaks.tolist()], [*breaks.tolist(), len(pixels)], strict=True):
        points = np.vstack([pixels[first, :2], pixels[first:stop, 2:]])
        pieces.append(Piece(points, before_px + float(ends[first] - lengths[first])))
    return pieces


def cloud_segments(path: Float64Array, first: int, pyramid: ExtremesPyramid, mapping: ViewMapping) -> Float64Array:
    """The steps of a path (n, 2) from row `first` on, as (k, 4) segments near the view, in data units."""
    box = mapping.grow(MARGIN_PX)
    steps = len(path) - 1 - first
    if steps <= _fitting_rows(path, np.arange(first, len(path) - 1), mapping):
        return clip_polyline(path[first:], box).segments
    pyramid.update(path)
    nodes = np.arange(-(-first // _NODE_ROWS), len(path) // _NODE_ROWS)
    resolution = (_STILL_CLOUD_PX * mapping.x_pixel, _STILL_CLOUD_PX * mapping.y_pixel)
    large, visible = judge_stretches(path, *pyramid.bucket_rows(_NODE_DEPTH, nodes), box, resolution)
    lively = nodes[large & visible] * _NODE_ROWS
    parts = [_creeping(path[nodes[~large & visible] * _NODE_ROWS], mapping)]
    if len(lively):
        rows, joints = _stretches(path, lively, mapping)
        clipped = clip_polyline(path[rows], box)
        parts.append(clipped.segments[~joints[clipped.rows]])
    return np.vstack(parts)


def _fitting_rows(path: Float64Array, rows: NDArray[np.int64], mapping: ViewMapping) -> int:
    return int(min(max(_MOST_PX / _usual_step_px(path, rows, mapping), _FEWEST_ROWS), _MOST_ROWS))


def _usual_step_px(path: Float64Array, rows: NDArray[np.int64], mapping: ViewMapping) -> float:
    """How long the steps that begin at these rows are, in pixels, in the middle of a few of them."""
    probes = rows[np.linspace(0, len(rows) - 1, min(len(rows), _PROBES)).astype(np.int64)]
    with np.errstate(over="ignore"):
        move = np.abs(path[probes + 1] - path[probes]) / np.array([mapping.x_pixel, mapping.y_pixel])
        return max(median(move.sum(axis=1)), 1e-3)


def _stretches(path: Float64Array, begins: NDArray[np.int64], mapping: ViewMapping) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Rows of short stretches from the nodes that begin at these rows; and after which rows one stretch ends."""
    last = len(path) - 1
    usual_px = _usual_step_px(path, np.minimum(begins + np.arange(len(begins)) % _NODE_ROWS, last - 1), mapping)
    stretch = int(min(max(_STRETCH_PX / usual_px, 1), _MOST_STRETCH_ROWS))
    most = int(min(max(_MOST_PX / usual_px, _FEWEST_ROWS), _MOST_ROWS))
    count = max(1, min(most, len(begins) * _NODE_ROWS) // stretch)
    # Spread evenly, but never in step with a motion that repeats itself.
    places = (np.arange(count) + np.arange(count) * _GOLDEN % 1.0) * (len(begins) * _NODE_ROWS / count)
    chosen = places.astype(np.int64)
    first_rows = np.minimum(begins[chosen // _NODE_ROWS] + chosen % _NODE_ROWS, last - stretch)
    rows = (first_rows[:, np.newaxis] + np.arange(stretch + 1)).reshape(-1)
    return rows, np.arange(len(rows)) % (stretch + 1) == stretch


def _creeping(points: Float64Array, mapping: ViewMapping) -> Float64Array:
    """Segments through points of which neighbours in time are less than a few pixels apart; points far apart are not joined."""
    if len(points) < 2:
        return np.empty((0, 4))
    pixel = np.array([mapping.x_pixel, mapping.y_pixel])
    move = np.abs(np.diff(points, axis=0)) / pixel
    way = np.concatenate([[0.0], np.cumsum(move.sum(axis=1))])
    thinned = points[np.flatnonzero(np.diff(way // _CREEP_PX, prepend=-1.0) > 0)]
    near = (np.abs(np.diff(thinned, axis=0)) / pixel).sum(axis=1) < 3 * _CREEP_PX
    return np.hstack([thinned[:-1], thinned[1:]])[near]
