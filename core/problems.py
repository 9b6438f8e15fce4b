"""What is being minimised: a loss and its gradient at each step, over all data or over a random batch."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from core.batches import Batches
from core.functions import Function, LineFit
from core.hyperparameters import check_fields, hyperparameter
from core.optimizers import Array, GradientAt, Optimizer
from core.text import mark, tr


@dataclass(frozen=True)
class Sampling:
    """How batches are drawn.

    On a plain function the gradient is the mean of `batch_size` gradients at points drawn from N(W, noise²). Where the
    function has data of its own (`line-fit`) it is the gradient over `batch_size` of them, and `noise` is not used.
    10 points and 0.5 are those of the seed material, on `seed-bowl`; other landscapes are smaller and recommend less.
    A network learns from `batch_size` images at a time.

    Raises:
        ValueError: if a field is out of its range.
    """

    batch_size: int = hyperparameter(
        "B",
        mark("Batch size"),
        mark("How many points the gradient is averaged over."),
        default=10,
        minimum=1,
        maximum=10_000,
        slider=(1, 1000),
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


class Settings(NamedTuple):
    """What a run steps with, from row `since` on. The list of them is all that is needed to replay the run."""

    since: int
    optimizer: Optimizer
    sampling: Sampling


class Scores(NamedTuple):
    """How well parameters do on images that were not trained on: mean loss, and the part that is told right, 0 to 1."""

    loss: float
    accuracy: float


class Course(Protocol):
    """A problem as one run meets it, step by step.

    What takes long is done in pieces. `deadline`, in seconds of `perf_counter`, is when to stop; work that is not finished
    then is kept, and asking again goes on with it.
    """

    deadline: float

    def prepare(self, theta: Array, step: int, settings: Settings) -> bool:
        """Whether `gradient_at` can tell the gradient for the step that follows row `step` without delay."""

    def gradient_at(self, theta: Array, step: int, settings: Settings) -> GradientAt:
        """The gradient for the step that follows row `step`, where the run stands at `theta`, as a function of the point."""

    def loss(self, theta: Array, step: int, settings: Settings) -> float | None:
        """The loss of row `step` at `theta`, which was reached under these settings; None if there was no time to finish."""

    def test(self, theta: Array) -> Scores | None:
        """How well `theta` does on the test data; None if there was no time to finish."""


class Problem(ABC):
    """What all runs of an experiment minimise.

    `infimum` is the lowest loss there can be, None if there is none. `test_every` is the number of steps between two tests,
    0 without test data. `checkpoint_spacing` says how densely moments are kept to go back to at first, `records_layers`
    whether the norms of each layer are.
    """

    infimum: float | None
    test_every: int = 0
    # A step of a rule takes microseconds, so that any past step of seven runs can be shown again within a frame.
    checkpoint_spacing: int = 128
    records_layers: bool = False
    takes_long: bool = False
    """Whether a step may take milliseconds, and is done in pieces."""
    has_path: bool = True
    """Whether the parameters are a point (x, y), so that a run's history is a path in the plane."""

    def recent_spacing(self, optimizer: Optimizer) -> int | None:
        """How densely the moments just before the last are kept: one in so many steps, a power of two. None keeps none."""
        return None

    @property
    def subject(self) -> object:
        """What two problems have in common, by identity, if they are the same one."""
        return self

    @abstractmethod
    def course(self, seed: int) -> Course:
        """The problem for one run with this seed."""

    @abstractmethod
    def refusal(self, start: Array) -> str:
        """Why a run cannot begin at `start`, where its loss is not finite."""

    @abstractmethod
    def draws_batches(self, optimizer: Optimizer) -> bool:
        """Whether the gradient of this optimizer is taken over a random batch."""

    @abstractmethod
    def evaluations(self, optimizer: Optimizer, sampling: Sampling) -> int:
        """How many gradients at single points (or of single data) one step costs."""

    def norms(self, vectors: Sequence[Array]) -> Array:
        """‖·‖₂ of each layer's part of these vectors, (layers, vectors); of all of them where there are no layers."""
        return np.array([[float(np.linalg.norm(vector)) for vector in vectors]])


class FunctionProblem(Problem):
    """A function of two variables to be minimised. θ is a float64 array of shape (2,)."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.infimum = function.infimum
        self._data = function if isinstance(function, LineFit) else None

    @property
    def subject(self) -> Function:
        return self.function

    def course(self, seed: int) -> "FunctionCourse":
        return FunctionCourse(self, Batches(seed))

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


class FunctionCourse:
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
