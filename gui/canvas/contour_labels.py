"""The numbers along contour lines: which lines have one, what it says, and where there is room for it. NumPy, no Qt."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.number_text import short_number
from gui.canvas.geometry import ViewMapping
from gui.canvas.landscape import Landscape, Line

Float64Array = NDArray[np.float64]

_MOST_LABELS = 7
# Pixels between places that are tried along a line, between labels, and from a label to what had better stay uncovered.
_TRY_PX, _APART_PX, _CLEAR_PX = 12.0, 70.0, 26.0
_RIM_PX = 10.0
# A line that is longer than its chord by more than this bends too much to be written on.
_STRAIGHT = 0.985
_BESIDE_TEXT_PX = 6.0
# A level is told as exactly as this part of the way to the next one.
_EXACT = 0.02
_MOST_DIGITS, _ROUND_DIGITS = 8, 4


class ContourLabel(NamedTuple):
    """A number on a contour line: its text, its middle in data units, and how far it is turned, in degrees clockwise, −90 to 90."""

    text: str
    x: float
    y: float
    angle: float


def contour_labels(landscape: Landscape, avoid: Float64Array, width: Callable[[str], float]) -> list[ContourLabel]:
    """Labels for a landscape, for the view it was made for.

    avoid : points (n, 2) in data units, NaN between lines, from which labels keep their distance;  width : of a text, in pixels
    """
    mapping = landscape.mapping
    obstacles = _obstacles(mapping, avoid)
    placed: list[ContourLabel] = []
    taken = np.empty((0, 2))
    for line in _labelled(landscape):
        text = level_text(line.level, landscape.levels)
        places = _places(mapping.to_pixels(line.points), width(text) + _BESIDE_TEXT_PX, mapping)
        free = places.clear_of(obstacles, _CLEAR_PX).clear_of(taken, _APART_PX)
        if len(free.middles):
            best = int(np.argmin(np.abs(free.angles)))
            x, y = free.middles[best].tolist()
            placed.append(ContourLabel(text, *mapping.point_at(x, y), float(free.angles[best])))
            taken = np.vstack([taken, free.middles[best]])
    return placed


def level_text(level: float, levels: Sequence[float] | Float64Array) -> str:
    """A level in as few digits as tell it from its neighbours: 512, 0.5, −18.21."""
    gaps = [abs(one - other) for one, other in pairwise(levels) if level in (one, other)]
    near = _EXACT * min(gaps, default=abs(level))
    rounded = [float(f"{level:.{digits}g}") for digits in range(1, _MOST_DIGITS)]
    # A number that is round, but for the last bits of its logarithm, is told as it is.
    for most, values in ((1e-9 * abs(level), rounded[:_ROUND_DIGITS]), (near, rounded)):
        found = next((value for value in values if abs(value - level) <= most), None)
        if found is not None:
            return short_number(found)
    return short_number(rounded[-1])


def _labelled(landscape: Landscape) -> list[Line]:
    """Every second of the lines that are in view, or fewer: round multiples, and not the rings between."""
    box = landscape.mapping.box
    low, high = np.array([box.x_min, box.y_min]), np.array([box.x_max, box.y_max])
    seen = [
        line for line in landscape.lines if line.multiple is not None and ((line.points >= low) & (line.points <= high)).all(axis=1).any()
    ]
    every = 2
    while len(chosen := [line for line in seen if line.multiple is not None and line.multiple % every == 0]) > _MOST_LABELS:
        every *= 2
    return chosen


class _Places(NamedTuple):
    """Where a label could stand: the middle and both ends of each place, (k, 2) pixels, and its angle, (k,) degrees."""

    middles: Float64Array
    begins: Float64Array
    ends: Float64Array
    angles: Float64Array

    def clear_of(self, points: Float64Array, least_px: float) -> "_Places":
        """The places of which neither the middle nor an end is nearer than this to any of the points (n, 2)."""
        if not len(points) or not len(self.middles):
            return self
        clear = np.ones(len(self.middles), np.bool_)
        for spots in (self.middles, self.begins, self.ends):
            apart = spots[:, np.newaxis, :] - points[np.newaxis, :, :]
            clear &= (apart**2).sum(axis=2).min(axis=1) >= least_px**2
        return _Places(*(column[clear] for column in self))


def _places(line: Float64Array, width: float, mapping: ViewMapping) -> _Places:
    """The straight parts of a line (n, 2), in pixels, that are wide enough for a label and in view."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    broken = np.isnan(steps)
    way = np.concatenate([[0.0], np.cumsum(np.where(broken, 0.0, steps))])
    piece = np.concatenate([[0], np.cumsum(broken)])
    middles = np.arange(width / 2, way[-1] - width / 2, _TRY_PX)
    begin, middle, end = (np.searchsorted(way, middles + part * width) for part in (-0.5, 0.0, 0.5))
    end = np.minimum(end, len(line) - 1)
    one = (piece[begin] == piece[end]) & np.isfinite(line[[begin, middle, end]]).all(axis=(0, 2))
    begin, middle, end = begin[one], middle[one], end[one]
    chord = line[end] - line[begin]
    straight = np.hypot(*chord.T) >= _STRAIGHT * (way[end] - way[begin])
    centre = (line[begin] + line[end]) / 2
    rim = width / 2 + _RIM_PX
    inside = ((centre >= rim) & (centre <= np.array([mapping.width, mapping.height]) - rim)).all(axis=1)
    keep = straight & inside & (way[end] > way[begin])
    angles = np.degrees(np.arctan2(chord[keep, 1], chord[keep, 0]))
    return _Places(centre[keep], line[begin[keep]], line[end[keep]], (angles + 90) % 180 - 90)


def _obstacles(mapping: ViewMapping, avoid: Float64Array) -> Float64Array:
    """What labels keep away from, in pixels: points on lines through `avoid`, at most one in each small square of the view."""
    if not len(avoid):
        return np.empty((0, 2))
    with np.errstate(over="ignore", invalid="ignore"):
        pixels = mapping.to_pixels(avoid)
    size = np.array([mapping.width, mapping.height])
    pixels = pixels[~(np.abs(pixels) > 8 * size).any(axis=1)]
    if len(pixels) > 1:
        moves = np.diff(pixels, axis=0)
        counts = np.nan_to_num(np.ceil(np.abs(moves).max(axis=1) / _TRY_PX), nan=1.0).astype(np.intp).clip(1)
        row = np.repeat(np.arange(len(moves)), counts)
        part = (np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[row]
        pixels = np.vstack([pixels[row] + part[:, np.newaxis] * moves[row], pixels])
    near = pixels[np.isfinite(pixels).all(axis=1) & (pixels > -_APART_PX).all(axis=1) & (pixels < size + _APART_PX).all(axis=1)]
    # Marked on a grid of squares, not sorted by `np.unique`, which is slower and loads NumPy's masked arrays: 12 ms of each start.
    side = _TRY_PX / 2
    square = np.round(near / side).astype(np.intp)
    first = square.min(axis=0, initial=0)
    is_met = np.zeros(square.max(axis=0, initial=0) - first + 1, bool)
    is_met[*(square - first).T] = True
    return (np.argwhere(is_met) + first) * side
