"""What each quantity is called, in ASCII and in the formulas, its unit, and what it means."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from core.optimizers import OPTIMIZERS
from core.optimizers.base import Optimizer
from core.optimizers.equations import equations
from core.optimizers.symbols import POSITION, Phase
from core.text import tr

_MARKS = {"COMBINING CIRCUMFLEX ACCENT": "_hat", "COMBINING TILDE": "_tilde"}


@dataclass(frozen=True)
class Quantity:
    """One column of a table, or one array: its name in the file, its symbol, its unit, and its meaning in a sentence.

    equations : the line of each rule, by the rule's key, that says how it is computed;  shape : of one row, () for a number
    """

    name: str
    symbol: str
    unit: str
    meaning: str
    equations: Mapping[str, str] = field(default_factory=dict)
    shape: tuple[int, ...] = ()


@cache
def ascii_name(symbol: str) -> str:
    """A symbol as a name that every program can read: m̂ is m_hat, W̃ is w_tilde, Δ is delta, β₁ is beta1."""
    if symbol.startswith("Π"):
        return f"{ascii_name(symbol[1:])}_product"
    parts = []
    for letter in unicodedata.normalize("NFKD", symbol):
        name = unicodedata.name(letter)
        parts.append(_MARKS.get(name) or (name.rsplit(" ", 1)[-1] if "GREEK" in name else letter))
    return "".join(parts).lower()


@cache
def term_symbols(rule: type[Optimizer]) -> tuple[str, ...]:
    """The symbols of the terms that a rule names, in the order of a step."""
    return all_symbols((rule,))


@cache
def product_symbols(rule: type[Optimizer]) -> tuple[str, ...]:
    """The symbols of the plain numbers in the state of a rule: the decays multiplied up, as Πβ₁."""
    state = rule(learning_rate=1.0).init(np.zeros(2))
    return tuple(symbol for symbol, value in state.items() if not isinstance(value, np.ndarray))


def all_symbols(rules: Iterable[type[Optimizer]]) -> tuple[str, ...]:
    """The symbols of the terms of any of these rules, once each, in the order of a step, and then of teaching: v before h and m."""
    rules = tuple(rules)
    # W is where the step leads to, and no term of it.
    found = {symbol.name for rule in rules for symbol in rule.symbols} - {POSITION.name}
    phases: dict[str, Phase] = {}
    for rule in (*OPTIMIZERS.values(), *rules):
        for symbol in rule.symbols:
            phases.setdefault(symbol.name, symbol.phase)
    return tuple(sorted(found, key=lambda name: (phases[name], list(phases).index(name))))


def term(symbol: str, rules: Iterable[type[Optimizer]], shape: tuple[int, ...] = ()) -> Quantity:
    """The quantity that a symbol stands for in these rules; where it has several meanings, all of them with the rules' names."""
    having = [rule for rule in rules if symbol in term_symbols(rule)]
    by_meaning: dict[tuple[str, str], list[type[Optimizer]]] = {}
    for rule in having:
        by_meaning.setdefault((rule.symbol(symbol).unit, rule.symbol(symbol).meaning), []).append(rule)
    units = dict.fromkeys(unit for unit, _ in by_meaning)
    if len(by_meaning) == 1:
        meaning = "".join(tr(text) for _, text in by_meaning)
    else:
        meaning = "; ".join(f"{', '.join(rule.name for rule in those)}: {tr(text)}" for (_, text), those in by_meaning.items())
    return Quantity(ascii_name(symbol), symbol, " | ".join(units), meaning, _lines(symbol, having), shape)


def product(symbol: str, rules: Iterable[type[Optimizer]]) -> Quantity:
    """The quantity of a plain number in the state: a decay multiplied up over the steps."""
    decay = symbol.removeprefix("Π")
    meaning = tr("{decay} multiplied up over the steps taken, the {decay}ᵗ of the bias correction").format(decay=decay)
    return Quantity(ascii_name(symbol), f"{decay}ᵗ", "1", meaning)


def _lines(symbol: str, rules: Iterable[type[Optimizer]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in rules:
        own = [line.text for line in equations(rule.equation) if line.symbol == symbol]
        # Momentum's displacement is its velocity, and has no line of its own.
        own = own or [line.text for line in equations(rule.equation) if symbol == "Δ" and line.symbol == "W"]
        found |= {rule.key: own[0]} if own else {}
    return found


def rules_of(keys: Iterable[str]) -> tuple[type[Optimizer], ...]:
    """The rules with these keys, once each, in teaching order."""
    wanted = set(keys)
    return tuple(rule for key, rule in OPTIMIZERS.items() if key in wanted)
