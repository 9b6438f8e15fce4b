"""How numbers read: exact text for fields that a person edits, short text for figures that change by themselves."""

import math
import re

from core.hyperparameters import Hyperparameter, Value
from core.steps.number_text import thousands

_NUMBER_BEGUN = re.compile(r"[+-]?\d*\.?\d*(e([+-]?\d*)?)?", re.IGNORECASE)
_WHOLE_NUMBER_BEGUN = re.compile(r"[+-]?\d*")
_MINUS = "\N{MINUS SIGN}"


def exact_text(value: Value) -> str:
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
    return thousands(end) if isinstance(end, int) else exact_text(end)


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
        return "∞" if value > 0 else f"{_MINUS}∞"
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 9999.5:
        text = f"{value:#.4g}".removesuffix(".")
    else:
        digits, exponent = f"{value:.3e}".split("e")
        text = f"{digits}e{int(exponent)}"
    return text.replace("-", _MINUS)


def short_setting(value: float) -> str:
    """At most four significant digits, otherwise as in the fields, for a setting that stands beside its name: 0.04, 1.5e-7."""
    return exact_text(float(f"{value:.4g}"))


def with_plain_minus(text: str) -> str:
    """The text with the minus of the fields, for figures that stand beside them."""
    return text.replace(_MINUS, "-")


def _plain(text: str) -> str:
    return with_plain_minus(text.strip())
