"""From numbers to pixels: what of each curve is drawn where. NumPy only, so that it is tested without a window."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from core.plotting.ranges import Range
from gui.plots.series import Indices, RunSeries, XAxis, shown_values

Float64Array = NDArray[np.float64]

# Where a value without a logarithm stands, above the lower edge.
FLOOR_INSET_PX = 9.0
# Marks at an edge keep this distance from it.
EDGE_INSET_PX = 9.0
_NOTE_INSET_PX = 8.0
_NOTE_ABOVE_FLOOR_PX = 8.0
_NOTE_CLEARANCE_PX = 4.0
_NOTE_COLUMNS = 12
# How far to the right of a head its name may reach.
_NAME_PX = 96.0
_MARKS_PER_CURVE = 7
_MARK_TO_HEAD_PX = 13.0
_EDGE_MARK_WIDTH_PX = 15.0
# A curve that goes up and down this many times the height is noise: strokes with joins would cost a hundred times more.
_ROUGH_HEIGHTS = 6.0
_MOST_POINTS = 1200
_FEWEST_POINTS = 100


class HeadPlace(Enum):
    """Where the head of a curve is, seen from the picture."""

    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"
    ASIDE = "aside"


@dataclass(frozen=True)
class Frame:
    """The part of the plane that is shown, in axis coordinates, and its size in pixels. Less than `lowest` is at the floor."""

    x: Range
    y: Range
    width: float
    height: float
    lowest: float = -np.inf

    @property
    def floor(self) -> float:
        """The pixel height at which values without a logarithm, or too low to mean anything, are shown."""
        return self.height - FLOOR_INSET_PX

    def x_pixels(self, x: Float64Array) -> Float64Array:
        """Pixels from the left edge, kept within a few widths of the picture."""
        return np.clip((x - self.x.low) * (self.width / self.x.height), -3 * self.width, 4 * self.width)

    def y_pixels(self, y: Float64Array) -> Float64Array:
        """Pixels from the upper edge, kept within a few heights of the picture; −∞ and what is below `lowest` stand at the floor."""
        pixels = self.height - (y / self.y.height - self.y.low / self.y.height) * self.height
        return np.where(self.is_at_floor(y), self.floor, np.clip(pixels, -3 * self.height, 4 * self.height))

    def is_at_floor(self, y: Float64Array) -> NDArray[np.bool_]:
        """Which of these values stand at the floor instead of their own place."""
        return np.isneginf(y) | (y < self.lowest)

    def x_value(self, pixel: float) -> float:
        """The place on the horizontal axis at a pixel."""
        return self.x.low + pixel / self.width * self.x.height

    def y_value(self, pixel: float) -> float:
        """The place on the vertical axis at a pixel."""
        return self.y.low + (self.height - pixel) / self.height * self.y.height


@dataclass(frozen=True)
class DrawnCurve:
    """One curve in pixels.

    main : (m, 2), the thick curve;  raw : (k, 2), the raw values behind a smoothed curve, empty otherwise
    marks : (j, 2), sparse marks on the curve;  hollow : (j,) bool, which of them stand at the floor of a log axis
    head : (2,), the last row, moved to the edge where it is above or below;  place : where it really is
    """

    main: Float64Array
    raw: Float64Array
    rough: bool
    marks: Float64Array
    hollow: NDArray[np.bool_]
    head: Float64Array
    head_hollow: bool
    place: HeadPlace


def drawn_curves(series: Sequence[RunSeries], frame: Frame, axis: XAxis, log: bool) -> list[DrawnCurve]:
    """All curves, with their marks staggered and their marks at the edge side by side."""
    curves = []
    for number, one in enumerate(series):
        phase = (number + 0.5) / len(series)
        curves.append(_draw(one, frame, axis, log, phase))
    return _edge_marks_apart(curves, frame)


def pixels_at(series: RunSeries, steps: Indices, frame: Frame, axis: XAxis, log: bool) -> Float64Array:
    """(k, 2) pixels of the thick curve at these steps."""
    return np.column_stack([frame.x_pixels(series.x(axis, steps)), frame.y_pixels(shown_values(series.curve(steps), log))])


def note_place(curves: Sequence[DrawnCurve], frame: Frame, width: float, height: float) -> tuple[float, float]:
    """The upper left corner, in pixels, for a note of this size: just above the floor, or at the top, where the fewest curves are.

    Of equal places the leftmost above the floor.
    """
    spare = max(0.0, frame.width - width - 2 * _NOTE_INSET_PX)
    lefts = _NOTE_INSET_PX + spare / _NOTE_COLUMNS * np.arange(_NOTE_COLUMNS + 1)
    tops = (frame.floor - height - _NOTE_ABOVE_FLOOR_PX, _NOTE_INSET_PX)
    gap = np.full((1, 2), np.nan)
    points = np.concatenate([gap, *(part for curve in curves for line in _lines(curve) for part in (line, gap))])
    low, high = np.minimum(points[:-1], points[1:]), np.maximum(points[:-1], points[1:])
    counts = []
    # Pieces of lines that come near a note, by their own bounding rectangles. Asked spot by spot that was a sixth of a frame.
    for top in tops:
        near = (low[:, 1] <= top + height + _NOTE_CLEARANCE_PX) & (high[:, 1] >= top - _NOTE_CLEARANCE_PX)
        begun = np.searchsorted(np.sort(low[near, 0]), lefts + width + _NOTE_CLEARANCE_PX, side="right")
        counts.append(begun - np.searchsorted(np.sort(high[near, 0]), lefts - _NOTE_CLEARANCE_PX))
    row, column = np.unravel_index(np.argmin(counts), (len(tops), len(lefts)))
    return float(lefts[column]), tops[row]


def _lines(curve: DrawnCurve) -> tuple[Float64Array, Float64Array, Float64Array]:
    """What a note should not lie on: the curve, and where its name stands."""
    return curve.main, curve.raw, np.vstack([curve.head, curve.head + np.array([_NAME_PX, 0.0])])


def _draw(series: RunSeries, frame: Frame, axis: XAxis, log: bool, phase: float) -> DrawnCurve:
    first, last = _steps_in_sight(series, frame, axis)
    most = int(min(max(frame.width, _FEWEST_POINTS), _MOST_POINTS))
    # Smoothed values change little from pixel to pixel, so half as many points look the same.
    rows = series.curve_rows(first, last, most // 2 if series.is_smoothed else most)
    marked = _marked_steps(series, frame, axis, phase)
    # All at once: three times a few numbers cost nearly three times as much.
    steps = np.concatenate([rows, marked, [series.last]])
    values = shown_values(series.curve(steps), log)
    points = np.column_stack([frame.x_pixels(series.x(axis, steps)), frame.y_pixels(values)])
    hollow = frame.is_at_floor(values[len(rows) :]) if log else np.zeros(len(marked) + 1, bool)
    main, marks, end = points[: len(rows)], points[len(rows) : -1], points[-1]
    raw = np.empty((0, 2))
    if series.is_smoothed:
        rows = series.raw_rows(first, last, most)
        raw = np.column_stack([frame.x_pixels(series.x(axis, rows)), frame.y_pixels(shown_values(series.raw(rows), log))])
    head, head_hollow, place = _head(end, bool(hollow[-1]), frame)
    kept = (marks[:, 1] >= 0) & (marks[:, 1] <= frame.height) & (np.hypot(*(marks - head).T) > _MARK_TO_HEAD_PX)
    return DrawnCurve(main, raw, _is_rough(main, frame), marks[kept], hollow[:-1][kept], head, head_hollow, place)


def _steps_in_sight(series: RunSeries, frame: Frame, axis: XAxis) -> tuple[int, int]:
    """The first and the last step to draw, with a neighbour out of sight on either side."""
    first = int(np.floor(series.step_at(axis, frame.x.low)))
    last = int(np.ceil(series.step_at(axis, frame.x.high)))
    return min(max(series.first, first - 1), series.last), min(series.last, max(series.first, last + 1))


def _is_rough(points: Float64Array, frame: Frame) -> bool:
    inside = np.clip(points[:, 1], 0.0, frame.height)
    return bool(np.abs(np.diff(inside)).sum() > _ROUGH_HEIGHTS * frame.height)


def _head(head: Float64Array, hollow: bool, frame: Frame) -> tuple[Float64Array, bool, HeadPlace]:
    if not -1 <= head[0] <= frame.width + 1:
        return head, hollow, HeadPlace.ASIDE
    if head[1] < 0:
        return np.array([head[0], EDGE_INSET_PX]), False, HeadPlace.ABOVE
    if head[1] > frame.height:
        return np.array([head[0], frame.height - EDGE_INSET_PX]), False, HeadPlace.BELOW
    return head, hollow, HeadPlace.INSIDE


def _marked_steps(series: RunSeries, frame: Frame, axis: XAxis, phase: float) -> Indices:
    # The marks belong to places of the picture, not to steps, so they stay where they are while the curve grows.
    places = frame.x.low + frame.x.height * (np.arange(_MARKS_PER_CURVE) + phase) / _MARKS_PER_CURVE
    low, high = series.x(axis, np.array([series.first, series.last])).tolist()
    steps = [round(series.step_at(axis, place)) for place in places.tolist() if low <= place <= high]
    return np.array(sorted(set(steps)), np.int64)


def _edge_marks_apart(curves: list[DrawnCurve], frame: Frame) -> list[DrawnCurve]:
    """Marks at the same edge moved sideways until none hides another."""
    apart = list(curves)
    for place in (HeadPlace.ABOVE, HeadPlace.BELOW):
        taken = -np.inf
        there = sorted((k for k, curve in enumerate(curves) if curve.place is place), key=lambda k: float(curves[k].head[0]))
        for k in there:
            x = max(float(curves[k].head[0]), taken + _EDGE_MARK_WIDTH_PX)
            if x > frame.width - EDGE_INSET_PX:
                x = float(curves[k].head[0])
            taken = x
            apart[k] = DrawnCurve(**{**vars(curves[k]), "head": np.array([x, curves[k].head[1]])})
    return apart
