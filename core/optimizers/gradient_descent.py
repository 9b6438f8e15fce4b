"""GD and SGD: the point goes against the slope."""

from dataclasses import dataclass, replace

from core.optimizers.base import Array, GradientAt, Optimizer, State, Step
from core.optimizers.symbols import DISPLACEMENT, GRADIENT, POSITION
from core.text import mark


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """W ← W − η ∇L(W), the gradient over all data.

    Cauchy (1847). PyTorch's `SGD` and Keras's `SGD` with the full data set as the batch are the same rule.
    """

    key = "gd"
    name = "GD"
    equation = ("g = ∇L(W)", "Δ = −ηg", "W ← W + Δ")
    symbols = (
        replace(GRADIENT, sentence=mark("The gradient over all data tells the way uphill; the step will go against it.")),
        DISPLACEMENT,
        POSITION,
    )
    summary = mark("Gradient descent: the slope over all data, one fixed rate for every direction.")
    takes_all_data = True

    def init(self, theta: Array) -> State:
        return {}

    def largest_stable_rate(self, curvature: float) -> float:
        """2 / λ: along that eigenvector a step multiplies the distance by 1 − ηλ, which has to be above −1."""
        return 2 / curvature

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
    symbols = (
        replace(
            GRADIENT,
            meaning=mark("the gradient over the batch of the step, at the point before the step"),
            sentence=mark("The gradient over one random batch: cheaper, and a little off."),
        ),
        DISPLACEMENT,
        POSITION,
    )
    summary = mark("Stochastic gradient descent: the slope over a random batch, cheaper and noisier.")
    samples = True
    takes_all_data = False
