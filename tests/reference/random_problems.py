"""A thousand random problems for the comparison with PyTorch: a quadratic, a start, and hyperparameters for each rule."""

from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.optimizers import OPTIMIZERS
from core.optimizers.base import Optimizer
from core.problems.batches import Batches

COUNT = 1000
STEPS = 30
BATCH = 4

Float64Array = NDArray[np.float64]


@dataclass(frozen=True)
class RandomProblem:
    """f(θ) = ½ θᵀAθ − bᵀθ.  matrix : (2, 2) symmetric, positive definite;  vector, start : (2,);  offsets : (STEPS, BATCH, 2)"""

    matrix: Float64Array
    vector: Float64Array
    start: Float64Array
    offsets: Float64Array
    settings: dict[str, dict[str, Any]]

    def gradient(self, theta: Float64Array) -> Float64Array:
        return self.matrix @ theta - self.vector

    def batch_gradient(self, step: int, theta: Float64Array) -> Float64Array:
        """The mean of the gradients at the points of the batch that this step draws."""
        return np.mean([self.gradient(theta + offset) for offset in self.offsets[step]], axis=0)


@cache
def random_problems() -> tuple[RandomProblem, ...]:
    """The same problems every time (RandomState's stream is frozen)."""
    random = np.random.RandomState(20150507)
    return tuple(_random_problem(random, number) for number in range(COUNT))


def _random_problem(random: np.random.RandomState, number: int) -> RandomProblem:
    eigenvalues = 10.0 ** random.uniform(-1.5, 1.0, 2)
    angle = random.uniform(0, np.pi)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = rotation @ np.diag(eigenvalues) @ rotation.T
    batches = Batches(number)
    offsets = np.array([0.3 * batches.normals(step, BATCH) for step in range(STEPS)])
    stable = float(random.uniform(0.05, 0.95) * 2 / eigenvalues.max())
    momentum = float(random.uniform(0, 0.99))
    free = float(10.0 ** random.uniform(-3, 0))
    epsilon = float(10.0 ** random.uniform(-10, -4))
    settings = {
        "gd": {"learning_rate": stable},
        "sgd": {"learning_rate": stable},
        "momentum": {"learning_rate": stable, "momentum": momentum},
        "adagrad": {"learning_rate": free, "epsilon": epsilon},
        # The look-ahead form is stable only up to (2 + 2α)/(1 + 2α) of what plain descent allows.
        "nag": {"learning_rate": stable / 2, "momentum": momentum},
        # A short memory makes RMSProp and Adam hop around the minimum by ±η, which doubles any rounding error at each step.
        "rmsprop": {"learning_rate": free / 10, "decay": float(random.uniform(0.9, 0.999)), "epsilon": epsilon},
        "adam": {
            "learning_rate": free,
            "beta1": float(random.uniform(0.5, 0.95)),
            "beta2": float(random.uniform(0.95, 0.9999)),
            "epsilon": epsilon,
        },
    }
    return RandomProblem(matrix, random.normal(0, 1, 2), random.uniform(-5, 5, 2), offsets, settings)


def our_path(problem: RandomProblem, key: str) -> Float64Array:
    """STEPS + 1 points; for NAG the look-ahead points W + αv, which is what PyTorch's parameters are.  → (STEPS + 1, 2)"""
    optimizer: Optimizer = OPTIMIZERS[key](**problem.settings[key])
    theta, state = problem.start, optimizer.init(problem.start)
    path = [theta]
    for step in range(STEPS):
        gradient_at = partial(problem.batch_gradient, step) if key == "sgd" else problem.gradient
        theta, state, _ = optimizer.step(theta, gradient_at, state)
        path.append(theta + optimizer.momentum * state["v"] if key == "nag" else theta)
    return np.array(path)


def largest_relative_difference(ours: Float64Array, theirs: Float64Array) -> float:
    """The largest distance between two paths, relative to the size of the path."""
    return float(np.abs(ours - theirs).max() / np.abs(theirs).max())
