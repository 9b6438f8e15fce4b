"""What crosses from the worker to the eyes: frozen records with read-only views of append-only history."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from core.optimizers import Optimizer
from core.problems import Problem, Sampling

Array = NDArray[np.float64]


class EndReason(Enum):
    """Why a run takes no further step."""

    DIVERGED = "diverged"


@dataclass(frozen=True)
class Ending:
    """A run ended: the step that could not be recorded, and why. The last recorded row is step − 1."""

    reason: EndReason
    step: int


@dataclass(frozen=True)
class Piecewise:
    """A quantity known at some steps, and linear between them, such as seconds or gradient evaluations.

    knots : (k,) int64, never decreasing;  values : (k,) float64
    """

    knots: NDArray[np.int64]
    values: Array

    def at(self, steps: NDArray[np.int64] | Array) -> Array:
        """The quantity at these steps, shape of `steps`."""
        return np.interp(steps, self.knots, self.values)


@dataclass(frozen=True)
class RunSnapshot:
    """One run as it stands. `revision` stays while rows are only appended and is new when the past was rewritten.

    path : (step + 1, 2) float64, row k is the point after k steps;  loss : (step + 1,) float64, exact f at that point
    """

    label: str
    optimizer: Optimizer
    sampling: Sampling
    revision: int
    path: Array
    loss: Array
    ending: Ending | None
    evaluations: Piecewise
    seconds: Piecewise

    @property
    def step(self) -> int:
        """The last recorded step; row 0 is the start."""
        return len(self.loss) - 1


@dataclass(frozen=True)
class Snapshot:
    """All runs at one moment. `step` is the step that the experiment has reached; an ended run may be shorter."""

    generation: int
    step: int
    problem: Problem
    start: tuple[float, float]
    seed: int
    runs: tuple[RunSnapshot, ...]
