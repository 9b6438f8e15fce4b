"""What is being minimised: a loss and its gradient at each step, over all data or over a random batch."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from core.hyperparameters import check_fields, hyperparameter
from core.optimizers.base import Array, GradientAt, Optimizer
from core.text import mark


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


class Oracle(Protocol):
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
    def oracle(self, seed: int) -> Oracle:
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
