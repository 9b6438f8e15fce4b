"""Ranges of an axis: which values deserve to be seen, and when a range that is shown may move. All pure functions."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Float64Array = NDArray[np.float64]

# Tukey calls what lies further than this many interquartile ranges outside the quartiles "far out".
_FENCE = 3.0
# Too few values to tell an outlier from a quick curve.
_FEWEST_FOR_FENCES = 12
# Outliers stay in sight as long as they leave the other values a third of the height.
_TOLERATED_SQUEEZE = 3.0
# A run this many heights above the start gets away.
_ESCAPE = 2.0
# A double has 53 bits, 15.95 decimal digits: a change of the start's loss by less than 10⁻¹⁶ of it is no change at all.
_MEANT_DECADES = 16

# Each a multiple of the ticks before it: 75 after ticks of 10 is none.
_STAGES = (1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 10.0)

_PADDING = 0.06
_GROWTH = 0.2
_FAR_TOO_LARGE = 2.0


class Range(NamedTuple):
    """A closed interval, low < high."""

    low: float
    high: float

    @property
    def height(self) -> float:
        """high − low"""
        return self.high - self.low

    def contains(self, other: "Range") -> bool:
        """Whether `other` lies inside."""
        return self.low <= other.low and other.high <= self.high

    def pad(self, fraction: float) -> "Range":
        """Wider by this fraction of the height at either end."""
        return Range(self.low - fraction * self.height, self.high + fraction * self.height)


class Curve(NamedTuple):
    """What a range needs to know of a long curve, both (k,) float64 and finite, in the order of the steps.

    sample : values at an even stride, for quartiles;  extremes : first, last, and the extremes between them
    """

    sample: Float64Array
    extremes: Float64Array


def nice_stage(value: float, smallest: float = 30.0) -> float:
    """The next of …, 30, 50, 80, 100, 150, 200, 300, … that is at least `value` and at least `smallest` (itself > 0)."""
    value = max(value, smallest)
    exponent = math.floor(math.log10(value))
    for power in (exponent, exponent + 1):
        for stage in _STAGES:
            # A power of ten below one is not exact: 10**-3 as a divisor is.
            candidate = stage * 10.0**power if power >= 0 else stage / 10.0**-power
            if candidate >= value:
                return candidate
    return value


def median(values: Float64Array) -> float:
    """The value in the middle of some, (n,) with n ≥ 1, all numbers. That of NumPy takes three times as long: 4 % of a frame."""
    middle = len(values) // 2
    if len(values) % 2:
        return float(np.partition(values, middle)[middle])
    return float(np.partition(values, [middle - 1, middle])[middle - 1 : middle + 1].mean())


def lowest_meant(start: float) -> float:
    """The whole decade below which a loss means nothing beside the loss at the start; both log10, `start` finite."""
    return float(math.floor(start) - _MEANT_DECADES)


def robust_extent(curves: Sequence[Curve], start: float, scale: float, base: float | None = None, lowest: float = -math.inf) -> Range:
    """The values that deserve to be seen, with the common value at the start always among them.

    Outliers are judged inside each curve, so a curve without them is shown whole, however different from the others. A
    curve that ends far above the start (`_ESCAPE` times the height of the rest, at least `scale`) gets away: it does not
    count, unless all do. Where there is a `base` ≤ `start`, it is the lower end, whatever the curves do. `scale` > 0 is
    also the least height; what is missing is added below, where a loss goes, or above a base. Values below `lowest` ≤ `start`
    count as if they were there.
    """
    curves = [_raise_lowest(curve, lowest) for curve in curves if len(curve.sample) and len(curve.extremes)]
    extents = [_fence(curve, start) for curve in curves]
    low = base if base is not None else min([start, *(extent.low for extent in extents)])
    escape = start + _ESCAPE * max(start - low, scale)
    staying = [extent for curve, extent in zip(curves, extents, strict=True) if curve.extremes[-1] <= escape] or extents
    if base is None:
        low = min([start, *(extent.low for extent in staying)])
    high = max([start, *(extent.high for extent in staying)])
    missing = max(0.0, scale - (high - low))
    return Range(low, high + missing) if base is not None else Range(low - missing, high)


def settle(previous: Range | None, wanted: Range, floor: float = -math.inf) -> Range:
    """The range to show when `wanted` is to be seen and `previous` is shown.

    `previous` stays while all of `wanted` is in it and it is not far too large. An end that has to move goes further than
    it must, so that it moves seldom, but not far below `floor`, which no value passes.
    """
    fresh = wanted.pad(_PADDING)
    if previous is None or previous.height > _FAR_TOO_LARGE * fresh.height or not _overlap(previous, wanted):
        return fresh
    if previous.contains(wanted):
        return previous
    low = (
        previous.low
        if previous.low <= wanted.low
        else max(wanted.low - _GROWTH * wanted.height, min(floor, wanted.low) - _PADDING * wanted.height)
    )
    high = previous.high if previous.high >= wanted.high else wanted.high + _GROWTH * wanted.height
    grown = Range(low, high)
    return grown if grown.height <= _FAR_TOO_LARGE * fresh.height else fresh


def zoom(shown: Range, factor: float, anchor: float, smallest: float, largest: float) -> Range:
    """`shown` made `factor` times as high, while `anchor` keeps its place, and the height stays in the limits."""
    factor = min(max(factor, smallest / shown.height), largest / shown.height)
    return Range(anchor - factor * (anchor - shown.low), anchor + factor * (shown.high - anchor))


def pan(shown: Range, fraction: float) -> Range:
    """`shown` moved up by a fraction of its height."""
    distance = fraction * shown.height
    return Range(shown.low + distance, shown.high + distance)


def _raise_lowest(curve: Curve, lowest: float) -> Curve:
    return Curve(np.maximum(curve.sample, lowest), np.maximum(curve.extremes, lowest))


def _fence(curve: Curve, start: float) -> Range:
    """All of the curve, or what lies inside its fences where the rest would be squeezed."""
    whole = Range(float(curve.extremes.min()), float(curve.extremes.max()))
    if len(curve.sample) < _FEWEST_FOR_FENCES:
        return whole
    # The quartiles, with linear interpolation; np.quantile takes six times as long.
    ordered = np.sort(curve.sample)
    first, third = np.interp((0.25 * (len(ordered) - 1), 0.75 * (len(ordered) - 1)), np.arange(len(ordered)), ordered)
    reach = _FENCE * (third - first)
    inside = curve.extremes[(curve.extremes >= first - reach) & (curve.extremes <= third + reach)]
    low, high = (float(inside.min()), float(inside.max())) if len(inside) else (float(first), float(third))
    if max(whole.high, start) - min(whole.low, start) <= _TOLERATED_SQUEEZE * (max(high, start) - min(low, start)):
        return whole
    return Range(low, high)


def _overlap(one: Range, other: Range) -> bool:
    return one.low <= other.high and other.low <= one.high
