"""The faint cloud that shows where a long run has been. NumPy only.

It is made of true steps and of nothing else: all of them if they are few, else stretches spread over those that can be seen.
"""

import numpy as np
from numpy.typing import NDArray

from core.decimation import ExtremesPyramid
from core.path_selection import judge_stretches
from gui.canvas_geometry import MARGIN_PX, Array, ViewMapping, clip_polyline

# For one run: length of line in pixels, and rows.
_MOST_PX = 45_000.0
_MOST_ROWS = 2400
_FEWEST_ROWS = 64
_STRETCH_PX = 16.0
_MOST_STRETCH_ROWS = 32
_NODE_DEPTH = 2
_NODE_ROWS = 8**_NODE_DEPTH
_STILL_PX = 2.0
_CREEP_PX = 4.0
_PROBES = 64
_GOLDEN = (5**0.5 - 1) / 2


def cloud_segments(path: Array, first: int, pyramid: ExtremesPyramid, mapping: ViewMapping) -> Array:
    """The steps of a path (n, 2) from row `first` on, as (k, 4) segments near the view, in data units."""
    box = mapping.grown(MARGIN_PX)
    steps = len(path) - 1 - first
    if steps <= _fitting_rows(path, np.arange(first, len(path) - 1), mapping):
        return clip_polyline(path[first:], box).segments
    pyramid.update(path)
    nodes = np.arange(-(-first // _NODE_ROWS), len(path) // _NODE_ROWS)
    resolution = (_STILL_PX * mapping.x_pixel, _STILL_PX * mapping.y_pixel)
    large, visible = judge_stretches(path, *pyramid.bucket_rows(_NODE_DEPTH, nodes), box, resolution)
    lively = nodes[large & visible] * _NODE_ROWS
    parts = [_creeping(path[nodes[~large & visible] * _NODE_ROWS], mapping)]
    if len(lively):
        rows, joints = _stretches(path, lively, mapping)
        clipped = clip_polyline(path[rows], box)
        parts.append(clipped.segments[~joints[clipped.rows]])
    return np.vstack(parts)


def _fitting_rows(path: Array, rows: NDArray[np.int64], mapping: ViewMapping) -> int:
    return int(min(max(_MOST_PX / _usual_step_px(path, rows, mapping), _FEWEST_ROWS), _MOST_ROWS))


def _usual_step_px(path: Array, rows: NDArray[np.int64], mapping: ViewMapping) -> float:
    """How long the steps that begin at these rows are, in pixels, in the middle of a few of them."""
    probes = rows[np.linspace(0, len(rows) - 1, min(len(rows), _PROBES)).astype(np.int64)]
    with np.errstate(over="ignore"):
        move = np.abs(path[probes + 1] - path[probes]) / np.array([mapping.x_pixel, mapping.y_pixel])
        return max(float(np.median(move.sum(axis=1))), 1e-3)


def _stretches(path: Array, begins: NDArray[np.int64], mapping: ViewMapping) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
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


def _creeping(points: Array, mapping: ViewMapping) -> Array:
    """Segments through points of which neighbours in time are less than a few pixels apart; points far apart are not joined."""
    if len(points) < 2:
        return np.empty((0, 4))
    pixel = np.array([mapping.x_pixel, mapping.y_pixel])
    move = np.abs(np.diff(points, axis=0)) / pixel
    way = np.concatenate([[0.0], np.cumsum(move.sum(axis=1))])
    thinned = points[np.flatnonzero(np.diff(way // _CREEP_PX, prepend=-1.0) > 0)]
    near = (np.abs(np.diff(thinned, axis=0)) / pixel).sum(axis=1) < 3 * _CREEP_PX
    return np.hstack([thinned[:-1], thinned[1:]])[near]
