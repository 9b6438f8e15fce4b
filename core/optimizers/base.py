"""What every update rule is: hyperparameters, a state, a step, and the equation beside it; the rules stand in files by family.

An optimizer is a frozen dataclass of hyperparameters and nothing else; what changes from step to step is a separate
state of named values. Nothing mutates: `step` returns new parameters, a new state, and the record of named terms that
were computed on the way. Inside a rule the letters are the mathematicians': W parameters, g gradient, v velocity or
second moment, h sum or mean of squares, m first moment, Δ the displacement in W ← W + Δ, ⊙ the elementwise product.

A sum or quotient is begun as a new array and gone on with in place (`m = …`, `m += …`): to the bit what one expression
gives, and for 110,000 parameters a seventh quicker, since no array is made for what lies between.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.hyperparameters import check_fields, hyperparameter
from core.optimizers.symbols import Role, Symbol
from core.text import mark

Array = NDArray[np.floating]
GradientAt = Callable[[Array], Array]
State = dict[str, "Array | float"]


class Step(NamedTuple):
    """One step: the new parameters, the new state, and what was computed on the way, by its symbol in the formula."""

    theta: Array
    state: State
    terms: dict[str, Array]


def learning_rate_field() -> float:
    """The field η that every rule has."""
    return hyperparameter(
        "η",
        mark("Learning rate"),
        mark("How far to go along the step. Too small crawls, too large zig-zags and diverges."),
        maximum=1e6,
        minimum_excluded=True,
        slider=(1e-5, 10.0),
        scale="log",
    )


def momentum_field() -> float:
    """The field α of rules with a velocity."""
    return hyperparameter(
        "α",
        mark("Momentum"),
        mark("The part of the last velocity that is kept. 0 is plain gradient descent."),
        default=0.9,
        maximum_excluded=True,
        slider=(0.0, 0.999),
    )


def epsilon_field(default: float) -> float:
    """The field ε that keeps a root off zero."""
    return hyperparameter(
        "ε",
        mark("Epsilon"),
        mark("Added to the root so that nothing is divided by zero."),
        default=default,
        minimum_excluded=True,
        slider=(1e-12, 1.0),
        scale="log",
    )


def decay_field(symbol: str, title: str, help: str, default: float) -> float:
    """A field for the share of an average that is kept at each step, below 1."""
    return hyperparameter(symbol, title, help, default=default, maximum_excluded=True, slider=(0.0, 0.9999), scale="complement")


@dataclass(frozen=True)
class Optimizer(ABC):
    """An update rule. Subclasses declare their hyperparameters as fields.

    Class attributes: `key` is the name in files, on the command line and in the CSV; `name` is what a user reads;
    `equation` is the rule in the symbols of `Step.terms`, and `symbols` says what each of them is, in their order, and W: every
    rule has the gradient g and the displacement Δ among its terms, also where no line of its own is for Δ. `samples` says that
    the gradient is taken over a random batch on every problem, `takes_all_data` that it is taken over all data on every problem;
    the other rules leave it to the problem. `squares` names the sum or mean of squares in the state, for a rule that divides by
    its root.

    Raises:
        ValueError: if a hyperparameter is out of its range.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    equation: ClassVar[tuple[str, ...]]
    symbols: ClassVar[tuple[Symbol, ...]]
    summary: ClassVar[str]
    samples: ClassVar[bool] = False
    takes_all_data: ClassVar[bool] = False
    squares: ClassVar[str | None] = None

    learning_rate: float = learning_rate_field()

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def description(self) -> str:
        """The summary as it holds with the hyperparameters of now."""
        return self.summary

    @classmethod
    def symbol(cls, name: str) -> Symbol:
        """What the rule says about this letter.

        Raises:
            LookupError: if the rule does not list it.
        """
        for symbol in cls.symbols:
            if symbol.name == name:
                return symbol
        raise LookupError(f"{cls.__name__} does not say what {name} is: its symbols lack it")

    @classmethod
    def role_of(cls, name: str) -> Role:
        """What a letter stands for; what the rule does not compute is one of its settings."""
        return next((symbol.role for symbol in cls.symbols if symbol.name == name), Role.SETTING)

    def sentence_for(self, symbol: Symbol) -> str:
        """The sentence for what computes this symbol, as it holds with the hyperparameters of now; empty for the usual one."""
        return symbol.sentence

    @property
    def lines(self) -> tuple[str, ...]:
        """The equation with its switches as they are set here."""
        return self.equation

    @abstractmethod
    def init(self, theta: Array) -> State:
        """The state before the first step, for parameters of the shape of `theta`. Accumulators start at 0."""

    @abstractmethod
    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        """One step from `theta`. `gradient_at(point)` is a function because NAG asks for it at a point ahead."""

    def largest_stable_rate(self, curvature: float) -> float | None:
        """The η above which the rule diverges on a quadratic whose Hessian has this largest eigenvalue λ > 0, by its exact gradient.

        At that η itself it neither grows nor dies away. None for a rule whose limit depends on more than λ.
        """
        return None

    def has_overflowed(self, state: State) -> bool:
        """Whether the squares are too large for their numbers. Such a rule has diverged: divided by ∞, it would stand still for ever."""
        return self.squares is not None and not math.isfinite(np.maximum.reduce(state[self.squares]))
