"""Which rows of a long path in the plane have to be drawn, so that a user sees no difference."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.geometry import Box
from core.plotting.decimation import ExtremesPyramid, Indices

_FACTOR = 8


class PathSelection(NamedTuple):
    """rows : (k,) increasing, for the part of the path up to and including row `last`, which is rows[-1]."""

    rows: Indices
    last: int


def select_path(pyramid: ExtremesPyramid, box: Box, resolution: tuple[float, float], most: int) -> PathSelection:
    """The rows that draw the path as far as the budget goes, from row 0 on; `pyramid` watches a path (n, 2), n ≥ 1.

    Stretches outside `box`, and those smaller than `resolution` (in x and y), are drawn by their extremes; all else row by
    row. What takes much room is kept exactly, however short it lasted: a descent of ten steps before a million at rest.
    `most` stretches of 8 rows are resolved; a path that needs more (noise) is selected up to a row before its end.
    """
    path = pyramid.rows
    last = len(path) - 1
    selected: list[Indices] = [np.array([0])]
    nodes, covered = np.empty(0, np.int64), 0
    for depth in range(pyramid.depth, 0, -1):
        size = _FACTOR**depth
        complete = len(path) // size
        nodes, covered = np.concatenate([nodes, np.arange(covered // size, complete)]), complete * size
        nodes = nodes[nodes * size <= last]
        low, high = pyramid.bucket_rows(depth, nodes)
        large, visible = judge_stretches(path, low, high, box, resolution)
        resolved = np.flatnonzero(large & visible)
        if len(resolved) > most:
            last = int(nodes[resolved[most]]) * size - 1
            resolved = resolved[:most]
        closed = np.ones(len(nodes), bool)
        closed[resolved] = False
        selected += [low[closed].reshape(-1), high[closed].reshape(-1)]
        # Where a stretch outside begins and ends decides whether its neighbours are joined through the box.
        outside = nodes[closed & large & ~visible] * size
        selected += [outside, outside + (size - 1)]
        nodes = (nodes[resolved, np.newaxis] * _FACTOR + np.arange(_FACTOR)).reshape(-1)
    selected += [nodes, np.arange(covered, len(path)), np.array([last])]
    rows = np.sort(np.concatenate(selected))
    rows = rows[: np.searchsorted(rows, last, side="right")]
    first_of_its_kind = np.concatenate([[True], rows[1:] > rows[:-1]])
    return PathSelection(rows[first_of_its_kind].astype(np.int64), last)


def judge_stretches(
    path: NDArray[np.float64], low: Indices, high: Indices, box: Box, resolution: tuple[float, float]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which stretches are larger than the resolution, and which have a part of their frame in the box.

    low, high : (k, 2) the rows of the extremes of each, as `ExtremesPyramid.bucket_rows` gives them
    """
    x_low, x_high = path[low[:, 0], 0], path[high[:, 0], 0]
    y_low, y_high = path[low[:, 1], 1], path[high[:, 1], 1]
    with np.errstate(over="ignore"):
        large = (x_high - x_low > resolution[0]) | (y_high - y_low > resolution[1])
    visible = (x_low <= box.x_max) & (x_high >= box.x_min) & (y_low <= box.y_max) & (y_high >= box.y_min)
    return large, visible
