"""What the ground looks like: shades and contour lines of a function over a part of the plane. NumPy and contourpy, no Qt."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from contourpy import LineType, contour_generator
from numpy.typing import NDArray

from core.functions import Function
from core.functions.function import Spacing
from core.geometry import Box
from gui.canvas.geometry import ViewMapping

Float64Array = NDArray[np.float64]

# The grid is this much larger than the view on every side, so that a drag does not meet its end at once.
_MARGIN = 0.1
# Pixels between grid points: finer cannot be told from this in a smooth picture.
_SPACING_PX = 1.75
_FEWEST, _MOST = 48, 400
# A single level with more pieces than this is ripples finer than the grid, not a line.
_MOST_PIECES = 12_000
_SHADES = 255
_MOST_LEVELS = 15
_MOST_MARGIN_LEVELS = 6
# On a logarithmic scale, the part of the view that lies below the lowest contour: smaller rings hide under the marks.
_LOWEST_PART = 0.005
# Below this ratio between highest and lowest value, logarithmic and linear levels look the same.
_LOG_RATIO = 3.0
_LOG_STEPS = (math.log10(2) / 2, math.log10(2), 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)


class Heights(Protocol):
    """How values become heights: `spacing` of the contours, and the lowest value there can be, if there is one."""

    @property
    def spacing(self) -> Spacing: ...

    @property
    def infimum(self) -> float | None: ...


@dataclass(frozen=True, eq=False)
class Landscape:
    """A picture of the ground.

    mapping : the view it was made for;  box : what it covers
    shades : (rows, columns) uint8, row 0 at the top, 0 the lowest value in view and 255 the highest
    contours : (k, 4), x, y of the start and of the end of each piece
    """

    mapping: ViewMapping
    box: Box
    shades: NDArray[np.uint8]
    contours: Float64Array
    levels: Float64Array

    def serves(self, mapping: ViewMapping) -> bool:
        """Whether it still fills the view and is about as fine as it should be."""
        covers = (
            self.box.x_min <= mapping.box.x_min
            and self.box.x_max >= mapping.box.x_max
            and self.box.y_min <= mapping.box.y_min
            and self.box.y_max >= mapping.box.y_max
        )
        return covers and 0.6 < mapping.x_pixel / self.mapping.x_pixel < 1.7 and 0.6 < mapping.y_pixel / self.mapping.y_pixel < 1.7


@lru_cache(maxsize=4)
def make_landscape(function: Function, mapping: ViewMapping) -> Landscape:
    """Compute the ground for a view and a margin around it. Values that are not finite are shown as high ground, without lines.

    The last four are kept, about 0.5 MB each: who comes back to a view, from F11 or from another function, need not wait 8 ms for it.
    """
    box = mapping.grow(0)
    x_margin, y_margin = _MARGIN * (box.x_max - box.x_min), _MARGIN * (box.y_max - box.y_min)
    box = Box(box.x_min - x_margin, box.x_max + x_margin, box.y_min - y_margin, box.y_max + y_margin)
    x = np.linspace(box.x_min, box.x_max, _grid_size(mapping.width))
    y = np.linspace(box.y_max, box.y_min, _grid_size(mapping.height))
    with np.errstate(all="ignore"):
        values = np.asarray(function.value(*np.meshgrid(x, y)), dtype=np.float64)
    return landscape_of(function, mapping, x, y, values, values[_inner(len(y)), _inner(len(x))])


def landscape_of(
    kind: Heights, mapping: ViewMapping, x: Float64Array, y: Float64Array, values: Float64Array, seen: Float64Array
) -> Landscape:
    """The ground from its values on a grid: x (k,) increasing, y (m,) decreasing, values (m, k). `seen` sets shades and levels."""
    box = Box(float(x[0]), float(x[-1]), float(y[-1]), float(y[0]))
    finite = np.isfinite(values)
    values = np.where(finite, values, np.nan)
    seen = seen[np.isfinite(seen)]
    if seen.size == 0:
        empty = np.full(values.shape, _SHADES, np.uint8)
        return Landscape(mapping, box, empty, np.empty((0, 4)), np.empty(0))
    scale = HeightScale.of(kind, seen)
    # Values are about −1…2, so contourpy never meets 1e300; a level is where its own height is.
    heights = scale.height(values)
    levels = scale.levels(float(np.nanmin(values)), float(np.nanmax(values)))
    contours = _contour_segments(x, y, heights, scale.height(levels))
    shades = np.where(finite, np.clip(heights, 0.0, 1.0), 1.0) * _SHADES
    return Landscape(mapping, box, shades.astype(np.uint8), contours, levels)


@dataclass(frozen=True)
class HeightScale:
    """How a value becomes a height between 0 (the lowest in view) and 1 (the highest), linear or logarithmic above `base`.

    bottom : the lowest value that the function takes at all, where it is known
    """

    low: float
    high: float
    base: float | None
    bottom: float | None

    @classmethod
    def of(cls, kind: Heights, seen: Float64Array) -> "HeightScale":
        """The scale for the finite values `seen` in view; logarithmic where the function asks for it and it makes a difference."""
        low, high = float(seen.min()), float(seen.max())
        if kind.spacing == "log" and kind.infimum is not None:
            floor = max(float(np.quantile(seen, _LOWEST_PART)) - kind.infimum, (high - kind.infimum) * 1e-15)
            if floor > 0 and high - kind.infimum > _LOG_RATIO * floor:
                return cls(floor, high - kind.infimum, kind.infimum, None)
        return cls(low, high, None, kind.infimum)

    def height(self, values: Float64Array) -> Float64Array:
        """The heights of values, shape kept; NaN stays."""
        if self.base is None:
            # Halves, because the difference of two float64 may not be one.
            span = self.high / 2 - self.low / 2
            return (values / 2 - self.low / 2) / span if span > 0 else np.zeros_like(values)
        # "+ low" bends the logarithm into a straight line near the infimum, where it would fall to −∞.
        with np.errstate(invalid="ignore"):
            bent = np.log(np.maximum(values - self.base, 0.0) + self.low)
        bottom, top = math.log(self.low), math.log(self.high + self.low)
        return (bent - bottom) / (top - bottom)

    def levels(self, lowest: float, highest: float) -> Float64Array:
        """Round values for contours, as many as suit the view, and some more towards the extremes of the margin around it.

        They stay where they are while the view moves.
        """
        if self.base is not None:
            decades = math.log10(self.high / self.low)
            step = next((step for step in _LOG_STEPS if decades / step <= _MOST_LEVELS), _LOG_STEPS[-1])
            exponents = _multiples(step, math.log10(self.low), math.log10(self.high), 0.0, math.log10(max(highest - self.base, self.high)))
            return self.base + 10.0**exponents
        span = self.high / 2 - self.low / 2
        if span <= 0 or span < 1e-12 * max(abs(self.high), abs(self.low)):
            return np.empty(0)
        step = round_step(2 * (span / _MOST_LEVELS))
        levels = _multiples(step, self.low, self.high, self.low - lowest, highest)
        if self.bottom is not None and self.low - self.bottom < 0.05 * step:
            # Two rings more in the widest gap, which is where the paths end.
            rings = self.bottom + step * np.array([0.1, 0.4])
            levels = np.concatenate([rings, levels[levels > self.bottom + 0.55 * step]])
        return levels


def _multiples(step: float, low: float, high: float, below: float, highest: float) -> Float64Array:
    """The multiples of `step` between low and high, and a few that lie up to `below` lower and up to `highest`."""
    first, last = math.ceil(low / step), math.floor(high / step)
    first -= min(_MOST_MARGIN_LEVELS, math.floor(below / step))
    last = max(last, min(last + _MOST_MARGIN_LEVELS, math.floor(highest / step)))
    return np.arange(first, last + 1, dtype=np.float64) * step


def round_step(least: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that is at least `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next((factor * power for factor in (1.0, 2.0, 5.0) if factor * power >= least), 10.0 * power)


def _grid_size(pixels: float) -> int:
    return round(min(max(pixels * (1 + 2 * _MARGIN) / _SPACING_PX, _FEWEST), _MOST))


def _inner(size: int) -> slice:
    """The part of the grid that lies in view."""
    edge = int(size * _MARGIN / (1 + 2 * _MARGIN))
    return slice(edge, size - edge)


def _contour_segments(x: Float64Array, y: Float64Array, heights: Float64Array, levels: Float64Array) -> Float64Array:
    """The pieces of all contour lines, (k, 4)."""
    # contourpy wants increasing coordinates, and y runs downward.
    generator = contour_generator(x, y[::-1], np.ma.masked_invalid(heights[::-1]), line_type=LineType.ChunkCombinedNan)
    pieces = [np.empty((0, 4))]
    for level in levels.tolist():
        points = generator.lines(level)[0][0]
        if points is not None and len(points) <= _MOST_PIECES:
            joined = np.hstack([points[:-1], points[1:]])
            pieces.append(joined[np.isfinite(joined).all(axis=1)])
    return np.vstack(pieces)
