"""Fields that know how to be shown: one declaration feeds the panel, the file format, the CSV and the help text."""

import dataclasses
import math
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from core.text import tr

Scale = Literal["linear", "log", "complement", "switch"]
Value = float | int | bool


@dataclass(frozen=True)
class Hyperparameter:
    """What a form needs to know about one field of a frozen dataclass.

    `minimum` and `maximum` are the values that are accepted; `slider` is the part of them that a slider covers.
    `scale` says how the slider moves: linear, log (equal factors), complement (equal factors of 1 − value, for decay
    rates close to 1), or switch (on and off, no slider). `default` is None where each function recommends a value of its own.
    """

    name: str
    symbol: str
    title: str
    help: str
    kind: type
    default: Value | None
    minimum: float
    maximum: float
    minimum_excluded: bool
    maximum_excluded: bool
    slider: tuple[float, float]
    scale: Scale

    @property
    def range_text(self) -> str:
        """The accepted values in mathematical notation, for example ``0 ≤ α < 1``."""
        if self.kind is bool:
            return tr("true or false")
        below = "<" if self.minimum_excluded else "≤"
        above = "<" if self.maximum_excluded else "≤"
        return f"{self.minimum:g} {below} {self.symbol} {above} {self.maximum:.15g}"

    def accepts(self, value: Any) -> bool:
        """Whether `value` has the right type, is finite, and lies in the range."""
        if self.kind is bool:
            return isinstance(value, bool)
        if isinstance(value, bool) or not isinstance(value, int if self.kind is int else (int, float)):
            return False
        if not is_finite_number(value):
            return False
        above_minimum = value > self.minimum if self.minimum_excluded else value >= self.minimum
        below_maximum = value < self.maximum if self.maximum_excluded else value <= self.maximum
        return above_minimum and below_maximum


def hyperparameter(
    symbol: str,
    title: str,
    help: str,
    *,
    default: Value | None = None,
    recommended: bool = False,
    minimum: float = 0.0,
    maximum: float = 1.0,
    minimum_excluded: bool = False,
    maximum_excluded: bool = False,
    slider: tuple[float, float] = (0.0, 1.0),
    scale: Scale = "linear",
) -> Any:
    """Declare a dataclass field together with what a form needs to know about it.

    A field may have a default for code and still be `recommended` for each function in files and in the window.
    """
    metadata = {
        "recommended": recommended or default is None,
        "symbol": symbol,
        "title": title,
        "help": help,
        "minimum": minimum,
        "maximum": maximum,
        "minimum_excluded": minimum_excluded,
        "maximum_excluded": maximum_excluded,
        "slider": slider,
        "scale": scale,
    }
    if default is None:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


@cache
def hyperparameters_of(owner: type) -> tuple[Hyperparameter, ...]:
    """The hyperparameters that the frozen dataclass `owner` declares, in order. Its other fields are not among them."""
    specs = []
    for field in dataclasses.fields(owner):
        metadata = dict(field.metadata)
        if not metadata:
            continue
        recommended = metadata.pop("recommended")
        kind = {"float": float, "int": int, "bool": bool}.get(str(field.type), field.type)
        default = None if recommended else field.default
        specs.append(Hyperparameter(name=field.name, kind=kind, default=default, **metadata))  # type: ignore[arg-type]
    return tuple(specs)


def is_finite_number(value: Any) -> bool:
    """Whether this is a number, not true or false, that a float can hold."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond the largest float
        return False


def check_fields(owner: Any) -> None:
    """Check every hyperparameter of a dataclass instance.

    Raises:
        ValueError: naming each value that is out of range, and the range.
    """
    mistakes = []
    kind: type = type(owner)
    for spec in hyperparameters_of(kind):
        value = getattr(owner, spec.name)
        if not spec.accepts(value):
            mistakes.append(tr("{name} = {value} is outside {range}").format(name=spec.name, value=value, range=spec.range_text))
    if mistakes:
        raise ValueError("; ".join(mistakes))
