"""Numbers as a person reads them: four digits that count, a true minus sign, powers of ten with raised figures."""

import math

MINUS = "\N{MINUS SIGN}"
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


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


def exact_text(value: float | int | bool) -> str:
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
