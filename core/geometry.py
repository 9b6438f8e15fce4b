"""A rectangle in the plane."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle, in the units of the path."""

    x_min: float
    x_max: float
    y_min: float
    y_max: float
