"""Numbers as a person reads and types them: typeset with raised powers of ten, plain in fields, short in figures; sizes in bytes."""

import math
import re

from core.hyperparameters import Hyperparameter, Value
from core.text import tr

MINUS = "\N{MINUS SIGN}"
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_NUMBER_BEGUN = re.compile(r"[+-]?\d*\.?\d*(e([+-]?\d*)?)?", re.IGNORECASE)
_WHOLE_NUMBER_BEGUN = re.compile(r"[+-]?\d*")


def number_text(value: float, digits: int = 4) -> str:
    """A computed number, rounded to this many significant digits: −0.3290, 12 340, 1.234×10⁻⁵, ∞, nan."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    power = int(exponent)
    if not -4 <= power < digits + 2:
        return f"{_signed(mantissa)}×10{str(power).translate(_RAISED)}"
    return _signed(f"{value:.{max(0, digits - 1 - power)}f}")


def typeset_number(value: float | int | bool) -> str:
    """A number that somebody chose, with all its digits and no more: 0.9, 10⁻⁷, 2.5×10⁻⁵."""
    text = repr(float(value))
    if "e" in text:
        mantissa, exponent = text.split("e")
        raised = f"10{str(int(exponent)).translate(_RAISED)}"
        return raised if mantissa == "1" else f"{_signed(mantissa)}×{raised}"
    return _signed(text.removesuffix(".0"))


def thousands(count: int) -> str:
    """A whole number with narrow spaces between the thousands, which break no line: 81 408."""
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _signed(text: str) -> str:
    return text.replace("-", MINUS)


def megabytes(count: float) -> str:
    """Bytes as a person reads them: 0.48 MB, 55 MB."""
    value = count / 1_000_000
    figure = f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"
    return tr("{value} MB").format(value=figure).replace(" ", "\N{NO-BREAK SPACE}")


def size_text(count: int) -> str:
    """Bytes as a person reads them: 800 bytes, 12 kB, 3.4 MB, 2 GB."""
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
    if spec.kind is bool:
        return spec.range_text
    below = "<" if spec.minimum_excluded else "≤"
    above = "<" if spec.maximum_excluded else "≤"
    return f"{_end_text(spec.minimum)} {below} {spec.symbol} {above} {_end_text(spec.maximum)}"


def _end_text(end: float) -> str:
    return thousands(end) if isinstance(end, int) else typed_number(end)


def parsed(text: str, kind: type) -> Value | None:
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


def short_figure(value: float) -> str:
    """Four significant digits with a true minus sign, at most 9 characters wide up to an exponent of ±99."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 9999.5:
        text = f"{value:#.4g}".removesuffix(".")
    else:
        digits, exponent = f"{value:.3e}".split("e")
        text = f"{digits}e{int(exponent)}"
    return text.replace("-", MINUS)


def short_setting(value: float) -> str:
    """At most four significant digits, otherwise as in the fields, for a setting that stands beside its name: 0.04, 1.5e-7."""
    return typed_number(float(f"{value:.4g}"))


def with_plain_minus(text: str) -> str:
    """The text with the minus of the fields, for figures that stand beside them."""
    return text.replace(MINUS, "-")


def _plain(text: str) -> str:
    return with_plain_minus(text.strip())
