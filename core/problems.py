"""What is being minimised: a loss over all data, its gradient, and the gradient over a random batch."""

import math
from dataclasses import dataclass

import numpy as np

from core.batches import Batches
from core.functions import Function, LineFit
from core.hyperparameters import check_fields, hyperparameter
from core.optimizers import Array, GradientAt
from core.text import mark


@dataclass(frozen=True)
class Sampling:
    """How SGD's batch is drawn.

    On a plain function the gradient is the mean of `batch_size` gradients at points drawn from N(W, noise²). Where the
    function has data of its own (`line-fit`) it is the gradient over `batch_size` of them, and `noise` is not used.
    10 points and 0.5 are those of the seed material, on `seed-bowl`; other landscapes are smaller and recommend less.

    Raises:
        ValueError: if a field is out of its range.
    """

    batch_size: int = hyperparameter(
        "B",
        mark("Batch size"),
        mark("How many points the gradient is averaged over."),
        default=10,
        minimum=1,
        maximum=1000,
        slider=(1, 100),
        scale="log",
    )
    noise: float = hyperparameter(
        "σ",
        mark("Noise"),
        mark("How far around the point the batch is drawn, as a standard deviation."),
        default=0.5,
        recommended=True,
        maximum=100.0,
        slider=(0.0, 5.0),
    )

    def __post_init__(self) -> None:
        check_fields(self)


class Problem:
    """A function of two variables to be minimised. θ is a float64 array of shape (2,)."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self._data = function if isinstance(function, LineFit) else None

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

    def evaluations(self, samples: bool, sampling: Sampling) -> int:
        """How many gradients at single points (or of single data) one step costs."""
        size = None if self._data is None else len(self._data.data_x)
        if samples:
            return sampling.batch_size if size is None else min(sampling.batch_size, size)
        return size or 1
