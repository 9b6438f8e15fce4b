"""What the ground looks like: heights, light and contour lines of a function over a part of the plane. NumPy and contourpy, no Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

import numpy as np
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp
from numpy.typing import NDArray

from core.functions import Function
from core.functions.function import Spacing
from core.geometry import Box
from gui.canvas.geometry import ViewMapping
from gui.canvas.relief import LEVEL_GROUND, facing, lights, slopes

Float64Array = NDArray[np.float64]

# The grid is this much larger than the view on every side, so that a drag does not meet its end at once.
_MARGIN = 0.1
# Pixels between grid points: finer cannot be told from this in a smooth picture.
_SPACING_PX = 1.75
_FEWEST, _MOST = 48, 400
# A single level with more pieces than this is ripples finer than the grid, not a line.
_MOST_PIECES = 12_000
_HIGHEST = 255
FACINGS = 8
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


class Line(NamedTuple):
    """A contour line: its level, how many of the usual steps that is (None for one between), and its points (n, 2), NaN between pieces."""

    level: float
    multiple: int | None
    points: Float64Array


@dataclass(frozen=True, eq=False)
class Landscape:
    """A picture of the ground.

    mapping : the view it was made for;  box : what it covers
    heights : (rows, columns) uint8, row 0 at the top, 0 the lowest value in view and 255 the highest
    lights : (rows, columns) uint8, how the light falls on it
    lines : the contour lines;  contours : (k, 4), x, y of the start and of the end of each of their pieces
    facings : (k,) uint8, whether the slope at a piece faces the light, 0 away from it to 7 toward it
    """

    mapping: ViewMapping
    box: Box
    heights: NDArray[np.uint8]
    lights: NDArray[np.uint8]
    lines: tuple[Line, ...]
    contours: Float64Array
    facings: NDArray[np.uint8]

    @property
    def levels(self) -> Float64Array:
        """The levels of the contour lines."""
        return np.array([line.level for line in self.lines])

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
    """The ground from its values on a grid: x (k,) increasing, y (m,) decreasing, values (m, k). `seen` sets heights and levels."""
    box = Box(float(x[0]), float(x[-1]), float(y[-1]), float(y[0]))
    finite = np.isfinite(values)
    values = np.where(finite, values, np.nan)
    seen = seen[np.isfinite(seen)]
    if seen.size == 0:
        high, level = np.full(values.shape, _HIGHEST, np.uint8), np.full(values.shape, LEVEL_GROUND, np.uint8)
        return Landscape(mapping, box, high, level, (), np.empty((0, 4)), np.empty(0, np.uint8))
    scale = HeightScale.of(kind, seen)
    # Values are about −1…2, so contourpy never meets 1e300; a level is where its own height is.
    heights = scale.height(values)
    levels = scale.levels(float(np.nanmin(values)), float(np.nanmax(values)))
    lines = _contour_lines(x, y, heights, levels, scale.height(levels.values))
    contours = _pieces(lines)
    right, down = slopes(heights, (x[1] - x[0]) / mapping.x_pixel, (y[0] - y[1]) / mapping.y_pixel, min(mapping.width, mapping.height))
    shades = np.where(finite, np.clip(heights, 0.0, 1.0), 1.0) * _HIGHEST
    row, column = _grid_points(contours, box, heights.shape)
    faces = np.rint((facing(right[row, column], down[row, column]) + 1) / 2 * (FACINGS - 1)).astype(np.uint8)
    return Landscape(mapping, box, shades.astype(np.uint8), lights(right, down), lines, contours, faces)


class Levels(NamedTuple):
    """Values for contour lines, increasing, and how many of the usual steps each is; None for one between."""

    values: Float64Array
    multiples: tuple[int | None, ...]


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

    def levels(self, lowest: float, highest: float) -> Levels:
        """Round values for contours, as many as suit the view, and some more towards the extremes of the margin around it.

        They stay where they are while the view moves.
        """
        if self.base is not None:
            decades = math.log10(self.high / self.low)
            step = next((step for step in _LOG_STEPS if decades / step <= _MOST_LEVELS), _LOG_STEPS[-1])
            top = math.log10(max(highest - self.base, self.high))
            multiples = _multiples(step, math.log10(self.low), math.log10(self.high), 0.0, top)
            return Levels(self.base + 10.0 ** (step * np.array(multiples)), tuple(multiples))
        span = self.high / 2 - self.low / 2
        if span <= 0 or span < 1e-12 * max(abs(self.high), abs(self.low)):
            return Levels(np.empty(0), ())
        step = round_step(2 * (span / _MOST_LEVELS))
        multiples = _multiples(step, self.low, self.high, self.low - lowest, highest)
        if self.bottom is not None and self.low - self.bottom < 0.05 * step:
            # Two rings more in the widest gap, which is where the paths end.
            bottom = self.bottom
            multiples = [multiple for multiple in multiples if multiple * step > bottom + 0.55 * step]
            rings = bottom + step * np.array([0.1, 0.4])
            return Levels(np.concatenate([rings, step * np.array(multiples)]), (None, None, *multiples))
        return Levels(step * np.array(multiples, np.float64), tuple(multiples))


def _multiples(step: float, low: float, high: float, below: float, highest: float) -> list[int]:
    """Which multiples of `step` lie between low and high, and a few more up to `below` lower and up to `highest`."""
    first, last = math.ceil(low / step), math.floor(high / step)
    first -= min(_MOST_MARGIN_LEVELS, math.floor(below / step))
    last = max(last, min(last + _MOST_MARGIN_LEVELS, math.floor(highest / step)))
    return list(range(first, last + 1))


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


def contour_tracer(x: Float64Array, y: Float64Array, heights: Float64Array, line_type: LineType) -> SerialContourGenerator:
    """What finds lines of equal height over increasing x (k,) and y (m,); none passes a height (m, k) that is not finite.

    Made as `contourpy.contour_generator` does, which loads NumPy's masked arrays even where nothing is masked: 12 ms of each start.
    """
    return SerialContourGenerator(
        *np.meshgrid(x, y),
        heights,
        ~np.isfinite(heights),
        corner_mask=True,
        line_type=line_type,
        fill_type=FillType.OuterOffset,
        quad_as_tri=False,
        z_interp=ZInterp.Linear,
    )


def _contour_lines(x: Float64Array, y: Float64Array, heights: Float64Array, levels: Levels, cuts: Float64Array) -> tuple[Line, ...]:
    """The contour lines of all levels that are in the picture; `cuts` are the heights of the levels."""
    # contourpy wants increasing coordinates, and y runs downward.
    tracer = contour_tracer(x, y[::-1], heights[::-1], LineType.ChunkCombinedNan)
    found = []
    for level, multiple, cut in zip(levels.values.tolist(), levels.multiples, cuts.tolist(), strict=True):
        points = tracer.lines(cut)[0][0]
        if points is not None and len(points) <= _MOST_PIECES:
            found.append(Line(level, multiple, points))
    return tuple(found)


def _pieces(lines: Sequence[Line]) -> Float64Array:
    """The straight pieces of contour lines, (k, 4)."""
    joined = [np.empty((0, 4)), *(np.hstack([line.points[:-1], line.points[1:]]) for line in lines)]
    pieces = np.vstack(joined)
    return pieces[np.isfinite(pieces).all(axis=1)]


def _grid_points(contours: Float64Array, box: Box, shape: tuple[int, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Row and column of the grid point that is nearest to the middle of each piece, (k,) each."""
    column = (contours[:, 0] + contours[:, 2]) / 2 - box.x_min
    row = box.y_max - (contours[:, 1] + contours[:, 3]) / 2
    return (
        np.rint(row / (box.y_max - box.y_min) * (shape[0] - 1)).astype(np.intp),
        np.rint(column / (box.x_max - box.x_min) * (shape[1] - 1)).astype(np.intp),
    )
