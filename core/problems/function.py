"""A function of two variables as a problem: its setup, the problem, and the oracle that a run asks."""

import math
from dataclasses import dataclass

import numpy as np

from core.functions import Function, LineFit
from core.optimizers.base import Array, GradientAt, Optimizer
from core.problems.base import Problem, Sampling, Scores, Settings
from core.problems.batches import Batches
from core.text import tr


@dataclass(frozen=True)
class FunctionSetup:
    """A function of two variables, a key of `FUNCTIONS`, and the point where all runs begin."""

    function: str
    start: tuple[float, float]


class FunctionProblem(Problem):
    """A function of two variables to be minimised. θ is a float64 array of shape (2,)."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.infimum = function.infimum
        self._data = function if isinstance(function, LineFit) else None

    @property
    def subject(self) -> Function:
        return self.function

    def oracle(self, seed: int) -> "FunctionOracle":
        return FunctionOracle(self, Batches(seed))

    def refusal(self, start: Array) -> str:
        x, y = start.tolist()
        return tr("f is not finite at the start ({x}, {y}). Choose a start nearer to the minimum.").format(x=x, y=y)

    def draws_batches(self, optimizer: Optimizer) -> bool:
        """Only SGD's: the published trajectories of the others are those of the exact gradient."""
        return optimizer.samples

    @property
    def has_data(self) -> bool:
        """Whether batches are drawn from real data instead of around the point."""
        return self._data is not None

    def loss(self, theta: Array) -> float:
        """The exact f(θ) on all data; nan where θ itself is not finite, even if f has a limit there."""
        x, y = theta.tolist()
        if math.isfinite(x) and math.isfinite(y):
            return float(self.function.value(x, y))
        return math.nan

    def gradient(self, theta: Array) -> Array:
        """The exact ∇f(θ) on all data, shape (2,)."""
        x, y = theta.tolist()
        return np.array(self.function.gradient(x, y))

    def batch_gradient(self, sampling: Sampling, batches: Batches, step: int) -> GradientAt:
        """The gradient over the batch of the step that follows row `step`, as a function of the point."""
        if self._data is not None:
            data, indices = self._data, batches.indices(step, len(self._data.data_x), sampling.batch_size)

            def batch_gradient(theta: Array) -> Array:
                a, b = theta.tolist()
                return np.array(data.batch_gradient(a, b, indices))

            return batch_gradient

        offsets = sampling.noise * batches.normals(step, sampling.batch_size)

        def mean_gradient(theta: Array) -> Array:
            points = theta + offsets
            columns = self.function.gradient(points[:, 0], points[:, 1])
            return np.array([np.add.reduce(column) for column in columns]) / len(points)

        return mean_gradient

    def evaluations(self, optimizer: Optimizer, sampling: Sampling) -> int:
        size = None if self._data is None else len(self._data.data_x)
        if self.draws_batches(optimizer):
            return sampling.batch_size if size is None else min(sampling.batch_size, size)
        return size or 1


class FunctionOracle:
    """A function of two variables as a run meets it: nothing takes long, and the loss is always the exact one."""

    deadline = math.inf

    def __init__(self, problem: FunctionProblem, batches: Batches) -> None:
        self._problem = problem
        self._batches = batches

    def prepare(self, theta: Array, step: int, settings: Settings) -> bool:
        return True

    def gradient_at(self, theta: Array, step: int, settings: Settings) -> GradientAt:
        if self._problem.draws_batches(settings.optimizer):
            return self._problem.batch_gradient(settings.sampling, self._batches, step)
        return self._problem.gradient

    def loss(self, theta: Array, step: int, settings: Settings) -> float:
        return self._problem.loss(theta)

    def test(self, theta: Array) -> Scores | None:
        return None
