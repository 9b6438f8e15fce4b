"""How far every place of the plane is from the strokes of a glyph, so that a distorted glyph is drawn by looking its pixels up."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.data.glyphs import GLYPHS, Glyph, PenPoint, Stroke

# The field is a square of (_NODES, _NODES) nodes from -_REACH to _REACH in both directions.
_REACH = 1.6
_NODES = 97
_CELLS_PER_UNIT = (_NODES - 1) / (2 * _REACH)
_PIECES = 6  # straight pieces between two points of a curve

FIRST_GLYPH = np.cumsum([0, *(len(glyphs) for glyphs in GLYPHS)])  # where the glyphs of each digit begin in the fields


def distance_fields() -> NDArray[np.float32]:
    """The distance to the nearest stroke, for all glyphs of all digits one behind the other: (glyphs, nodes along y, nodes along x)."""
    ticks: NDArray[np.float64] = (np.arange(_NODES, dtype=np.float64) - (_NODES - 1) / 2) / _CELLS_PER_UNIT
    x, y = ticks[None, :], ticks[:, None]
    return np.stack([_distances(glyph, x, y) for glyphs in GLYPHS for glyph in glyphs])


def look_up(fields: NDArray[np.float32], glyph: NDArray[np.intp], x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    """The distance at (x, y) to the strokes of a glyph, between the nodes by bilinear interpolation.

    glyph : (n,);  x and y : (n, rows, columns). Places outside of the field have the distance at its edge.
    """
    column, right = _cell(x)
    row, down = _cell(y)
    row *= _NODES
    row += column
    row += (glyph * _NODES**2).astype(np.int32)[:, None, None]
    flat = fields.reshape(-1)
    upper, lower = flat.take(row), flat.take(row + _NODES)
    row += 1
    upper += (flat.take(row) - upper) * right
    lower += (flat.take(row + _NODES) - lower) * right
    lower -= upper
    lower *= down
    lower += upper
    return lower


def _cell(place: NDArray[np.float32]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The node before each place, and how far behind it the place is, from 0 to 1."""
    scaled = place * np.float32(_CELLS_PER_UNIT)
    scaled += np.float32((_NODES - 1) / 2)
    np.clip(scaled, np.float32(0), np.float32(_NODES - 1.001), out=scaled)
    node = scaled.astype(np.int32)
    scaled -= node
    return node, scaled


def _distances(glyph: Glyph, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float32]:
    nearest = np.full((_NODES, _NODES), np.inf)
    for stroke in glyph:
        for (x0, y0), (x1, y1) in pairwise(_polyline(stroke)):
            dx, dy = x1 - x0, y1 - y0
            along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)
            np.clip(along, 0, 1, out=along)
            across_x, across_y = x - (along * dx + x0), y - (along * dy + y0)
            np.minimum(nearest, across_x * across_x + across_y * across_y, out=nearest)
    return np.sqrt(nearest).astype(np.float32)


def _polyline(stroke: Stroke) -> Iterator[PenPoint]:
    points = stroke.points
    if not stroke.smooth:
        yield from points
        return
    closed = points[0] == points[-1]
    before, behind = (points[-2], points[1]) if closed else (points[0], points[-1])
    knots = (before, *points, behind)
    yield points[0]
    for p0, p1, p2, p3 in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        for piece in range(1, _PIECES + 1):
            t = piece / _PIECES
            yield _between(p0[0], p1[0], p2[0], p3[0], t), _between(p0[1], p1[1], p2[1], p3[1], t)


def _between(p0: float, p1: float, p2: float, p3: float, t: float) -> float:
    """The spline of Catmull and Rom from p1 (t = 0) to p2 (t = 1), written out."""
    return 0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * (t * t) + (3 * p1 - p0 - 3 * p2 + p3) * (t * t * t))
