"""Numbers as a user reads and types them: the only place where a number becomes a text for the eye.

What somebody chose is told with all its digits, what was computed is rounded. The power of ten is raised (×10⁻⁷) but in fields,
which have the narrower e−7, as it is typed. Whole numbers have narrow spaces between the thousands; only sentences for a terminal
have commas there, which every font and log can show, by {:,} in the sentence itself.
"""

import math
import re

from core.hyperparameters import Hyperparameter, Value
from core.text import tr

MINUS = "\N{MINUS SIGN}"
_BETWEEN_THOUSANDS = "\N{NARROW NO-BREAK SPACE}"
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_NUMBER_BEGUN = re.compile(r"[+-]?\d*\.?\d*(e([+-]?\d*)?)?", re.IGNORECASE)
_WHOLE_NUMBER_BEGUN = re.compile(r"[+-]?\d*")
# From so many digits before the point on, a power of ten is easier to read on an axis.
MOST_DIGITS = 5
# What is less than this part of a loss at the start is shown as nothing.
_NOTHING_BESIDE = 1e-12
# What is less does not round to 0.00100.
_SMALL_LOSS = 0.9995e-3


def with_minus(text: str) -> str:
    """The text with the minus of a typeset number, as wide as a plus."""
    return text.replace("-", MINUS)


def power_of_ten(exponent: int) -> str:
    """10ⁿ"""
    return f"10{str(exponent).translate(_RAISED)}"


def number_text(value: float, digits: int = 4) -> str:
    """A computed number, rounded to this many significant digits: −0.3290, 123456, 1.234×10⁻⁵, ∞, nan."""
    if (special := _special(value)) is not None:
        return special
    power = int(f"{value:.{digits - 1}e}".partition("e")[2])
    if not -4 <= power < digits + 2:
        return typeset_power(value, digits)
    return with_minus(f"{value:.{max(0, digits - 1 - power)}f}")


def typeset_power(value: float, digits: int) -> str:
    """So many significant digits and a raised power of ten: 1.234×10⁻⁵."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{with_minus(mantissa)}×{power_of_ten(int(exponent))}"


def typeset_number(value: float | int | bool) -> str:
    """A number that somebody chose, with all its digits and no more: 0.9, 10⁻⁷, 2.5×10⁻⁵."""
    mantissa, _, exponent = repr(float(value)).partition("e")
    if not exponent:
        return with_minus(mantissa.removesuffix(".0"))
    raised = power_of_ten(int(exponent))
    return raised if mantissa == "1" else f"{with_minus(mantissa)}×{raised}"


def short_number(value: float) -> str:
    """A round number in as few characters as it needs, for an axis: 0.05, 1500, 2×10⁻⁷."""
    if value == 0:
        return "0"
    digits, exponent = f"{value:.12e}".split("e")
    power = int(exponent)
    if -4 < power < MOST_DIGITS:
        return with_minus(f"{value:.6f}".rstrip("0").rstrip("."))
    mantissa = digits.rstrip("0").rstrip(".")
    return with_minus(power_of_ten(power) if mantissa == "1" else f"{mantissa}×{power_of_ten(power)}")


def thousands(value: float, decimals: int = 0) -> str:
    """A number with narrow spaces between its thousands, which break no line: 81 408. A whole one keeps all its digits."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.{decimals}f}"
    return with_minus(text.replace(",", _BETWEEN_THOUSANDS))


def long_figure(value: float) -> str:
    """Six significant digits, so that runs can be told apart: 0.0544200, 1.23457×10⁻³⁰, ∞."""
    return number_text(value, 6)


def loss_figure(value: float, start: float) -> str:
    """A loss beside others, in three significant digits; ≈ 0 where it is nothing beside the loss at the start: 12.1, 2.20×10⁻⁵."""
    if 0 < abs(value) < _NOTHING_BESIDE * abs(start):
        return "≈\N{NO-BREAK SPACE}0"
    # From a thousandth down as a power, so that figures below one another are compared by their powers.
    return typeset_power(value, 3) if 0 < abs(value) < _SMALL_LOSS else number_text(value, 3)


def spoken_figure(value: float) -> str:
    """Three significant digits at least, for what is read out: raised figures are left out by many voices. 0.0117, 1.23e−5."""
    special = _special(value)
    if special is not None:
        return special
    digits, _, exponent = f"{value:.2e}".partition("e")
    power = int(exponent)
    return with_minus(f"{value:.{max(0, 2 - power)}f}" if -4 < power < 5 else f"{digits}e{power}")


def _special(value: float) -> str | None:
    """The text of what has no digits, and of 0, which has no first one."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    return "0" if value == 0 else None


def megabytes(count: float) -> str:
    """Bytes in one unit whatever their number, for sizes that stand beside each other or grow in sight: 0.48 MB, 3.0 MB, 55 MB."""
    value = count / 1_000_000
    # By what is left of it when it is rounded: 9.96 is 10 and not 10.0.
    figure = f"{value:.0f}" if value >= 9.95 else f"{value:.1f}" if value >= 0.995 else f"{value:.2g}"
    return tr("{value} MB").format(value=figure).replace(" ", "\N{NO-BREAK SPACE}")


def size_text(count: int) -> str:
    """Bytes in the unit that fits, for a size that stands alone: 800 bytes, 12 kB, 3.4 MB, 2 GB."""
    if count < 1000:
        return tr("{count} bytes").format(count=count)
    value, unit = count / 1000, 0
    while value >= 999.5 and unit < 3:
        value, unit = value / 1000, unit + 1
    figure = f"{value:,.0f}" if value >= 9.95 else f"{value:.1f}".removesuffix(".0")
    return f"{figure}\N{NO-BREAK SPACE}{('kB', 'MB', 'GB', 'TB')[unit]}"


def typed_number(value: Value) -> str:
    """The shortest text that gives back exactly this number: 0.04, 1e-7, 2, 1e6. Its minus is plain, so that it may be copied."""
    if isinstance(value, int):
        return str(value)
    digits, _, exponent = repr(value).removesuffix(".0").partition("e")
    if exponent:
        return f"{digits}e{int(exponent)}"
    # Five zeros or more are hard to count; those of a small number become an exponent in `repr` already.
    significant = digits.rstrip("0")
    if len(digits) - len(significant) < 5 or "." in digits:
        return digits
    sign, first, others = re.fullmatch(r"(-?)(\d)(\d*)", significant).groups()  # type: ignore[union-attr]
    return f"{sign}{first}{'.' if others else ''}{others}e{len(digits) - len(sign) - 1}"


def range_text(spec: Hyperparameter) -> str:
    """The accepted values, written as the fields write their numbers, but for the thousands: ``0 < η ≤ 1e6``, ``1 ≤ B ≤ 10 000``."""
    if spec.scale == "switch":
        return spec.range_text
    below = "<" if spec.minimum_excluded else "≤"
    above = "<" if spec.maximum_excluded else "≤"
    return f"{_end_text(spec.minimum)} {below} {spec.symbol} {above} {_end_text(spec.maximum)}"


def _end_text(end: float) -> str:
    return thousands(end) if isinstance(end, int) else setting_text(end)


def parse_number(text: str, kind: type) -> Value | None:
    """The number that the text spells, of type `kind` (int or float); None where it spells none yet."""
    text = _plain(text)
    if not could_become_number(text, kind):
        return None
    try:
        return int(text) if kind is int else float(text)
    except ValueError:
        return None


def could_become_number(text: str, kind: type) -> bool:
    """Whether the text is a number of type `kind`, or the beginning of one, such as ``1e-``."""
    begun = _WHOLE_NUMBER_BEGUN if kind is int else _NUMBER_BEGUN
    return begun.fullmatch(_plain(text)) is not None


def setting_text(value: Value) -> str:
    """A number that somebody chose, in a sentence: as it is typed, with the minus of a typeset number."""
    return with_minus(typed_number(value))


def short_setting(value: float) -> str:
    """At most four significant digits, otherwise as in the fields, for a setting that stands beside its name: 0.04, 1.5e−7."""
    return setting_text(float(f"{value:.4g}"))


def _plain(text: str) -> str:
    return text.strip().replace(MINUS, "-")
