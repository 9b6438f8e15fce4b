"""Where sliders and arrow keys take a value: the map between a slider's integer positions and values, and the next round number.

A slider offers a table of round values, in increasing order; a position is an index into it. Each value is the roundest
number of the stretch that its position stands for, so that sliding passes through 0.04 and not 0.0398. A value between
two of the table, or outside it, is shown at the nearest position and is not changed by that.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache, lru_cache

from core.hyperparameters import Hyperparameter, Value

_POSITIONS_A_DECADE = 100
_WHOLE_NUMBERS_A_DECADE = 24
_LINEAR_POSITIONS = 200
# Twenty values a decade, two digits each: a step is about 12 per cent, and 1, 2, 4, 5 and 10 are among them.
_TWENTY = tuple(Decimal(tenths) / 10 for tenths in (10, 11, 12, 14, 16, 18, 20, 22, 25, 28, 32, 36, 40, 45, 50, 56, 63, 70, 80, 90))
# 0.9, 0.91 … 0.99, 0.991 …: what people try for decay rates.
_NINE = tuple(Decimal(digit) for digit in range(1, 10))


@dataclass(frozen=True)
class SliderScale:
    """`values` in increasing order; `warp` is the scale on which distances between them are compared."""

    values: tuple[Value, ...]
    warp: Callable[[float], float]

    @property
    def last(self) -> int:
        """The highest position; the lowest is 0."""
        return len(self.values) - 1

    def value(self, position: int) -> Value:
        """The value at a position between 0 and `last`."""
        return self.values[position]

    def position(self, value: Value) -> int:
        """The position nearest to a value; values outside the slider's part of the range are shown at its end."""
        if value <= self.values[0]:
            return 0
        if value >= self.values[-1]:
            return self.last
        above = bisect_left(self.values, value)
        below = above - 1
        here = self.warp(value)
        return below if here - self.warp(self.values[below]) < self.warp(self.values[above]) - here else above


@cache
def slider_scale(spec: Hyperparameter) -> SliderScale:
    """The scale that a hyperparameter asks for.

    Raises:
        ValueError: if the hyperparameter is a switch, which has no slider.
    """
    low, high = spec.slider
    match spec.scale:
        case "linear":
            return SliderScale(_table(spec, _linear(low, high, spec.value_type)), float)
        case "log":
            per_decade = _WHOLE_NUMBERS_A_DECADE if spec.value_type is int else _POSITIONS_A_DECADE
            return SliderScale(_table(spec, _logarithmic(low, high, per_decade)), math.log)
        case "complement":
            complements = _logarithmic(1 - Decimal(str(high)), 1 - Decimal(str(low)), _POSITIONS_A_DECADE)
            return SliderScale(_table(spec, (1 - complement for complement in complements)), _negative_log_complement)
    raise ValueError(f"{spec.name} has no slider")


def _negative_log_complement(value: float) -> float:
    return -math.log1p(-value)


def _table(spec: Hyperparameter, inner: Iterable[Decimal]) -> tuple[Value, ...]:
    """The two ends of the slider exactly as declared, and what lies between, as numbers of the right type."""
    low, high = (spec.value_type(end) for end in spec.slider)
    between = {round(number) if spec.value_type is int else float(number) for number in inner}
    return tuple(sorted({low, high} | {value for value in between if low < value < high}))


def _linear(low: float, high: float, kind: type) -> Iterable[Decimal]:
    step = linear_step(low, high, _LINEAR_POSITIONS)
    if kind is int:
        step = max(step, Decimal(1))
    first = Decimal(str(low))
    count = int((Decimal(str(high)) - first) / step)
    return (first + k * step for k in range(1, count + 1))


def _logarithmic(low: float | Decimal, high: float | Decimal, per_decade: int) -> Iterable[Decimal]:
    # Counted from a whole power of ten, so that 1, 0.1, 0.01 … stand in the middle of their stretch.
    first = math.ceil(math.log10(low) * per_decade)
    last = math.floor(math.log10(high) * per_decade)
    return (_roundest(position, per_decade) for position in range(first, last + 1))


def _roundest(position: int, per_decade: int) -> Decimal:
    """The number with the fewest digits within half a position of 10^(position / per_decade)."""
    exponent, offset = divmod(position, per_decade)
    middle, low, high = (Decimal(10 ** ((offset + half) / per_decade)) for half in (0.0, -0.5, 0.5))
    for digits in range(8):
        candidate = round(middle, digits)
        if low < candidate < high:
            return candidate.scaleb(exponent)
    return middle.scaleb(exponent)


def step_value(spec: Hyperparameter, value: Value, steps: int) -> Value:
    """The value after `steps` presses of the up arrow, or of the down arrow where negative.

    Where the next round number is not accepted, the value goes to the end of the range, or to the slider's end where the
    end itself is excluded, or stays.
    """
    for _ in range(abs(steps)):
        value = _one_step(spec, value, upward=steps > 0)
    return value


def linear_step(low: float, high: float, count: int) -> Decimal:
    """The step of the form 1, 2 or 5 times a power of ten that divides the range into about `count` parts."""
    wanted = math.log10((high - low) / count)
    candidates = [Decimal(digit).scaleb(exponent) for exponent in (math.floor(wanted), math.floor(wanted) + 1) for digit in (1, 2, 5)]
    return min(candidates, key=lambda candidate: abs(math.log10(candidate) - wanted))


# Each box asks at every paint whether it can step up and down: 524 times while the window opens. 1 and 1.0 are kept apart.
@lru_cache(maxsize=256, typed=True)
def _one_step(spec: Hyperparameter, value: Value, upward: bool) -> Value:
    exact = Decimal(str(value))
    if spec.value_type is int:
        candidate = exact + (1 if upward else -1)
    elif spec.scale == "log":
        # Below the slider a logarithm has no natural next value where 0 is allowed, so from 0 the slider's end is next.
        candidate = _neighbour(exact, _TWENTY, upward) if exact > 0 else Decimal(str(spec.slider[0]))
    elif spec.scale == "complement":
        candidate = 1 - _neighbour(1 - exact, _NINE, not upward) if exact < 1 else exact
    else:
        step = linear_step(*spec.slider, 100)
        multiple = (exact / step).to_integral_value(ROUND_FLOOR if upward else ROUND_CEILING)
        candidate = (multiple + (1 if upward else -1)) * step
    ends = (spec.maximum, spec.slider[1]) if upward else (spec.minimum, spec.slider[0])
    for option in (candidate, *ends):
        number = spec.value_type(option)
        if spec.accepts(number) and (value < number if upward else number < value):
            return number
    return value


def _neighbour(value: Decimal, mantissas: tuple[Decimal, ...], upward: bool) -> Decimal:
    """The next number of the form mantissa × 10ⁿ strictly above or below a positive value."""
    exponent = value.adjusted()
    if upward:
        return min(m.scaleb(n) for n in (exponent, exponent + 1) for m in mantissas if m.scaleb(n) > value)
    return max(m.scaleb(n) for n in (exponent - 1, exponent) for m in mantissas if m.scaleb(n) < value)
