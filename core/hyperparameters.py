"""Fields that know how to be shown: one declaration feeds the panel, the file format, the CSV and the help text."""

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal, get_args

from core.text import one_of, tr

Scale = Literal["linear", "log", "complement", "switch", "choice", "list"]
Value = float | int | bool
Setting = Value | str | tuple[int, ...] | None
"""Anything that a field may hold: besides numbers and switches a word, some sizes, or nothing."""


@dataclass(frozen=True)
class Hyperparameter:
    """What a form, a file and a picture need to know about one field of a frozen dataclass.

    `minimum` and `maximum` are the values that are accepted; `slider` is the part of them that a slider covers.
    `scale` says how the slider moves: linear, log (equal factors), complement (equal factors of 1 − value, for decay
    rates close to 1); or that there is none: switch (on and off), choice (of a word), list (of whole numbers, a tuple).
    `default` is None where each function recommends a value of its own.

    words      those that a choice, or a switch between two words, may be, each with what a user reads for it
    number     what may stand in place of a word, with what a user reads for that choice
    longest    how many numbers a list may have
    absent     what a user reads where the field holds None; empty if it must hold something
    needed     what a file needs there, where neither a range nor the words say it
    caption    what a picture says of it where it is not the default; empty: nothing. The name of the field is filled in.
    """

    name: str
    symbol: str
    title: str
    help: str
    value_type: type
    default: Setting
    minimum: float = 0.0
    maximum: float = 1.0
    minimum_excluded: bool = False
    maximum_excluded: bool = False
    slider: tuple[float, float] = (0.0, 1.0)
    scale: Scale = "linear"
    # Not compared, since only what is hashable may be.
    words: Mapping[str, str] = field(default_factory=dict, compare=False)
    number: "tuple[str, Hyperparameter] | None" = None
    longest: int = 0
    absent: str = ""
    needed: str = ""
    caption: str = ""

    @property
    def range_text(self) -> str:
        """The accepted values in mathematical notation, for example ``0 ≤ α < 1``."""
        if self.scale == "switch":
            return tr("true or false")
        below = "<" if self.minimum_excluded else "≤"
        above = "<" if self.maximum_excluded else "≤"
        return f"{self.minimum:g} {below} {self.symbol} {above} {self.maximum:.15g}"

    @property
    def needed_text(self) -> str:
        """What a value has to be, in a sentence."""
        if self.needed:
            return tr(self.needed).format(longest=self.longest, minimum=self.minimum, maximum=self.maximum)
        if self.words:
            return one_of(self.words)
        if self.value_type is bool:
            return tr("true or false is needed")
        sentence = tr("a whole number with {range} is needed") if self.value_type is int else tr("a number with {range} is needed")
        return sentence.format(range=self.range_text)

    def accepts(self, value: Any) -> bool:
        """Whether `value` is of the right type, one of the words or finite and in the range."""
        if value is None:
            return bool(self.absent)
        if self.words:
            return value in self.words if isinstance(value, str) else self.number is not None and self.number[1].accepts(value)
        if self.scale == "list":
            return isinstance(value, tuple) and len(value) <= self.longest and all(self._accepts_number(each) for each in value)
        return self._accepts_number(value)

    def _accepts_number(self, value: Any) -> bool:
        if self.value_type is bool:
            return isinstance(value, bool)
        if isinstance(value, bool) or not isinstance(value, int if self.value_type is int else (int, float)):
            return False
        if not is_finite_number(value):
            return False
        above_minimum = value > self.minimum if self.minimum_excluded else value >= self.minimum
        below_maximum = value < self.maximum if self.maximum_excluded else value <= self.maximum
        return above_minimum and below_maximum

    def to_file(self, value: Setting) -> Any:
        """A value of the field as a file holds it."""
        return list(value) if isinstance(value, tuple) else value

    def from_file(self, written: Any) -> Setting:
        """The value of the field for a sound one of a file, where a whole number serves as any number."""
        if isinstance(written, str):
            return written
        if self.scale == "list":
            return tuple(written)
        value_type = self.number[1].value_type if self.number is not None else self.value_type
        value: Value = value_type(written)
        return value


def hyperparameter(symbol: str, title: str, help: str, *, default: Setting = None, recommended: bool = False, **more: Any) -> Any:
    """Declare a dataclass field together with what is to be known about it: `more` are the other fields of `Hyperparameter`.

    A field may have a default for code and still be `recommended` for each function in files and in the window.
    """
    # Its name and the type of its values are those of the field.
    spec = Hyperparameter("", symbol, title, help, value_type=float, default=None if recommended else default, **more)
    if default is None and not spec.absent:
        return field(metadata={"hyperparameter": spec})
    return field(default=default, metadata={"hyperparameter": spec})


@cache
def hyperparameters_of(owner: type) -> tuple[Hyperparameter, ...]:
    """The hyperparameters that the frozen dataclass `owner` declares, in order. Its other fields are not among them."""
    declared = (each for each in dataclasses.fields(owner) if "hyperparameter" in each.metadata)
    return tuple(replace(each.metadata["hyperparameter"], name=each.name, value_type=_value_type_of(each.type)) for each in declared)


def _value_type_of(annotation: Any) -> type:
    """What a field holds: float, int, bool or str; of a list, or of what may be missing, what it holds otherwise."""
    if isinstance(annotation, str):  # of a module that has postponed its annotations
        annotation = {"float": float, "int": int, "bool": bool}[annotation]
    value_type: type = next((part for part in get_args(annotation) if part in (int, str)), annotation)
    return value_type


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
    owner_type: type = type(owner)
    for spec in hyperparameters_of(owner_type):
        value = getattr(owner, spec.name)
        if spec.accepts(value):
            continue
        if spec.words or spec.needed:
            mistakes.append(f"{spec.name} = {value}: {spec.needed_text}")
        else:
            mistakes.append(tr("{name} = {value} is outside {range}").format(name=spec.name, value=value, range=spec.range_text))
    if mistakes:
        raise ValueError("; ".join(mistakes))
