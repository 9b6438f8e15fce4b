"""Where an axis has its ticks and what they read: 10ⁿ on a log axis, round numbers otherwise. Pure functions."""

import math
from typing import NamedTuple

from core.number_text import MOST_DIGITS, power_of_ten, short_number, thousands, with_minus
from core.plotting.ranges import Range

# Beyond these, and `MOST_DIGITS`, plain decimals are harder to read than powers of ten.
_MOST_DECIMALS = 6
_MOST_DECADES_WITH_MINOR_TICKS = 8
# In less than this many decades, 1, 2 and 5 are too few numbers.
_HEIGHT_FOR_ONE_TWO_FIVE = 0.4


class Ticks(NamedTuple):
    """Ticks in the coordinate of the axis (on a log axis that is log10).

    `minor` ticks have no label; `factor` is a power of ten that all labels are to be multiplied by, or empty.
    """

    major: list[float]
    labels: list[str]
    minor: list[float]
    factor: str = ""


def linear_ticks(shown: Range, most: int, whole: bool = False) -> Ticks:
    """At most about `most` round numbers; `whole` for a quantity that has no fractions."""
    step = _round_step(shown.height / max(1, most))
    if whole:
        step = max(1.0, step)
    major = _multiples(shown, step)
    if not major and not whole:
        # A range that is hardly higher than a step, and begins behind 0, may hold no multiple of it: then of the next smaller one.
        step = _round_step(step / 2.6)
        major = _multiples(shown, step)
    labels, factor = _plain_labels(major, step)
    return Ticks(major, labels, _multiples(shown, step / _parts(step)) if not whole or step >= 10 else [], factor)


def log_ticks(shown: Range, most: int) -> Ticks:
    """Ticks for log10 values: whole decades where two or more are in sight, else round numbers between them."""
    first, last = math.ceil(shown.low - 1e-9), math.floor(shown.high + 1e-9)
    if last - first >= 1:
        step = max(1, round(_round_step((last - first) / max(1, most))))
        decades = _exponents(first, last, step)
        minor: list[float] = []
        if step == 1 and shown.height <= _MOST_DECADES_WITH_MINOR_TICKS:
            minor = [n + math.log10(digit) for n in range(first - 1, last + 1) for digit in range(2, 10)]
            minor = [value for value in minor if shown.low <= value <= shown.high]
        elif step > 1:
            minor = [float(exponent) for exponent in _exponents(first, last, step // 2 if step % 2 == 0 else 1)]
        return Ticks([float(n) for n in decades], [power_of_ten(n) for n in decades], minor)
    return _ticks_inside_a_decade(shown, most)


def _exponents(first: int, last: int, step: int) -> range:
    """The multiples of a step, found without a look at what lies between: a view can be zoomed out over billions of decades."""
    return range(-(-first // step) * step, last + 1, step)


def _ticks_inside_a_decade(shown: Range, most: int) -> Ticks:
    base = math.floor(shown.low)
    if abs(base) <= MOST_DIGITS:
        base = 0
    # Near 10^±300 only numbers relative to the decade can be calculated with; the title says which decade it is.
    factor = "×" + power_of_ten(base) if base else ""
    inner = Range(10.0 ** (shown.low - base), 10.0 ** (shown.high - base))
    if shown.height > _HEIGHT_FOR_ONE_TWO_FIVE:
        exponents = range(math.floor(shown.low) - base, math.ceil(shown.high) - base + 1)
        values = [digit * 10.0**n for n in exponents for digit in (1, 2, 5)]
        values = [value for value in values if inner.low <= value <= inner.high]
        # In a low plot they would stand on each other: every second or third is told, and the others are marked.
        every = max(1, round(len(values) / max(2, most)))
        places = [math.log10(value) + base for value in values]
        return Ticks(places[::every], [short_number(value) for value in values[::every]], places if every > 1 else [], factor)
    ticks = linear_ticks(inner, most) if inner.height > 0 else Ticks([], [], [])
    labelled = [(value, label) for value, label in zip(ticks.major, ticks.labels, strict=True) if value > 0]
    return Ticks([math.log10(value) + base for value, _ in labelled], [label for _, label in labelled], [], factor or ticks.factor)


def _plain_labels(values: list[float], step: float) -> tuple[list[str], str]:
    """The labels, and the power of ten that they leave to the title of the axis."""
    largest = max((abs(value) for value in values), default=0.0)
    power = math.floor(math.log10(step))
    if step >= 1 and largest < 10**7:
        return [thousands(value) for value in values], ""
    if largest < 10**MOST_DIGITS and -power <= _MOST_DECIMALS:
        return [with_minus(f"{value:.{max(0, -power)}f}") for value in values], ""
    common = math.floor(math.log10(largest)) if largest else 0
    decimals = max(0, common - power)
    # 10^300 itself can be a divisor, 10^-300 cannot be one without losing digits.
    scaled = [value / 10.0**common if common > -300 else value * 1e300 / 10.0 ** (common + 300) for value in values]
    return [with_minus(f"{value:.{decimals}f}") if value else "0" for value in scaled], "×" + power_of_ten(common)


def _round_step(least: float) -> float:
    power = math.floor(math.log10(least))
    for factor in (1.0, 2.0, 5.0, 10.0):
        step = factor * 10.0**power if power >= 0 else factor / 10.0**-power
        if step >= least * (1 - 1e-9):
            return step
    return step


def _parts(step: float) -> int:
    """Into how many parts minor ticks divide a step, so that they are round too."""
    return 4 if f"{step:e}"[0] == "2" else 5


def _multiples(shown: Range, step: float) -> list[float]:
    # A range can be so far from zero that adding a step changes nothing: then there is nothing to mark.
    if shown.height / step > 1000 or abs(shown.high) / step > 1e15 or abs(shown.low) / step > 1e15:
        return []
    return [k * step for k in range(math.ceil(shown.low / step - 1e-9), math.floor(shown.high / step + 1e-9) + 1)]
