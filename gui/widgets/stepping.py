"""Where an arrow key takes a value: round numbers, equal factors on logarithmic scales, never out of the range."""

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from core.hyperparameters import Hyperparameter, Value

# Twenty values a decade, two digits each: a step is about 12 per cent, and 1, 2, 4, 5 and 10 are among them.
_TWENTY = tuple(Decimal(tenths) / 10 for tenths in (10, 11, 12, 14, 16, 18, 20, 22, 25, 28, 32, 36, 40, 45, 50, 56, 63, 70, 80, 90))
# 0.9, 0.91 … 0.99, 0.991 …: what people try for decay rates.
_NINE = tuple(Decimal(digit) for digit in range(1, 10))


def stepped(spec: Hyperparameter, value: Value, steps: int) -> Value:
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


def _one_step(spec: Hyperparameter, value: Value, upward: bool) -> Value:
    exact = Decimal(str(value))
    if spec.kind is int:
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
        number = spec.kind(option)
        if spec.accepts(number) and (value < number if upward else number < value):
            return number
    return value


def _neighbour(value: Decimal, mantissas: tuple[Decimal, ...], upward: bool) -> Decimal:
    """The next number of the form mantissa × 10ⁿ strictly above or below a positive value."""
    exponent = value.adjusted()
    if upward:
        return min(m.scaleb(n) for n in (exponent, exponent + 1) for m in mantissas if m.scaleb(n) > value)
    return max(m.scaleb(n) for n in (exponent - 1, exponent) for m in mantissas if m.scaleb(n) < value)
