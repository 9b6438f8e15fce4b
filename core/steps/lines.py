"""The lines of a rule with the numbers of one step in them, from the record of the step."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from core.experiment.snapshot import StepRecord
from core.hyperparameters import hyperparameters_of
from core.number_text import MINUS, number_text, typeset_number
from core.optimizers.base import Array
from core.optimizers.equations import (
    Equation,
    Gradient,
    Maximum,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    equations,
    symbols_in,
)


@dataclass(frozen=True)
class Line:
    """One line of the rule as it was in one step. `values` has what stands on its right, by symbol; `result` is its left."""

    equation: Equation
    values: Mapping[str, "Array | float"]
    result: "Array | float"


class Piece(NamedTuple):
    """A part of a written line. One text, or the numbers of a vector one below the other; `symbol` is whose number it is.

    A line may be broken before a piece with `may_break`.
    """

    texts: tuple[str, ...]
    symbol: str = ""
    may_break: bool = False

    @property
    def plain(self) -> str:
        """The piece in one line."""
        return self.texts[0] if len(self.texts) == 1 else f"({', '.join(self.texts)})"


def lines_of(record: StepRecord) -> tuple[Line, ...]:
    """The lines of the record's rule with the values that they had in that step.

    A symbol on the right is what an earlier line gave; before that it is the value before the step, and W is where the step began.
    """
    optimizer, taken = record.optimizer, record.taken
    known: dict[str, Array | float] = {spec.symbol: getattr(optimizer, spec.name) for spec in hyperparameters_of(type(optimizer))}
    known |= record.state
    known["W"] = record.theta
    lines = []
    for equation in equations(optimizer.lines):
        for name in symbols_in(equation.expression):
            if name.endswith("ᵗ"):
                # What the run has multiplied up over its steps, in which the decay may have changed.
                known[name] = taken.state[f"Π{name[:-1]}"]
        result = taken.theta if equation.symbol == "W" else taken.terms[equation.symbol]
        values = {name: known[name] for name in symbols_in(equation.expression)}
        lines.append(Line(equation, MappingProxyType(values), result))
        known[equation.symbol] = result
    return tuple(lines)


def numbers_of(value: "Array | float", index: int | None) -> tuple[float, ...]:
    """The numbers to write for a value: all of a small vector, or the one at `index`."""
    if not isinstance(value, np.ndarray):
        return (float(value),)
    return tuple(float(number) for number in (value if index is None else value[index : index + 1]))


def pieces(line: Line, index: int | None = None, with_result: bool = True) -> tuple[Piece, ...]:
    """A line with its numbers: `v ← 0.9·(−0.21) − 0.1·(1.40) = −0.329`.

    Values are vectors, or with `index` the numbers of that one parameter, whose gradient is then a partial derivative.
    """
    begin = Piece((f"{line.equation.symbol} {'←' if line.equation.replaces else '='} ",), line.equation.symbol)
    right = _Writer(line, index).write(line.equation.expression)
    if not with_result:
        return (begin, *right)
    return (begin, *right, Piece((" = ",), "", True), Piece(_texts(numbers_of(line.result, index)), line.equation.symbol))


def plain_text(written: tuple[Piece, ...]) -> str:
    """A written line as one string."""
    return "".join(piece.plain for piece in written)


def _texts(numbers: tuple[float, ...]) -> tuple[str, ...]:
    return tuple(number_text(number) for number in numbers)


class _Writer:
    def __init__(self, line: Line, index: int | None) -> None:
        self._line = line
        self._index = index

    def write(self, node: Node, inside: bool = False) -> list[Piece]:
        """`inside` a product, a negative number and a sum need brackets."""
        match node:
            case Name(name):
                return [self._number(name, inside)]
            case Power(base):
                return [self._number(f"{base.name}ᵗ", inside)]
            case Number(text):
                return [Piece((text,))]
            case Negative(inner):
                return [Piece((MINUS,)), *self.write(inner, inside=True)]
            case Root(inner):
                return [Piece(("√",)), *self.write(inner, inside=True)]
            case Maximum(one, other):
                return [Piece(("max(",)), *self.write(one), Piece((", ",)), *self.write(other), Piece((")",))]
            case Quotient(top, bottom):
                return [*self.write(top, inside=True), Piece((" / ",), "", not inside), *self.write(bottom, inside=True)]
            case Gradient(of_batch, at):
                if self._index is not None:
                    return [Piece(("∂L/∂w",))]
                return [Piece(("∇L_B" if of_batch else "∇L",)), *self.write(at, inside=True)]
            case Product(factors, signs):
                result: list[Piece] = []
                for number, (sign, factor) in enumerate(zip(signs, factors, strict=True)):
                    if number:
                        # ⊙ is for vectors; two numbers are multiplied.
                        result.append(Piece((sign if sign and self._index is None else "·",)))
                    result += self.write(factor, inside=True)
                return result
            case Sum(terms):
                result = self.write(terms[0][1])
                for sign, term in terms[1:]:
                    gap = "" if inside else " "
                    result += [Piece((f"{gap}{sign}{gap}",), "", not inside), *self.write(term, inside=True)]
                return [Piece(("(",)), *result, Piece((")",))] if inside else result

    def _number(self, name: str, inside: bool) -> Piece:
        value = self._line.values[name]
        if name.endswith("ᵗ"):
            # Close to 1, where four digits would leave little of the difference.
            texts: tuple[str, ...] = (number_text(float(value), 6),)
        elif isinstance(value, np.ndarray):
            texts = _texts(numbers_of(value, self._index))
        else:
            texts = (typeset_number(float(value)),)
        if inside and len(texts) == 1 and texts[0].startswith(MINUS):
            texts = (f"({texts[0]})",)
        return Piece(texts, name)
