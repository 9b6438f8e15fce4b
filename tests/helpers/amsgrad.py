"""A rule that the program does not have: AMSGrad, with one more state than Adam."""

from dataclasses import dataclass

import numpy as np

from core.optimizers.base import Array, GradientAt, Optimizer, State, Step, decay_field, epsilon_field
from core.optimizers.symbols import DISPLACEMENT, GRADIENT, POSITION, SLOPE, SQUARED_SLOPE, Phase, Role, Symbol


@dataclass(frozen=True)
class AMSGrad(Optimizer):
    """Reddi, Kale and Kumar (2018), Algorithm 2, with the ε of their experiments inside the root."""

    key = "amsgrad"
    name = "AMSGrad"
    equation = ("g = ∇L(W)", "m ← β₁m + (1−β₁)g", "v ← β₂v + (1−β₂)g⊙g", "v̂ ← max(v̂, v)", "Δ = −ηm / √(v̂ + ε)", "W ← W + Δ")
    symbols = (
        GRADIENT,
        Symbol("m", Role.MEAN, Phase.ACCUMULATE, SLOPE, "the running mean of the gradients"),
        Symbol("v", Role.SQUARES, Phase.ACCUMULATE, SQUARED_SLOPE, "the running mean of the squared gradients"),
        Symbol("v̂", Role.SQUARES, Phase.CORRECT, SQUARED_SLOPE, "the largest mean so far", "The largest mean so far is kept."),
        DISPLACEMENT,
        POSITION,
    )
    summary = "Adam that never grows its rates again."
    squares = "v̂"

    beta1: float = decay_field("β₁", "First decay", "", 0.9)
    beta2: float = decay_field("β₂", "Second decay", "", 0.9)
    epsilon: float = epsilon_field(1e-8)

    def init(self, theta: Array) -> State:
        return {name: np.zeros_like(theta) for name in ("m", "v", "v̂")}

    def step(self, theta: Array, gradient_at: GradientAt, state: State) -> Step:
        g = gradient_at(theta)
        m = self.beta1 * state["m"] + (1 - self.beta1) * g
        v = self.beta2 * state["v"] + (1 - self.beta2) * g * g
        largest = np.maximum(state["v̂"], v)
        delta = -self.learning_rate * m / np.sqrt(largest + self.epsilon)
        return Step(theta + delta, {"m": m, "v": v, "v̂": largest}, {"g": g, "m": m, "v": v, "v̂": largest, "Δ": delta})
