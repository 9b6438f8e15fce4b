"""A rectangle in the plane, and how far a point is from a line."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Box(NamedTuple):
    """A rectangle, in the units of the path."""

    x_min: float
    x_max: float
    y_min: float
    y_max: float

    def towards(self, other: "Box", part: float) -> "Box":
        """The rectangle that lies on the way to another one, at this part of it."""
        return Box(*(begin + part * (end - begin) for begin, end in zip(self, other, strict=True)))


def distance_to_line(x: float, y: float, line: NDArray[np.float64]) -> float:
    """How far a point is from the nearest place of a line through the points `line`, (n, 2); ∞ from none."""
    if not len(line):
        return math.inf
    near = line - (x, y)
    begins, ways = near[:-1], near[1:] - near[:-1]
    parts = np.clip(-(begins * ways).sum(axis=1) / np.maximum((ways**2).sum(axis=1), 1e-300), 0.0, 1.0)
    nearest = np.vstack([near[-1:], begins + parts[:, np.newaxis] * ways])
    return float(np.hypot(nearest[:, 0], nearest[:, 1]).min())
