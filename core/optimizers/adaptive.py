"""Rules with a rate for each coordinate: AdaGrad, RMSProp and Adam."""

from dataclasses import dataclass, replace

import numpy as np

from core.hyperparameters import hyperparameter
from core.optimizers.base import Array, GradientAt, Optimizer, State, Step, decay_field, epsilon_field
from core.optimizers.symbols import DISPLACEMENT, GRADIENT, POSITION, SLOPE, SQUARED_SLOPE, Phase, Role, Symbol
from core.text import mark


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
    symbols = (
        GRADIENT,
        Symbol(
            "h",
            Role.SQUARES,
            Phase.ACCUMULATE,
            SQUARED_SLOPE,
            mark("the sum of the squared gradients"),
            mark("The squares of all gradients are summed, for each axis by itself; the sum never shrinks."),
        ),
        replace(DISPLACEMENT, sentence=mark("Each axis has its own rate, η/√h: small where the gradients were large.")),
        POSITION,
    )
    summary = mark("A rate for each direction, which shrinks with all the squares seen so far.")
    squares = "h"

    epsilon: float = epsilon_field(1e-7)

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
class RMSProp(Optimizer):
    """h ← γh + (1−γ)∇L⊙∇L;  W ← W − η ∇L / (√h + ε).

    Hinton, Coursera lecture 6e (2012). The same as PyTorch's `RMSprop` with its `alpha` = γ (ε outside the root).
    h starts at 0 without a correction, so the first step is η/√(1−γ) long in every coordinate. Keras's default γ is 0.9.
    An h too large for its numbers ends the run as diverged, as AdaGrad's does; it would never be forgotten, since γ∞ is ∞.
    """

    key = "rmsprop"
    name = "RMSProp"
    equation = ("g = ∇L(W)", "h ← γh + (1−γ)g⊙g", "Δ = −ηg / (√h + ε)", "W ← W + Δ")
    symbols = (
        GRADIENT,
        Symbol(
            "h",
            Role.SQUARES,
            Phase.ACCUMULATE,
            SQUARED_SLOPE,
            mark("the running mean of the squared gradients"),
            mark("The mean of the squares forgets: the part γ of the old one is kept."),
        ),
        replace(DISPLACEMENT, sentence=mark("Each axis has its own rate, η/√h, which can grow again.")),
        POSITION,
    )
    summary = mark("AdaGrad that forgets: a running mean of squares instead of their sum.")
    squares = "h"

    decay: float = decay_field("γ", mark("Decay"), mark("The part of the old mean of squares that is kept."), 0.99)
    epsilon: float = epsilon_field(1e-7)

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
    symbols = (
        GRADIENT,
        Symbol(
            "m",
            Role.MEAN,
            Phase.ACCUMULATE,
            SLOPE,
            mark("the running mean of the gradients"),
            mark("Two running means: m of the gradients, v of their squares."),
        ),
        Symbol("v", Role.SQUARES, Phase.ACCUMULATE, SQUARED_SLOPE, mark("the running mean of the squared gradients")),
        Symbol("m̂", Role.MEAN, Phase.CORRECT, SLOPE, mark("the mean of the gradients, its bias corrected")),
        Symbol("v̂", Role.SQUARES, Phase.CORRECT, SQUARED_SLOPE, mark("the mean of the squared gradients, its bias corrected")),
        replace(
            DISPLACEMENT,
            sentence=mark("The mean gradient over the root of the mean square: about η for each axis as long as the sign stays."),
        ),
        POSITION,
    )
    summary = mark("Momentum and RMSProp together, with the bias of their zero start corrected.")
    squares = "v"

    beta1: float = decay_field("β₁", mark("First decay"), mark("The part of the mean gradient that is kept."), 0.9)
    beta2: float = decay_field("β₂", mark("Second decay"), mark("The part of the mean square that is kept."), 0.999)
    epsilon: float = epsilon_field(1e-8)
    bias_correction: bool = hyperparameter(
        "m̂, v̂",
        mark("Bias correction"),
        mark("Divide by 1 − βᵗ, because both means start at zero."),
        default=True,
        scale="switch",
    )

    @property
    def description(self) -> str:
        return self.summary if self.bias_correction else mark("Momentum and RMSProp together, with the bias of their zero start left in.")

    def sentence_for(self, symbol: Symbol) -> str:
        if symbol.phase is Phase.CORRECT and not self.bias_correction:
            return mark("Bias correction is off: the means are taken as they are, although they began at zero.")
        return symbol.sentence

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
            m_hat = _divide(m, 1 - product1)
            v_hat = _divide(v, 1 - product2)
        else:
            m_hat, v_hat = m, v
        delta = _over_root(m_hat, v_hat, self.epsilon)
        delta *= -self.learning_rate
        after: State = {"m": m, "v": v, "Πβ₁": product1, "Πβ₂": product2}
        return Step(theta + delta, after, {"g": g, "m": m, "v": v, "m̂": m_hat, "v̂": v_hat, "Δ": delta})


def _divide(mean: Array, correction: "Array | float") -> Array:
    """mean / correction. After many steps the correction is 1 in the numbers of the mean, which is then returned as it is."""
    return mean if mean.dtype.type(correction) == 1 else mean / correction


def _over_root(g: Array, h: Array, epsilon: float) -> Array:
    """g / (√h + ε)."""
    root = np.sqrt(h)
    root += epsilon
    return np.divide(g, root, out=root)
