"""How numbers read: exact text for fields that a person edits, short text for figures that change by themselves."""

import math
import re

from core.hyperparameters import Value

_NUMBER_BEGUN = re.compile(r"[+-]?\d*\.?\d*(e([+-]?\d*)?)?", re.IGNORECASE)
_WHOLE_NUMBER_BEGUN = re.compile(r"[+-]?\d*")
_MINUS = "\N{MINUS SIGN}"


def exact_text(value: Value) -> str:
    """The shortest text that gives back exactly this number: 0.04, 1e-07, 2."""
    return str(value) if isinstance(value, int) else repr(value).removesuffix(".0")


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
    """At most four significant digits without idle zeros, for a setting that stands beside its name: 0.04, 1.5e−7."""
    digits, _, exponent = f"{value:.4g}".partition("e")
    text = f"{digits}e{int(exponent)}" if exponent else digits
    return text.replace("-", _MINUS)


def _plain(text: str) -> str:
    return text.strip().replace(_MINUS, "-")
