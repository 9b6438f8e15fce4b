"""Rules with a velocity: Momentum and NAG."""

from dataclasses import dataclass, replace

import numpy as np

from core.optimizers.base import Array, GradientAt, Optimizer, State, Step, momentum_field
from core.optimizers.symbols import DISPLACEMENT, GRADIENT, LENGTH, POSITION, Phase, Role, Symbol
from core.text import mark

_VELOCITY = Symbol("v", Role.VELOCITY, Phase.ACCUMULATE, LENGTH, mark("the velocity after the step"))


@dataclass(frozen=True)
class Momentum(Optimizer):
    """v ← αv − η∇L(W);  W ← W + v.

    Polyak (1964), the heavy ball. η stands inside v, as in Keras and scikit-learn. PyTorch and optax keep it outside
    (v ← αv + g; W ← W − ηv): the same path for a constant η, another one when η changes during a run.
    """

    key = "momentum"
    name = "Momentum"
    equation = ("g = ∇L(W)", "v ← αv − ηg", "W ← W + v")
    symbols = (
        GRADIENT,
        replace(_VELOCITY, sentence=mark("The velocity keeps the part α of itself and takes −ηg on: inertia.")),
        DISPLACEMENT,
        replace(POSITION, sentence=mark("The point moves by its velocity, not by the gradient alone.")),
    )
    summary = mark("A heavy ball: part of the last velocity carries on.")

    momentum: float = momentum_field()

    def init(self, theta: Array) -> State:
        return {"v": np.zeros_like(theta)}

    def largest_stable_rate(self, curvature: float) -> float:
        """2 (1 + α) / λ (Polyak 1964): where a root of r² − (1 + α − ηλ) r + α comes to −1."""
        return 2 * (1 + self.momentum) / curvature

    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        g = gradient_at(theta)
        v = self.momentum * state["v"]
        v -= self.learning_rate * g
        return Step(theta + v, {"v": v}, {"g": g, "v": v, "Δ": v})


@dataclass(frozen=True)
class Nesterov(Optimizer):
    """v ← αv − η∇L(W + αv);  W ← W + v: move first, then look.

    Nesterov (1983), in the look-ahead form of Sutskever et al. (2013): the gradient is taken at the point W̃ = W + αv.
    PyTorch (`SGD(nesterov=True)`) and Keras store that point instead of W, so their iterates are our W + αv.
    """

    key = "nag"
    name = "NAG"
    equation = ("W̃ = W + αv", "g = ∇L(W̃)", "v ← αv − ηg", "W ← W + v")
    symbols = (
        Symbol("W̃", Role.PARAMETERS, Phase.LOOK_AHEAD, LENGTH, mark("the point ahead, where the gradient is taken")),
        replace(
            GRADIENT,
            meaning=mark("the gradient at the point ahead, w_tilde"),
            sentence=mark("The gradient is taken there, ahead, not where the point stands."),
        ),
        replace(_VELOCITY, sentence=mark("The velocity keeps the part α of itself and is corrected by the gradient seen ahead.")),
        DISPLACEMENT,
        replace(POSITION, sentence=mark("The point moves by the corrected velocity.")),
    )
    summary = mark("Nesterov's gradient: the heavy ball looks at the slope ahead of it.")

    momentum: float = momentum_field()

    def init(self, theta: Array) -> State:
        return {"v": np.zeros_like(theta)}

    def largest_stable_rate(self, curvature: float) -> float:
        """2 (1 + α) / ((1 + 2α) λ): where a root of r² − (1 + α) (1 − ηλ) r + α (1 − ηλ), as seen from W + αv, comes to −1."""
        return 2 * (1 + self.momentum) / ((1 + 2 * self.momentum) * curvature)

    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        carried = self.momentum * state["v"]
        ahead = theta + carried
        g = gradient_at(ahead)
        v = -self.learning_rate * g
        v += carried
        return Step(theta + v, {"v": v}, {"W̃": ahead, "g": g, "v": v, "Δ": v})
