"""The equation beside a rule, read into a tree: what is typeset, filled with numbers, and drawn.

A line is `symbol = expression` or `symbol ← expression`, as in `core.optimizers.base`. An expression is made of symbols (one letter
with its hat, tilde or subscript), the number 1, + and −, products by standing side by side or by ⊙, one fraction with /, roots √,
β₁ᵗ, the larger max(·, ·), and the gradient ∇L(…), which is ∇L_B(…) over a batch.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.optimizers.base import Array, Optimizer
from core.optimizers.symbols import Role


@dataclass(frozen=True)
class Name:
    """A quantity by its symbol: a term, a part of the state, or a hyperparameter."""

    name: str


@dataclass(frozen=True)
class Number:
    """A number that stands in the rule itself."""

    text: str


@dataclass(frozen=True)
class Negative:
    """−x."""

    inner: "Node"


@dataclass(frozen=True)
class Sum:
    """Terms that are added, or taken away where their sign is −."""

    terms: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True)
class Product:
    """Factors; `signs[i]` stands before factor i: ⊙ between vectors, nothing where they stand side by side."""

    factors: tuple["Node", ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Quotient:
    """A fraction."""

    top: "Node"
    bottom: "Node"


@dataclass(frozen=True)
class Root:
    """A square root, of one symbol or of a sum in brackets."""

    inner: "Node"


@dataclass(frozen=True)
class Maximum:
    """The larger of two, for each coordinate by itself."""

    one: "Node"
    other: "Node"


@dataclass(frozen=True)
class Power:
    """A decay to the power of t: the product of the decays of all steps taken."""

    base: Name


@dataclass(frozen=True)
class Gradient:
    """∇L at a point, over a batch or over all data."""

    of_batch: bool
    at: "Node"


Node = Name | Number | Negative | Sum | Product | Quotient | Root | Maximum | Power | Gradient


@dataclass(frozen=True)
class Equation:
    """One line of a rule. `replaces` is true for ←, where the symbol's old value may stand on the right."""

    symbol: str
    replaces: bool
    expression: Node
    text: str


_TOKEN = re.compile(r"\s*(∇L_B|∇L|max(?=\()|[^\W\d_][\u0300-\u036f]*[₀-₉]*ᵗ?|\d+|[=←+−⊙/()√,])")


@cache
def equations(lines: tuple[str, ...]) -> tuple[Equation, ...]:
    """The lines of a rule, read.

    Raises:
        ValueError: if a line is not written as this module's docstring says.
    """
    return tuple(_equation(line) for line in lines)


def _equation(line: str) -> Equation:
    tokens, place = [], 0
    while place < len(line.rstrip()):
        found = _TOKEN.match(line, place)
        if found is None:
            raise ValueError(f"“{line}” cannot be read from character {place + 1} on")
        tokens.append(found[1])
        place = found.end()
    if len(tokens) < 3 or tokens[1] not in "=←":
        raise ValueError(f"“{line}” does not begin with a symbol and = or ←")
    parser = _Parser(line, tokens[2:])
    expression = parser.sum()
    if parser.tokens:
        raise ValueError(f"“{line}” has {parser.tokens[0]} where nothing was expected")
    return Equation(tokens[0], tokens[1] == "←", expression, line)


class _Parser:
    """Recursive descent: a sum of fractions of products of atoms."""

    def __init__(self, line: str, tokens: list[str]) -> None:
        self._line = line
        self.tokens = tokens

    def sum(self) -> Node:
        terms = [("+", self._fraction())]
        while self._next in ("+", "−"):
            terms.append((self._take(), self._fraction()))
        return terms[0][1] if len(terms) == 1 else Sum(tuple(terms))

    def _fraction(self) -> Node:
        top = self._product()
        if self._next != "/":
            return top
        self._take()
        return Quotient(top, self._product())

    def _product(self) -> Node:
        if self._next == "−":
            self._take()
            return Negative(self._product())
        factors, signs = [self._atom()], [""]
        while self._next == "⊙" or self._begins_atom:
            signs.append(self._take() if self._next == "⊙" else "")
            factors.append(self._atom())
        return factors[0] if len(factors) == 1 else Product(tuple(factors), tuple(signs))

    def _atom(self) -> Node:
        token = self._take()
        if token == "(":
            inner = self.sum()
            self._expect(")")
            return inner
        if token == "√":
            return Root(self._atom())
        if token == "max":
            self._expect("(")
            one = self.sum()
            self._expect(",")
            other = self.sum()
            self._expect(")")
            return Maximum(one, other)
        if token.startswith("∇L"):
            self._expect("(")
            at = self.sum()
            self._expect(")")
            return Gradient(token == "∇L_B", at)
        if token.isdigit():
            return Number(token)
        if token[0].isalpha():
            return Power(Name(token[:-1])) if token.endswith("ᵗ") else Name(token)
        raise ValueError(f"“{self._line}” has {token} where a quantity was expected")

    @property
    def _next(self) -> str:
        return self.tokens[0] if self.tokens else ""

    @property
    def _begins_atom(self) -> bool:
        return bool(self._next) and (self._next[0].isalnum() or self._next[0] in "(√∇")

    def _take(self) -> str:
        if not self.tokens:
            raise ValueError(f"“{self._line}” ends too early")
        return self.tokens.pop(0)

    def _expect(self, token: str) -> None:
        if self._take() != token:
            raise ValueError(f"“{self._line}” lacks a {token}")


def parts(node: Node) -> tuple[Node, ...]:
    """What an expression is put together from, from left to right."""
    match node:
        case Negative(inner) | Root(inner) | Gradient(at=inner):
            return (inner,)
        case Sum(terms):
            return tuple(term for _, term in terms)
        case Product(factors=factors):
            return factors
        case Quotient(one, other) | Maximum(one, other):
            return (one, other)
    return ()


def nodes_of(node: Node) -> Iterator[Node]:
    """An expression and all that it is made of, from left to right."""
    yield node
    for part in parts(node):
        yield from nodes_of(part)


def symbols_in(node: Node) -> Iterator[str]:
    """The symbols of an expression, from left to right, as often as they stand there; β₁ᵗ is one of its own."""
    for part in nodes_of(node):
        if isinstance(part, Name):
            yield part.name
        elif isinstance(part, Power):
            yield f"{part.base.name}ᵗ"


def evaluate(node: Node, values: Mapping[str, "Array | float"], gradient_at: "Callable[[Array], Array] | None" = None) -> "Array | float":
    """The value of an expression, elementwise, where its symbols have these values; β₁ᵗ is looked up under its own name."""

    def value(node: Node) -> "Array | float":
        match node:
            case Name(name):
                return values[name]
            case Power(base):
                return values[f"{base.name}ᵗ"]
            case Number(text):
                return float(text)
            case Negative(inner):
                return -value(inner)
            case Root(inner):
                root: Array = np.sqrt(value(inner))
                return root
            case Maximum(one, other):
                larger: Array = np.maximum(value(one), value(other))
                return larger
            case Sum(terms):
                total = value(terms[0][1])
                for sign, term in terms[1:]:
                    total = total + value(term) if sign == "+" else total - value(term)
                return total
            case Product(factors=factors):
                result = value(factors[0])
                for factor in factors[1:]:
                    result = result * value(factor)
                return result
            case Quotient(top, bottom):
                return value(top) / value(bottom)
            case Gradient(at=at):
                if gradient_at is None:
                    raise ValueError("the gradient at a point is not known here")
                return gradient_at(np.asarray(value(at)))

    return value(node)


def scale_symbol(optimizer: Optimizer) -> str | None:
    """The symbol of the squares that the rule takes the root of, "h" or "v̂"; None if it has one rate for all axes."""
    return next((name for name in _under_roots(optimizer.lines) if optimizer.role_of(name) is Role.SQUARES), None)


@cache
def _under_roots(lines: tuple[str, ...]) -> tuple[str, ...]:
    expression = update_in(lines)
    roots = [part for part in nodes_of(expression) if isinstance(part, Root)] if expression else []
    return tuple(name for root in roots for name in symbols_in(root))


def update_in(lines: tuple[str, ...]) -> Node | None:
    """What the point is moved by: the right side of the line for Δ."""
    return next((equation.expression for equation in equations(lines) if equation.symbol == "Δ"), None)
