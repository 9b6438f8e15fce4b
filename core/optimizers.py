"""The update rules, side by side in teaching order, each reading like its paper.

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
from core.text import mark

Array = NDArray[np.floating]
GradientAt = Callable[[Array], Array]
State = dict[str, "Array | float"]


class Step(NamedTuple):
    """One step: the new parameters, the new state, and what was computed on the way, by its symbol in the formula."""

    theta: Array
    state: State
    terms: dict[str, Array]


def _learning_rate() -> float:
    return hyperparameter(
        "η",
        mark("Learning rate"),
        mark("How far to go along the step. Too small crawls, too large zig-zags and diverges."),
        maximum=1e6,
        minimum_excluded=True,
        slider=(1e-5, 10.0),
        scale="log",
    )


def _momentum() -> float:
    return hyperparameter(
        "α",
        mark("Momentum"),
        mark("The part of the last velocity that is kept. 0 is plain gradient descent."),
        default=0.9,
        maximum_excluded=True,
        slider=(0.0, 0.999),
    )


def _epsilon(default: float) -> float:
    return hyperparameter(
        "ε",
        mark("Epsilon"),
        mark("Added to the root so that nothing is divided by zero."),
        default=default,
        minimum_excluded=True,
        slider=(1e-12, 1.0),
        scale="log",
    )


def _decay(symbol: str, title: str, help: str, default: float) -> float:
    return hyperparameter(symbol, title, help, default=default, maximum_excluded=True, slider=(0.0, 0.9999), scale="complement")


@dataclass(frozen=True)
class Optimizer(ABC):
    """An update rule. Subclasses declare their hyperparameters as fields.

    Class attributes: `key` is the name in files, on the command line and in the CSV; `name` is what a person reads;
    `equation` is the rule in the symbols of `Step.terms`; `samples` says that the gradient is taken over a random batch on
    every problem, `takes_all_data` that it is taken over all data on every problem. The other rules leave it to the problem.
    `squares` names the sum or mean of squares in the state, for a rule that divides by its root.

    Raises:
        ValueError: if a hyperparameter is out of its range.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    equation: ClassVar[tuple[str, ...]]
    summary: ClassVar[str]
    samples: ClassVar[bool] = False
    takes_all_data: ClassVar[bool] = False
    squares: ClassVar[str | None] = None

    learning_rate: float = _learning_rate()

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def described(self) -> str:
        """The summary as it holds with the hyperparameters of now."""
        return self.summary

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

    def has_overflowed(self, state: State) -> bool:
        """Whether the squares are too large for their numbers. Such a rule has diverged: divided by ∞, it would stand still for ever."""
        return self.squares is not None and not math.isfinite(np.maximum.reduce(state[self.squares]))


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """W ← W − η ∇L(W), the gradient over all data.

    Cauchy (1847). PyTorch's `SGD` and Keras's `SGD` with the full data set as the batch are the same rule.
    """

    key = "gd"
    name = "GD"
    equation = ("g = ∇L(W)", "Δ = −ηg", "W ← W + Δ")
    summary = mark("Gradient descent: the slope over all data, one fixed rate for every direction.")
    takes_all_data = True

    def init(self, theta: Array) -> State:
        return {}

    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        g = gradient_at(theta)
        delta = -self.learning_rate * g
        return Step(theta + delta, state, {"g": g, "Δ": delta})


@dataclass(frozen=True)
class StochasticGradientDescent(GradientDescent):
    """W ← W − η ∇L_B(W), the gradient over a random mini-batch B.

    Robbins and Monro (1951). The rule is that of gradient descent; only the gradient differs, and it comes from the
    problem. PyTorch and Keras call both `SGD`.
    """

    key = "sgd"
    name = "SGD"
    equation = ("g = ∇L_B(W)", "Δ = −ηg", "W ← W + Δ")
    summary = mark("Stochastic gradient descent: the slope over a random batch, cheaper and noisier.")
    samples = True
    takes_all_data = False


@dataclass(frozen=True)
class Momentum(Optimizer):
    """v ← αv − η∇L(W);  W ← W + v.

    Polyak (1964), the heavy ball. η stands inside v, as in Keras and scikit-learn. PyTorch and optax keep it outside
    (v ← αv + g; W ← W − ηv): the same path for a constant η, another one when η changes during a run.
    """

    key = "momentum"
    name = "Momentum"
    equation = ("g = ∇L(W)", "v ← αv − ηg", "W ← W + v")
    summary = mark("A heavy ball: part of the last velocity carries on.")

    momentum: float = _momentum()

    def init(self, theta: Array) -> State:
        return {"v": np.zeros_like(theta)}

    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        g = gradient_at(theta)
        v = self.momentum * state["v"]
        v -= self.learning_rate * g
        return Step(theta + v, {"v": v}, {"g": g, "v": v, "Δ": v})


@dataclass(frozen=True)
class AdaGrad(Optimizer):
    """h ← h + ∇L⊙∇L;  W ← W − η ∇L / (√h + ε).

    Duchi, Hazan and Singer (2011). ε stands outside the root and h starts at 0, as in PyTorch (whose default ε is
    1e-10). Keras puts ε inside the root and starts h at 0.1. A step whose h is too large for its numbers ends the run as
    diverged, where the libraries stand still: g / √∞ is 0.
    """

    key = "adagrad"
    name = "AdaGrad"
    equation = ("g = ∇L(W)", "h ← h + g⊙g", "Δ = −ηg / (√h + ε)", "W ← W + Δ")
    summary = mark("A rate for each direction, which shrinks with all the squares seen so far.")
    squares = "h"

    epsilon: float = _epsilon(1e-7)

    def init(self, theta: Array) -> State:
        return {"h": np.zeros_like(theta)}

    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        g = gradient_at(theta)
        h = g * g
        h += state["h"]
        delta = _over_root(g, h, self.epsilon)
        delta *= -self.learning_rate
        return Step(theta + delta, {"h": h}, {"g": g, "h": h, "Δ": delta})


@dataclass(frozen=True)
class Nesterov(Optimizer):
    """v ← αv − η∇L(W + αv);  W ← W + v: move first, then look.

    Nesterov (1983), in the look-ahead form of Sutskever et al. (2013): the gradient is taken at the point W̃ = W + αv.
    PyTorch (`SGD(nesterov=True)`) and Keras store that point instead of W, so their iterates are our W + αv.
    """

    key = "nag"
    name = "NAG"
    equation = ("W̃ = W + αv", "g = ∇L(W̃)", "v ← αv − ηg", "W ← W + v")
    summary = mark("Nesterov's gradient: the heavy ball looks at the slope ahead of it.")

    momentum: float = _momentum()

    def init(self, theta: Array) -> State:
        return {"v": np.zeros_like(theta)}

    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        carried = self.momentum * state["v"]
        ahead = theta + carried
        g = gradient_at(ahead)
        v = -self.learning_rate * g
        v += carried
        return Step(theta + v, {"v": v}, {"W̃": ahead, "g": g, "v": v, "Δ": v})


@dataclass(frozen=True)
class RMSProp(Optimizer):
    """h ← γh + (1−γ)∇L⊙∇L;  W ← W − η ∇L / (√h + ε).

    Hinton, Coursera lecture 6e (2012). The same as PyTorch's `RMSprop` with its `alpha` = γ (ε outside the root).
    h starts at 0 without a correction, so the first step is η/√(1−γ) long in every coordinate. Keras's default γ is 0.9.
    An h too large for its numbers ends the run as diverged, as AdaGrad's does; it would never be forgotten, since γ∞ is ∞.
    """

    key = "rmsprop"
    name = "RMSProp"
    equation = ("g = ∇L(W)", "h ← γh + (1−γ)g⊙g", "Δ = −ηg / (√h + ε)", "W ← W + Δ")
    summary = mark("AdaGrad that forgets: a running mean of squares instead of their sum.")
    squares = "h"

    decay: float = _decay("γ", mark("Decay"), mark("The part of the old mean of squares that is kept."), 0.99)
    epsilon: float = _epsilon(1e-7)

    def init(self, theta: Array) -> State:
        return {"h": np.zeros_like(theta)}

    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        g = gradient_at(theta)
        h = g * g
        h *= 1 - self.decay
        h += self.decay * state["h"]
        delta = _over_root(g, h, self.epsilon)
        delta *= -self.learning_rate
        return Step(theta + delta, {"h": h}, {"g": g, "h": h, "Δ": delta})


@dataclass(frozen=True)
class Adam(Optimizer):
    """m ← β₁m + (1−β₁)∇L;  v ← β₂v + (1−β₂)∇L⊙∇L;  m̂ = m/(1−β₁ᵗ);  v̂ = v/(1−β₂ᵗ);  W ← W − η m̂/(√v̂ + ε).

    Kingma and Ba (2015), Algorithm 1, as in PyTorch. Keras and the faster form of the paper's section 2 put ε beside
    √v instead of √v̂, another path by parts in 10⁶. The seed article prints the last line as η/√v · m/√ε, a slip: it
    says itself that the bias is corrected.

    The correction is 1 − Πβⱼ over the steps taken, kept in the state and advanced at every step, so it stays right when
    β or `bias_correction` changes during a run; with constant β it is 1 − βᵗ.

    A v too large for its numbers ends the run as diverged, as RMSProp's h does.
    """

    key = "adam"
    name = "Adam"
    equation = (
        "g = ∇L(W)",
        "m ← β₁m + (1−β₁)g",
        "v ← β₂v + (1−β₂)g⊙g",
        "m̂ = m / (1−β₁ᵗ)",
        "v̂ = v / (1−β₂ᵗ)",
        "Δ = −ηm̂ / (√v̂ + ε)",
        "W ← W + Δ",
    )
    summary = mark("Momentum and RMSProp together, with the bias of their zero start corrected.")
    squares = "v"

    beta1: float = _decay("β₁", mark("First decay"), mark("The part of the mean gradient that is kept."), 0.9)
    beta2: float = _decay("β₂", mark("Second decay"), mark("The part of the mean square that is kept."), 0.999)
    epsilon: float = _epsilon(1e-8)
    bias_correction: bool = hyperparameter(
        "m̂, v̂",
        mark("Bias correction"),
        mark("Divide by 1 − βᵗ, because both means start at zero."),
        default=True,
        scale="switch",
    )

    @property
    def described(self) -> str:
        return self.summary if self.bias_correction else mark("Momentum and RMSProp together, with the bias of their zero start left in.")

    @property
    def lines(self) -> tuple[str, ...]:
        if self.bias_correction:
            return self.equation
        return tuple({"m̂": "m̂ = m", "v̂": "v̂ = v"}.get(line.split(" ")[0], line) for line in self.equation)

    def init(self, theta: Array) -> State:
        return {"m": np.zeros_like(theta), "v": np.zeros_like(theta), "Πβ₁": 1.0, "Πβ₂": 1.0}

    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        g = gradient_at(theta)
        m = (1 - self.beta1) * g
        m += self.beta1 * state["m"]
        v = g * g
        v *= 1 - self.beta2
        v += self.beta2 * state["v"]
        product1 = self.beta1 * state["Πβ₁"]
        product2 = self.beta2 * state["Πβ₂"]
        if self.bias_correction:
            m_hat = _divided(m, 1 - product1)
            v_hat = _divided(v, 1 - product2)
        else:
            m_hat, v_hat = m, v
        delta = _over_root(m_hat, v_hat, self.epsilon)
        delta *= -self.learning_rate
        after: State = {"m": m, "v": v, "Πβ₁": product1, "Πβ₂": product2}
        return Step(theta + delta, after, {"g": g, "m": m, "v": v, "m̂": m_hat, "v̂": v_hat, "Δ": delta})


def _divided(mean: Array, correction: "Array | float") -> Array:
    """mean / correction. After many steps the correction is 1 in the numbers of the mean, which is then returned as it is."""
    return mean if mean.dtype.type(correction) == 1 else mean / correction


def _over_root(g: Array, h: Array, epsilon: float) -> Array:
    """g / (√h + ε)."""
    root = np.sqrt(h)
    root += epsilon
    return np.divide(g, root, out=root)


_RULES = (GradientDescent, StochasticGradientDescent, Momentum, AdaGrad, Nesterov, RMSProp, Adam)
OPTIMIZERS: dict[str, type[Optimizer]] = {rule.key: rule for rule in _RULES}
